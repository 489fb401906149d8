"""Lists of entries, such as jobs: one card each, one of them open to be written in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Card
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.forms import Form
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.text_editor import TextEditor

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Line:
    """A field of an entry; `share` of its row's width. With `lines`, a text of so many lines."""

    name: str
    label: str
    share: int = 1
    lines: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[Entry]):
    """What is listed: how to make one, what it is called, and its fields row by row."""

    make: Callable[[], Entry]
    rows: tuple[tuple[Line, ...], ...]
    title: Callable[[Entry], str]
    detail: Callable[[Entry], str]
    unnamed: str
    add_words: str
    removed_words: str
    problems: Callable[[Entry], dict[str, str]] = lambda _entry: {}


class EntryCard(Card):
    """One entry: its name and what it is about, and its fields while it is open.

    Signals:
        toggled: open or close it.
        edited: the person typed; the entry is `entry`.
        step_requested: move it up (-1) or down (1).
        removal_requested: take it away.
    """

    toggled = Signal()
    edited = Signal()
    step_requested = Signal(int)
    removal_requested = Signal()

    def __init__(self, kind: Kind[Any], entry: object, parent: QWidget | None = None) -> None:
        super().__init__(margins=(14, 4, 10, 4), spacing=0, parent=parent)
        self.entry = entry
        self._kind = kind
        self._form: Form[Any] | None = None
        self._fields: QWidget | None = None
        self.title_label = Label("", "strong")
        self.detail_label = ElidedLabel("", "muted")
        self.open_button = IconButton("chevron-right", "")
        self.more_button = IconButton("ellipsis", "")
        self.open_button.clicked.connect(self.toggled)
        self.more_button.clicked.connect(self._open_menu)
        self._head = Row(
            Icon("grip-vertical", "text3"),
            self.title_label,
            (self.detail_label, 1),
            self.open_button,
            self.more_button,
        )
        self.body.add(self._head)
        self._describe()

    @property
    def is_open(self) -> bool:
        """Whether the fields are in sight."""
        return self._fields is not None

    def set_open(self, is_open: bool) -> None:
        """Show the fields, or put them away."""
        if is_open == self.is_open:
            return
        if self._fields is not None:
            self.body.removeWidget(self._fields)
            self._fields.hide()
            self._fields.deleteLater()
            self._fields = self._form = None
        else:
            self._fields = self._make_fields()
            self.body.addWidget(self._fields)
            self._fields.show()
        self.open_button.set_icon("chevron-down" if is_open else "chevron-right")
        self._describe()

    def focus_first(self) -> None:
        """Put the caret into the first field."""
        if self._fields is not None:
            self._fields.setFocus(Qt.FocusReason.OtherFocusReason)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the head opens or closes the card."""
        if event.position().y() <= self.open_button.geometry().bottom() + 4:
            self.toggled.emit()
        else:
            super().mouseReleaseEvent(event)

    def _make_fields(self) -> QWidget:
        widgets: dict[str, QWidget] = {}
        rows = []
        for row in self._kind.rows:
            made = [(self._field(line), line) for line in row]
            widgets |= {line.name: field for field, line in made}
            line_of = Row(*((field, line.share) for field, line in made), spacing=10)
            for field, _ in made:
                line_of.setAlignment(field, Qt.AlignmentFlag.AlignTop)
            rows.append(line_of)
        fields = QWidget(self)
        fields.setLayout(Column(*rows, margins=(0, 6, 4, 10), spacing=10))
        fields.setFocusProxy(next(iter(widgets.values())).field)  # type: ignore[attr-defined]  # all are labeled fields
        self._form = Form(widgets, fields)
        self._form.show(self.entry)
        self._form.set_problems(self._kind.problems(self.entry))
        self._form.edited.connect(self._take)
        return fields

    def _field(self, line: Line) -> LabeledField:
        field: QWidget
        if line.lines:
            field = TextEditor(name=line.label, min_lines=line.lines, is_boxed=True)
        else:
            field = LineEdit(name=line.label)
            field.setMinimumWidth(0)
        field.setObjectName(f"cv_{line.name}_edit")
        return LabeledField(line.label, field)

    def _take(self, *_change: object) -> None:
        if self._form is None:
            return
        self.entry = self._form.applied(self.entry)
        self._form.set_problems(self._kind.problems(self.entry))
        self._describe()
        self.edited.emit()

    def _describe(self) -> None:
        name = self._kind.title(self.entry) or self._kind.unnamed
        self.title_label.setText(_shortened(name))
        self.detail_label.setText(self._kind.detail(self.entry))
        act = self.tr("Close {name}") if self.is_open else self.tr("Open {name}")
        self.open_button.set_name(act.format(name=_shortened(name)))
        self.more_button.set_name(self.tr("More about {name}").format(name=_shortened(name)))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Move up\tAlt+Up"), partial(self.step_requested.emit, -1))
        menu.addAction(self.tr("Move down\tAlt+Down"), partial(self.step_requested.emit, 1))
        menu.addSeparator()
        menu.addAction(self.tr("Remove"), self.removal_requested.emit)
        menu.popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height())))
        menu.aboutToHide.connect(menu.deleteLater)


class EntryList(QWidget, Generic[Entry]):
    """Cards below each other, and the button that adds one. Alt+Up and Alt+Down move a card.

    Signals:
        edited: the entries changed.
        removed: one was taken away; carries the words, and what brings it back when called.
    """

    edited = Signal()
    removed = Signal(str, object)

    def __init__(self, kind: Kind[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._cards: list[EntryCard] = []
        self.add_button = Button(kind.add_words, kind="link", icon="plus")
        self.add_button.clicked.connect(self.add)
        self._column = Column(spacing=10)
        self.below = Column(spacing=10)
        self.setLayout(
            Column(self._column, self.below, Row(8, self.add_button, "stretch"), spacing=10)
        )
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._move_focused, step))

    def entries(self) -> tuple[Entry, ...]:
        """The entries as they stand on the screen."""
        return tuple(card.entry for card in self._cards)  # type: ignore[misc]  # a card holds any kind

    def cards(self) -> tuple[EntryCard, ...]:
        """The cards in their order."""
        return tuple(self._cards)

    def show_entries(self, entries: Sequence[Entry], *, opened: int | None = None) -> None:
        """Show other entries; `opened` is the place of the one that can be written in."""
        for card in self._cards:
            self._drop(card)
        self._cards = [self._card(entry) for entry in entries]
        for card in self._cards:
            self._column.addWidget(card)
        if opened is not None and 0 <= opened < len(self._cards):
            self._cards[opened].set_open(is_open=True)

    def add(self) -> None:
        """Begin a new entry at the top and put the caret into it."""
        self.insert(0, self._kind.make())
        self._cards[0].focus_first()

    def insert(self, place: int, entry: Entry) -> None:
        """Put an entry in and open it."""
        card = self._card(entry)
        self._cards.insert(place, card)
        self._column.insertWidget(place, card)
        card.show()
        self._open(card)
        self.edited.emit()

    def move_card(self, card: EntryCard, step: int) -> None:
        """Move a card up (-1) or down (1); at the end it stays."""
        place = self._cards.index(card)
        to = place + step
        if not 0 <= to < len(self._cards):
            return
        focus = QApplication.focusWidget()
        self._cards.insert(to, self._cards.pop(place))
        self._column.removeWidget(card)
        self._column.insertWidget(to, card)
        self._order_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def remove(self, card: EntryCard) -> None:
        """Take a card away; `removed` tells how to bring it back."""
        place = self._cards.index(card)
        name = self._kind.title(card.entry) or self._kind.unnamed  # type: ignore[arg-type]  # of this kind
        self._cards.remove(card)
        self._drop(card)
        neighbor = self._cards[min(place, len(self._cards) - 1)] if self._cards else None
        (neighbor.open_button if neighbor else self.add_button).setFocus()
        self.edited.emit()
        words = self._kind.removed_words.format(name=_shortened(name))
        self.removed.emit(words, partial(self.insert, place, card.entry))  # type: ignore[arg-type]  # of this kind

    def _card(self, entry: Entry) -> EntryCard:
        card = EntryCard(self._kind, entry, self)
        card.toggled.connect(partial(self._toggle, card))
        card.edited.connect(self.edited)
        card.step_requested.connect(partial(self.move_card, card))
        card.removal_requested.connect(partial(self.remove, card))
        return card

    def _toggle(self, card: EntryCard) -> None:
        if card.is_open:
            card.set_open(is_open=False)
            card.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._open(card)
            card.focus_first()

    def _open(self, card: EntryCard) -> None:
        """Open a card alone: a long list stays in sight."""
        for other in self._cards:
            other.set_open(other is card)
        self._order_focus()

    def _order_focus(self) -> None:
        """The tab key follows the order on the screen."""
        stops = [stop for card in self._cards for stop in _stops(card)]
        for before, after in zip(stops, [*stops[1:], self.add_button], strict=False):
            QWidget.setTabOrder(before, after)

    def _move_focused(self, step: int) -> None:
        focus = QApplication.focusWidget()
        for card in self._cards:
            if focus is not None and card.isAncestorOf(focus):
                self.move_card(card, step)
                return

    def _drop(self, card: EntryCard) -> None:
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()


def _stops(card: EntryCard) -> list[QWidget]:
    fields = [one.field for one in card.findChildren(LabeledField)]
    return [card.open_button, card.more_button, *fields]


_LONGEST_TITLE = 48


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_TITLE else f"{name[: _LONGEST_TITLE - 1].rstrip()}…"
