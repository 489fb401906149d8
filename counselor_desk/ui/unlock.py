"""The unlock screen: one field, and what to do when it does not open.

It is painted before anything else is loaded, so it imports Qt and the standard library only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.ui.banners import Banner
from counselor_desk.ui.cards import Card
from counselor_desk.ui.chips import Icon, Tile
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.unlock_parts import NewPassphrasePart, Part, PassphrasePart, WordsPart

if TYPE_CHECKING:
    from counselor_desk.ui.new_passphrase import Strength

CARD_WIDTH = 420


class UnlockScreen(QWidget):
    """Asks for the passphrase, or for the twelve words and then for a new passphrase.

    Signals:
        unlock_requested: carries the passphrase.
        words_requested: carries the twelve words as typed.
        new_passphrase_chosen: carries the passphrase that is to open the store from now on.
        open_other_requested: another folder is to be opened.
        restore_requested: a backup is to be restored.
        problem_action_requested: the button of the banner was pressed.
    """

    unlock_requested = Signal(str)
    words_requested = Signal(str)
    new_passphrase_chosen = Signal(str)
    open_other_requested = Signal()
    restore_requested = Signal()
    problem_action_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self.problem_banner = Banner("")
        self.problem_banner.action_requested.connect(self.problem_action_requested)
        self.problem_banner.hide()
        self.passphrase_part = PassphrasePart()
        self.passphrase_part.submitted.connect(self.unlock_requested)
        self.passphrase_part.words_button.clicked.connect(self.ask_words)
        self.passphrase_part.other_button.clicked.connect(self.open_other_requested)
        self.passphrase_part.restore_button.clicked.connect(self.restore_requested)
        self._part: Part = self.passphrase_part
        self._head = _Head()
        self._card = Card(self._head, 10, self.passphrase_part, margins=(26, 24, 26, 18), spacing=8)
        self._lay_out()
        self.set_store("")

    def set_store(self, label: str, practice_passphrase: str = "") -> None:
        """Name the store; a practice store shows its passphrase, which is no secret."""
        self._head.set_store(label)
        self.passphrase_part.show_practice(practice_passphrase)

    def set_busy(self, is_busy: bool) -> None:
        """While the key is derived: the button says so and the field rests."""
        self._part.set_busy(is_busy)
        if not is_busy:
            self._part.focus_first()

    def show_wrong(self) -> None:
        """The passphrase did not match; from the sixth time on one has to wait."""
        self.passphrase_part.show_wrong()

    def show_error(self, sentence: str) -> None:
        """Something else is wrong with what was typed."""
        self._part.show_error(sentence)
        self._part.focus_first()

    def show_problem(self, sentence: str, action: str = "", *, tone: str = "risk") -> None:
        """Something is wrong with the store itself: a banner above the card, one button."""
        self.problem_banner.set_message(sentence, tone=tone, action=action)
        self.problem_banner.show()

    def clear_problem(self) -> None:
        """The store is in order again."""
        self.problem_banner.hide()

    def forget(self) -> None:
        """Wipe what was typed and begin with the passphrase, as after locking."""
        self.ask_passphrase()
        self.passphrase_part.forget()

    def ask_passphrase(self) -> None:
        """Ask for the passphrase, as at first."""
        self._show_part(self.passphrase_part, self.tr("Counselor Desk is locked"))

    def ask_words(self) -> None:
        """Ask for the twelve words instead."""
        part = WordsPart()
        part.submitted.connect(self.words_requested)
        part.back_button.clicked.connect(self.ask_passphrase)
        self._show_part(part, self.tr("Open with your recovery words"))

    def ask_new_passphrase(
        self, strength: Callable[[str], Strength], suggest: Callable[[], str]
    ) -> None:
        """The words were right: ask for the passphrase that follows.

        Args:
            strength: says how hard a passphrase is to guess.
            suggest: makes one of random words.
        """
        part = NewPassphrasePart(strength, suggest)
        part.form.chosen.connect(self.new_passphrase_chosen)
        self._show_part(part, self.tr("Choose a new passphrase"))

    def showEvent(self, event: QShowEvent) -> None:
        """The caret stands in the field."""
        super().showEvent(event)
        self._part.focus_first()

    def _show_part(self, part: Part, title: str) -> None:
        if part is not self._part:
            self._part.hide()
            if self._part is not self.passphrase_part:
                self._part.deleteLater()
            self._part = part
            self._card.body.add(part)
            part.show()
        self._head.set_title(title)
        part.focus_first()

    def _lay_out(self) -> None:
        promise = Label(
            self.tr("Everything is stored encrypted on this computer. Nothing is sent anywhere."),
            "hint",
        )
        for held in (self._card, self.problem_banner):
            hold(held, max_width=CARD_WIDTH)
            held.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setLayout(
            Column(
                "stretch",
                Row("stretch", (self.problem_banner, 1000), "stretch"),
                4,
                Row("stretch", (self._card, 1000), "stretch"),
                12,
                Row(
                    "stretch",
                    Icon("shield-check", "text3", size=14),
                    promise,
                    "stretch",
                    spacing=6,
                ),
                "stretch",
                margins=(16, 16, 16, 16),
            )
        )


class _Head(QWidget):
    """The lock, what this is, and which store."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Label(self.tr("Counselor Desk is locked"), "section")
        self._store = Label("", "caption", wraps=True)
        words = Column(self._title, self._store, spacing=1)
        self.setLayout(Row(Tile("lock", size=40), (words, 1), spacing=12))

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_store(self, label: str) -> None:
        here = self.tr("this computer only")
        self._store.setText(f"{label} · {here}" if label else here)
