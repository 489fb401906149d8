"""The menu that puts a field, a choice or a blank into the text that is being written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from counselor_desk.records.phrase_text import Blank, Stop
from counselor_desk.ui import text_blanks
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.labels import ElidedLabel
from counselor_desk.ui.layouts import Row
from counselor_desk.ui.phrases import words
from counselor_desk.ui.text_editor import TextEditor


class InsertRow(QWidget):
    """The button "Insert field" with what there is; Ctrl+Space opens it too.

    `editor` gives the text to insert into.
    """

    def __init__(
        self, editor: Callable[[], TextEditor], owner: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self.insert_button = Button(self.tr("Insert field"), kind="quiet", icon="plus")
        self.insert_button.setToolTip(self.tr("Insert field (Ctrl+Space)"))
        self.insert_button.clicked.connect(self.open_menu)
        told = self.tr("first name · he/she/they · minutes · objective · choice")
        self.setLayout(Row(self.insert_button, (ElidedLabel(told, "hint"), 1), spacing=8))
        shortcut = QShortcut(QKeySequence("Ctrl+Space"), owner)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.open_menu)

    def menu(self) -> QMenu:
        """Every field, then a choice and a blank."""
        menu = QMenu(self)
        for field, name in words.fields():
            menu.addAction(name, partial(self._insert, f"{{{field}}}"))
        menu.addSeparator()
        choice, blank = self.tr("choose: one|two|three"), self.tr("what to write here")
        menu.addAction(self.tr("A choice"), lambda: self._insert(f"{{?{choice}}}"))
        menu.addAction(self.tr("A blank to type in"), lambda: self._insert(f"{{?{blank}}}"))
        return menu

    def open_menu(self) -> None:
        """Open the menu below the button."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.insert_button.mapToGlobal(QPoint(0, self.insert_button.height())))

    def _insert(self, text: str) -> None:
        """Put it at the caret; of a choice the inside is selected, to be written over."""
        editor = self._editor()
        cursor = editor.textCursor()
        start = cursor.selectionStart()
        cursor.insertText(text)
        editor.setTextCursor(cursor)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if text.startswith("{?"):
            inside = Blank(start=start + 2, end=start + len(text) - 1, part=Stop(source=text))
            text_blanks.select(editor, inside)
