"""The list of a client's CVs: a card for each version."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.cvs import Cv
from counselor_desk.records.ids import Uid
from counselor_desk.services import cvs
from counselor_desk.ui import pdf_pages, tasks
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Card, EmptyState
from counselor_desk.ui.chips import Chip, Tile
from counselor_desk.ui.cvs import words
from counselor_desk.ui.labels import ElidedLabel
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.scrolling import PageScroll

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


class CvCard(Card):
    """One version: its name, when it was changed, how long it is, and what can be done.

    Signals:
        open_requested, copy_requested, delete_requested: the buttons.
    """

    open_requested = Signal()
    copy_requested = Signal()
    delete_requested = Signal()

    def __init__(self, cv: Cv, changed: str, parent: QWidget | None = None) -> None:
        super().__init__(margins=(14, 10, 12, 10), parent=parent)
        self.cv = cv
        name = words.name(cv)
        self._facts = (changed, words.paper(cv.paper), words.language(cv.language))
        self._facts_label = ElidedLabel(" · ".join(self._facts), "caption")
        self.cv_open_button = Button(self.tr("Open"))
        self.cv_open_button.setAccessibleName(self.tr("Open {name}").format(name=name))
        self.cv_copy_button = IconButton("copy", self.tr("Copy {name}").format(name=name))
        self.cv_delete_button = IconButton("trash-2", self.tr("Delete {name}").format(name=name))
        missing = [words.contact_gap(gap) for gap in cvs.contact_gaps(cv)]
        chip = Chip(missing[0], "overdue", "circle-alert") if missing else None
        self.body.add(
            Row(
                Tile("file-user"),
                4,
                (Column(ElidedLabel(name, "strong"), self._facts_label, spacing=2), 1),
                chip,
                self.cv_open_button,
                self.cv_copy_button,
                self.cv_delete_button,
            )
        )
        self.cv_open_button.clicked.connect(self.open_requested)
        self.cv_copy_button.clicked.connect(self.copy_requested)
        self.cv_delete_button.clicked.connect(self.delete_requested)

    def set_pages(self, count: int) -> None:
        """Say how long it is."""
        changed, *rest = self._facts
        self._facts_label.setText(" · ".join((changed, words.pages(count), *rest)))

    def facts(self) -> str:
        """The line below the name."""
        return self._facts_label.text()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open it, as the button does."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.open_requested.emit()


class CvList(QWidget):
    """Every version of a client, the last changed first; or how to begin one.

    `cv_new_button` stands in the head of the page that the list is part of.

    Signals:
        new_requested: begin a CV.
        open_requested, copy_requested, delete_requested: carry the `Cv`.
    """

    new_requested = Signal()
    open_requested = Signal(object)
    copy_requested = Signal(object)
    delete_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._cards: list[CvCard] = []
        self._lengths: dict[Cv, int] = {}
        self.cv_new_button = Button(self.tr("New CV"), kind="primary", icon="plus")
        self.cv_new_button.clicked.connect(self.new_requested)
        self.cv_first_button = Button(self.tr("New CV"), kind="primary", icon="plus")
        self.cv_first_button.clicked.connect(self.new_requested)
        empty = EmptyState(
            "file-user",
            self.tr("No CV yet"),
            self.tr(
                "A CV begins with the client’s name, phone, e-mail and town, and reads nothing "
                "else of the chart."
            ),
            self.cv_first_button,
        )
        self._column = Column(spacing=10)
        inside = QWidget()
        cards = QWidget()
        cards.setLayout(self._column)
        inside.setLayout(Column(cards, "stretch", margins=(28, 4, 18, 14), spacing=12))
        self._stack = QStackedWidget()
        self._filled = PageScroll(inside)
        self._stack.addWidget(self._filled)
        self._stack.addWidget(empty)
        self.setLayout(Column(self._stack))

    def cards(self) -> tuple[CvCard, ...]:
        """The cards in their order."""
        return tuple(self._cards)

    def show_cvs(self, found: Sequence[Cv]) -> None:
        """Show these versions."""
        focused = next((card.cv.uid for card in self._cards if _has_focus(card)), None)
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(cv) for cv in found]
        for card in self._cards:
            self._column.addWidget(card)
        self._stack.setCurrentIndex(0 if found else 1)
        self.cv_new_button.setVisible(bool(found))
        self._lengths = {cv: self._lengths[cv] for cv in found if cv in self._lengths}
        self._measure(found)
        if focused is not None:
            self._focus(focused)

    def _card(self, cv: Cv) -> CvCard:
        local = self._desk.local(cv.changed_at)
        card = CvCard(cv, words.changed(local, self._desk.today()))
        card.open_requested.connect(lambda: self.open_requested.emit(cv))
        card.copy_requested.connect(lambda: self.copy_requested.emit(cv))
        card.delete_requested.connect(lambda: self.delete_requested.emit(cv))
        if cv in self._lengths:
            card.set_pages(self._lengths[cv])
        return card

    def _measure(self, found: Sequence[Cv]) -> None:
        """Count the pages of what was not counted yet, off the window's thread."""
        wanted = tuple(cv for cv in found if cv not in self._lengths)
        if wanted:
            tasks.run(self, partial(_lengths, wanted), self._show_lengths, self._give_up)

    def _show_lengths(self, lengths: dict[Cv, int]) -> None:
        self._lengths |= lengths
        for card in self._cards:
            if card.cv in lengths:
                card.set_pages(lengths[card.cv])

    def _give_up(self, _problem: DeskError) -> None:
        """Without its length a card is complete enough."""

    def _focus(self, uid: Uid) -> None:
        aim = next((card.cv_open_button for card in self._cards if card.cv.uid == uid), None)
        (aim or self.cv_new_button).setFocus(Qt.FocusReason.OtherFocusReason)


def _has_focus(card: CvCard) -> bool:
    focus = card.window().focusWidget()
    return focus is not None and card.isAncestorOf(focus)


def _lengths(found: Sequence[Cv]) -> dict[Cv, int]:
    """Runs in a task."""
    return {cv: pdf_pages.page_count(cvs.draw(cv)) for cv in found}
