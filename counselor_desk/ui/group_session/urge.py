"""The urge of one member: a quiet link, and the scale once somebody told of an urge."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.cravings import Urge
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.layouts import Column, hold
from counselor_desk.ui.urges import UrgeLine

_LINK_HEIGHT = 30


class MemberUrge(QWidget):
    """The urge line of a note, made for the first member who tells of an urge.

    Signals:
        edited: the person chose or typed something.
        left: a field was left.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line: UrgeLine | None = None
        self._urge = Urge()
        self._before: int | None = None
        self._is_asked, self._is_open = True, False
        self.group_urge_button = Button(self.tr("Urge"), kind="link", is_small=True)
        self.group_urge_button.setAccessibleName(self.tr("Rate the urge since the last session"))
        hold(self.group_urge_button, height=_LINK_HEIGHT)
        self._column = Column()
        self.setLayout(self._column)
        self.group_urge_button.clicked.connect(self.open_line)
        self.hide()

    def show_urge(self, urge: Urge, before: int | None) -> None:
        """Show what is told, without telling; `before` is the client's last score."""
        self._urge, self._before = urge, before
        if urge.is_told and self.line is None:
            self._make_line()
        if self.line is not None:
            self.line.show_urge(urge, before)
        self._arrange(is_open=urge.is_told)

    def collected(self) -> Urge:
        """What stands here."""
        return self._urge if self.line is None else self.line.collected()

    def set_asked(self, *, is_asked: bool) -> None:
        """Whether there was somebody to ask; what was typed stays."""
        self._is_asked = is_asked
        self._arrange(is_open=self._is_open)

    def open_line(self) -> None:
        """Ask for the score."""
        if self.line is None:
            self._make_line()
        self._arrange(is_open=True)
        if self.line is not None:
            self.line.urge_scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def point_out(self, message: str) -> None:
        """Say what is missing and go there."""
        self.open_line()
        if self.line is not None:
            self.line.point_out(message)

    def _make_line(self) -> None:
        line = UrgeLine(self)
        line.show_urge(self._urge, self._before)
        line.edited.connect(self.edited)
        line.left.connect(self.left)
        self._column.add(line)
        self.line = line
        stops = [self.group_urge_button, *line.stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _arrange(self, *, is_open: bool) -> None:
        self._is_open = is_open
        self.setVisible(self._is_asked and is_open)
        self.group_urge_button.setVisible(self._is_asked and not is_open)
