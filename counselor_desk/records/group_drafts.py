"""A group session as it is saved until every note is signed, with the attendance stored by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counselor_desk.records.attendance import Attendance, AttendanceCode
from counselor_desk.records.group_sessions import GroupEdit
from counselor_desk.records.ids import ClientId


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMark:
    """The attendance of one member as it was stored when the draft was saved last.

    `code` is None where nothing was stored. `code_before` and `minutes_before` are what stood
    there before the draft set it; the same as `code` and `minutes` where the draft did not.
    """

    client_id: ClientId
    code: AttendanceCode | None = None
    minutes: int = 0
    code_before: AttendanceCode | None = None
    minutes_before: int = 0

    @classmethod
    def of(
        cls, client_id: ClientId, known: Attendance | None, before: Attendance | None
    ) -> DraftMark:
        """The mark of what is stored now, and what stood there before the draft."""
        return cls(
            client_id=client_id,
            code=known.code if known else None,
            minutes=known.minutes if known else 0,
            code_before=before.code if before else None,
            minutes_before=before.minutes if before else 0,
        )

    @property
    def is_own(self) -> bool:
        """Whether the draft set or took back what is stored."""
        return (self.code, self.minutes) != (self.code_before, self.minutes_before)

    def says(self, known: Attendance | None) -> bool:
        """Whether this is what is stored."""
        told = (known.code, known.minutes) if known else (None, 0)
        return told == (self.code, self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptGroup:
    """What was saved last of a group session, and the attendance that was stored then."""

    edit: GroupEdit
    marks: Mapping[ClientId, DraftMark]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardedGroup:
    """What was thrown away: the session as typed, and whose attendance went back with it."""

    edit: GroupEdit
    taken_back: frozenset[ClientId]
