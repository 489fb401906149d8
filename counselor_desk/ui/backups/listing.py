"""The dialog that lists what exists only on this computer, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.ui import messages
from counselor_desk.ui import theme as themes
from counselor_desk.ui.backups import words
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.scrolling import PageScroll

_MOST_LISTED = 200
"""Lines of one kind; the table behind says how many there are."""

_MOST_HEIGHT = 340


class OnlyHereDialog(messages.Dialog):
    """What would go, under the name of its kind, the newest first; it scrolls."""

    def __init__(self, parent: QWidget | None, listed: Mapping[str, Sequence[str]]) -> None:
        super().__init__(
            parent,
            self.tr("What exists only on this computer"),
            self.tr("By record number. Changes to what the backup has as well are not listed."),
        )
        self.setObjectName("only_here_dialog")
        content = QWidget()
        column = Column(spacing=4, margins=(0, 0, 12, 0))
        for what, lines in listed.items():
            column.add(Label(words.kind(what), "group"), self._lines(lines), 6)
        content.setLayout(column)
        self.only_here_area = PageScroll(content, keeps_room=False)
        self.only_here_area.setAccessibleName(self.title_label.text())
        self.only_here_area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        wanted = content.sizeHint().height()
        self.only_here_area.setFixedHeight(min(wanted, themes.current().s(_MOST_HEIGHT)))
        self.body.add(self.only_here_area)
        close = Button(self.tr("Close"), kind="primary")
        close.clicked.connect(self.accept)
        self.set_buttons(close)
        close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lines(self, lines: Sequence[str]) -> Label:
        shown = list(lines[:_MOST_LISTED])
        rest = len(lines) - len(shown)
        if rest:
            shown.append(self.tr("and {n:,} more").format(n=rest))
        return Label("\n".join(shown))


def show(parent: QWidget | None, listed: Mapping[str, Sequence[str]]) -> None:
    """Show what would go."""
    dialog = OnlyHereDialog(parent, listed)
    messages.run(dialog)
    dialog.deleteLater()
