"""The theme restyles everything that is on the screen, and nothing carries a sheet of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QStringListModel, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QListView, QStackedWidget, QWidget

import counselor_desk.ui
from counselor_desk.ui import theme as themes
from counselor_desk.ui import tokens
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, Panel
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.delegates import STRETCH, Geometry, RowDelegate
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.messages import Dialog
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.text_editor import TextEditor
from counselor_desk.ui.theme import Theme

UI = Path(counselor_desk.ui.__file__).parent


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


def test_the_style_sheet_never_reads_the_palette():
    assert "palette(" not in Theme().style_sheet()
    assert "palette(" not in Theme(dark=True).style_sheet()


def test_only_the_theme_sets_a_style_sheet():
    guilty = {
        path.name
        for path in UI.rglob("*.py")
        if re.search(r"\.setStyleSheet\(", path.read_text(encoding="utf-8"))
    }

    assert guilty == {"theme.py"}


@pytest.mark.parametrize("theme", [Theme(), Theme(dark=True), Theme(high_contrast=True)])
def test_qt_understands_every_rule(qapp, qtbot, theme):
    themes.apply(qapp, theme)

    shown(qtbot, Card(Label("Words"), Button("Press"), LineEdit("Text")))


class Restyled(QWidget):
    """Counts how often Qt styles it anew."""

    def __init__(self, *inside):
        super().__init__()
        self.times = 0
        if inside:
            self.setLayout(Column(*inside))

    def changeEvent(self, event):
        self.times += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


def nested(depth):
    """Parts in parts, the outermost last."""
    parts = [Restyled()]
    for _ in range(depth):
        parts.append(Restyled(parts[-1]))
    return parts


def test_a_new_theme_styles_a_part_twice_however_deep_it_lies(qtbot, look):
    parts = nested(8)
    _card = shown(qtbot, Card(parts[-1], Label("Words")))
    for part in parts:
        part.times = 0
    look.wear(Theme(dark=True))

    assert max(part.times for part in parts) == 2


def test_putting_parts_into_parts_styles_nothing(look):
    parts = nested(8)

    assert [part.times for part in parts] == [0] * 9


def test_a_page_is_styled_once_when_it_comes_into_the_window(qtbot, look):
    window, parts = QStackedWidget(), nested(8)
    shown(qtbot, window)
    window.addWidget(parts[-1])

    assert max(part.times for part in parts) == 1


def test_a_window_wears_each_new_theme(qtbot, look):
    window = shown(qtbot, QWidget())
    look.wear(Theme(dark=True))

    assert window.styleSheet() == Theme(dark=True).style_sheet()


def test_a_dialog_without_a_window_wears_the_look(qtbot):
    dialog = Dialog(None, "Something went wrong")
    assert dialog.styleSheet() == Theme().style_sheet()
    dialog.deleteLater()


def test_a_card_changes_its_color_with_the_theme(qtbot, look):
    card = shown(qtbot, Card(Label("Words")))
    card.resize(200, 100)

    look.wear(Theme(dark=True))

    assert card.grab().toImage().pixelColor(100, 90) == QColor(Theme(dark=True).colors["surface"])


def test_a_box_that_is_only_read_does_not_look_like_a_field(qtbot, look):
    box = TextEditor(name="Summary", is_boxed=True)
    box.set_text("Kept.")
    card = shown(qtbot, Card(box))
    card.resize(300, 120)
    colors = Theme(dark=False).colors
    written_in = _background(box)

    box.setReadOnly(True)

    assert (written_in, _background(box)) == (colors["surface"], colors["sunken"])


def test_a_choice_that_is_only_read_has_neither_chevron_nor_focus(qtbot, look):
    choice = ComboBox((("severe", "Severe"),), name="Severity")
    choice.set_value("severe")
    card = shown(qtbot, Card(choice))
    card.resize(300, 80)
    with_chevron = choice.grab().toImage()

    choice.set_editable(is_editable=False)

    only_read = choice.grab().toImage()
    end, middle = choice.width() - 40, choice.height() // 2
    colors = {only_read.pixelColor(x, middle).name() for x in range(end, choice.width() - 4)}
    shown_before = {
        with_chevron.pixelColor(x, middle).name() for x in range(end, choice.width() - 4)
    }
    assert colors == {Theme().colors["sunken"].lower()}
    assert len(shown_before) > 1
    assert choice.focusPolicy() == Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("is_dark", [False, True])
def test_segments_of_a_dialog_stand_out_from_it(qtbot, look, is_dark):
    look.wear(Theme(dark=is_dark))
    segments = SegmentedControl((("a", "Any"), ("b", "Some")), name="Severity")
    dialog = Panel(segments, part="dialog")
    shown(qtbot, dialog).resize(300, 120)

    image = segments.grab().toImage()

    assert image.pixelColor(image.width() // 2, 1) == QColor(Theme(dark=is_dark).colors["pressed"])


def _background(widget):
    return widget.grab().toImage().pixelColor(widget.width() - 12, 8).name().upper()


def test_a_label_takes_the_new_text_color(qtbot, look):
    label = shown(qtbot, Label("Words"))

    look.wear(Theme(dark=True))

    assert label.palette().color(QPalette.ColorRole.WindowText) == Theme(dark=True).color("text")


def test_text_size_scales_margins_gaps_and_held_measures(qtbot, look):
    page = QWidget()
    inner = QWidget()
    hold(inner, width=100)
    layout = Column(inner, 10, Row(Label("a"), Label("b")), margins=(28, 20, 28, 20))
    page.setLayout(layout)
    shown(qtbot, page)

    look.wear(Theme(scale=1.5))

    assert layout.contentsMargins().left() == 42
    assert inner.width() == 150
    assert layout.itemAt(1).spacerItem().sizeHint().height() == 15


def test_text_size_scales_buttons(qtbot, look):
    button = shown(qtbot, Button("Add client", icon="user-plus"))
    narrow = button.sizeHint()

    look.wear(Theme(scale=1.5))

    assert button.sizeHint().width() > narrow.width() * 1.3
    assert button.sizeHint().height() == 48


def test_the_change_is_announced_once(qtbot, look):
    with qtbot.waitSignal(look.theme_changed) as change:
        look.wear(Theme(dark=True))

    assert change.args == [Theme(dark=True)]


def test_the_choice_of_the_user_wins_over_the_system(look):
    look.choose("dark", text_size=1.25)
    assert look.theme.dark
    assert look.theme.scale == 1.25

    look.choose("light")
    assert not look.theme.dark


def test_high_contrast_and_compact_rows_are_worn_until_they_are_taken_off(look):
    look.choose("light", high_contrast=True, compact_rows=True)
    assert (look.theme.high_contrast, look.theme.compact_rows) == (True, True)

    look.choose("light")
    assert (look.theme.high_contrast, look.theme.compact_rows) == (False, False)


def test_compact_rows_take_room_from_tall_rows_alone():
    usual, compact = Theme(), Theme(compact_rows=True)

    assert compact.row(50) == 41
    assert compact.row(35) == usual.row(35) == 35
    assert Theme(compact_rows=True, scale=2).row(50) == 82


def test_two_lines_have_room_in_a_compact_row():
    for scale in (0.9, 1.0, 1.5, 2.6):
        theme = Theme(compact_rows=True, scale=scale)
        lines = theme.metrics("strong").height() + theme.metrics("caption").height()
        assert lines <= theme.row(tokens.TALL_ROW_HEIGHT)


def test_the_rows_of_a_list_follow_at_once(qtbot, look):
    rows = QListView()
    rows.setModel(QStringListModel(["One", "Two", "Three"]))
    rows.setItemDelegate(RowDelegate(Geometry(widths=(STRETCH,)), lambda _row: (None,), rows))
    _card = shown(qtbot, Card(rows))
    before = rows.visualRect(rows.model().index(1, 0)).top()

    look.choose("light", compact_rows=True)
    qtbot.wait(1)

    assert (before, rows.visualRect(rows.model().index(1, 0)).top()) == (50, 41)


def test_text_size_stays_in_its_bounds(look):
    look.choose("light", text_size=9)

    assert look.theme.scale == 1.6


def test_icons_are_drawn_in_the_color_asked_for():
    image = Theme().pixmap("lock", "risk", 32).toImage()
    inks = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }

    assert Theme().colors["risk"] in inks


def test_icons_are_cached():
    first, second = Theme().pixmap("lock"), Theme().pixmap("lock")

    assert first.cacheKey() == second.cacheKey()


def test_the_screen_font_is_inter(qapp):
    assert qapp.font().family() == "Inter"
    assert Theme().font("strong").weight() == 600


def test_a_focus_that_came_by_mouse_shows_no_ring(qtbot):
    button = shown(qtbot, Button("Press"))

    button.setFocus(Qt.FocusReason.MouseFocusReason)

    assert button.property("kb") != "1"


def test_a_focus_that_came_by_keyboard_shows_a_ring(qtbot):
    page = QWidget()
    first, second = Button("One"), Button("Two")
    page.setLayout(Row(first, second))
    shown(qtbot, page)
    first.setFocus(Qt.FocusReason.MouseFocusReason)

    qtbot.keyClick(first, Qt.Key.Key_Tab)

    assert second.property("kb") == "1"
