"""The reason of a client's short week, as the week gives it, takes it back and undoes either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.reasons import ReasonCode, ReasonedRule
from counselor_desk.services import hours

if TYPE_CHECKING:
    from counselor_desk.records.attendance_weeks import ClientWeek
    from counselor_desk.services.desk import Desk


def tell(desk: Desk, line: ClientWeek, code: ReasonCode | None, *, initiator: object) -> None:
    """Give or change the reason, or with None take it back; a remark stays with it.

    Raises:
        UnknownRecordError: the stay is gone.
    """
    if code is not None:
        hours.give_reason(
            desk,
            line.episode_id,
            ReasonedRule.SHORT_WEEK,
            line.week.begins_on,
            code,
            remark="" if line.reason is None else line.reason.remark,
            initiator=initiator,
        )
    elif line.reason is not None:
        hours.take_reason(desk, line.reason, initiator=initiator)


def undo(desk: Desk, line: ClientWeek, *, initiator: object) -> None:
    """Let the reason be the one that `line` had, or none again.

    Raises:
        UnknownRecordError: the stay is gone.
    """
    if line.reason is not None:
        hours.restore_reason(desk, line.reason, initiator=initiator)
        return
    known = hours.of_episode(desk, line.episode_id).reasons
    wanted = (ReasonedRule.SHORT_WEEK, line.week.begins_on)
    given = next((one for one in known if (one.rule, one.about_on) == wanted), None)
    if given is not None:
        hours.take_reason(desk, given, initiator=initiator)
