"""Exports: which record is taken, what it is called, and what is written."""

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.errors import BrokenSealError, NoSuchExportError, NothingToExportError
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.program import Paper
from counselor_desk.records.signatures import SignatureRole
from counselor_desk.records.signing import RecordKind
from counselor_desk.records.store_settings import PaperNames
from counselor_desk.records.tasks import Lane
from counselor_desk.services import (
    cvs,
    discharges,
    exports,
    notes,
    plans,
    settings,
    signatures,
    tasks,
)
from counselor_desk.services.exports import DocumentKind, Format
from counselor_desk.services.signatures import GivenSignature
from counselor_desk.services.tasks import NewTask

PLAN, NOTE = DocumentKind.TREATMENT_PLAN, DocumentKind.SESSION_NOTE
TASKS = DocumentKind.VOCATIONAL_TASKS


@pytest.fixture
def task(desk, client):
    return tasks.add(desk, client.id, NewTask(lane=Lane.JOB, text="Call the warehouse"))


def text_of(desk, choice) -> str:
    composed = exports.compose(desk, choice)
    return exports.render(composed.document, Format.TXT, Paper.LETTER).decode()


def test_the_newest_signed_record_is_taken_first(desk, client, plan, note_edit):
    notes.sign(desk, note_edit)
    notes.start(desk, client.id)

    (choice,) = exports.choose(desk, client.id, NOTE)

    assert choice.record.uid == note_edit.note.uid


def test_without_a_signed_record_the_draft_is_taken_and_marked(desk, client, plan_edit):
    plans.keep(desk, plan_edit)

    (choice,) = exports.choose(desk, client.id, PLAN)

    assert exports.compose(desk, choice).stem == "CD-0001 treatment plan v1 draft"
    assert "DRAFT" in text_of(desk, choice)
    assert "Name five triggers" in text_of(desk, choice)


def test_all_of_them_are_taken(desk, client, plan, note_edit):
    notes.sign(desk, note_edit)
    notes.start(desk, client.id)

    assert len(exports.choose(desk, client.id, NOTE, exports.ALL)) == 2


def test_one_is_taken_by_its_uid(desk, client, plan):
    (choice,) = exports.choose(desk, client.id, PLAN, plan.uid)

    assert choice.record == plan


@pytest.mark.parametrize("kind", [PLAN, NOTE, TASKS, DocumentKind.DISCHARGE_SUMMARY])
@pytest.mark.parametrize("names", list(PaperNames))
def test_a_clinical_paper_names_the_client_as_it_is_set(
    desk, client, plan, note_edit, task, clock, kind, names
):
    given = GivenSignature(
        role=SignatureRole.CLIENT, printed_name="Marcus Reyes", signed_at=clock()
    )
    signatures.add(desk, RecordKind.PLAN, plan, given)
    notes.sign(desk, note_edit)
    discharges.start(desk, client.id)
    settings.change(desk, paper_names=names)

    (choice,) = exports.choose(desk, client.id, kind)
    text = text_of(desk, choice)

    assert ("Marcus Reyes" in text) is (names is PaperNames.FULL)
    assert ("M.R." in text) is (names is PaperNames.INITIALS)
    assert "CD-0001" in text


def test_a_cv_names_the_client_in_full_whatever_is_set(desk, client, cv):
    settings.change(desk, paper_names=PaperNames.INITIALS)
    (choice,) = exports.choose(desk, client.id, DocumentKind.CV, cv.uid)

    assert "Marcus Reyes" in text_of(desk, choice)


def test_an_unknown_uid_is_said(desk, client, plan):
    with pytest.raises(NoSuchExportError):
        exports.choose(desk, client.id, PLAN, "nothing")


def test_a_client_without_notes_has_nothing_to_export(desk, client):
    with pytest.raises(NothingToExportError):
        exports.choose(desk, client.id, NOTE)


def test_a_file_name_holds_no_person(desk, client, plan, note_edit):
    signed = notes.sign(desk, note_edit)

    (choice,) = exports.choose(desk, client.id, NOTE, signed.uid)

    assert exports.compose(desk, choice).stem == "CD-0001 session note 2026-03-12"


def test_a_record_that_does_not_match_its_seal_is_not_printed(desk, client, plan):
    (choice,) = exports.choose(desk, client.id, PLAN)
    changed = replace(plan, planned_on=date(2026, 1, 1))

    with pytest.raises(BrokenSealError):
        exports.compose(desk, replace(choice, record=changed))


@pytest.mark.parametrize(("form", "start"), [(Format.PDF, b"%PDF"), (Format.DOCX, b"PK")])
@pytest.mark.parametrize("paper", list(Paper))
def test_every_format_is_written_whole(desk, client, plan, tmp_path, form, start, paper):
    (choice,) = exports.choose(desk, client.id, PLAN)
    composed = exports.compose(desk, choice)
    path = tmp_path / "papers" / f"plan.{form.value}"

    exports.write(desk, composed, path, exports.render(composed.document, form, paper))

    assert path.read_bytes().startswith(start)


def test_an_export_is_in_the_log(desk, client, plan, tmp_path):
    (choice,) = exports.choose(desk, client.id, PLAN)
    composed = exports.compose(desk, choice)
    exports.write(desk, composed, tmp_path / "plan.txt", b"text")

    with desk.read() as reader:
        acts = reader.rows("SELECT client_id, result FROM audit_event WHERE act = 'export'")
    assert acts == [(client.id, "txt")]


def test_letters_that_no_font_has_are_named(desk, client, note_edit):
    strange = NoteEdit(note=replace(note_edit.note, topic="Weaving \U00016800"))
    notes.keep(desk, strange)

    (choice,) = exports.choose(desk, client.id, NOTE)

    assert exports.compose(desk, choice).missing_letters == "\U00016800"


@pytest.mark.parametrize(
    ("form", "letters"), [(Format.PDF, "Я"), (Format.DOCX, "Я"), (None, "Я"), (Format.TXT, "")]
)
def test_missing_letters_are_asked_about_wherever_fonts_are(desk, client, note_edit, form, letters):
    notes.keep(desk, note_edit)
    (choice,) = exports.choose(desk, client.id, NOTE)
    composed = replace(exports.compose(desk, choice), missing_letters="Я")

    assert exports.letters_to_ask_about(composed, form) == letters


def test_all_tasks_of_a_client_are_one_document(desk, client, task):
    tasks.add(desk, client.id, NewTask(lane=Lane.CV, text="Write a first draft"))

    (choice,) = exports.choices(desk, client.id, TASKS)

    assert exports.compose(desk, choice).stem == "CD-0001 vocational tasks"
    assert "warehouse" in text_of(desk, choice)
    assert "draft" in text_of(desk, choice)
    assert exports.choice_of(desk, client.id, TASKS, client.uid) == choice


def test_a_task_list_is_never_a_draft(desk, client, task):
    (choice,) = exports.choose(desk, client.id, TASKS)

    assert "DRAFT" not in text_of(desk, choice)


def test_a_task_list_names_the_goals_of_the_plan(desk, client, plan, task):
    (goal,) = tasks.goals(desk, client.id)
    tasks.change(desk, replace(task, goal_uid=goal.node_uid))

    (choice,) = exports.choose(desk, client.id, TASKS)

    assert "Goal 1.1" in text_of(desk, choice)


def test_a_client_without_tasks_has_no_task_list(desk, client):
    with pytest.raises(NothingToExportError, match="vocational tasks"):
        exports.choose(desk, client.id, TASKS)


def test_the_log_says_that_a_task_list_was_written(desk, client, task, tmp_path):
    (choice,) = exports.choose(desk, client.id, TASKS)
    composed = exports.compose(desk, choice)
    exports.write(desk, composed, tmp_path / "tasks.txt", b"text")

    with desk.read() as reader:
        acts = reader.rows(
            "SELECT table_name, row_id, client_id FROM audit_event WHERE act = 'export'"
        )
    assert acts == [("task", None, client.id)]


@pytest.mark.parametrize("form", list(Format))
def test_a_discharge_summary_is_written_as_it_stands(desk, client, tmp_path, form):
    discharges.start(desk, client.id)
    (choice,) = exports.choose(desk, client.id, DocumentKind.DISCHARGE_SUMMARY)

    composed = exports.compose(desk, choice)
    path = tmp_path / f"summary.{form.value}"
    exports.write(desk, composed, path, exports.render(composed.document, form, Paper.LETTER))

    assert composed.stem == "CD-0001 discharge summary undated draft"
    assert path.stat().st_size > 1000


@pytest.fixture
def cv(desk, client):
    contact = cvs.ContactValues(given_name="Marcus", family_name="Reyes")
    return cvs.start(desk, client.id, contact, name="Warehouse", paper=Paper.A4)


def test_a_cv_is_called_after_the_person_alone(desk, client, cv):
    (choice,) = exports.choose(desk, client.id, DocumentKind.CV)

    composed = exports.compose(desk, choice)

    assert (composed.stem, composed.paper) == ("Reyes_Marcus_CV", Paper.A4)
    assert not choice.is_draft


def test_the_cv_that_was_changed_last_is_taken_first(desk, clock, client, cv):
    clock.pass_by(minutes=1)
    later = cvs.copy(desk, cv, name="Driver")

    assert exports.choose(desk, client.id, DocumentKind.CV)[0].record == later


@pytest.mark.parametrize("form", list(Format))
def test_no_file_of_a_cv_names_the_program(desk, client, cv, tmp_path, form):
    (choice,) = exports.choose(desk, client.id, DocumentKind.CV)
    composed = exports.compose(desk, choice)
    path = tmp_path / f"{composed.stem}.{form.value}"
    exports.write(desk, composed, path, exports.render(composed.document, form, composed.paper))
    content = path.read_bytes()

    for word in ("Cedar Ridge", "Whitfield", "CD-0001", "Counselor Desk", client.uid):
        assert word.encode() not in content


def test_the_log_names_the_act_and_not_the_content_of_a_cv(desk, client, cv, tmp_path):
    (choice,) = exports.choose(desk, client.id, DocumentKind.CV)
    exports.write(desk, exports.compose(desk, choice), tmp_path / "Reyes_Marcus_CV.pdf", b"%PDF")

    with desk.read() as reader:
        (told,) = reader.rows("SELECT * FROM audit_event WHERE act = 'export'")
    assert "cv" in told
    assert not [part for part in told if "Reyes" in str(part) or "Warehouse" in str(part)]
