"""A note is due 48 hours after the end of its session, through the zone's own clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from counselor_desk.records.ids import ClientId, EpisodeId, NoteId, Uid
from counselor_desk.records.notes import Note
from counselor_desk.services.notes import due_at

HOURS_48 = timedelta(hours=48)
NOTE = Note(
    id=NoteId(1),
    uid=Uid("5f0f4f70-0000-4000-8000-000000000001"),
    client_id=ClientId(1),
    episode_id=EpisodeId(1),
    held_on=date(2026, 3, 12),
    starts=time(9),
    ends=time(9, 50),
    zone="America/Chicago",
    entered_at=datetime(2026, 3, 12, 15, 0, tzinfo=UTC),
)


def test_it_is_due_48_hours_after_the_end():
    assert due_at(NOTE, HOURS_48) == datetime(2026, 3, 14, 14, 50, tzinfo=UTC)


def test_an_end_after_midnight_is_the_next_days():
    late = replace(NOTE, starts=time(23, 30), ends=time(0, 20))

    assert due_at(late, HOURS_48) == datetime(2026, 3, 15, 5, 20, tzinfo=UTC)


def test_without_times_nothing_is_due():
    assert due_at(replace(NOTE, ends=None), HOURS_48) is None
