"""Amendment requests: a client asks that something in the record be changed (45 CFR 164.526)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from counselor_desk.records.ids import AmendmentId, ClientId, Uid
from counselor_desk.records.signing import RecordKind

ANSWER_WITHIN = timedelta(days=60)
"""164.526(b)(2)(i): act on the request no later than 60 days after receiving it."""

EXTENSION = timedelta(days=30)
"""164.526(b)(2)(ii): once, with a written statement of the reasons for the delay."""


class Decision(StrEnum):
    """What came of a request."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DENIED = "denied"


class DenialBasis(StrEnum):
    """The four grounds of 164.526(a)(2) on which a request may be denied."""

    NONE = ""
    NOT_OUR_RECORD = "not_our_record"
    NOT_IN_RECORD_SET = "not_in_record_set"
    NOT_OPEN_TO_INSPECTION = "not_open_to_inspection"
    ACCURATE_AND_COMPLETE = "accurate_and_complete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One request with its answer, and what the client and the program said to that.

    `addendum_uid` is the addendum that carries out an accepted request about a note.
    """

    id: AmendmentId
    uid: Uid
    client_id: ClientId
    record_kind: RecordKind
    record_uid: Uid
    requested_on: date
    request: str = field(repr=False)
    extended_on: date | None = None
    extension_reason: str = field(default="", repr=False)
    decision: Decision = Decision.OPEN
    decided_on: date | None = None
    denial_basis: DenialBasis = DenialBasis.NONE
    explanation: str = field(default="", repr=False)
    disagreement: str = field(default="", repr=False)
    disagreed_on: date | None = None
    rebuttal: str = field(default="", repr=False)
    rebutted_on: date | None = None
    addendum_uid: Uid | None = None
    entered_at: datetime

    @property
    def due_on(self) -> date:
        """The last day for an answer: 60 days after the request, 90 when it was extended."""
        due = self.requested_on + ANSWER_WITHIN
        return due + EXTENSION if self.extended_on else due

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.decision is Decision.OPEN
