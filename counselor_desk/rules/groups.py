"""Rules for groups: how many members, whose name stands in whose note, and texts too alike.

Sources: G1, G2 and G3 in docs/RULES.md. A full group is warned of and never blocked; a note that
names another member is blocked until the name is gone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from counselor_desk.records.clients import Client
from counselor_desk.records.groups import Group
from counselor_desk.records.ids import ClientId
from counselor_desk.rules.findings import Finding, Severity

_SHORTEST_NAME = 2
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_FEW_WORDS = 4


def limit(group: Group, *, group_cap: int, class_cap: int) -> int:
    """The most members: the group's own, or that of the profile for groups and for classes."""
    if group.cap is not None:
        return group.cap
    return class_cap if group.is_education else group_cap


def g1_g2_cap(group: Group, members: int, *, group_cap: int, class_cap: int) -> tuple[Finding, ...]:
    """G1 and G2: more members than a group, or a class, should have."""
    most = limit(group, group_cap=group_cap, class_cap=class_cap)
    if members <= most:
        return ()
    return (
        Finding(
            rule="G2" if group.is_education else "G1",
            subject=group.uid,
            severity=Severity.WARN,
            message=f"{members} members, {most} are the most.",
            repair="members",
        ),
    )


def g3_too_alike(
    texts: Mapping[ClientId, str], *, percent: int
) -> Mapping[ClientId, tuple[ClientId, int]]:
    """G3: for each member whose response is too like another one's, whose, and how much.

    Args:
        texts: what was written about each member; a few words are never compared.
        percent: from this share of equal text on two responses are too alike.

    Returns:
        For each such member the one most alike and the share in percent.
    """
    told = {client_id: words for client_id, text in texts.items() if (words := _long(text))}
    counted = {client_id: Counter(words.split()) for client_id, words in told.items()}
    found: dict[ClientId, tuple[ClientId, int]] = {}
    for client_id, other_id in combinations(told, 2):
        if _most_alike(counted[client_id], counted[other_id]) < percent:
            continue  # it is asked at each pause, and comparing word by word takes long
        for one, other in ((client_id, other_id), (other_id, client_id)):
            share = alike(told[one], told[other])
            if share >= percent and share > found.get(one, (one, 0))[1]:
                found[one] = (other, share)
    return found


def _long(text: str) -> str:
    """The words alone; empty where they are too few to be compared."""
    words = _words(text)
    return " ".join(words) if len(words) >= _FEW_WORDS else ""


def alike(one: str, other: str) -> int:
    """How much of two texts is equal, in percent, word by word."""
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return round(matcher.ratio() * 100)


def _most_alike(one: Counter[str], other: Counter[str]) -> int:
    """The highest `alike` that texts of these words could reach, in whatever order."""
    together = one.total() + other.total()
    shared = sum(min(count, other[word]) for word, count in one.items() if word in other)
    return round(200 * shared / together)


def named_in(text: str, others: Iterable[Client]) -> tuple[Client, ...]:
    """The other members that a text names: given, family or called name, whole words only.

    Capitals and accents do not matter. A name that is also the first word of nothing else, such
    as Will, is found as well: better one question too many than a name in another's record.
    """
    words = frozenset(_words(_folded(text)))
    return tuple(other for other in others if not words.isdisjoint(_names(other)))


def findings_of_names(text: str, others: Sequence[Client], subject: str) -> tuple[Finding, ...]:
    """G3: one finding that says which other members stand in a member's text."""
    found = named_in(text, others)
    if not found:
        return ()
    names = " and ".join(other.first_name for other in found)
    return (
        Finding(
            rule="G3",
            subject=subject,
            severity=Severity.BLOCK,
            message=f"{names} stands in this note. Take the name of another member out.",
            repair="text",
        ),
    )


def _names(client: Client) -> frozenset[str]:
    parts = _folded(f"{client.given_name} {client.family_name} {client.preferred_name}")
    return frozenset(word for word in _words(parts) if len(word) >= _SHORTEST_NAME)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    if plain.isascii():
        return plain
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
