"""Session notes: drafting, checking, signing."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from counselor_desk.errors import (
    AlreadySignedError,
    ClosedRecordError,
    UnknownSignerError,
    UnreadyNoteError,
)
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.notes import Note, NoteFormat, Risk, Section, SectionCode
from counselor_desk.records.plans import ObjectiveStatus
from counselor_desk.records.program import Program
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signing import RecordState
from counselor_desk.services import clients, episodes, notes, plans
from counselor_desk.services.clients import NewClient
from counselor_desk.storage import notes as note_rows
from tests.desks import reopened


def with_text(edit: NoteEdit, text: str) -> NoteEdit:
    section = Section(code=SectionCode.DATA, text=text)
    others = tuple(part for part in edit.note.sections if part.code is not SectionCode.DATA)
    return replace(edit, note=replace(edit.note, sections=(section, *others)))


def test_signing_an_empty_note_is_refused_and_names_each_gap(desk, client):
    empty = NoteEdit(note=notes.start(desk, client.id))

    with pytest.raises(UnreadyNoteError) as refused:
        notes.sign(desk, empty)

    assert len(refused.value.messages) == 5


def test_a_signed_note_is_all_there_after_reopening(desk, note_edit):
    signed = notes.sign(desk, note_edit)

    again = reopened(desk)
    kept = notes.get(again, signed.id)
    again.close()

    assert kept == signed
    assert kept.sections == note_edit.note.sections


def test_a_signed_note_has_its_minutes_its_due_time_and_its_attendance(desk, note_edit):
    signed = notes.sign(desk, note_edit)

    assert signed.minutes == 50
    assert signed.due_at == datetime(2026, 3, 14, 14, 50, tzinfo=UTC)
    assert signed.attendance_id is not None


def test_signing_rates_the_objectives(desk, plan, note_edit):
    notes.sign(desk, note_edit)

    (objective,) = plan.objectives()
    assert plans.standing(desk, plan).of(objective.node_uid) is ObjectiveStatus.PROGRESSING


def test_a_signed_note_is_evidence_for_its_objective(desk, client, plan, note_edit):
    signed = notes.sign(desk, note_edit)

    (objective,) = plan.objectives()
    (found,) = plans.evidence(desk, client.id, objective.node_uid)
    assert found.row.id == signed.id


def test_a_draft_is_linked_to_the_plan_of_its_stay_alone(desk, client, plan):
    (objective,) = plan.objectives()
    here = notes.start(desk, client.id)
    assert notes.link(desk, here.id, objective.node_uid) == objective.number
    notes.discard(desk, notes.get(desk, here.id))
    stay = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(stay, closed_on=desk.today()))
    episodes.start(desk, client.id)
    later = notes.start(desk, client.id)

    assert notes.link(desk, later.id, objective.node_uid) == ""
    assert notes.open_edit(desk, later.id).note.objectives == ()


def test_an_intake_note_can_be_signed_before_there_is_a_plan(desk, client):
    started = notes.start(desk, client.id)
    intake = replace(
        started,
        starts=time(9, 0),
        ends=time(9, 50),
        risk=Risk.NONE_REPORTED,
        unlinked_reason="Intake, plan not due",
        sections=tuple(
            Section(code=code, text="He asked for help with drinking.")
            for code in (SectionCode.DATA, SectionCode.ASSESSMENT, SectionCode.PLAN)
        ),
    )

    assert notes.sign(desk, NoteEdit(note=intake)).is_signed


def test_signing_twice_is_refused(desk, note_edit):
    notes.sign(desk, note_edit)

    with pytest.raises(AlreadySignedError):
        notes.sign(desk, note_edit)


def test_a_signed_note_takes_no_draft(desk, note_edit):
    signed = notes.sign(desk, note_edit)

    with pytest.raises(AlreadySignedError):
        notes.keep(desk, NoteEdit(note=signed))


def test_a_signed_note_cannot_be_filled_again(desk, note_edit):
    signed = notes.sign(desk, note_edit)

    with pytest.raises(ClosedRecordError), desk.write() as writer:
        note_rows.fill(writer, replace(signed, topic="other"))


def test_a_store_without_an_owner_signs_nothing(desk, note_edit):
    desk.set_program(Program())

    with pytest.raises(UnknownSignerError):
        notes.sign(desk, note_edit)

    assert not notes.get(desk, note_edit.note.id).is_signed


def test_what_is_typed_comes_back_after_reopening(desk, note_edit):
    half = replace(with_text(note_edit, "He said"), typed={"held_on": "3/1x"})
    notes.keep(desk, half)

    again = reopened(desk)
    found = notes.open_edit(again, note_edit.note.id)
    again.close()

    assert found == half


def test_a_field_that_does_not_parse_keeps_the_note_from_being_signed(desk, note_edit):
    half = replace(note_edit, typed={"held_on": "3/1x"})

    with pytest.raises(UnreadyNoteError, match="3/1x"):
        notes.sign(desk, half)


def test_a_note_of_100_000_characters_is_kept_as_typed(desk, note_edit):
    long = with_text(note_edit, "Ünïcödé tëxt. " * 7200)

    signed = notes.sign(desk, long)

    assert notes.get(desk, signed.id).text_of(SectionCode.DATA) == "Ünïcödé tëxt. " * 7200


def test_control_characters_are_not_signed(desk, note_edit):
    signed = notes.sign(desk, with_text(note_edit, "a\x00b\x07c\td\r\ne"))

    assert signed.text_of(SectionCode.DATA) == "abc\td\ne"


def test_the_text_of_another_format_is_not_signed(desk, note_edit):
    stray = Section(code=SectionCode.BEHAVIOR, text="left from BIRP")
    edit = replace(
        note_edit, note=replace(note_edit.note, sections=(*note_edit.note.sections, stray))
    )

    assert notes.sign(desk, edit).text_of(SectionCode.BEHAVIOR) == ""


def test_a_new_note_has_the_format_of_the_last_one(desk, client, note_edit):
    soap = replace(
        note_edit.note,
        format=NoteFormat.SOAP,
        sections=tuple(
            Section(code=code, text="text") for code in (SectionCode.SUBJECTIVE, SectionCode.PLAN)
        ),
    )
    notes.sign(desk, NoteEdit(note=soap))

    assert notes.start(desk, client.id).format is NoteFormat.SOAP


def test_an_overlapping_session_is_pointed_out(desk, client, note_edit):
    notes.sign(desk, note_edit)
    second = replace(
        note_edit.note,
        **{name: getattr(notes.start(desk, client.id), name) for name in ("id", "uid")},
        starts=time(9, 30),
        ends=time(10, 20),
    )

    assert "N4" in [found.rule for found in notes.check(desk, NoteEdit(note=second))]


def with_another(desk, note_edit, **facts):
    """A note about the same hour with somebody else, ready to be signed."""
    other = clients.add(
        desk, NewClient(given_name="Imani", family_name="Cole", admitted_on=date(2026, 2, 5))
    )
    fresh = notes.start(desk, other.id)
    return NoteEdit(
        note=replace(
            note_edit.note,
            id=fresh.id,
            uid=fresh.uid,
            client_id=other.id,
            episode_id=fresh.episode_id,
            objectives=(),
            interventions=(),
            unlinked_reason="Intake, plan not due",
            **facts,
        )
    )


def rules_of(desk, edit):
    return [found.rule for found in notes.check(desk, edit)]


def test_a_session_of_the_counselor_with_somebody_else_is_pointed_out(desk, note_edit):
    notes.sign(desk, note_edit)

    (found,) = notes.check(desk, with_another(desk, note_edit, starts=time(9, 49)))

    assert found.message == "You led another session at these times."


def test_sessions_one_after_the_other_do_not_overlap(desk, note_edit):
    notes.sign(desk, note_edit)
    after = with_another(desk, note_edit, starts=time(9, 50), ends=time(10, 40), minutes=50)

    assert notes.check(desk, after) == ()


@pytest.mark.parametrize("held_on", [date(2026, 3, 13), date(1991, 6, 1)])
def test_a_note_of_a_day_that_cannot_be_is_not_signed(desk, note_edit, held_on):
    with pytest.raises(UnreadyNoteError):
        notes.sign(desk, replace(note_edit, note=replace(note_edit.note, held_on=held_on)))


def test_a_session_before_the_stay_is_pointed_out(desk, note_edit):
    stay = episodes.open_of(desk, note_edit.note.client_id)
    early = replace(note_edit.note, held_on=stay.admitted_on - timedelta(days=1))

    messages = [one.message for one in notes.check(desk, replace(note_edit, note=early))]

    assert any(one.startswith("The session is before this stay") for one in messages)


def test_members_of_one_group_have_notes_about_the_same_time(desk, note_edit):
    about = {"kind": SessionKind.GROUP, "topic": "Refusing a drink"}
    notes.sign(desk, replace(note_edit, note=replace(note_edit.note, **about)))

    assert notes.check(desk, with_another(desk, note_edit, **about)) == ()


def test_a_note_past_its_due_time_is_a_late_entry(desk, clock, note_edit):
    clock.pass_by(days=3)

    assert rules_of(desk, note_edit) == ["N5"]


def test_the_reason_of_a_late_entry_is_signed(desk, clock, note_edit):
    late = replace(note_edit, note=replace(note_edit.note, late_reason="Ill since Friday"))
    clock.pass_by(days=3)

    assert notes.sign(desk, late).late_reason == "Ill since Friday"
    assert notes.get(desk, late.note.id).late_reason == "Ill since Friday"
    assert notes.proof(desk, notes.get(desk, late.note.id))


def test_a_note_in_time_keeps_no_reason_for_being_late(desk, note_edit):
    early = replace(note_edit, note=replace(note_edit.note, late_reason="Ill since Friday"))

    assert notes.sign(desk, early).late_reason == ""


def missed(edit):
    """A session that nobody came to."""
    return NoteEdit(
        note=replace(
            edit.note,
            kind=SessionKind.NO_SHOW,
            starts=None,
            ends=None,
            risk=None,
            objectives=(),
            interventions=(),
        )
    )


def test_a_no_show_is_signed_without_times_minutes_and_attendance(desk, note_edit):
    signed = notes.sign(desk, missed(note_edit))

    assert (signed.starts, signed.minutes, signed.attendance_id) == (None, None, None)
    assert signed.due_at == datetime(2026, 3, 15, 5, 0, tzinfo=UTC)


def test_the_time_of_a_missed_appointment_makes_no_minutes(desk, note_edit):
    edit = missed(note_edit)
    signed = notes.sign(
        desk, replace(edit, note=replace(edit.note, starts=time(9), ends=time(9, 50), minutes=50))
    )

    assert (signed.starts, signed.minutes) == (time(9), None)


def repeating(desk, client, note_edit, **facts):
    """The note of the next hour, in the words of the one before."""
    fresh = notes.start(desk, client.id)
    times = {"starts": time(9, 50), "ends": time(10, 40)}
    return NoteEdit(note=replace(note_edit.note, id=fresh.id, uid=fresh.uid, **times, **facts))


def test_a_note_in_the_words_of_the_last_one_is_pointed_out(desk, client, note_edit):
    notes.sign(desk, note_edit)
    second = repeating(desk, client, note_edit)

    assert [found.rule for found in notes.check(desk, second)] == ["N6"]


def test_a_note_in_words_of_its_own_has_nothing_to_read(desk, client, note_edit):
    notes.sign(desk, note_edit)
    sections = tuple(replace(one, text=f"New: {one.text}") for one in note_edit.note.sections)

    assert notes.check(desk, repeating(desk, client, note_edit, sections=sections)) == ()


def test_drafts_are_listed_with_what_was_typed(desk, client, note_edit):
    notes.keep(desk, note_edit)

    (row,) = notes.rows(desk, client.id)

    assert (row.state, row.first_words, row.objective_numbers) == (
        RecordState.DRAFT,
        "He named four of five triggers.",
        ("1.1.1",),
    )


def test_listing_asks_as_often_for_many_drafts_as_for_one(desk, client, note_edit):
    def asked() -> int:
        with desk.database.counting() as counted:
            notes.rows(desk, client.id)
        return counted.statements

    notes.keep(desk, note_edit)
    one = asked()
    for _ in range(3):
        fresh = notes.start(desk, client.id)
        notes.keep(desk, NoteEdit(note=replace(fresh, objectives=note_edit.note.objectives)))

    assert asked() == one


def test_a_discarded_draft_leaves_the_list_and_can_come_back(desk, client, note_edit):
    notes.keep(desk, note_edit)
    note: Note = note_edit.note

    notes.discard(desk, note)
    gone = notes.rows(desk, client.id)
    notes.bring_back(desk, note)

    assert (gone, len(notes.rows(desk, client.id))) == ((), 1)


def test_unsigned_notes_are_counted_in_the_client_list(desk, note_edit):
    notes.keep(desk, note_edit)

    assert [row.unsigned_notes for row in clients.rows(desk)] == [1]
