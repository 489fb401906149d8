"""The ICD-10-CM code set, offline: every billable code with its words, found by either.

The set lies in `resources/icd10cm`, made ready to be searched; reading it takes a moment and is
done away from the window's thread.
"""

from __future__ import annotations

import heapq
import re
import sys
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import chain, product

from counselor_desk import resources
from counselor_desk.errors import UnknownCodeError

FOLDER = "icd10cm"
LONGEST_QUESTION = 200
"""Characters of a question that are looked at; the rest is left out."""

MOST_WORDS = 12
"""Words of a question that are looked at."""

MOST_FOUND = 60
"""Terms a search gives unless told otherwise."""

_MOST_SORTED = 3000
_DOT_AFTER = 3
_WORD = re.compile(r"[a-z0-9]+")
_CODE = re.compile(r"[a-z]\d[\da-z]?(\.[\da-z]{0,4}|[\da-z]{0,4})")
_SEVERITY = re.compile(r"\b(mild|moderate|severe)\b")
_REMISSION = re.compile(r"\bin (early |sustained )?remission\b")
_END = "\x7f"


class Severity(StrEnum):
    """How severe use of a substance is, as far as F10-F19 tell: the fourth character says it."""

    USE = "use"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class Remission(StrEnum):
    """Whether use of a substance is in remission, and for how long."""

    NONE = "none"
    EARLY = "early"
    SUSTAINED = "sustained"


Combination = tuple[Severity, Remission]

_FOURTH = 3
_BY_KIND = {
    "1": (Severity.MILD,),
    "2": (Severity.MODERATE, Severity.SEVERE),
    "9": (Severity.USE,),
    "": (Severity.MILD, Severity.MODERATE, Severity.SEVERE),
}
"""By the fourth character: abuse, dependence, use, as the set's own terms map them (see F10.10 and
F10.20). F17 has dependence alone, for every severity (see F17.200)."""

_LASTING = {
    "early": (Remission.EARLY,),
    "sustained": (Remission.SUSTAINED,),
    "": (Remission.EARLY, Remission.SUSTAINED),
}

_MEANT: dict[str, tuple[str, ...]] = {
    "adhd": ("attention", "deficit", "hyperactivity"),
    "amphetamine": ("stimulant",),
    "aud": ("alcohol", "use", "disorder"),
    "benzodiazepine": ("sedative",),
    "bpd": ("borderline", "personality"),
    "cud": ("cannabis", "use", "disorder"),
    "fentanyl": ("opioid",),
    "gad": ("generalized", "anxiety"),
    "heroin": ("opioid",),
    "marijuana": ("cannabis",),
    "mdd": ("major", "depressive"),
    "methamphetamine": ("stimulant",),
    "ocd": ("obsessive", "compulsive"),
    "oud": ("opioid", "use", "disorder"),
    "oxycodone": ("opioid",),
    "posttraumatic": ("post", "traumatic"),
    "ptsd": ("post", "traumatic", "stress"),
}
"""Words that counselors type and the set does not have, and the words it has for them."""

_LEAST_OF_MEANT = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A code with words the set has for it: its title, or one of the terms listed below it."""

    code: str
    words: str
    title: str

    @property
    def is_title(self) -> bool:
        """Whether the words are the code's own title."""
        return self.words == self.title


class CodeSet:
    """Every billable code of one release.

    `lines` hold a bare code and its title, or a bare code, nothing and a term, parted by tabs:
    first F10-F19, then the other F codes, then the rest, each by code, terms below their title.
    `words` are all words that occur; `places` says in which lines, word after word, and `starts`
    where a word's own places begin.

    Attributes:
        release: the fiscal year it is named by, such as 2026.
        valid_from: the day its codes came into force.
    """

    def __init__(
        self,
        *,
        release: int,
        valid_from: date,
        lines: Sequence[str],
        words: Sequence[str],
        starts: Sequence[int],
        places: array[int],
    ) -> None:
        self.release = release
        self.valid_from = valid_from
        self._lines = lines
        self._words = words
        self._starts = starts
        self._places = places
        addiction = _count(lines, "F1", 0)
        mental = _count(lines, "F", addiction)
        self._parts = ((0, addiction), (addiction, mental), (mental, len(lines)))
        self._said = _combinations_of(lines[:addiction])

    def search(
        self,
        text: str,
        *,
        severity: Severity | None = None,
        remission: Remission | None = None,
        limit: int = MOST_FOUND,
    ) -> tuple[Term, ...]:
        """The terms that hold every word of `text` as a word's beginning, or whose code begins so.

        Accents, case, the order of the words and the dot of a code do not matter. F codes come
        first: those that begin with the first word, then F10-F19, then the others. A severity
        or a remission leaves of F10-F19 what may mean it, and nothing else. Nothing typed gives
        the first terms; any text is a question.
        """
        asked = _asked(text)
        found = self._found(asked)
        if severity is not None or remission is not None:
            chosen = [
                place
                for place, said in enumerate(self._said)
                if (found is None or place in found) and _fit(said, severity, remission)
            ]
            return self._terms(self._ordered(chosen, asked, limit))
        if found is None:
            return self._terms(range(min(limit, len(self._lines))))
        return self._terms(self._ordered(found, asked, limit))

    def terms(self, code: str) -> tuple[Term, ...]:
        """A code's title, then the terms below it; nothing for what is no billable code."""
        bare = _bare(code)
        return self._terms(place for span in self._spans(f"{bare}\t") for place in span)

    def term(self, code: str, words: str = "") -> Term:
        """A code with some of its words, its title if none are named.

        Raises:
            UnknownCodeError: the release has no such billable code, or the code no such words.
        """
        for term in self.terms(code):
            if words in {"", term.words}:
                return term
        raise UnknownCodeError(self.release)

    def __len__(self) -> int:
        """How many billable codes."""
        return sum(1 for line in self._lines if _is_title(line))

    def _found(self, asked: Sequence[str]) -> set[int] | None:
        """The lines that answer every word, None when nothing is asked."""
        sides = sorted((self._answers(word) for word in asked), key=_size)
        if not sides:
            return None
        found = set(chain.from_iterable(sides[0]))
        for side in sides[1:]:
            found = {place for part in side for place in found.intersection(part)}
        return found

    def _answers(self, word: str) -> list[Sequence[int] | set[int]]:
        """The lines a word stands for: by code, by a word's beginning, by what is meant."""
        answers: list[Sequence[int] | set[int]] = [*self._spans(word.upper()), self._holding(word)]
        if len(word) >= _LEAST_OF_MEANT:
            for short, meant in _MEANT.items():
                if short.startswith(word):
                    parts = (set(self._holding(one)) for one in meant)
                    answers.append(set.intersection(*parts))
        return answers

    def _holding(self, beginning: str) -> array[int]:
        """The lines with a word that begins so; one may come more than once."""
        first = bisect_left(self._words, beginning)
        last = bisect_left(self._words, beginning + _END)
        return self._places[self._starts[first] : self._starts[last]]

    def _spans(self, beginning: str) -> list[range]:
        """The lines whose bare code begins so, in each part of the order."""
        return [
            range(
                bisect_left(self._lines, beginning, low, high),
                bisect_left(self._lines, beginning + _END, low, high),
            )
            for low, high in self._parts
        ]

    def _ordered(self, found: Iterable[int], asked: Sequence[str], limit: int) -> list[int]:
        """The best of what was found, the first of equals first."""
        head = self._parts[1][1]
        near = [place for place in found if place < head]
        best = heapq.nsmallest(limit, near, key=lambda place: self._rank(place, asked))
        if len(best) == limit:
            return best
        far = [place for place in found if place >= head]
        if len(far) <= _MOST_SORTED:
            far.sort(key=lambda place: self._rank(place, asked))
            return best + far[: limit - len(best)]
        return best + heapq.nsmallest(limit - len(best), far)

    def _rank(self, place: int, asked: Sequence[str]) -> tuple[bool, int]:
        words = self._lines[place].rpartition("\t")[2].casefold()
        begins_so = bool(asked) and words.startswith(asked[0])
        return not begins_so, place

    def _terms(self, places: Iterable[int]) -> tuple[Term, ...]:
        return tuple(self._term_at(place) for place in places)

    def _term_at(self, place: int) -> Term:
        bare, _, words = self._lines[place].partition("\t")
        above = place
        while not _is_title(self._lines[above]):
            above -= 1
        title = self._lines[above].partition("\t")[2]
        return Term(code=with_dot(bare), words=words.lstrip("\t"), title=title)


@cache
def code_set() -> CodeSet:
    """The code set of this version of the program, read when it is first asked for.

    Reading takes some tenths of a second, most of it without holding up other threads.

    Raises:
        MissingResourceError: the program was not installed whole.
    """
    head, *lines = _read_lines("codes.txt.xz")
    release, valid_from = head.split("\t")
    words, starts = _read_words()
    return CodeSet(
        release=int(release),
        valid_from=date.fromisoformat(valid_from),
        lines=lines,
        words=words,
        starts=starts,
        places=_read_places(),
    )


def words_of(text: str) -> list[str]:
    """The words a term is found by: small letters and digits without accents and apostrophes."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    kept = (letter for letter in parted if not unicodedata.combining(letter))
    return _WORD.findall("".join(kept).replace("'", "").replace("’", ""))


def with_dot(bare: str) -> str:
    """A code as it is written: F1020 becomes F10.20."""
    if len(bare) <= _DOT_AFTER:
        return bare
    return f"{bare[:_DOT_AFTER]}.{bare[_DOT_AFTER:]}"


def _asked(text: str) -> list[str]:
    """The words of a question; what looks like a code stays whole, without its dot."""
    asked: list[str] = []
    for piece in re.split(r"[\s,;:()\[\]]+", text[:LONGEST_QUESTION].casefold()):
        if _CODE.fullmatch(piece.strip(".")):
            asked.append(piece.replace(".", ""))
        else:
            asked += words_of(piece)
    return list(dict.fromkeys(asked))[:MOST_WORDS]


def _bare(code: str) -> str:
    return code.strip().upper().replace(".", "", 1)


def _is_title(line: str) -> bool:
    return "\t\t" not in line


def _fit(
    said: frozenset[Combination], severity: Severity | None, remission: Remission | None
) -> bool:
    return any(severity in {None, one} and remission in {None, other} for one, other in said)


def _size(side: Iterable[Sequence[int] | set[int]]) -> int:
    return sum(len(part) for part in side)


def _count(lines: Sequence[str], beginning: str, start: int) -> int:
    """Where the lines end that begin so, counted from `start`."""
    return next(
        (place for place in range(start, len(lines)) if not lines[place].startswith(beginning)),
        len(lines),
    )


def _combinations_of(lines: Sequence[str]) -> list[frozenset[Combination]]:
    """What each line of F10-F19 says of severity and remission.

    A title leaves to the terms below it what they say apart.
    """
    said = [_combinations(line) for line in lines]
    title = 0
    for place, line in enumerate(lines):
        if _is_title(line):
            title = place
        elif _SEVERITY.search(line):
            said[title] -= said[place]
    return said


def _combinations(line: str) -> frozenset[Combination]:
    named = [Severity(word) for word in _SEVERITY.findall(line)]
    severities = named or _BY_KIND[line[_FOURTH] if not line.startswith("F17") else ""]
    remission = _REMISSION.search(line)
    lasting = _LASTING[(remission[1] or "").strip()] if remission else (Remission.NONE,)
    return frozenset(product(severities, lasting))


def _read_lines(name: str) -> list[str]:
    import lzma

    return lzma.decompress(resources.read_bytes(FOLDER, name)).decode().split("\n")


def _read_words() -> tuple[list[str], list[int]]:
    """The words, and where the places of each begin; the last number is where they all end."""
    words, starts = [], [0]
    for line in _read_lines("words.txt.xz"):
        word, count = line.split("\t")
        words.append(word)
        starts.append(starts[-1] + int(count))
    return words, starts


def _read_places() -> array[int]:
    import lzma

    places = array("I", lzma.decompress(resources.read_bytes(FOLDER, "places.bin.xz")))
    if sys.byteorder == "big":
        places.byteswap()
    return places
