"""The first step of a restore: which backup, from the named folders or any other place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.backups import BackupFile
from counselor_desk.ui import messages, tasks
from counselor_desk.ui.backups import words
from counselor_desk.ui.backups.rows import FactRow
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row

SHOWN_AT_FIRST = 6
"""Backups listed before one asks for the older ones."""


class ChooseStep(QWidget):
    """The backups that were found, the newest first, and the ways to others.

    Signals:
        chosen: this one; carries its path.
        cancelled: none after all.
    """

    chosen = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        local: Callable[[datetime], datetime],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
        *,
        store_id: str = "",
    ) -> None:
        """`local` gives a moment on the wall clock here, `now` the moment.

        Backups of other stores than `store_id` are marked; without one, none is.
        """
        super().__init__(parent)
        self._store_id = store_id
        self._local, self._now = local, now
        self._files: tuple[BackupFile, ...] = ()
        self._shown = SHOWN_AT_FIRST
        self._start = Path.home()
        self.problem_banner = Banner("", tone="risk")
        self.problem_banner.hide()
        self.none_label = Label("", "muted", wraps=True)
        self._list = Column(spacing=0)
        self._panel = Panel(self._list, part="card", margins=(0, 0, 0, 0), spacing=0)
        self.more_button = Button("", kind="link", is_small=True)
        self.more_button.clicked.connect(self._show_all)
        self.file_button = Button(self.tr("Choose a file…"), icon="file-text")
        self.folder_button = Button(self.tr("Look in a folder…"), icon="folder-open")
        self.cancel_button = Button(self.tr("Cancel"), kind="plain")
        self.file_button.clicked.connect(self._ask_file)
        self.folder_button.clicked.connect(self._ask_folder)
        self.cancel_button.clicked.connect(self.cancelled)
        self.setLayout(
            Column(
                self.problem_banner,
                self.none_label,
                self._panel,
                Row(self.more_button, "stretch"),
                4,
                Row(self.cancel_button, "stretch", self.folder_button, self.file_button),
            )
        )
        self.show_files((), is_looking=False)

    def look(self, folders: Sequence[Path]) -> None:
        """Look for backups in these folders, away from the window's thread."""
        if folders:
            self._start = folders[0]
        self.problem_banner.hide()
        self.show_files((), is_looking=True)
        tasks.run(self, partial(_found, tuple(folders)), self.show_files, self._complain)

    def show_files(self, files: Sequence[BackupFile], *, is_looking: bool = False) -> None:
        """List what was found."""
        self._files = tuple(files)
        self._shown = SHOWN_AT_FIRST
        if is_looking:
            self.none_label.setText(self.tr("Looking for backups…"))
        else:
            self.none_label.setText(
                self.tr("No backup was found. Choose a file whose name ends with .cdbk.")
            )
        self._fill()

    def focus_first(self) -> None:
        """The newest backup, or the way to choose a file."""
        button = self._panel.findChild(Button)
        target = button if isinstance(button, Button) and self._files else self.file_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                shiboken6.delete(widget)
        for place, file in enumerate(self._files[: self._shown]):
            self._list.add(self._row(file, is_first=place == 0))
        self.none_label.setVisible(not self._files)
        self._panel.setVisible(bool(self._files))
        hidden = len(self._files) - self._shown
        self.more_button.setVisible(hidden > 0)
        self.more_button.set_text(self.tr("Show {n:,} older").format(n=hidden))

    def _row(self, file: BackupFile, *, is_first: bool) -> FactRow:
        made = words.short_moment(self._local(file.made_at), self._local(self._now()))
        caption = self.tr("{name} · {place} · {size}").format(
            name=file.path.name, place=words.place(file.path.parent), size=words.size(file.size)
        )
        button = Button(self.tr("Choose"), is_small=True)
        button.setAccessibleName(self.tr("Choose the backup of {moment}").format(moment=made))
        button.clicked.connect(lambda: self.chosen.emit(file.path))
        if not self._store_id or file.store_id == self._store_id:
            return FactRow("archive-restore", made, caption, button, is_first=is_first)
        mark = self.tr("Another store")
        button.setAccessibleDescription(mark)
        chip = Chip(mark, "overdue", "circle-alert")
        return FactRow("archive-restore", made, caption, chip, button, is_first=is_first)

    def _show_all(self) -> None:
        self._shown = len(self._files)
        self._fill()

    def _ask_file(self) -> None:
        path = messages.choose_open_path(
            self, self.tr("Choose a backup"), self._start, self.tr("Backups (*.cdbk)")
        )
        if path is not None:
            self.chosen.emit(path)

    def _ask_folder(self) -> None:
        folder = messages.choose_folder(self, self.tr("Look for backups in"), self._start)
        if folder is not None:
            self.look((folder,))
            self.none_label.setText(self.tr("Looking for backups…"))

    def _complain(self, problem: DeskError) -> None:
        self.show_files(())
        self.problem_banner.set_message(str(problem), tone="risk")
        self.problem_banner.show()


def _found(folders: Sequence[Path]) -> tuple[BackupFile, ...]:
    """What lies in folders that can be reached; runs in a task."""
    from counselor_desk.services import backups

    files = [file for folder in folders for file in backups.found(folder)]
    return tuple(sorted(files, key=lambda file: file.made_at, reverse=True))
