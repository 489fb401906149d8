"""The field of a note that names the group session whose theme it goes deeper into."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from counselor_desk.records.group_sessions import AttendedGroup
from counselor_desk.records.ids import SessionId
from counselor_desk.records.sessions import SessionKind
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.notes import words

WITHOUT_GROUP = frozenset({SessionKind.GROUP, SessionKind.NO_SHOW})
"""Kinds of note that take up no group session: one is about it, the other about nothing held."""


class GroupChoice(ComboBox):
    """The last group sessions the client came to, the newest first, and none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, is_small=True, parent=parent)
        self._offered: tuple[AttendedGroup, ...] = ()
        self.offer((), date.min)

    def offer(self, groups: Sequence[AttendedGroup], today: date) -> None:
        """Offer other sessions; days of another year are told with it."""
        self._offered = tuple(groups)
        sessions = ((one.session_id, words.attended_group(one, today)) for one in groups)
        self.set_options(((None, self.tr("None")), *sessions))

    def has_any(self) -> bool:
        """Whether there is a session to take up."""
        return bool(self._offered)

    def session_id(self) -> SessionId | None:
        """The session that is taken up."""
        value = self.value()
        return next((one.session_id for one in self._offered if one.session_id == value), None)

    def take_newest(self) -> None:
        """Take up the newest session, where none is yet."""
        if self.session_id() is None and self._offered:
            self.set_value(self._offered[0].session_id)
