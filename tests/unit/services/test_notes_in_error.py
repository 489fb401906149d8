"""A signed note that an addendum calls entered in error is no evidence of anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.cravings import Urge
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.ids import SeriesId
from counselor_desk.records.notes import AddendumReason, Note, NoteFormat
from counselor_desk.records.plans import ObjectiveStatus, Rating
from counselor_desk.records.program import Weekday
from counselor_desk.records.schedule import Series
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import (
    addenda,
    attendance,
    clients,
    cravings,
    episode_facts,
    flags,
    hour_reports,
    notes,
    plans,
    schedule,
    search,
    threads,
)
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.changes import Kind
from counselor_desk.services.clients import NewClient
from counselor_desk.storage import attendance as attendance_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import hours as hour_rows
from counselor_desk.storage import notes as note_rows


def add(desk, note: Note, reason: AddendumReason) -> None:
    """Sign an addendum to a note."""
    added = addenda.start(desk, note.id, reason=reason)
    addenda.sign(desk, replace(added, text="Belongs to another client."))


def call_wrong(desk, note: Note) -> None:
    """Say that a note was entered in error."""
    add(desk, note, AddendumReason.ENTERED_IN_ERROR)


@pytest.fixture
def met(desk, note_edit) -> Note:
    """A signed note that rates its objective as met."""
    links = tuple(replace(one, rating=Rating.MET) for one in note_edit.note.objectives)
    return notes.sign(desk, replace(note_edit, note=replace(note_edit.note, objectives=links)))


@pytest.fixture
def status(desk, plan):
    """Where the only objective of the plan stands now."""
    (objective,) = plan.objectives()
    return lambda: plans.standing(desk, plan).of(objective.node_uid)


def test_it_moves_no_objective(desk, met, status):
    assert status() is ObjectiveStatus.MET

    call_wrong(desk, met)

    assert status() is ObjectiveStatus.NEW


def test_another_addendum_keeps_what_the_note_rated(desk, met, status):
    add(desk, met, AddendumReason.CORRECTION)

    assert status() is ObjectiveStatus.MET


def test_it_is_no_evidence_of_its_objective(desk, client, plan, met):
    call_wrong(desk, met)

    (objective,) = plan.objectives()
    assert plans.evidence(desk, client.id, objective.node_uid) == ()


def test_the_outcome_of_the_thread_is_not_met(desk, client, met):
    call_wrong(desk, met)

    (line,) = threads.of_client(desk, client.id).thread.objectives()
    assert line.status is ObjectiveStatus.NEW


def test_a_discharge_counts_neither_the_note_nor_its_ratings(desk, met):
    call_wrong(desk, met)

    facts = episode_facts.gather(desk, met.episode_id)
    assert (facts.notes, facts.ratings) == ((), ())


def test_it_is_not_offered_as_the_last_note(desk, client, met):
    assert notes.last_signed(desk, client.id, SessionKind.INDIVIDUAL) == met

    call_wrong(desk, met)

    assert notes.last_signed(desk, client.id, SessionKind.INDIVIDUAL) is None


def test_the_one_before_is_the_last_note_again(desk, clock, client, note_edit, met):
    clock.pass_by(days=1)
    fresh = notes.start(desk, client.id)
    second = replace(note_edit.note, id=fresh.id, uid=fresh.uid, held_on=date(2026, 3, 13))
    wrong = notes.sign(desk, NoteEdit(note=second))
    call_wrong(desk, wrong)

    assert notes.last_signed(desk, client.id, SessionKind.INDIVIDUAL) == met
    assert clients.rows(desk)[0].last_note_on == met.held_on


def test_the_list_of_clients_does_not_count_it(desk, met):
    call_wrong(desk, met)

    (row,) = clients.rows(desk)
    assert row.last_note_on is None


def last_contact(desk, note):
    with desk.read() as reader:
        return note_rows.last_contact_days(reader, [note.episode_id]).get(note.episode_id)


def test_it_is_no_contact(desk, met):
    assert last_contact(desk, met) == met.held_on

    call_wrong(desk, met)

    assert last_contact(desk, met) is None


def test_it_does_not_overlap_the_note_that_takes_its_place(desk, client, note_edit, met):
    fresh = notes.start(desk, client.id, format=NoteFormat.DAP)
    again = replace(note_edit, note=replace(note_edit.note, id=fresh.id, uid=fresh.uid))
    assert "N4" in [found.rule for found in notes.check(desk, again)]

    call_wrong(desk, met)

    assert notes.check(desk, again) == ()


def test_its_time_is_free_for_the_client_it_was_about(desk, note_edit, met):
    other = clients.add(desk, NewClient(given_name="Jolene", family_name="T"))
    fresh = notes.start(desk, other.id)
    moved = replace(
        fresh, held_on=met.held_on, starts=time(9, 15), ends=time(9, 45), sections=met.sections
    )
    assert "N4" in [found.rule for found in notes.check(desk, NoteEdit(note=moved))]

    call_wrong(desk, met)

    assert "N4" not in [found.rule for found in notes.check(desk, NoteEdit(note=moved))]


def test_pages_that_show_progress_hear_of_it(desk, met):
    heard = []
    desk.listen(heard.append)
    call_wrong(desk, met)

    assert any(Kind.PLAN in one.kinds for one in heard)


# hours and urges


@pytest.fixture
def hours_told(desk, client):
    """Minutes of care and sessions told of the client, wherever they are told."""

    def told() -> dict[str, int]:
        with desk.read() as reader:
            own = sum(one.visit.minutes for one in hour_rows.of_client(reader, client.id))
            every = sum(one.visit.minutes for one in hour_rows.of_open_stays(reader))
            in_week = attendance_rows.between(reader, date(2026, 3, 9), date(2026, 3, 15))
        report = hour_reports.of_client(desk, client.id)
        assert report is not None
        return {
            "own": own,
            "every": every,
            "week": len(in_week),
            "report": len(report.sessions),
        }

    return told


def test_its_session_counts_nowhere(desk, met, hours_told):
    assert hours_told() == {"own": 50, "every": 50, "week": 1, "report": 1}

    call_wrong(desk, met)

    assert hours_told() == {"own": 0, "every": 0, "week": 0, "report": 0}
    assert episode_facts.gather(desk, met.episode_id).visits == ()


def test_another_addendum_keeps_its_session(desk, met, hours_told):
    add(desk, met, AddendumReason.CORRECTION)

    assert hours_told() == {"own": 50, "every": 50, "week": 1, "report": 1}


def test_the_note_that_takes_its_place_counts_once(desk, client, note_edit, met, hours_told):
    call_wrong(desk, met)
    fresh = notes.start(desk, client.id)
    notes.sign(desk, replace(note_edit, note=replace(note_edit.note, id=fresh.id, uid=fresh.uid)))

    assert hours_told() == {"own": 50, "every": 50, "week": 1, "report": 1}


def test_the_day_of_its_session_is_free_for_the_admission(desk, client, met):
    def first_record() -> date | None:
        with desk.read() as reader:
            stay = episode_rows.open_of(reader, client.id)
            assert stay is not None
            return episode_rows.first_record_between(reader, stay, date.min, date.max)

    assert first_record() == met.held_on

    call_wrong(desk, met)

    assert first_record() is None


def test_attendance_at_a_group_is_a_fact_of_its_own(desk, client, note_edit, hours_told):
    held = attendance.record(
        desk,
        NewSession(
            kind=SessionKind.GROUP, held_on=date(2026, 3, 11), starts=time(10, 30), ends=time(12)
        ),
    )
    came = attendance.mark(desk, held.id, client.id, AttendanceCode.PRESENT)
    in_group = replace(
        note_edit.note,
        kind=SessionKind.GROUP,
        topic="Urges",
        held_on=date(2026, 3, 11),
        attendance_id=came.id,
    )
    signed = notes.sign(desk, replace(note_edit, note=in_group))
    call_wrong(desk, signed)
    assert hours_told()["own"] == 90

    attendance.mark(desk, held.id, client.id, AttendanceCode.NO_SHOW)

    assert hours_told()["own"] == 0


@pytest.fixture
def urge_told(desk, client):
    """The newest score, wherever it is told."""

    def told() -> tuple[object, ...]:
        listed = cravings.of_client(desk, client.id)
        is_flagged = flags.risk_of(desk, client.id) is not None
        return cravings.last_score(desk, client.id), len(listed), is_flagged

    return told


def test_its_urge_counts_nowhere(desk, client, note_edit, urge_told):
    signed = notes.sign(desk, replace(note_edit, urge=Urge(score=9)))
    assert urge_told() == (9, 1, True)

    call_wrong(desk, signed)

    assert urge_told() == (None, 0, False)
    assert episode_facts.gather(desk, signed.episode_id).urges == ()


def test_its_urge_is_still_read_in_the_note(desk, note_edit):
    signed = notes.sign(desk, replace(note_edit, urge=Urge(score=9)))
    call_wrong(desk, signed)

    assert notes.urge(desk, signed) == Urge(score=9)


def test_the_time_that_was_planned_for_it_is_free_again(desk, client, note_edit):
    planned = schedule.plan(
        desk,
        Series(
            id=SeriesId(0),
            uid=desk.new_uid(),
            zone=desk.zone,
            kind=SessionKind.INDIVIDUAL,
            client_id=client.id,
            weekday=Weekday.THURSDAY,
            starts=time(9),
            ends=time(9, 50),
            begins_on=date(2026, 3, 12),
        ),
    )

    def is_held() -> bool:
        with desk.read() as reader:
            day = date(2026, 3, 12)
            book = schedule.book_within(reader, day, day)
        (one,) = [one for one in book.occurrences if one.series.id == planned.id]
        return book.is_held(one)

    signed = notes.sign(
        desk, replace(note_edit, note=replace(note_edit.note, held_on=date(2026, 3, 12)))
    )
    assert is_held()

    call_wrong(desk, signed)

    assert not is_held()


def test_pages_that_show_hours_and_urges_hear_of_it(desk, met):
    heard = []
    desk.listen(heard.append)
    call_wrong(desk, met)

    told = frozenset().union(*(one.kinds for one in heard))
    assert {Kind.ATTENDANCE, Kind.CRAVING, Kind.SCHEDULE} <= told


# search


def test_what_is_found_of_it_is_marked(desk, met):
    (found,) = search.find(desk, "named four").texts
    assert not found.is_in_error

    call_wrong(desk, met)

    (by_note,) = search.find(desk, "named four").texts
    (by_addendum,) = search.find(desk, "belongs to another").texts
    assert by_note.is_in_error
    assert by_addendum.is_in_error
