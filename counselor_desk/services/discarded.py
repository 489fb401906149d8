"""Drafts of a client that were thrown away and can still be brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from counselor_desk.records.assessments import Assessment
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.drafts import KEPT_DISCARDED_DAYS, Draft
from counselor_desk.records.ids import ClientId
from counselor_desk.records.notes import Addendum, Note
from counselor_desk.records.plans import Plan
from counselor_desk.services import addenda, assessments, discharges, drafts, notes, plans
from counselor_desk.services.desk import Desk
from counselor_desk.services.signatures import Signable
from counselor_desk.storage import drafts as draft_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Discarded:
    """A draft as it was when it was thrown away; `kept_until` is its last day."""

    record: Signable
    discarded_on: date
    kept_until: date


def of_client(desk: Desk, client_id: ClientId) -> tuple[Discarded, ...]:
    """What can be brought back in a client's chart, the latest discarded first."""
    with desk.read() as reader:
        found = draft_rows.discarded_of_client(reader, client_id)
    return tuple(_told(desk, draft) for draft in found)


def count(desk: Desk, client_id: ClientId) -> int:
    """How many there are, without reading what they say."""
    with desk.read() as reader:
        return draft_rows.count_discarded(reader, client_id)


def bring_back(desk: Desk, one: Discarded, *, initiator: object = None) -> None:
    """Undo that it was discarded; it is a draft again, with everything that was typed.

    Raises:
        NoOpenEpisodeError: the stay it belongs to has ended; an addendum may still come back.
        NewerPlanError: another draft of the plan was started meanwhile.
        NewerAssessmentError: another assessment was started meanwhile.
        NewerDischargeError: another discharge summary was started meanwhile.
    """
    match one.record:
        case Note() as note:
            notes.bring_back(desk, note, initiator=initiator)
        case Addendum() as addendum:
            addenda.bring_back(desk, addendum, initiator=initiator)
        case Plan() as plan:
            plans.bring_back(desk, plan, initiator=initiator)
        case Assessment() as assessment:
            assessments.bring_back(desk, assessment, initiator=initiator)
        case Discharge() as discharge:
            discharges.bring_back(desk, discharge, initiator=initiator)


def _told(desk: Desk, draft: Draft) -> Discarded:
    day = desk.local(draft.discarded_at or draft.kept_at).date()
    return Discarded(
        record=drafts.decode(draft),
        discarded_on=day,
        kept_until=day + timedelta(days=KEPT_DISCARDED_DAYS),
    )
