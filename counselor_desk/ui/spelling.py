"""Spelling in the open window: the text one writes in is checked, F7 goes from word to word."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.services import settings
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.ui import tasks
from counselor_desk.ui.spelling_marks import Misspelling, SpellingMarks, misspellings
from counselor_desk.ui.text_editor import TextEditor

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.spelling import Speller
    from counselor_desk.ui.bulletin import Bulletin

LOAD_AFTER_MS = 700
"""From the first text that has the focus until the dictionary is read: the page comes first."""

_NAMING = frozenset({Kind.CLIENT, Kind.PERSON, Kind.MEDICATION})


class Spelling(QObject):
    """Checks the text that has the focus, once the dictionary is there.

    What one does not write in is not marked; marks stay where one has written.

    Signals:
        said: the way through the words is at its end; carries the words for it.
        failed: something could not be read or written; carries the sentence.
    """

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, desk: Desk, bulletin: Bulletin, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._speller: Speller | None = None
        self._is_loading = False
        self._is_on = settings.get(desk).checks_spelling
        self._load_soon = QTimer(self, singleShot=True, interval=LOAD_AFTER_MS)
        self._load_soon.timeout.connect(self.load)
        bulletin.changed.connect(self._hear)
        QShortcut(QKeySequence("F7"), window, self.go_on)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    @property
    def is_ready(self) -> bool:
        """Whether the dictionary was read."""
        return self._speller is not None

    def load(self) -> None:
        """Read the dictionary away from the window's thread; then the marks come."""
        if self._speller is None and not self._is_loading:
            from counselor_desk.services import spelling

            self._is_loading = True
            tasks.run(self, partial(spelling.load, self._desk), self.use, self._give_up)

    def marks_of(self, editor: TextEditor) -> SpellingMarks | None:
        """The marks of a text, None where it is not checked."""
        return editor.findChild(SpellingMarks, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def go_on(self) -> None:
        """Select the next unknown word of the page, after the caret, and offer what was meant."""
        if self._speller is None:
            self.load()
            self.said.emit(self.tr("The dictionary is being read. Press F7 again."))
            return
        found = self._next(self._speller)
        if found is None:
            self.said.emit(self.tr("No misspelled words on this page"))
            return
        editor, one = found
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        editor.setTextCursor(one.cursor)
        menu = QMenu(editor)
        menu.addActions(self._offers(menu, one))
        self._show(menu, editor.viewport().mapToGlobal(editor.cursorRect().bottomLeft()))

    def use(self, speller: Speller) -> None:
        """Check by this dictionary from now on."""
        self._speller = speller
        self._is_loading = False
        self._follow_focus(None, QApplication.focusWidget())

    def _give_up(self, problem: DeskError) -> None:
        self._is_loading = False
        self.failed.emit(str(problem))

    def check(self, editor: TextEditor) -> None:
        """Mark the unknown words of a text from now on; the dictionary is read if need be."""
        if not self._is_on or not _is_checked(editor):
            return
        if self._speller is None:
            if not self._is_loading:
                self._load_soon.start()
        elif self.marks_of(editor) is None:
            SpellingMarks(editor, self._speller)
            self._take_menu(editor)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, TextEditor):
            self.check(new)

    def _take_menu(self, editor: TextEditor) -> None:
        if editor.contextMenuPolicy() != Qt.ContextMenuPolicy.CustomContextMenu:
            editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            editor.customContextMenuRequested.connect(partial(self._show_context, editor))

    def _next(self, speller: Speller) -> tuple[TextEditor, Misspelling] | None:
        """The word after the caret; from the last text of the page on to the first."""
        editors = self._editors()
        here = QApplication.focusWidget()
        at = editors.index(here) if isinstance(here, TextEditor) and here in editors else 0
        ordered = [*editors[at:], *editors[:at]]
        behind = None
        for editor in ordered:
            after = editor.textCursor().position() if editor is here else 0
            for one in _in_text(editor, speller):
                if one.cursor.selectionStart() >= after:
                    return editor, one
                behind = behind or (editor, one)
        return behind

    def _editors(self) -> list[TextEditor]:
        """The texts in sight of the window that is in front, in the order they are read."""
        window = QApplication.activeModalWidget() or self._window
        found = [one for one in window.findChildren(TextEditor) if one.isVisibleTo(window)]
        return _in_reading_order([one for one in found if _is_checked(one)], window)

    def _show_context(self, editor: TextEditor, place: QPoint) -> None:
        menu = editor.createStandardContextMenu(place)
        cursor = editor.cursorForPosition(place)
        if self._is_on and self._speller is not None:
            one = _at(cursor, self._speller)
            offers = self._removal(menu, cursor) if one is None else self._offers(menu, one)
            menu.insertActions(menu.actions()[0], [*offers, _separator(menu)] if offers else [])
        self._show(menu, editor.viewport().mapToGlobal(place))

    def _offers(self, menu: QMenu, one: Misspelling) -> list[QAction]:
        """What may have been meant, and what else can be done with an unknown word."""
        guesses = [] if self._speller is None else self._speller.suggestions(one.word)
        replacing = [
            _action(menu, guess.replace("&", "&&"), partial(_replace, one, guess))
            for guess in guesses
        ]
        if not replacing:
            none = QAction(self.tr("No suggestions"), menu)
            none.setEnabled(False)
            replacing.append(none)
        return [
            *replacing,
            _separator(menu),
            _action(menu, self.tr("Add to my words"), partial(self._add, one.word)),
            _action(
                menu, self.tr("Ignore until the store is locked"), partial(self._ignore, one.word)
            ),
        ]

    def _removal(self, menu: QMenu, cursor: QTextCursor) -> list[QAction]:
        """What can be done with a word that was added."""
        around = QTextCursor(cursor)
        around.select(QTextCursor.SelectionType.WordUnderCursor)
        word = around.selectedText()
        if self._speller is None or word.casefold() not in self._speller.own:
            return []
        return [_action(menu, self.tr("Remove from my words"), partial(self._remove, word))]

    def _show(self, menu: QMenu, place: QPoint) -> None:
        menu.setAccessibleName(self.tr("Spelling"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _add(self, word: str) -> None:
        from counselor_desk.services import spelling

        try:
            spelling.add(self._desk, word, initiator=self)
        except DeskError as problem:
            self.failed.emit(str(problem))

    def _remove(self, word: str) -> None:
        from counselor_desk.services import spelling

        try:
            spelling.remove(self._desk, word, initiator=self)
        except DeskError as problem:
            self.failed.emit(str(problem))

    def _ignore(self, word: str) -> None:
        if self._speller is not None:
            self._speller.ignore(word)
            self._look_again()

    def _hear(self, changes: Changes) -> None:
        if Kind.SETTINGS in changes.kinds:
            self._switch(is_on=settings.get(self._desk).checks_spelling)
        if self._speller is None:
            return
        from counselor_desk.services import spelling

        if Kind.OWN_WORD in changes.kinds:
            self._speller.own = spelling.folded(spelling.own(self._desk))
            self._look_again()
        if changes.kinds & _NAMING:
            tasks.run(self, partial(spelling.names, self._desk), self._take_names, self._give_up)

    def _take_names(self, names: frozenset[str]) -> None:
        if self._speller is not None and names != self._speller.names:
            self._speller.names = names
            self._look_again()

    def _switch(self, *, is_on: bool) -> None:
        if is_on == self._is_on:
            return
        self._is_on = is_on
        if is_on:
            self._follow_focus(None, QApplication.focusWidget())
            return
        self._load_soon.stop()
        for marks in self._all_marks():
            marks.clear()

    def _look_again(self) -> None:
        for marks in self._all_marks():
            marks.look_again()

    def _all_marks(self) -> list[SpellingMarks]:
        windows = [self._window, *QApplication.topLevelWidgets()]
        found = (one for window in windows for one in window.findChildren(SpellingMarks))
        return list(dict.fromkeys(found))


def _is_checked(editor: TextEditor) -> bool:
    return editor.checks_spelling and not editor.isReadOnly() and editor.isEnabled()


def _in_reading_order(editors: list[TextEditor], window: QWidget) -> list[TextEditor]:
    """From the top down, and from left to right where they are beside each other."""

    def place(editor: TextEditor) -> tuple[int, int]:
        corner = editor.mapTo(window, QPoint(0, 0))
        return corner.y(), corner.x()

    return sorted(editors, key=place)


def _in_text(editor: TextEditor, speller: Speller) -> list[Misspelling]:
    found = []
    block = editor.document().begin()
    while block.isValid():
        found += misspellings(block, speller)
        block = block.next()
    return found


def _at(cursor: QTextCursor, speller: Speller) -> Misspelling | None:
    """The unknown word at a place of the text."""
    place = cursor.position()
    for one in misspellings(cursor.block(), speller):
        if one.cursor.selectionStart() <= place <= one.cursor.selectionEnd():
            return one
    return None


def _action(menu: QMenu, words: str, act: Callable[[], None]) -> QAction:
    action = QAction(words, menu)
    action.triggered.connect(lambda _is_checked=False: act())
    return action


def _separator(menu: QMenu) -> QAction:
    line = QAction(menu)
    line.setSeparator(True)
    return line


def _replace(one: Misspelling, guess: str) -> None:
    """Put a guess in the word's place, as if it were typed: it can be undone."""
    one.cursor.insertText(guess)
