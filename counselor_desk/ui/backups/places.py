"""The card of the places: the last verified backup, and each folder that was named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.backups import BackupPlace, BackupState, BackupTry
from counselor_desk.ui.backups import words
from counselor_desk.ui.backups.rows import FactRow
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.work_line import WorkLine

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


class PlacesCard(Card):
    """Says when the last verified backup was made, and lists where they go.

    Signals:
        add_requested: name one more folder.
        remove_requested: make no more backups in this one; carries the `BackupPlace`.
    """

    add_requested = Signal()
    remove_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self._last = ""
        self.last_row = FactRow("archive-restore", is_first=True)
        self.work_line = WorkLine()
        self.last_row.words.add(self.work_line)
        self._rows = Column(spacing=0)
        self.add_button = Button(self.tr("Add a folder…"), is_small=True)
        self.add_button.clicked.connect(self.add_requested)
        self._policy = FactRow(
            "folder-open",
            self.tr("Made by itself whenever the window locks or closes"),
            self.tr(
                "Each folder keeps 7 daily, 5 weekly and 12 monthly backups. A second drive, kept "
                "elsewhere, is best. Backups are encrypted as the records are."
            ),
            self.add_button,
        )
        self.body.add(self.last_row, self._rows, self._policy)

    def show_state(self, desk: Desk, state: BackupState, places: Sequence[BackupPlace]) -> None:
        """Show what is known."""
        self._show_last(desk, state, desk.local(desk.now()))
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                shiboken6.delete(widget)
        failed = {tried.folder: tried for tried in state.failed}
        for place in places:
            self._rows.add(self._row(place, failed.get(place.folder)))

    def show_inside(self, counted: str) -> None:
        """Say what was counted in the last backup, in words."""
        if counted:
            self.last_row.set_caption(f"{self._last} · {counted}")

    def _show_last(self, desk: Desk, state: BackupState, now: datetime) -> None:
        last = state.last_verified
        tone = "overdue" if state.is_overdue else ""
        self.last_row.set_icon(
            "clock" if state.is_overdue else "circle-check",
            "overdue" if state.is_overdue else "signed",
        )
        if last is None:
            caption = (
                self.tr("Back up now makes the first one.")
                if state.has_places
                else self.tr("Name a folder first, best on another drive.")
            )
            self.last_row.set_words(self.tr("No backup yet"), caption, tone=tone)
            return
        made = desk.local(last.tried_at)
        title = self.tr("Last verified backup: {moment}").format(moment=words.long_moment(made))
        if state.is_overdue:
            title = self.tr("{title} ({ago})").format(title=title, ago=words.ago(made, now))
        self._last = self.tr("{place} · {size} · read back and verified").format(
            place=words.place(last.folder), size=words.size(last.size)
        )
        self.last_row.set_words(title, self._last, tone=tone)

    def _row(self, place: BackupPlace, failed: BackupTry | None) -> FactRow:
        button = Button(self.tr("Remove"), kind="quiet", is_small=True)
        button.setAccessibleName(
            self.tr("Remove the folder {name}").format(name=words.place(place.folder))
        )
        button.clicked.connect(lambda: self.remove_requested.emit(place))
        row = FactRow("hard-drive", words.place(place.folder), place.folder, button)
        if failed is not None:
            row.set_icon("octagon-alert", "risk")
        return row
