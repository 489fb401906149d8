"""The table of facts: rows found again, keys, actions, columns that give way, what is marked."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QWidget

from counselor_desk.records.ids import Uid
from counselor_desk.ui.delegates import STRETCH, Words
from counselor_desk.ui.fact_table import END, OPEN, Column, EmptyLine, FactTable, action_words
from counselor_desk.ui.layouts import Column as ColumnLayout
from counselor_desk.ui.theme import Theme


@dataclass(frozen=True)
class Bird:
    uid: Uid
    name: str
    color: str = ""


WREN, ROBIN, SWIFT = (Bird(Uid(name), name, "brown") for name in ("wren", "robin", "swift"))


def told(bird: Bird, shown: frozenset[str]) -> Words:
    return Words(text=bird.name, caption="" if "color" in shown else bird.color)


COLUMNS = (
    Column(key="name", width=STRETCH, cell=told, spoken=lambda bird: bird.name, title="Bird"),
    Column(
        key="color",
        width=80,
        cell=lambda bird, _: Words(text=bird.color),
        spoken=lambda bird: bird.color,
        title="Color",
        room=400,
    ),
    Column(key=END, width=60, cell=lambda _bird, _: action_words("End…"), action=END),
)


@pytest.fixture
def make(qtbot):
    """A window with a table and a field beside it that can have the keys."""
    windows = []

    def made(rows=(WREN, ROBIN, SWIFT), *, is_editable=True, **options) -> FactTable[Bird]:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        table: FactTable[Bird] = FactTable(COLUMNS, name="Birds", **options)
        other = QLineEdit()
        window.setLayout(ColumnLayout(table, other, "stretch"))
        window.resize(600, 400)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        other.setFocus()
        table.show_rows(rows, is_editable=is_editable)
        table.wanted = []
        table.acted.connect(lambda action, row: table.wanted.append((action, row.name)))
        return table

    return made


def press(qtbot, table, *keys):
    table.setFocus()
    for key in keys:
        qtbot.keyClick(table.list, key)


def click(qtbot, table, place):
    qtbot.mouseClick(table.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def marked(table):
    return [table.rows.row(index).name for index in table.list.selectedIndexes()]


def test_enter_opens_and_delete_ends_the_current_row(qtbot, make):
    table = make()
    press(qtbot, table, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Delete)

    assert table.wanted == [(OPEN, "wren"), (END, "robin")]


def test_what_cannot_be_changed_is_opened_alone(qtbot, make):
    table = make(is_editable=False)
    with qtbot.assertNotEmitted(table.add_requested):
        press(qtbot, table, Qt.Key.Key_Delete, Qt.Key.Key_Insert, Qt.Key.Key_Return)
        click(qtbot, table, table.action_rect(0, END).center())

    assert table.wanted == [(OPEN, "wren")]


def test_insert_adds(qtbot, make):
    table = make()
    with qtbot.waitSignal(table.add_requested, timeout=500):
        press(qtbot, table, Qt.Key.Key_Insert)


def test_a_click_on_an_action_asks_for_it(qtbot, make):
    table = make()
    click(qtbot, table, table.action_rect(1, END).center())

    assert table.wanted == [(END, "robin")]


@pytest.mark.parametrize(("opens_on_click", "wanted"), [(True, [(OPEN, "wren")]), (False, [])])
def test_a_click_beside_the_actions_opens_where_the_table_is_told_so(
    qtbot, make, opens_on_click, wanted
):
    table = make(opens_on_click=opens_on_click)
    click(qtbot, table, QPoint(20, 10))

    assert table.wanted == wanted


def test_a_double_click_opens(qtbot, make):
    table = make()
    qtbot.mouseDClick(table.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))

    assert table.wanted == [(OPEN, "wren")]


def test_an_arrow_over_the_edge_is_told(qtbot, make):
    table = make()
    steps = []
    table.left.connect(steps.append)
    press(qtbot, table, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)

    assert steps == [-1, 1]


def test_whoever_comes_from_below_starts_at_the_last_row(make):
    table = make()
    table.enter(-1)

    assert table.current() == SWIFT
    assert table.list.hasFocus()


def test_the_current_row_stays_when_others_come(make):
    table = make()
    table.choose(ROBIN.uid)
    table.show_rows((SWIFT, Bird(ROBIN.uid, "robin", "red")))

    assert table.current().color == "red"


def test_the_first_row_is_current_when_the_old_one_is_gone(make):
    table = make()
    table.choose(ROBIN.uid)
    table.show_rows((SWIFT, WREN))

    assert table.current() == SWIFT


def test_a_row_looks_chosen_only_while_the_keys_are_for_it(make):
    table = make()
    assert marked(table) == []

    table.setFocus()
    assert marked(table) == ["wren"]

    table.window().findChild(QLineEdit).setFocus()
    assert marked(table) == []


def test_a_held_choice_is_seen_without_the_keys(make):
    table = make()
    table.hold_choice(is_held=True)
    assert marked(table) == ["wren"]

    table.hold_choice(is_held=False)
    assert marked(table) == []


def test_a_held_choice_goes_with_the_row_that_is_chosen(qtbot, make):
    table = make()
    table.hold_choice(is_held=True)
    with qtbot.waitSignal(table.chosen, timeout=500):
        table.choose(SWIFT.uid)

    assert marked(table) == ["swift"]


def test_a_column_without_room_gives_way_and_its_fact_goes_into_the_caption(make):
    table = make()
    assert table.titles() == ("Bird", "Color")
    assert table._cells(WREN)[0].caption == ""

    table.resize(300, table.height())

    assert table.titles() == ("Bird",)
    assert table._cells(WREN)[0].caption == "brown"


def test_larger_letters_make_it_taller_and_leave_less_room(make, look):
    table = make()
    height = table.height()
    look.wear(Theme(scale=1.5))

    assert table.height() == pytest.approx(1.5 * height, abs=3)
    table.resize(590, table.height())
    assert table.titles() == ("Bird",)


def test_no_rows_are_no_table(make):
    assert make(rows=()).isHidden()


@pytest.mark.parametrize(
    ("spoken", "said"), [(None, "wren, brown"), (lambda bird: f"a {bird.name}", "a wren")]
)
def test_a_row_is_read_out(make, spoken, said):
    table = make(spoken=spoken)

    assert table.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == said
    assert table.list.accessibleName() == "Birds"


def test_what_may_be_cut_is_told_as_a_tooltip(make, monkeypatch):
    table = make()
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, *_where: shown.append(words))
    place, viewport = QPoint(20, 10), table.list.viewport()
    QApplication.sendEvent(
        viewport, QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place))
    )

    assert shown == ["wren, brown"]


def test_an_empty_line_asks_where_it_can(qtbot):
    line = EmptyLine(first="None taken", again="Ask again")
    qtbot.addWidget(line)
    line.say("Nothing is noted.", can_ask=True)
    assert line.ask_button.text() == "None taken"

    line.say("None, said on March 3.", was_asked=True, can_ask=True)
    assert line.ask_button.text() == "Ask again"

    line.say("Nothing is noted.")
    assert line.ask_button.isHidden()
