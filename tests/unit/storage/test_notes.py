"""Notes in the store: whole and unchanged, in few statements, and found by what they are about."""

from dataclasses import replace
from datetime import date, time

import pytest

from counselor_desk.errors import ClosedRecordError
from counselor_desk.records.notes import Section, SectionCode
from counselor_desk.records.plans import Rating
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signing import RecordKind
from counselor_desk.storage import addenda, drafts, notes
from tests.unit.storage import charts, samples


@pytest.fixture
def draft(writing, client, episode):
    with writing() as db:
        return notes.insert(db, samples.note(client.id, episode.id))


@pytest.fixture
def drafted(writing, chart):
    """A draft beside the signed note of the chart."""
    with writing() as db:
        return notes.insert(db, samples.note(chart.client.id, chart.episode.id))


def test_a_signed_note_comes_back_as_it_was_signed(chart, reading):
    assert notes.get(reading, chart.note.id) == chart.note


def test_a_note_is_found_by_its_uid(chart, reading):
    assert notes.by_uid(reading, chart.note.uid) == chart.note


def test_an_unknown_note_is_none(reading):
    assert notes.get(reading, 99) is None


def test_filling_a_draft_replaces_its_sections(draft, writing, reading):
    changed = replace(draft, sections=(Section(code=SectionCode.PLAN, text="Only this."),))

    with writing() as db:
        notes.fill(db, changed)

    assert notes.get(reading, draft.id) == changed


def test_filling_a_signed_note_is_refused(chart, writing, reading):
    changed = replace(chart.note, sections=())

    with pytest.raises(ClosedRecordError), writing() as db:
        notes.fill(db, changed)

    assert notes.get(reading, chart.note.id) == chart.note


def test_notes_of_a_client_are_newest_first(client, episode, writing, reading):
    days = [date(2026, 3, 2), date(2026, 3, 9), date(2026, 2, 23)]
    with writing() as db:
        for day in days:
            notes.insert(db, samples.note(client.id, episode.id, held_on=day))

    listed = notes.of_client(reading, client.id)

    assert [note.held_on for note in listed] == sorted(days, reverse=True)


def test_a_draft_without_a_date_stands_first(draft, client, episode, writing, reading):
    with writing() as db:
        undated = notes.insert(db, samples.note(client.id, episode.id, held_on=None))

    assert notes.rows(reading, client.id)[0].id == undated.id


def test_a_discarded_note_leaves_every_list(draft, client, writing, reading):
    with writing() as db:
        drafts.keep(db, RecordKind.NOTE, draft.uid, "{}", samples.AT)
        drafts.discard(db, RecordKind.NOTE, draft.uid, samples.AT)

    lists = (
        notes.rows(reading, client.id),
        notes.of_client(reading, client.id),
        notes.unsigned(reading),
        notes.overlapping(reading, replace(draft, id=0)),
    )
    assert lists == ([], [], [], [])


def test_a_signed_row_shows_its_first_words(chart, reading):
    (row,) = notes.rows(reading, chart.client.id)

    assert row.first_words == "Brought his trigger log."


def test_a_signed_row_shows_the_numbers_of_its_objectives(chart, reading):
    (row,) = notes.rows(reading, chart.client.id)

    assert row.objective_numbers == ("0.0.0",)


def test_a_row_counts_signed_addenda_only(chart, writing, reading):
    with writing() as db:
        addenda.insert(db, samples.addendum(chart.note))

    (row,) = notes.rows(reading, chart.client.id)

    assert row.addenda == 1


def test_the_notes_list_takes_the_same_statements_for_any_number(
    client, episode, signed_plan, writing, database
):
    def statements():
        with database.counting() as counts, database.read() as reader:
            notes.rows(reader, client.id)
        return counts.statements

    with writing() as db:
        notes.insert(db, samples.note(client.id, episode.id, signed_plan))
    few = statements()
    with writing() as db:
        for _ in range(20):
            notes.insert(db, samples.note(client.id, episode.id, signed_plan))

    assert statements() == few == 2


def test_opening_all_notes_takes_the_same_statements_for_any_number(
    client, episode, signed_plan, writing, database
):
    with writing() as db:
        for _ in range(20):
            notes.insert(db, samples.note(client.id, episode.id, signed_plan))

    with database.counting() as counts, database.read() as reader:
        notes.of_client(reader, client.id)

    assert counts.statements == 4


def test_the_last_signed_note_is_not_a_draft(chart, drafted, reading):
    assert notes.last_signed(reading, chart.client.id) == chart.note


def test_the_last_signed_note_of_another_kind_is_none(chart, reading):
    assert notes.last_signed(reading, chart.client.id, SessionKind.GROUP) is None


def test_every_signed_note_is_gone_through(chart, drafted, reading):
    assert list(notes.signed(reading)) == [chart.note]


def test_a_note_that_waits_is_unsigned(chart, drafted, reading):
    assert notes.unsigned(reading, chart.client.id) == [drafted]


def test_signing_moves_the_date_of_the_last_note(chart, reading):
    kept = reading.value("SELECT last_note_on FROM client WHERE id = ?", chart.client.id)

    assert date.fromisoformat(kept) == chart.note.held_on


def test_signing_an_older_note_keeps_the_date_of_the_last_note(chart, writing, reading):
    with writing() as db:
        older = samples.note(chart.client.id, chart.episode.id, held_on=date(2026, 2, 20))
        charts.sign_note(db, older)

    kept = reading.value("SELECT last_note_on FROM client WHERE id = ?", chart.client.id)
    assert date.fromisoformat(kept) == chart.note.held_on


def test_evidence_is_the_signed_notes_of_an_objective(chart, reading):
    node_uid = chart.note.objectives[0].node_uid

    (found,) = notes.evidence_for(reading, chart.client.id, node_uid)

    assert (found[0].id, found[1]) == (chart.note.id, Rating.BETTER)


def test_another_objective_has_no_evidence(chart, reading):
    assert notes.evidence_for(reading, chart.client.id, samples.uid()) == []


@pytest.mark.parametrize(
    ("day", "starts", "ends", "zone", "overlaps"),
    [
        (date(2026, 3, 12), time(9, 30), time(10), "America/Chicago", True),
        (date(2026, 3, 12), time(9, 50), time(10), "America/Chicago", False),
        (date(2026, 3, 12), time(8), time(9), "America/Chicago", False),
        (date(2026, 3, 12), time(10, 15), time(10, 45), "America/New_York", True),
        (date(2026, 3, 11), time(23), time(9, 10), "America/Chicago", True),
        (date(2026, 3, 13), time(9), time(9, 50), "America/Chicago", False),
    ],
)
def test_notes_overlap_when_their_sessions_do(
    chart, writing, reading, day, starts, ends, zone, overlaps
):
    other = samples.note(
        chart.client.id, chart.episode.id, held_on=day, starts=starts, ends=ends, zone=zone
    )

    assert bool(notes.overlapping(reading, other)) is overlaps


def test_a_note_without_times_overlaps_nothing(chart, reading):
    assert notes.overlapping(reading, replace(chart.note, id=0, starts=None)) == []


def test_a_note_does_not_overlap_itself(chart, reading):
    assert notes.overlapping(reading, chart.note) == []
