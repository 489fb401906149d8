"""Snoozes: put off what is owed until another day, and show it again at once."""

from __future__ import annotations

from datetime import date, timedelta

from counselor_desk.errors import MissingSnoozeReasonError
from counselor_desk.records.ids import SnoozeId
from counselor_desk.records.snoozes import Snooze
from counselor_desk.records.today import Due, Owed, is_risk, key
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import snoozes as rows


def put_off(
    desk: Desk,
    item: Due,
    *,
    until_on: date | None = None,
    reason: str = "",
    initiator: object = None,
) -> Snooze:
    """Do not show something before a day, tomorrow unless told; a risk needs the reason.

    Raises:
        MissingSnoozeReasonError: putting it off may harm and there is no reason.
        UnusableTextError: the reason is too long or has control characters.
    """
    told = clean("The reason", reason)
    if is_risk(item) and not told:
        raise MissingSnoozeReasonError
    client_id = item.client_id if isinstance(item, Owed) else None
    with desk.write() as writer:
        kept = rows.put(
            writer,
            Snooze(
                id=SnoozeId(0),
                client_id=client_id,
                about=key(item),
                until_on=until_on or desk.today() + timedelta(days=1),
                reason=told,
            ),
        )
    desk.announce(Changes.of(Kind.SNOOZE, client_id=client_id, initiator=initiator))
    return kept


def show_again(desk: Desk, item: Due, *, initiator: object = None) -> None:
    """Show it again at once."""
    with desk.write() as writer:
        rows.take(writer, key(item))
    client_id = item.client_id if isinstance(item, Owed) else None
    desk.announce(Changes.of(Kind.SNOOZE, client_id=client_id, initiator=initiator))
