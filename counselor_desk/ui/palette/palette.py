"""The palette: a card over the window with one line to type in and what it finds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.ids import ClientId
from counselor_desk.services.search import LONGEST_QUESTION, MANY
from counselor_desk.ui import messages
from counselor_desk.ui import theme as themes
from counselor_desk.ui.cards import Line
from counselor_desk.ui.chips import Chip, Icon
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.keys import shown_keys
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, FlowRow, Row
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.page_keys import CONTROL, SHIFT, Stroke, pressed
from counselor_desk.ui.palette.choices import Choices, Standpoint
from counselor_desk.ui.palette.delegate import PaletteDelegate, row_height
from counselor_desk.ui.palette.looking import Looking
from counselor_desk.ui.palette.rows import Group, PaletteRows
from counselor_desk.ui.palette.rows import Row as PaletteRow

if TYPE_CHECKING:
    from counselor_desk.records.search import FoundText
    from counselor_desk.services.desk import Desk

WIDTH = 620
TOP = 90
_BESIDE = 16
_BELOW = 24
_PLAIN = Qt.KeyboardModifier.NoModifier
_PASSING = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})
"""Why the line loses the focus only for a while."""


class Palette(QWidget):
    """Lies over the whole window while it is open; Esc, a click beside it or a lock closes it.

    What was typed is forgotten when it closes.
    """

    def __init__(self, desk: Desk, navigator: Navigator, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._navigator = desk, navigator
        self._choices: Choices | None = None
        self._stands: Standpoint | None = None
        self._group = Group.ALL
        self._texts: tuple[FoundText, ...] = ()
        self._problem = ""
        self._is_looking = False
        self._focus: QWidget | None = None
        self._looking = Looking(desk, self)
        self._looking.found.connect(self._take_texts)
        self._looking.failed.connect(self._take_problem)
        self._make()
        self.hide()
        parent.installEventFilter(self)
        navigator.place_requested.connect(self.leave_open)

    def open(self, stands: Standpoint) -> None:
        """Begin anew with what is offered before anything is typed."""
        self._focus = self.window().focusWidget()
        self._stands = stands
        self._choices = Choices(self._desk, self._navigator, stands)
        self.setGeometry(_rect_of(self))
        self.show()
        self._turn_to(Group.ALL)
        self.raise_()
        self.palette_edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave_open(self, *_place: object) -> None:
        """Close it, if it is open, and forget what was typed."""
        if self.isHidden():
            return
        self._looking.end()
        self._choices = self._stands = None
        self._texts, self._problem, self._is_looking = (), "", False
        self.hide()
        # Clearing it could be undone.
        self.palette_edit.setText("")
        self.rows.set_rows(())

    def leave(self) -> None:
        """Let go of the store, which is about to be closed."""
        self._looking.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size; take the keys of the line."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self.setGeometry(_rect_of(self))
            self._fit()
        elif watched is self.palette_edit:
            if isinstance(event, QKeyEvent) and self._press(event):
                return True
            if isinstance(event, QFocusEvent) and event.lostFocus():
                self._lose(event.reason())
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes it."""
        event.accept()
        if not self._card.geometry().contains(event.position().toPoint()):
            self._close()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One flat color; no animation."""
        alpha = messages.VEIL_ALPHA[themes.current().dark]
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, alpha))

    def _make(self) -> None:
        self.setObjectName("palette")
        self.palette_edit = LineEdit(
            hint=self.tr("Search clients, actions and notes"),
            name=self.tr("Search clients, actions and notes"),
            max_length=LONGEST_QUESTION,
        )
        dress(self.palette_edit, k="palette")
        self.palette_edit.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.palette_edit.installEventFilter(self)
        self.palette_edit.edited.connect(lambda _text: self._ask())
        self.group_chip = Chip("")
        self.rows = PaletteRows(self)
        self.palette_list = _make_list(self, self.rows)
        self.palette_list.clicked.connect(self._choose)
        self.palette_list.selectionModel().currentChanged.connect(self._speak)
        self._filter_label = Label("", "caption")
        self._card = QFrame(self)
        dress(self._card, c="dialog")
        self._card.setLayout(
            Column(
                Row(
                    Icon("search", "text2", size=18),
                    12,
                    (self.palette_edit, 1),
                    self.group_chip,
                    margins=(15, 8, 14, 9),
                ),
                Line(),
                6,
                (self.palette_list, 1),
                Line(),
                self._make_foot(),
                margins=(1, 0, 1, 0),
                spacing=0,
            )
        )
        self._names = {
            Group.ALL: "",
            Group.CLIENTS: self.tr("Clients"),
            Group.NOTES: self.tr("Notes"),
            Group.ACTIONS: self.tr("Actions"),
            Group.PHRASES: self.tr("Phrases"),
        }
        themes.look().theme_changed.connect(self._fit)

    def _make_foot(self) -> FlowRow:
        """The keys, where there is no room in two lines."""
        return FlowRow(
            Label(self.tr("↑↓ choose"), "caption"),
            Label(self.tr("Enter open"), "caption"),
            Label(self.tr("{keys} new note").format(keys=shown_keys("Ctrl+Enter")), "caption"),
            self._filter_label,
            Label(self.tr("Esc close"), "caption"),
            margins=(14, 7, 14, 8),
            spacing=11,
            row_spacing=2,
        )

    def _turn_to(self, group: Group) -> None:
        """List one group alone, or all."""
        self._group = group
        name = self._names[group]
        self.group_chip.set_state(name, "neutral", "filter")
        self.group_chip.setVisible(bool(name))
        listed = name.lower() or self.tr("clients, notes, actions, phrases")
        self._filter_label.setText(self.tr("Tab filter: {group}").format(group=listed))
        self._ask()

    def _ask(self) -> None:
        typed = self.palette_edit.value()
        looks = self._group in {Group.ALL, Group.NOTES} and bool(typed.strip())
        self._problem = ""
        self._is_looking = looks
        if not looks:
            self._texts = ()
        self._show()
        if looks and self._stands is not None:
            how = {"limit": MANY} if self._group is Group.NOTES else {}
            self._looking.ask(typed, client_id=self._stands.client_id, **how)

    def _show(self) -> None:
        if self._choices is None:
            return
        try:
            listed = self._choices.rows(
                self.palette_edit.value(),
                self._group,
                self._texts,
                is_looking=self._is_looking,
                problem=self._problem,
            )
        except DeskError as problem:
            listed = [PaletteRow(title=str(problem), icon="circle-alert")]
        self.rows.set_rows(listed)
        self._choose_place(self.rows.next_place(-1, 1))
        self._fit()

    def _take_texts(self, typed: str, texts: tuple[FoundText, ...]) -> None:
        if typed == self.palette_edit.value() and self.isVisible():
            self._texts, self._is_looking = texts, False
            self._show_beside()

    def _take_problem(self, problem: DeskError) -> None:
        if self.isVisible():
            self._texts, self._is_looking, self._problem = (), False, str(problem)
            self._show_beside()

    def _show_beside(self) -> None:
        """Show what came later; the row that was chosen meanwhile stays chosen."""
        before = self.rows.row(self.palette_list.currentIndex())
        self._show()
        if before is not None:
            index = self.rows.find(lambda row: row.spoken == before.spoken and row.act is not None)
            if index.isValid():
                self.palette_list.setCurrentIndex(index)

    def _press(self, event: QKeyEvent) -> bool:
        """Claim the keys that mean something here, also from the page below."""
        act = self._acts().get(pressed(event))
        if act is None:
            return False
        match event.type():
            case QEvent.Type.ShortcutOverride:
                event.accept()
            case QEvent.Type.KeyPress:
                act()
            case _:
                return False
        return True

    def _acts(self) -> dict[Stroke, Callable[[], None]]:
        key = Qt.Key
        return {
            (_PLAIN, key.Key_Escape): self._close,
            (CONTROL, key.Key_K): self._close,
            (_PLAIN, key.Key_Down): lambda: self._step(1),
            (_PLAIN, key.Key_Up): lambda: self._step(-1),
            (_PLAIN, key.Key_Return): lambda: self._choose(self.palette_list.currentIndex()),
            (_PLAIN, key.Key_Enter): lambda: self._choose(self.palette_list.currentIndex()),
            (CONTROL, key.Key_Return): self._begin_note,
            (CONTROL, key.Key_Enter): self._begin_note,
            (_PLAIN, key.Key_Tab): lambda: self._turn_group(1),
            (SHIFT, key.Key_Backtab): lambda: self._turn_group(-1),
            (_PLAIN, key.Key_Backtab): lambda: self._turn_group(-1),
        }

    def _turn_group(self, step: int) -> None:
        groups = list(Group)
        self._turn_to(groups[(groups.index(self._group) + step) % len(groups)])

    def _step(self, step: int) -> None:
        self._choose_place(self.rows.next_place(self.palette_list.currentIndex().row(), step))

    def _choose_place(self, place: int) -> None:
        index = self.rows.index(place, 0) if place >= 0 else QModelIndex()
        self.palette_list.setCurrentIndex(index)
        first = self.rows.next_place(-1, 1)
        self.palette_list.scrollTo(self.rows.index(0, 0) if place == first else index)

    def _choose(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        if row is not None and row.act is not None:
            self._close()
            row.act()

    def _begin_note(self) -> None:
        """A new note for the client of the row, else for the one whose chart is open."""
        row = self.rows.row(self.palette_list.currentIndex())
        client_id: ClientId | None = row.client_id if row is not None else None
        if client_id is None and self._stands is not None:
            client_id = self._stands.client_id
        if client_id is not None:
            self._close()
            self._navigator.open(Place(page=Page.NOTE, client_id=client_id))

    def _close(self) -> None:
        """Close it, and go on where one was."""
        focus, self._focus = self._focus, None
        self.leave_open()
        if focus is not None and _is_there(focus):
            focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def _lose(self, reason: Qt.FocusReason) -> None:
        if self.isVisible() and reason not in _PASSING:
            self.leave_open()

    def _speak(self, index: QModelIndex, _before: QModelIndex) -> None:
        """The line keeps the focus, so a screen reader is told which row is chosen."""
        row = self.rows.row(index)
        if row is not None and row.act is not None and self.isVisible():
            words = row.spoken or row.title
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.palette_edit, words))

    def _fit(self, *_theme: object) -> None:
        """As wide as the design says and as high as the rows, where there is room."""
        s = themes.current().s
        width = min(s(WIDTH), self.width() - 2 * s(_BESIDE))
        top = min(s(TOP), self.height() // 7)
        rows = sum(s(row_height(row)) for row in self.rows.rows)
        self.palette_list.setFixedHeight(0)
        around = _height_at(self._card, width)
        room = max(self.height() - top - s(_BELOW) - around, s(row_height(PaletteRow(title=""))))
        self.palette_list.setFixedHeight(min(rows, room))
        self._card.setGeometry(
            (self.width() - width) // 2, top, width, around + self.palette_list.height()
        )


class _List(QListView):
    """Takes what room it gets, and paints all of it: below the veil nothing is painted anew."""

    def __init__(self) -> None:
        super().__init__()
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground first."""
        QPainter(self.viewport()).fillRect(event.rect(), themes.current().color("raised"))
        super().paintEvent(event)

    def sizeHint(self) -> QSize:
        """No wish of its own."""
        return QSize(0, 0)


def _make_list(palette: QWidget, rows: PaletteRows) -> QListView:
    made = _List()
    made.setObjectName("palette_list")
    made.setModel(rows)
    made.setItemDelegate(PaletteDelegate(made))
    made.setAccessibleName(palette.tr("What was found"))
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setMouseTracking(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    return made


def _rect_of(palette: QWidget) -> QRect:
    parent = palette.parentWidget()
    return QRect() if parent is None else parent.rect()


def _is_there(widget: QWidget) -> bool:
    return shiboken6.isValid(widget) and widget.isVisible()


def _height_at(card: QWidget, width: int) -> int:
    layout = card.layout()
    if layout is None:
        return card.sizeHint().height()
    layout.invalidate()
    return layout.totalHeightForWidth(width)
