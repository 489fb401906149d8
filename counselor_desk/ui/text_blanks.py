"""Blanks in a text editor: fields and choices of a phrase that are still open, by their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from counselor_desk.records.phrase_text import Blank, blanks
from counselor_desk.ui.text_editor import TextEditor


def of_editor(editor: TextEditor) -> tuple[Blank, ...]:
    """The blanks of the text, placed as its cursor counts."""
    return tuple(_placed(editor.text()))


def select(editor: TextEditor, blank: Blank) -> None:
    """Go to a blank, so that what is typed takes its place."""
    cursor = editor.textCursor()
    cursor.setPosition(blank.start)
    cursor.setPosition(blank.end, QTextCursor.MoveMode.KeepAnchor)
    editor.setFocus(Qt.FocusReason.OtherFocusReason)
    editor.setTextCursor(cursor)


def selected(editor: TextEditor) -> Blank | None:
    """The blank that is selected, and nothing beside it."""
    cursor = editor.textCursor()
    if not cursor.hasSelection() or not cursor.selectedText().startswith("{"):
        return None
    whole = blanks(cursor.selectedText())
    if len(whole) != 1 or whole[0].part.source != cursor.selectedText():
        return None
    return replace(whole[0], start=cursor.selectionStart(), end=cursor.selectionEnd())


def around(editor: TextEditor) -> Blank | None:
    """The blank that the caret stands in."""
    place = editor.textCursor().position()
    return next((one for one in of_editor(editor) if one.start < place < one.end), None)


def after(editor: TextEditor) -> Blank | None:
    """The first blank behind the caret or the selection."""
    end = editor.textCursor().selectionEnd()
    return next((one for one in of_editor(editor) if one.start >= end), None)


def before(editor: TextEditor) -> Blank | None:
    """The last blank in front of the caret or the selection."""
    start = editor.textCursor().selectionStart()
    return next((one for one in reversed(of_editor(editor)) if one.end <= start), None)


def _placed(text: str) -> Iterator[Blank]:
    """Qt counts letters outside the first plane twice, such as pictures of faces."""
    at, shift = 0, 0
    for blank in blanks(text):
        shift += _wide(text[at : blank.start])
        start = blank.start + shift
        shift += _wide(text[blank.start : blank.end])
        at = blank.end
        yield replace(blank, start=start, end=blank.end + shift)


def _wide(text: str) -> int:
    return 0 if text.isascii() else sum(letter > "\uffff" for letter in text)
