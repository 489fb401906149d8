"""A week copied: what is planned again seven days later, what is not, and taking it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from counselor_desk.errors import ImpossibleSeriesError
from counselor_desk.records.program import Weekday
from counselor_desk.records.sessions import Modality
from counselor_desk.services import (
    attendance,
    episodes,
    groups,
    notes,
    schedule,
    week_copies,
    weeks,
)
from tests import programme

MONDAY, NEXT = date(2026, 3, 9), date(2026, 3, 16)


def once(desk, client, day=date(2026, 3, 10), **fields):
    """One session on one day."""
    return programme.weekly(
        desk,
        of_client=client,
        weekday=Weekday(day.weekday()),
        begins_on=day,
        ends_on=day,
        ends=time(9, 50),
        **fields,
    )


def next_week(desk):
    return [(one.held_on, one.starts) for one in weeks.of_week(desk, NEXT).blocks]


def test_a_single_session_comes_back_on_the_same_weekday(desk, client):
    once(desk, client, modality=Modality.VIDEO, with_whom="mother")

    (kept,) = week_copies.copy_week_before(desk, NEXT)

    assert (kept.begins_on, kept.ends_on) == (date(2026, 3, 17), date(2026, 3, 17))
    assert (kept.modality, kept.with_whom) == (Modality.VIDEO, "mother")
    assert next_week(desk) == [(date(2026, 3, 17), time(9))]


def test_a_second_copy_adds_nothing(desk, client):
    once(desk, client)
    week_copies.copy_week_before(desk, NEXT)

    assert week_copies.copy_week_before(desk, NEXT) == ()


def test_weekly_times_come_by_themselves(desk, client):
    programme.weekly(desk, of_client=client)

    assert week_copies.copy_week_before(desk, NEXT) == ()


def test_a_session_held_without_a_plan_is_planned_next_week(desk, client, note_edit):
    notes.sign(desk, note_edit)
    held = note_edit.note.held_on

    (kept,) = week_copies.copy_week_before(desk, NEXT)

    assert (kept.client_id, (kept.begins_on - held).days) == (client.id, 7)


def test_nothing_is_copied_to_a_day_off(desk, client):
    once(desk, client)
    schedule.add_holiday(desk, date(2026, 3, 17), "Founders Day")

    assert week_copies.copy_week_before(desk, NEXT) == ()


def test_nothing_is_copied_for_a_client_discharged_meanwhile(desk, client):
    once(desk, client)
    stay = episodes.current(desk, client.id)
    episodes.change(desk, replace(stay, closed_on=date(2026, 3, 11)))

    assert week_copies.copy_week_before(desk, NEXT) == ()


def test_nothing_is_copied_for_a_closed_group(desk):
    group = programme.group(desk)
    day = date(2026, 3, 10)
    programme.weekly(desk, of_group=group, weekday=Weekday.TUESDAY, begins_on=day, ends_on=day)
    groups.close(desk, group.id)

    assert week_copies.copy_week_before(desk, NEXT) == ()


def test_a_copy_is_taken_back(desk, client):
    once(desk, client)
    kept = week_copies.copy_week_before(desk, NEXT)

    schedule.take_back(desk, kept)

    assert next_week(desk) == []


def test_what_was_held_meanwhile_is_not_taken_back(desk, client):
    group = programme.group(desk)
    groups.join(desk, group.id, client.id, joined_on=date(2026, 2, 9))
    series = programme.weekly(desk, of_group=group)
    (planned,) = schedule.book(desk, MONDAY, MONDAY).occurrences
    attendance.hold(desk, planned)

    with pytest.raises(ImpossibleSeriesError):
        schedule.take_back(desk, [series])
    assert schedule.of_group(desk, group.id) == (series,)
