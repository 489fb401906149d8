"""Duplicates of an import: rows that are like a client of the store, or like an earlier line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from counselor_desk.records.ids import ClientId
from counselor_desk.services.import_rows import Incoming
from counselor_desk.storage.imports import Known
from counselor_desk.storage.search import plain


class Likeness(StrEnum):
    """Why a row may be a client who is there already."""

    SAME_NAME = "same_name"
    SAME_NUMBER = "same_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A row that is like a client of the store, or like an earlier line of the file.

    Attributes:
        client_id: the client it is like; None when `line` says which line.
        line: the earlier line it is like; None when it is a client.
    """

    incoming: Incoming
    likeness: Likeness
    client_id: ClientId | None = None
    line: int | None = None


class _Seen(NamedTuple):
    """Somebody a row may be like: a client, or an earlier line."""

    born_on: date | None
    client_id: ClientId | None
    line: int | None


def parted(
    found: Iterable[Incoming], known: Iterable[Known]
) -> tuple[list[Incoming], list[Duplicate]]:
    """Who is new, and who is like a client or an earlier line.

    As `storage/clients.duplicates`: the same full name, accents and case ignored, and a birth
    date that may be the same.
    """
    numbers: dict[str, _Seen] = {}
    names: dict[str, list[_Seen]] = {}
    for one in known:
        seen = _Seen(one.born_on, one.id, None)
        numbers.setdefault(one.number.casefold(), seen)
        names.setdefault(plain(one.full_name), []).append(seen)
    ready: list[Incoming] = []
    duplicates: list[Duplicate] = []
    for incoming in found:
        number, name = incoming.new.number.casefold(), plain(incoming.full_name)
        born_on = incoming.new.born_on
        alike = next((one for one in names.get(name, ()) if _may_be(one.born_on, born_on)), None)
        holder = numbers.get(number) if number else None
        seen = _Seen(born_on, None, incoming.line)
        names.setdefault(name, []).append(seen)
        if number:
            numbers.setdefault(number, seen)
        other = alike or holder
        if other is None:
            ready.append(incoming)
            continue
        duplicates.append(
            Duplicate(
                incoming=incoming,
                likeness=Likeness.SAME_NAME if alike else Likeness.SAME_NUMBER,
                client_id=other.client_id,
                line=other.line,
            )
        )
    return ready, duplicates


def _may_be(one: date | None, other: date | None) -> bool:
    return one is None or other is None or one == other
