"""Names on the screen: first name and initial, or initials alone while names are hidden.

Papers and files name a client in full or by initials as their own setting says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from counselor_desk.records.clients import Client, ClientRow, NameForm
from counselor_desk.records.ids import ClientId
from counselor_desk.records.signatures import Signature, SignatureRole
from counselor_desk.services import settings
from counselor_desk.services.desk import Desk
from counselor_desk.services.signatures import Proof
from counselor_desk.storage.search import plain

_WORD = re.compile(r"[^\W_]+")
_DOTS = "••••••"
_OF_THE_PROGRAM = frozenset({SignatureRole.COUNSELOR, SignatureRole.SUPERVISOR})


def are_hidden(desk: Desk) -> bool:
    """Whether the screen shows initials in place of names."""
    return settings.get(desk).hides_names


def shown(desk: Desk, client: Client) -> str:
    """The client's name where the record number stands beside it."""
    return client.name(NameForm.INITIALS if are_hidden(desk) else NameForm.FIRST_AND_INITIAL)


def shown_of(desk: Desk, clients: Iterable[Client]) -> dict[ClientId, str]:
    """As `shown`, for many clients at once."""
    form = NameForm.INITIALS if are_hidden(desk) else NameForm.FIRST_AND_INITIAL
    return {one.id: one.name(form) for one in clients}


def alone(desk: Desk, client: Client) -> str:
    """The client's name where nothing else says who it is; initials get the record number."""
    name = shown(desk, client)
    return f"{name} {client.number}" if are_hidden(desk) else name


def alone_of(desk: Desk, clients: Iterable[Client]) -> dict[ClientId, str]:
    """As `alone`, for many clients at once."""
    if not are_hidden(desk):
        return {one.id: one.name(NameForm.FIRST_AND_INITIAL) for one in clients}
    return {one.id: f"{one.name(NameForm.INITIALS)} {one.number}" for one in clients}


def of_rows(desk: Desk, rows: list[ClientRow]) -> list[ClientRow]:
    """The rows of the client list with the names to show beside the numbers."""
    if not are_hidden(desk):
        return rows
    return [replace(row, name=dotted(row.initials)) for row in rows]


def of_signers(desk: Desk, signatures: Sequence[Signature]) -> tuple[Signature, ...]:
    """The signatures as the screen shows them: client and guardian by initials, while hidden."""
    if not are_hidden(desk):
        return tuple(signatures)
    return tuple(
        one
        if one.role in _OF_THE_PROGRAM
        else replace(one, printed_name=dotted(part[0] for part in one.printed_name.split()))
        for one in signatures
    )


def of_proof(desk: Desk, proof: Proof) -> Proof:
    """Who signed and who did not, as the screen shows them; drawn names are left out, hidden."""
    if not are_hidden(desk):
        return proof
    refusals = tuple(
        one
        if one.role in _OF_THE_PROGRAM
        else replace(one, printed_name=dotted(part[0] for part in one.printed_name.split()))
        for one in proof.marks.refusals
    )
    return replace(
        proof,
        signatures=of_signers(desk, proof.signatures),
        marks=replace(proof.marks, refusals=refusals, drawn={}),
    )


def dotted(letters: Iterable[str]) -> str:
    """`MR` as `M.R.`."""
    return "".join(f"{letter}." for letter in letters).upper()


def legal(desk: Desk, client: Client) -> str:
    """The client's full name, as on the identity card."""
    return client.name(NameForm.INITIALS if are_hidden(desk) else NameForm.FULL)


def of_other(desk: Desk, name: str) -> str:
    """The name of somebody around a client; initials while names are hidden."""
    return dotted(part[0] for part in name.split()) if are_hidden(desk) else name


@dataclass(frozen=True, slots=True)
class Veil:
    """What a page may say of a client and of those around them; while it is off, everything.

    `names` are the words that give way in texts, as `storage.search.plain` writes them.
    """

    is_worn: bool
    names: frozenset[str] = field(default=frozenset(), repr=False)

    def name(self, name: str) -> str:
        """The name of a person or a place, by initials."""
        return dotted(part[0] for part in _WORD.findall(name)) if self.is_worn else name

    def reach(self, value: str) -> str:
        """A phone number, an e-mail or postal address, as dots that do not tell its length."""
        return _DOTS if self.is_worn and value else value

    def text(self, text: str) -> str:
        """What was written, with the names that are known by their initials."""
        if not self.is_worn:
            return text
        return _WORD.sub(
            lambda word: dotted(word[0][0]) if plain(word[0]) in self.names else word[0], text
        )


def veil(desk: Desk, client: Client, others: Iterable[str] = ()) -> Veil:
    """The veil of a client's page; `others` are the names of those around them."""
    if not are_hidden(desk):
        return Veil(is_worn=False)
    said = " ".join((client.given_name, client.preferred_name, client.family_name, *others))
    return Veil(is_worn=True, names=frozenset(_WORD.findall(plain(said))))
