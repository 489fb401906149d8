"""The text area of notes and plans: plain text, as tall as what is in it."""

from __future__ import annotations

import re
from math import ceil
from typing import Protocol

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QTextEdit, QWidget

from counselor_desk.ui.dressing import dress

PAUSE_MS = 1000
LONGEST_WAIT_MS = 3000
LINE_HEIGHT_PERCENT = 130

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters, halves of letters, and what Qt keeps for its own frames and pictures.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffc\ufdd0\ufdd1]")
_CARET_ROOM = 24


class Helper(Protocol):
    """What helps with typing in an editor; it hears of the editor's keys before the text does."""

    def takes(self, event: QKeyEvent, editor: TextEditor) -> bool:
        """Whether it takes a key, pressed or about to be a shortcut."""

    def clicked(self, editor: TextEditor) -> None:
        """The mouse was let go in the text."""

    def left(self) -> None:
        """The editor lost the focus or went out of sight."""


class TextEditor(QTextEdit):
    """Grows with its text instead of scrolling; the page around it scrolls.

    Text is what was typed and nothing else: pasted formats and control characters are dropped,
    no-break spaces stay. Tab moves on, Ctrl+Tab inserts a tab. Undo lasts as long as the editor.

    Where `checks_spelling` is false, no word is marked: for texts that are no sentences.

    Signals:
        edited: the person changed the text. Not sent by `set_text`.
        paused: the text, 1 s after the last key, at least every 3 s while typing, and on leaving.
    """

    edited = Signal()
    paused = Signal(str)

    def __init__(
        self,
        *,
        name: str,
        min_lines: int = 2,
        is_boxed: bool = False,
        hint: str = "",
        checks_spelling: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.checks_spelling = checks_spelling
        self._min_lines = min_lines
        self._marks: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self._is_loading = False
        self._is_unsaved = False
        self._helper: Helper | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        dress(self, k="box" if is_boxed else "")
        self._set_up_surface()
        self._quiet = self._timer(PAUSE_MS)
        self._longest = self._timer(LONGEST_WAIT_MS)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.document().contentsChange.connect(self._note_change)
        self.cursorPositionChanged.connect(self._keep_caret_in_sight)
        self.set_text("")

    def text(self) -> str:
        """The text, with line feeds between paragraphs."""
        # Not toPlainText, which turns no-break spaces into spaces.
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Show another text without telling; its undo history begins anew."""
        self._is_loading = True
        self._stop_timers()
        document = self.document()
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        # Paragraphs inherit the format from the first one, so that they are laid out once.
        cursor.setBlockFormat(_block_format())
        cursor.insertText(cleaned(text))
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        document.setUndoRedoEnabled(True)
        self._is_loading = False
        self._fit(document.documentLayout().documentSize())

    def set_marks(self, layer: str, marks: list[QTextEdit.ExtraSelection]) -> None:
        """Draw places of the text otherwise; each layer has its own, and the others stay.

        Marks move with the text, are no part of it and cannot be undone.
        """
        self._marks[layer] = marks
        self.setExtraSelections([mark for some in self._marks.values() for mark in some])

    def value(self) -> str:
        """The text."""
        return self.text()

    def set_value(self, value: str) -> None:
        """Show another text without telling, unless it is the one that stands."""
        if value != self.text():
            self.set_text(value)

    def flush(self) -> None:
        """Send `paused` now if something was typed since the last time."""
        is_unsaved = self._is_unsaved
        self._stop_timers()
        if is_unsaved:
            self.paused.emit(self.text())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words alone."""
        if source.hasText():
            self.textCursor().insertText(cleaned(source.text()))
            self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only text comes in."""
        return source.hasText()

    def set_helper(self, helper: Helper) -> None:
        """Let it help with typing here.

        It is called, and no filter of events: a filter in Python would be handed an editor that
        is just being destroyed, and an object made for it anew outlives it.
        """
        self._helper = helper

    @property
    def helper(self) -> Helper | None:
        """What helps with typing here."""
        return self._helper

    def event(self, event: QEvent) -> bool:
        """The helper's keys first; and claim Ctrl+Tab before the tabs of the chart do."""
        if not isinstance(event, QKeyEvent):
            return super().event(event)
        if event.type() == QEvent.Type.KeyRelease:
            return True  # nobody waits for it, and it would wander up through the whole page
        if self._helper is not None and self._is_taken(event, self._helper):
            return True
        if event.type() == QEvent.Type.ShortcutOverride and _is_tab_stop(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and _is_tab_stop(event) and not self.isReadOnly():
            self.textCursor().insertText("\t")
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the text saves it."""
        if self._helper is not None:
            self._helper.left()
        super().focusOutEvent(event)
        self.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is offered for a text out of sight."""
        if self._helper is not None:
            self._helper.left()
        super().hideEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click may choose what is open in the text."""
        super().mouseReleaseEvent(event)
        if self._helper is not None and not self.isReadOnly():
            self._helper.clicked(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not the editor."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Another type size makes another height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit(self.document().documentLayout().documentSize())

    def _is_taken(self, event: QKeyEvent, helper: Helper) -> bool:
        return not self.isReadOnly() and helper.takes(event, self)

    def _set_up_surface(self) -> None:
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)

    def _timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(self.flush)
        return timer

    def _stop_timers(self) -> None:
        self._is_unsaved = False
        self._quiet.stop()
        self._longest.stop()

    def _note_change(self, _place: int, _removed: int, _added: int) -> None:
        if self._is_loading:
            return
        self._is_unsaved = True
        self._quiet.start()
        if not self._longest.isActive():
            self._longest.start()
        self.edited.emit()

    def _fit(self, size: QSizeF) -> None:
        margins = self.contentsMargins()
        frame = self.height() - self.viewport().height() if self.isVisible() else 0
        frame = max(frame, margins.top() + margins.bottom())
        lines = self._min_lines * self.fontMetrics().height() * LINE_HEIGHT_PERCENT / 100
        height = ceil(max(size.height(), lines)) + frame
        if height != self.height():
            self.setFixedHeight(height)

    def _keep_caret_in_sight(self) -> None:
        if not self.hasFocus():
            return
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        inner = area.widget() if isinstance(area, QScrollArea) else None
        if isinstance(area, QScrollArea) and inner is not None:
            caret: QPoint = self.viewport().mapTo(inner, self.cursorRect().bottomLeft())
            area.ensureVisible(caret.x(), caret.y(), 0, _CARET_ROOM)


def cleaned(text: str) -> str:
    """The text with line feeds between paragraphs and without characters nobody can see."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))


def _block_format() -> QTextBlockFormat:
    block_format = QTextBlockFormat()
    block_format.setLineHeight(
        LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    )
    return block_format


def _is_tab_stop(event: QKeyEvent) -> bool:
    is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return is_control and event.key() == Qt.Key.Key_Tab
