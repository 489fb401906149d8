"""Flags: what must be seen at once about a client, for the chart's header and the client list."""

from __future__ import annotations

from datetime import date

from counselor_desk.records.flags import Flag, FlagFacts
from counselor_desk.records.ids import ClientId
from counselor_desk.rules import flags as flag_rules
from counselor_desk.rules import owed_care
from counselor_desk.services import hours
from counselor_desk.services.desk import Desk
from counselor_desk.storage import flags as flag_rows


def of_client(desk: Desk, client_id: ClientId) -> tuple[Flag, ...]:
    """The flags of one client in the order they are shown; none after the discharge."""
    today = desk.today()
    found = _facts(desk, client_id, today)
    if found is None:
        return ()
    stay = hours.of_episode(desk, found.episode_id)
    owed = owed_care.hours({client_id: stay}, {client_id: ""})
    return (*flag_rules.flags(found, today), *flag_rules.of_hours(owed))


def risk_of(desk: Desk, client_id: ClientId) -> Flag | None:
    """The first flag of risk of one client; None without one and after the discharge."""
    today = desk.today()
    found = _facts(desk, client_id, today)
    return None if found is None else flag_rules.first_risk(found, today)


def risks(desk: Desk) -> dict[ClientId, Flag]:
    """The first flag of risk of everybody in care who has one, read in plain scans."""
    today = desk.today()
    with desk.read() as reader:
        found = flag_rows.risk_facts(
            reader, left_since=today - flag_rules.AFTER_DISCHARGE, zone=desk.zone
        )
    first = {one.client_id: flag_rules.first_risk(one, today) for one in found}
    return {client_id: flag for client_id, flag in first.items() if flag is not None}


def others(desk: Desk) -> dict[ClientId, Flag]:
    """The first flag of law or calendar of everybody in care who has one, read in plain scans.

    What hours raise is left out: `today.owed` tells it.
    """
    today = desk.today()
    with desk.read() as reader:
        born_after = _years_before(today, flag_rules.ADULT_FROM)
        found = flag_rows.stay_facts(reader, born_after=born_after)
    first = {one.client_id: flag_rules.first_other(one, today) for one in found}
    return {client_id: flag for client_id, flag in first.items() if flag is not None}


def _facts(desk: Desk, client_id: ClientId, today: date) -> FlagFacts | None:
    with desk.read() as reader:
        return flag_rows.facts(
            reader,
            client_id,
            born_after=_years_before(today, flag_rules.ADULT_FROM),
            left_since=today - flag_rules.AFTER_DISCHARGE,
            zone=desk.zone,
        )


def _years_before(day: date, years: int) -> date:
    """The same day so many years ago; whoever was born on February 29 ages on March 1."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if is_leap_day else day.day)
