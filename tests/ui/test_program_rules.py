"""Program rules in the settings: the profile, numbers of one's own, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from counselor_desk.services import profiles
from counselor_desk.ui import messages
from counselor_desk.ui.settings.number_dialog import NumberDialog
from counselor_desk.ui.settings.rules import RulesSection


@pytest.fixture
def section(desk, qtbot):
    made = RulesSection(desk)
    qtbot.addWidget(made)
    made.reload()
    return made


@pytest.fixture
def dialog(desk, qtbot):
    """Opens the dialog for a number."""

    def show(name):
        made = NumberDialog(None, desk, name)
        qtbot.addWidget(made)
        made.show()
        return made

    return show


def fill(dialog, value, reason):
    dialog.fields["value"].field.setText(value)
    dialog.fields["reason"].field.setText(reason)
    dialog.save()


def captions(section, name):
    return " ".join(one.text() for one in section.number_rows[name].findChildren(QLabel))


def test_every_number_is_there_with_its_rule_source_and_day(section):
    assert set(section.number_buttons) == set(profiles.BOUNDS)
    assert section.number_buttons["week_hours_least"].accessibleName() == (
        "Hours a week, at least: 9 hours. Change…"
    )
    assert "H1 · SAMHSA" in captions(section, "week_hours_least")
    assert "Checked November 22, 2026." in captions(section, "week_hours_least")


def begin_from(section, profile):
    section.profile_combo.setCurrentIndex(
        section.profile_combo.findText(profile, Qt.MatchFlag.MatchStartsWith)
    )
    section.profile_combo.activated.emit(section.profile_combo.currentIndex())


def answering(monkeypatch, qtbot, **typed):
    """Answers the dialog of a profile, and tells which were opened."""
    opened = []

    def run(dialog):
        qtbot.addWidget(dialog)
        dialog.show()
        opened.append(dialog)
        for name, text in typed.items():
            dialog.fields[name].field.setText(text)
        dialog.save()
        return dialog.result() == 1

    monkeypatch.setattr(messages, "run", run)
    return opened


def test_another_profile_is_chosen_with_its_reason(section, desk, monkeypatch, qtbot):
    opened = answering(monkeypatch, qtbot, reason="Moved to another state")
    begin_from(section, "Virginia")

    assert "20 hours becomes 19 hours" in opened[0].sentence_label.text()
    assert profiles.in_force(desk).id == "virginia_iop"
    assert section.number_buttons["week_hours_most"].text() == "19 hours"


def test_a_profile_without_a_reason_is_refused_at_the_field(section, desk, monkeypatch, qtbot):
    opened = answering(monkeypatch, qtbot, reason=" ")
    begin_from(section, "Virginia")

    assert "needs its reason" in opened[0].fields["reason"].error()
    assert profiles.in_force(desk).id == "generic_iop"
    assert section.profile_combo.value() == "generic_iop"


def test_a_profile_of_the_same_numbers_wants_its_reason_too(section, desk, monkeypatch, qtbot):
    answering(monkeypatch, qtbot, reason="Opened in Asheville")
    begin_from(section, "North Carolina")
    refused = answering(monkeypatch, qtbot, reason="")
    begin_from(section, "Virginia")

    assert "needs its reason" in refused[0].fields["reason"].error()
    assert profiles.in_force(desk).id == "north_carolina_saiop"


def test_the_dialog_tells_which_profiles_were_left_and_why(section, desk, monkeypatch, qtbot):
    opened = answering(monkeypatch, qtbot, reason="Opened in Asheville")
    begin_from(section, "North Carolina")
    begin_from(section, "Virginia")

    assert opened[0].history_label.text() == ""
    generic = profiles.generic().name
    told = f"{generic} until March 12, 2026: Opened in Asheville"
    assert told in opened[1].history_label.text()
    assert opened[1].history_label.isVisibleTo(opened[1])


def test_the_copy_of_the_profile_gets_a_name(section, desk, monkeypatch, qtbot):
    answering(monkeypatch, qtbot, name="Cedar Falls")
    section.profile_name_button.click()

    assert profiles.in_force(desk).name == "Cedar Falls"
    assert section.profile_name_button.text() == "Cedar Falls"


def test_the_history_tells_the_number_of_the_profile_before(section, dialog, monkeypatch, qtbot):
    answering(monkeypatch, qtbot, reason="Moved to another state")
    begin_from(section, "Virginia")

    told = dialog("week_hours_most").history_label.text()
    assert "20 hours until March 12, 2026: Moved to another state" in told


def test_two_clicks_lead_to_a_number(section, monkeypatch):
    opened = []
    monkeypatch.setattr(messages, "run", lambda dialog: opened.append(dialog) or False)
    QTest.mouseClick(section.number_buttons["note_due_hours"], Qt.MouseButton.LeftButton)

    assert opened[0].fields["value"].field.text() == "48"


def test_a_number_of_ones_own_holds_with_its_reason(section, dialog, desk):
    fill(dialog("note_due_hours"), "24", "Contract of 2026")
    section.reload()

    assert profiles.in_force(desk).note_due_hours == 24
    assert section.number_buttons["note_due_hours"].text() == "24 hours"
    assert "Contract of 2026. The profile says 48 hours." in captions(section, "note_due_hours")


@pytest.mark.parametrize("typed", ["nine", "0", "999", "", "4.5", "²"])
def test_what_is_no_such_number_is_said_at_the_field_and_stays(dialog, desk, typed):
    shown = dialog("week_hours_least")
    fill(shown, typed, "Contract")

    assert "whole one from 1 to 40" in shown.fields["value"].error()
    assert shown.fields["value"].field.text() == typed
    assert profiles.in_force(desk).week_hours_least == 9


def test_a_number_that_another_excludes_is_said_at_the_field_and_stays(dialog, desk):
    shown = dialog("week_hours_least")
    fill(shown, "30", "Contract")

    assert "at least 30 hours, and at most 20 hours" in shown.fields["value"].error()
    assert shown.fields["value"].field.text() == "30"
    assert profiles.in_force(desk).week_hours_least == 9


def test_a_number_without_a_reason_is_refused_at_the_field(dialog, desk):
    shown = dialog("week_hours_least")
    fill(shown, "10", " ")

    assert "needs its reason" in shown.fields["reason"].error()
    assert profiles.history(desk) == ()


def test_the_profile_s_number_comes_back_and_the_history_stays(dialog, desk):
    fill(dialog("silence_days"), "14", "Contract")
    shown = dialog("silence_days")
    shown.back_to_profile_button.click()
    again = dialog("silence_days")

    assert profiles.in_force(desk).silence_days == 30
    assert "14 days from March 12, 2026" in again.history_label.text()
    assert not again.back_to_profile_button.isVisible()


def test_what_is_typed_about_a_number_outlives_a_lock(dialog):
    first = dialog("silence_days")
    first.fields["value"].field.setText("10")
    first.fields["reason"].field.setText("Contract of March")
    first.close()

    again = dialog("silence_days")
    assert again.fields["value"].field.text() == "10"
    assert again.fields["reason"].field.text() == "Contract of March"
    assert dialog("class_cap").fields["reason"].field.text() == ""
