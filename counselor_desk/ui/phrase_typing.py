"""Typing with phrases: shortcuts become texts, and what is open in a text is visited by Tab."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from counselor_desk.records.notes import SectionCode
from counselor_desk.records.phrase_text import Blank, FieldPart, Stop, filled
from counselor_desk.records.phrases import SHORTCUT_LETTERS, SHORTCUT_SIGN, Phrase, matching
from counselor_desk.services.phrase_fields import Values
from counselor_desk.ui import text_blanks
from counselor_desk.ui.blank_marks import BlankMarks
from counselor_desk.ui.page_keys import SHIFT, pressed
from counselor_desk.ui.phrase_popup import Offer, PhrasePopup
from counselor_desk.ui.text_editor import TextEditor

_FEWEST, _MOST = SHORTCUT_LETTERS
_SHORTCUT = re.compile(rf"(?<![\w{SHORTCUT_SIGN}]){SHORTCUT_SIGN}([^\W_]{{{_FEWEST},{_MOST}}})$")
_LOOKED_AT = _MOST + 2
_PLAIN = Qt.KeyboardModifier.NoModifier
_NEXT, _PREVIOUS = (_PLAIN, Qt.Key.Key_Tab), (SHIFT, Qt.Key.Key_Backtab)
_TAKES = ((_PLAIN, Qt.Key.Key_Return), (_PLAIN, Qt.Key.Key_Enter))
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_MOST_DIGIT = 9
_CODE = "phrase_section"
"""On an editor that is served: the section of a note it holds, or empty."""


Act = Callable[[], None]


class PhraseSource(Protocol):
    """Where the phrases come from and what fills them."""

    def phrases(self) -> tuple[Phrase, ...]:
        """Every phrase that is offered."""

    def has_objective(self) -> bool:
        """Whether an objective is linked, for the phrases that need one."""

    def values(self) -> Values:
        """What the fields mean here and now."""

    def count(self, phrase: Phrase) -> None:
        """A phrase went into the text."""


class _Mode(Enum):
    """What the popup offers."""

    NOTHING = auto()
    SHORTCUTS = auto()
    LIST = auto()
    CHOICES = auto()


class PhraseTyping(QObject):
    """Serves any number of text editors of one window with one popup.

    `;` and two letters offer the phrases that begin so; Enter or Tab puts one in the place of the
    letters, Esc leaves the text as it is. Tab goes to the next blank of the text, and from the
    last one on as ever; a blank with choices shows them, and digits or Enter choose.
    """

    def __init__(self, source: PhraseSource, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self._made: PhrasePopup | None = None
        self._mode = _Mode.NOTHING
        self._wanted = ""
        self._left_alone = -1

    def attach(self, editor: TextEditor, code: SectionCode | None = None) -> None:
        """Serve this editor too; `code` is the section of a note it holds."""
        if editor.property(_CODE) is not None:
            return
        editor.setProperty(_CODE, code.value if code is not None else "")
        BlankMarks(editor)
        editor.set_helper(self)
        editor.edited.connect(lambda: self._typed(editor))
        editor.selectionChanged.connect(lambda: self._moved(editor))
        editor.cursorPositionChanged.connect(lambda: self._moved(editor))

    def open_list(self, editor: TextEditor) -> None:
        """Offer every phrase; letters typed now narrow the list and stay out of the text."""
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._narrow("", editor)

    def offers(self) -> tuple[Offer, ...]:
        """What is offered now; nothing while the popup is closed."""
        if self._made is None or self._mode is _Mode.NOTHING:
            return ()
        return self._made.rows.rows

    def is_open(self) -> bool:
        """Whether the popup is there."""
        return self._mode is not _Mode.NOTHING

    def close(self) -> None:
        """Offer nothing more."""
        self._mode = _Mode.NOTHING
        if self._made is not None:
            self._made.hide()

    def takes(self, event: QKeyEvent, editor: TextEditor) -> bool:
        """The keys of the popup and of the blanks come before those of the text."""
        act = self._act_of(event, editor)
        if act is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            act()
        return True

    def clicked(self, editor: TextEditor) -> None:
        """A click into a blank selects it."""
        blank = text_blanks.around(editor)
        if blank is not None and not editor.textCursor().hasSelection():
            text_blanks.select(editor, blank)

    def left(self) -> None:
        """Offer nothing for a text that was left."""
        self.close()

    def _act_of(self, event: QKeyEvent, editor: TextEditor) -> Act | None:
        """What a key does now; None when it is the text's own."""
        act = self._popup_act(event, editor) if self.is_open() else None
        if act is not None:
            return act
        stroke = pressed(event)
        blank: Blank | None = None
        if stroke == _NEXT:
            blank = text_blanks.after(editor)
        elif stroke == _PREVIOUS:
            blank = text_blanks.before(editor)
        if blank is None:
            return None
        there = blank
        return lambda: text_blanks.select(editor, there)

    def _popup_act(self, event: QKeyEvent, editor: TextEditor) -> Act | None:
        stroke = pressed(event)
        modifiers, key = stroke
        popup = self._popup(editor)
        offer = popup.current()
        if stroke == (_PLAIN, Qt.Key.Key_Escape):
            return lambda: self._leave_alone(editor)
        if modifiers == _PLAIN and key in _STEPS and offer is not None:
            return lambda: popup.move_by(_STEPS[key], editor)
        takes = stroke in _TAKES or (stroke == _NEXT and self._mode is not _Mode.CHOICES)
        if takes and offer is not None:
            return lambda: self._take(offer, editor)
        if self._mode is _Mode.LIST:
            return self._narrowing_act(event, editor)
        if self._mode is _Mode.CHOICES and modifiers == _PLAIN:
            return self._digit_act(key - Qt.Key.Key_0, editor)
        return None

    def _digit_act(self, digit: int, editor: TextEditor) -> Act | None:
        offers = self.offers()
        if not 1 <= digit <= min(len(offers), _MOST_DIGIT):
            return None
        return lambda: self._take(offers[digit - 1], editor)

    def _narrowing_act(self, event: QKeyEvent, editor: TextEditor) -> Act | None:
        """In the list, letters search; every other key means what it always does."""
        if pressed(event) == (_PLAIN, Qt.Key.Key_Backspace):
            return lambda: self._narrow(self._wanted[:-1], editor)
        letters = event.text()
        if letters and letters.isprintable():
            return lambda: self._narrow(self._wanted + letters, editor)
        return None

    def _narrow(self, wanted: str, editor: TextEditor) -> None:
        """Show the list of the phrases that have these letters in shortcut or text."""
        self._wanted = wanted
        every = self._source.phrases()
        letters = wanted.strip().removeprefix(SHORTCUT_SIGN).casefold()
        having = tuple(one for one in every if letters in f"{one.shortcut} {one.text}".casefold())
        self._show(_Mode.LIST, self._offered(having, "", editor), editor, self._told(having))

    def _told(self, found: tuple[Phrase, ...]) -> str:
        if not self._source.phrases():
            return self.tr("No phrases yet. They are made under Phrases & templates (Ctrl+5).")
        if not found:
            words = self.tr("No phrase has “{letters}”. Backspace takes letters back.")
        elif self._wanted:
            words = self.tr("Phrases with “{letters}”")
        else:
            words = self.tr("Type to search, Enter inserts, Esc closes")
        return words.format(letters=self._wanted)

    def _offered(
        self, phrases: tuple[Phrase, ...], letters: str, editor: TextEditor
    ) -> list[Offer]:
        found = matching(
            phrases,
            letters,
            code=_code_of(editor),
            has_objective=self._source.has_objective(),
        )
        return [Offer(title=one.typed, text=_one_line(one.text), value=one) for one in found]

    def _typed(self, editor: TextEditor) -> None:
        """Offer the phrases that begin with what stands before the caret."""
        if self._mode is _Mode.LIST or not editor.hasFocus():
            return
        letters = _shortcut_before(editor)
        offers: list[Offer] = []
        if letters and _start_of(letters, editor) != self._left_alone:
            offers = self._offered(self._source.phrases(), letters, editor)
        elif not letters:
            self._left_alone = -1
        if offers:
            self._show(_Mode.SHORTCUTS, offers, editor)
        elif self._mode is _Mode.SHORTCUTS:
            self.close()

    def _moved(self, editor: TextEditor) -> None:
        """Show the choices of a blank that is selected; close what belonged to another place."""
        if not editor.hasFocus():
            return
        blank = text_blanks.selected(editor)
        choices = () if blank is None else self._choices(blank.part)
        if blank is not None and choices:
            label = blank.part.label if isinstance(blank.part, Stop) else ""
            self._show(_Mode.CHOICES, _numbered(choices), editor, label)
        elif self._mode is _Mode.CHOICES or (
            self._mode is _Mode.SHORTCUTS and not _shortcut_before(editor)
        ):
            self.close()

    def _choices(self, part: FieldPart | Stop) -> Sequence[str]:
        """What can stand in a blank; a field may be known by now that was not before."""
        if isinstance(part, Stop):
            return part.choices
        return self._source.values().get(part.field, ())

    def _leave_alone(self, editor: TextEditor) -> None:
        letters = _shortcut_before(editor)
        self._left_alone = _start_of(letters, editor) if letters else -1
        self.close()

    def _take(self, offer: Offer, editor: TextEditor) -> None:
        mode = self._mode
        self.close()
        if isinstance(offer.value, Phrase):
            letters = _shortcut_before(editor) if mode is _Mode.SHORTCUTS else ""
            self._insert(offer.value, editor, replaced=len(letters) + 1 if letters else 0)
        elif isinstance(offer.value, str):
            editor.textCursor().insertText(offer.value)
            following = text_blanks.after(editor)
            if following is not None:
                text_blanks.select(editor, following)

    def _insert(self, phrase: Phrase, editor: TextEditor, *, replaced: int) -> None:
        """Put a phrase in the place of its shortcut, as one step to undo, and go to its blank."""
        cursor = editor.textCursor()
        if replaced:
            end = cursor.position()
            cursor.setPosition(end - replaced)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        start = cursor.selectionStart()
        cursor.insertText(filled(phrase.text, self._source.values()))
        editor.setTextCursor(cursor)
        inside = (
            one for one in text_blanks.of_editor(editor) if start <= one.start < cursor.position()
        )
        first = next(inside, None)
        if first is not None:
            text_blanks.select(editor, first)
        self._source.count(phrase)

    def _show(self, mode: _Mode, offers: list[Offer], editor: TextEditor, head: str = "") -> None:
        self._mode = mode
        self._popup(editor).show_offers(offers, editor, head=head)

    def _popup(self, editor: TextEditor) -> PhrasePopup:
        if self._made is None:
            self._made = PhrasePopup(editor.window())
            self._made.chosen.connect(self._take_clicked)
        return self._made

    def _take_clicked(self, offer: Offer) -> None:
        editor = QApplication.focusWidget()
        if isinstance(editor, TextEditor) and editor.property(_CODE) is not None:
            self._take(offer, editor)


def _code_of(editor: TextEditor) -> SectionCode | None:
    """The section of a note that an editor holds."""
    code = editor.property(_CODE)
    return SectionCode(code) if code else None


def _shortcut_before(editor: TextEditor) -> str:
    """The letters of a shortcut that end at the caret, without their sign; empty when none."""
    cursor = editor.textCursor()
    if cursor.hasSelection():
        return ""
    end = cursor.positionInBlock()
    found = _SHORTCUT.search(cursor.block().text()[max(end - _LOOKED_AT, 0) : end])
    return found[1] if found else ""


def _start_of(letters: str, editor: TextEditor) -> int:
    return editor.textCursor().position() - len(letters)


def _numbered(choices: Sequence[str]) -> list[Offer]:
    return [
        Offer(title=f"{place}  {one}" if place <= _MOST_DIGIT else one, value=one)
        for place, one in enumerate(choices, start=1)
    ]


def _one_line(text: str) -> str:
    return " ".join(text.split())
