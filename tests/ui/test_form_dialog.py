"""Dialogs with labeled fields: what is refused is said at its field, and nothing is cut."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError, DoubtfulError
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import day, line, spread, text

TODAY = date(2026, 3, 12)


@dataclass(frozen=True)
class Visit:
    where: str = ""
    on: date | None = TODAY
    account: str = ""


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def opened(window):
    """Opens a dialog about a visit; what is kept goes into its list."""
    dialogs = []

    def open_it(act=None, **options) -> FormDialog[Visit]:
        kept = []
        fields = {
            "where": line("Where", help_text="The place, as it is called there"),
            "on": day("On", lambda: TODAY),
            "account": text("What happened"),
        }
        dialog = FormDialog(
            window,
            "Visit",
            Visit(where="Clinic"),
            fields=fields,
            layout=spread(fields, ("where", "on"), ("account",)),
            act=act or (lambda visit, _is_sure: kept.append(visit)),
            **options,
        )
        dialog.kept = kept
        dialog.place()
        dialog.show()
        dialogs.append(dialog)
        return dialog

    yield open_it
    for dialog in dialogs:
        dialog.done(0)


def refuse(error):
    def act(_visit, _is_sure):
        raise error

    return act


def test_what_is_typed_is_kept(opened):
    dialog = opened()
    dialog.fields["where"].field.setText("Shelter")
    dialog.form_save_button.click()

    assert dialog.kept == [Visit(where="Shelter")]
    assert dialog.isHidden()


def test_every_problem_is_said_at_its_field_and_the_first_gets_the_caret(opened):
    found = {"on": DeskError("Not then."), "where": DeskError("Not there.")}
    dialog = opened(problems=lambda _visit: found)
    dialog.form_save_button.click()

    assert [dialog.fields[name].error() for name in ("where", "on")] == ["Not there.", "Not then."]
    assert dialog.focusWidget() is dialog.fields["where"].field
    assert dialog.kept == []
    assert dialog.isVisible()


def test_a_problem_without_a_field_stands_below(opened):
    dialog = opened(problems=lambda _visit: {"weather": DeskError("It rains.")})
    dialog.form_save_button.click()

    assert dialog.problem_banner.isVisible()
    assert dialog.kept == []


def test_a_day_that_is_needed_cannot_stay_empty(opened):
    dialog = opened(needs=("on",))
    dialog.fields["on"].field.clear()
    dialog.form_save_button.click()

    assert dialog.fields["on"].error().startswith("The day is missing.")
    assert dialog.kept == []


def test_a_day_that_is_not_needed_can_stay_empty(opened):
    dialog = opened()
    dialog.fields["on"].field.clear()
    dialog.form_save_button.click()

    assert dialog.kept == [Visit(where="Clinic", on=None)]


def test_a_refusal_is_said_at_the_field_its_sentence_is_about(opened):
    dialog = opened(act=refuse(DeskError("The place is closed.")), says={"The place": "where"})
    dialog.form_save_button.click()

    assert dialog.fields["where"].error() == "The place is closed."
    assert not dialog.problem_banner.isVisible()


def test_a_doubt_asks_once_more(opened):
    dialog = opened(act=refuse(DoubtfulError("Seldom so.")))
    dialog.form_save_button.click()

    assert dialog.form_save_button.text() == "Keep as it is"


def test_what_cannot_be_changed_can_only_be_closed(opened):
    dialog = opened(is_editable=False)

    assert not dialog.form_save_button.isVisible()
    assert not dialog.fields["where"].field.isEnabled()
    assert dialog.form_back_button.text() == "Close"


def test_nothing_scrolls_where_there_is_room(opened, qapp):
    dialog = opened()
    qapp.processEvents()

    assert dialog._scroll.verticalScrollBar().maximum() == 0


def test_a_low_window_lets_the_fields_scroll(opened, window, qapp):
    window.resize(900, 300)
    dialog = opened()
    qapp.processEvents()

    assert dialog.height() <= 300
    assert dialog._scroll.verticalScrollBar().maximum() > 0


def test_escape_changes_nothing(qtbot, opened):
    dialog = opened()
    dialog.fields["where"].field.setText("Shelter")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert dialog.kept == []
    assert dialog.isHidden()


def test_a_repeated_name_is_wide_and_a_lone_one_takes_the_row(qtbot):
    fields = {name: QWidget() for name in ("name", "dose", "remark")}
    holder = QWidget()
    qtbot.addWidget(holder)
    grid = spread(fields, ("name", "name", "dose"), ("remark",))
    holder.setLayout(grid)

    places = {name: grid.getItemPosition(grid.indexOf(one)) for name, one in fields.items()}
    assert places == {"name": (0, 0, 1, 2), "dose": (0, 2, 1, 1), "remark": (1, 0, 1, 3)}
