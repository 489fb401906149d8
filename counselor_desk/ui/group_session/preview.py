"""The notes as they would be signed, one after another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.records.cravings import WITHOUT_CLIENT, Urge
from counselor_desk.records.notes import Note
from counselor_desk.ui import messages, urges
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.group_session import words
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, hold
from counselor_desk.ui.scrolling import PageScroll

_HEIGHT = 340
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_PageUp: -1,
}


class NotesPreview(messages.Dialog):
    """A pager over the notes; nothing can be changed here."""

    def __init__(
        self, parent: QWidget | None, notes: Sequence[tuple[str, Note, Urge]], first: int = 0
    ) -> None:
        """`notes` with the name and the urge of each member; `first` is shown first."""
        super().__init__(parent, self.tr("Preview notes"), " ", width=640)
        self.setObjectName("group_preview_dialog")
        self._notes, self._place = tuple(notes), first
        self._content = QWidget()
        self._labels = [Label("", "reading" if n % 2 else "group", wraps=True) for n in range(14)]
        self._content.setLayout(Column(*self._labels, "stretch", spacing=4))
        self._scroll = PageScroll(self._content, keeps_room=False)
        hold(self._scroll, height=_HEIGHT)
        self.body.add(self._scroll)
        self.back_button = Button(self.tr("Previous"), icon="chevron-left")
        self.next_button = Button(self.tr("Next"), icon="chevron-right")
        self.close_button = Button(self.tr("Close"), kind="primary")
        self.set_buttons(self.back_button, self.next_button, self.close_button)
        self.back_button.clicked.connect(lambda: self.turn(-1))
        self.next_button.clicked.connect(lambda: self.turn(1))
        self.close_button.clicked.connect(self.accept)
        self.turn(0)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self, step: int) -> None:
        """Show the next note, or the one before."""
        self._place = min(max(self._place + step, 0), len(self._notes) - 1)
        name, note, urge = self._notes[self._place]
        count = self.tr("Note {place} of {count}").format(
            place=self._place + 1, count=len(self._notes)
        )
        self.set_sentence(f"{name} · {count}")
        told = _told(note, urge)
        for place, label in enumerate(self._labels):
            text = told[place // 2][place % 2] if place // 2 < len(told) else ""
            label.setText(text)
            label.setVisible(bool(text))
        self.back_button.setEnabled(self._place > 0)
        self.next_button.setEnabled(self._place < len(self._notes) - 1)
        self._scroll.verticalScrollBar().setValue(0)

    def shown(self) -> str:
        """Everything on the page that is shown."""
        return "\n".join(label.text() for label in self._labels if not label.isHidden())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right turn the pages."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turn(step)


def _told(note: Note, urge: Urge) -> list[tuple[str, str]]:
    """The parts of a note with their headings, in the order they are read."""
    told = [(words.tr("Topic"), note.topic)] if note.topic else []
    told += [(words.section(part.code), part.text) for part in note.sections if part.text.strip()]
    if note.risk is not None:
        told.append((words.tr("Risk today"), words.risk(note.risk)))
    if urge.score is not None and note.kind not in WITHOUT_CLIENT:
        told.append((words.tr("Urge since last session"), urges.words_of(urge)))
    return told
