"""Dialogs that a lock interrupts: the words stand there again until they are kept or given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import BusyStoreError, DeskError
from counselor_desk.records.diagnoses import DiagnosisStatus
from counselor_desk.services import diagnoses, dialog_drafts
from counselor_desk.services.diagnoses import NewDiagnosis
from counselor_desk.services.icd10 import Term
from counselor_desk.ui.amendments.dialog import WordsDialog
from counselor_desk.ui.chart_attendance.writing import Writing
from counselor_desk.ui.diagnoses.facts import DiagnosisDialog
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import choice, day, line, spread, text, tick
from counselor_desk.ui.typed_dialog import Subject

TODAY = date(2026, 3, 12)
NAME = "visit/1"


@dataclass(frozen=True)
class Visit:
    where: str = "Clinic"
    on: date | None = TODAY
    account: str = ""
    who: str | None = None
    is_sure: bool = False


@pytest.fixture
def opened(qtbot, desk, client):
    """Opens the dialog about a visit, as anew after a lock."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    dialogs = []

    def open_it(*, name=NAME, who=client.id, act=lambda _visit, _is_sure: None, **options):
        fields = {
            "where": line("Where"),
            "on": day("On", lambda: TODAY),
            "account": text("What happened"),
            "who": choice("With", ((None, "Nobody"), ("sponsor", "The sponsor"))),
            "is_sure": tick("Sure", "It was so"),
        }
        dialog = FormDialog(
            window,
            "Visit",
            Visit(),
            fields=fields,
            layout=spread(fields, ("where", "on"), ("account",), ("who", "is_sure")),
            act=act,
            about=Subject(desk, who, name),
            **options,
        )
        dialog.place()
        dialog.show()
        dialogs.append(dialog)
        return dialog

    yield open_it
    for dialog in dialogs:
        dialog.done(0)


def field(dialog, name):
    return dialog.fields[name].field


def type_into(dialog, name="where", words="Clinic Nord"):
    """Type over a line of text, and into an empty account."""
    if name != "account":
        field(dialog, name).selectAll()
    QTest.keyClicks(field(dialog, name), words)


def kept(desk, client):
    found = dialog_drafts.find(desk, client.id, NAME)
    return None if found is None else dict(found.typed)


def refuse(_visit, _is_sure):
    raise DeskError("Not there.")


def test_what_was_typed_is_there_when_it_opens_again(opened):
    first = opened()
    field(first, "where").clear()
    type_into(first, words="Shelter")
    field(first, "on").clear()
    type_into(first, "on", "3/1x")
    type_into(first, "account", "Came late.")
    field(first, "who").set_value("sponsor")
    field(first, "is_sure").click()
    first.close()

    again = opened()
    assert {
        name: field(again, name).value() for name in ("where", "account", "who", "is_sure")
    } == {
        "where": "Shelter",
        "account": "Came late.",
        "who": "sponsor",
        "is_sure": True,
    }
    assert field(again, "on").text() == "3/1x"
    assert again.typed_line.text() == "What you typed on Thu, Mar 12, 10:04 am is still here."


def test_a_pause_in_typing_keeps_it(opened, desk, client, qtbot):
    dialog = opened()
    type_into(dialog)

    qtbot.waitUntil(lambda: kept(desk, client) is not None)
    assert kept(desk, client) == {"where": "Clinic Nord"}


def test_only_what_was_changed_is_kept(opened, desk, client):
    dialog = opened()
    type_into(dialog, "account", "Came late.")
    dialog.close()

    assert kept(desk, client) == {"account": "Came late."}


def test_a_dialog_that_was_only_looked_at_keeps_nothing(opened, desk, client):
    opened().close()

    assert kept(desk, client) is None
    assert opened().typed_line is None


def test_saving_forgets_it(opened, desk, client):
    first = opened()
    type_into(first)
    first.close()
    opened().form_save_button.click()

    assert kept(desk, client) is None


def test_what_is_refused_stays(opened, desk, client):
    dialog = opened(act=refuse)
    type_into(dialog)
    dialog.form_save_button.click()
    dialog.close()

    assert kept(desk, client) == {"where": "Clinic Nord"}


def test_turning_back_forgets_it(opened, desk, client):
    first = opened()
    type_into(first)
    first.close()
    opened().form_back_button.click()

    assert kept(desk, client) is None


def test_starting_over_shows_the_record_and_forgets(opened, desk, client):
    first = opened()
    type_into(first)
    first.close()
    again = opened()
    again.typed_line.start_over_button.click()

    assert field(again, "where").value() == "Clinic"
    assert again.typed_line.isHidden()
    assert kept(desk, client) is None


def test_dialogs_do_not_know_each_other(opened):
    first = opened()
    type_into(first)
    first.close()

    assert field(opened(name="visit/2"), "where").value() == "Clinic"
    assert field(opened(who=None), "where").value() == "Clinic"
    assert field(opened(), "where").value() == "Clinic Nord"


def test_what_can_only_be_read_takes_nothing_up(opened):
    first = opened()
    type_into(first)
    first.close()

    assert field(opened(is_editable=False), "where").value() == "Clinic"


def test_what_cannot_be_written_keeps_the_dialog_open_and_says_why(opened, desk, monkeypatch):
    dialog = opened()
    type_into(dialog)
    with monkeypatch.context() as patch:
        patch.setattr(dialog_drafts, "keep", _fail)
        assert not dialog.close()

    assert dialog.isVisible()
    assert dialog.problem_banner.isVisible()
    assert dialog.close()


def _fail(*_arguments):
    raise BusyStoreError


def test_all_of_it_is_in_sight_with_a_day_that_was_typed_half(opened):
    first = opened()
    type_into(first, "on", "3/1x")
    first.close()

    assert opened()._scroll.verticalScrollBar().maximum() == 0


def test_the_line_is_accessible_and_whole(opened, assert_accessible, assert_nothing_clipped):
    first = opened(width=480)
    type_into(first)
    first.close()
    again = opened(width=480)

    assert_accessible(again)
    assert_nothing_clipped(again)


@pytest.mark.parametrize("act", ["add_meeting", "record", "set_number"])
def test_words_of_the_attendance_tab_are_there_again(qtbot, desk, client, dialogs, act):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    writing = Writing(desk, window, client.id, lambda _problem: None)
    arguments = ("Marcus",) if act == "set_number" else ()
    name = {"add_meeting": "meeting", "record": "led_by", "set_number": "reason"}[act]
    title = {
        "add_meeting": "Add meeting",
        "record": "Record session",
        "set_number": "Another number for Marcus",
    }[act]
    seen = []

    def is_interrupted(dialog):
        type_into(dialog, name, "Tuesday noon")
        dialog.close()

    def is_there(dialog):
        seen.append(field(dialog, name).value())
        dialog.form_back_button.click()

    for answer in (is_interrupted, is_there):
        dialogs.expect(title, answer)
        getattr(writing, act)(*arguments)

    assert seen == ["Tuesday noon"]


def test_words_of_a_request_are_there_again(qtbot, desk, client):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()

    def opened():
        made = WordsDialog(
            window,
            "New request to amend",
            "",
            label="Request",
            verb="Keep request",
            act=lambda _said: None,
            today=lambda: TODAY,
            choice=("Basis", ((None, "None"), ("accurate", "It is accurate"))),
            day_label="Asked on",
            about=Subject(desk, client.id, "amendment.new"),
        )
        made.place()
        made.show()
        return made

    first = opened()
    QTest.keyClicks(first.words_edit, "It was his brother.")
    first.words_choice.set_value("accurate")
    first.words_day_edit.set_value(None, "3/1x")
    first.close()

    again = opened()
    assert again.words_edit.text() == "It was his brother."
    assert again.words_choice.value() == "accurate"
    assert again.words_day_edit.text() == "3/1x"
    again.done(0)


def test_a_diagnosis_that_was_being_changed_is_there_again(qtbot, desk, client):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    row = diagnoses.add(desk, client.id, NewDiagnosis(code="F10.20"))

    def opened():
        made = DiagnosisDialog(
            window,
            row,
            today=lambda: TODAY,
            pick=lambda _code: None,
            problems=lambda _typed: {},
            act=lambda _typed: None,
            about=Subject(desk, client.id, f"diagnosis/{row.uid}"),
        )
        made.place()
        made.show()
        return made

    first = opened()
    QTest.keyClicks(first.diagnosis_onset_edit, "2019")
    first.status_segments.set_value(DiagnosisStatus.RESOLVED)
    first.diagnosis_ended_edit.set_value(None, "3/1x")
    first.close()

    again = opened()
    assert again.typed().onset == "2019"
    assert again.typed().status is DiagnosisStatus.RESOLVED
    assert again.fields["ended_on"].isVisibleTo(again)
    assert again.diagnosis_ended_edit.text() == "3/1x"
    again.diagnosis_back_button.click()
    assert opened().typed_line is None


def test_a_code_that_was_chosen_anew_is_there_again(qtbot, desk, client):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    row = diagnoses.add(desk, client.id, NewDiagnosis(code="F10.20"))
    chosen = Term(code="F11.20", words="Opioid dependence", title="Opioid dependence")

    def opened():
        made = DiagnosisDialog(
            window,
            row,
            today=lambda: TODAY,
            pick=lambda _code: chosen,
            problems=lambda _typed: {},
            act=lambda _typed: None,
            about=Subject(desk, client.id, f"diagnosis/{row.uid}"),
        )
        made.place()
        made.show()
        return made

    first = opened()
    first.diagnosis_code_button.click()
    first.close()

    again = opened()
    assert (again.typed().code, again.typed().words) == ("F11.20", "Opioid dependence")
    assert again.title_label.text() == "F11.20"
    again.typed_line.start_over_requested.emit()
    assert again.typed().code == "F10.20"
    again.reject()
