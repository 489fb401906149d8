"""Pictures of the spelling check: unknown words in a note that is being written."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk.ui import gallery_notes, tasks
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.notes.texts import NoteText
from counselor_desk.ui.spelling import Spelling

_TEXT = (
    "Client reports an anxios week; slept about five hours and recieved the letter from the court. "
    "Buprenorphine as prescribed, two UDS negative. Rode out an urge with the breathing excercise."
)


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    return (
        Screen(
            name="note-spelling",
            make=gallery_notes.screens()[0].make,
            needs_desk=True,
            prepare=_check,
        ),
    )


def _check(window: QWidget) -> None:
    spelling = window.findChild(Spelling)
    editor = next(one for one in window.findChildren(NoteText) if one.isVisible())
    editor.set_text(_TEXT)
    editor.setFocus()
    if isinstance(spelling, Spelling):
        spelling.load()
        tasks.finish()
        QApplication.processEvents()
        spelling.check(editor)
        marks = spelling.marks_of(editor)
        if marks is not None:
            marks.look()
