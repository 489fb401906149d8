"""From the screen to paper: save a document as PDF or Word, or hand it to a printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.records.signing import RecordKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRequest:
    """The wish to have one record on paper: which kind, which one, whose."""

    kind: RecordKind
    uid: Uid
    client_id: ClientId


@runtime_checkable
class Printable(Protocol):
    """A page that knows what the Print button of its chart would print."""

    def print_request(self) -> PrintRequest | None:
        """The record that is open, or None when there is nothing to print."""
