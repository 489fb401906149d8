"""The banner of a signed note whose words in the records are not those that were signed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from counselor_desk.ui.buttons import Button
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.notes.shown import ShownNote


class SealBanner(QFrame):
    """Says that a note was changed outside the program, and leads to the version that was signed.

    Its buttons stand below the words, since the page of a note may be narrow.

    Signals:
        turn_requested: show the version that was signed, or again what the records say.
        backups_requested: look for an earlier copy of the records.
    """

    turn_requested = Signal()
    backups_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._icon = Icon("octagon-alert", "risk", size=15)
        self._title = Label("", "strong", wraps=True)
        self._text = Label("", "caption", wraps=True)
        self.note_version_button = Button("", is_small=True)
        self.note_version_button.clicked.connect(self.turn_requested)
        self.note_backups_button = Button(self.tr("Backups…"), kind="plain", is_small=True)
        self.note_backups_button.clicked.connect(self.backups_requested)
        buttons = Row(self.note_version_button, self.note_backups_button, "stretch", spacing=8)
        words = Column(self._title, self._text, spacing=0)
        said = Row(self._icon, (words, 1), spacing=10)
        self.setLayout(Column(said, buttons, margins=(12, 7, 8, 8), spacing=6))
        self.hide()

    def show_note(self, shown: ShownNote, *, is_good: bool) -> None:
        """Say what is read: what the records say now, or with `is_good` what was signed."""
        self.setVisible(bool(shown.problem))
        self.note_version_button.setVisible(shown.as_signed is not None)
        if is_good:
            self._say(
                "overdue",
                "history",
                self.tr("Last good version"),
                self.tr(
                    "This is the note as it was signed, read from its seal. The records say "
                    "something else by now; restore a backup to put them right."
                ),
            )
            self.note_version_button.set_text(self.tr("Show the records"))
        else:
            title = self.tr("This note was changed outside the program.")
            self._say("risk", "octagon-alert", title, shown.problem)
            self.note_version_button.set_text(self.tr("Open last good version"))

    def _say(self, tone: str, icon: str, title: str, sentence: str) -> None:
        dress(self, c="banner", tone=tone)
        self._icon.set_icon(icon, tone)
        self._title.setText(title)
        self._text.setText(sentence)
        self.setAccessibleName(f"{title} {sentence}")
