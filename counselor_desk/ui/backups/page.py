"""Backup and restore: when the last backup was made and verified, where to, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.backups import BackupPlace, BackupState, BackupTry
from counselor_desk.services import backups
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.ui import messages, tasks
from counselor_desk.ui.backups import words
from counselor_desk.ui.backups.inspecting import Target
from counselor_desk.ui.backups.places import PlacesCard
from counselor_desk.ui.backups.proofs import Proofs
from counselor_desk.ui.backups.proving import ProofCard
from counselor_desk.ui.backups.restore import RestoreCard
from counselor_desk.ui.backups.rows import FactRow
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.scrolling import PageScroll

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin
    from counselor_desk.ui.navigation import Navigator, Place

COLUMN_WIDTH = 720
_MOST_BANNERS = 2


class BackupSection(QWidget):
    """Everything about backups in one column; stands alone as a page or inside Settings.

    Signals:
        restore_ordered: everything was confirmed; carries a `RestoreOrder`.
        said: something happened that is worth a toast; carries the words.
    """

    restore_ordered = Signal(object)
    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        bulletin: Bulletin,
        *,
        has_head: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Without its `head` the section leaves it to the page to place it."""
        super().__init__(parent)
        self._desk = desk
        self._make_head()
        self.failure_banners = [self._failure_banner() for _ in range(_MOST_BANNERS)]
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.problem_banner.hide()
        self.places_card = PlacesCard()
        self.places_card.add_requested.connect(self._add_place)
        self.places_card.remove_requested.connect(self._remove_place)
        self.places_card.work_line.cancel_requested.connect(self._show_state)
        self.proof_card = ProofCard()
        self._proofs = Proofs(desk, self.proof_card, self._newest_file)
        target = Target(folder=desk.vault.folder, local=desk.local, now=desk.now, desk=desk)
        self.restore_card = RestoreCard(target)
        self.restore_card.ordered.connect(self.restore_ordered)
        self.restore_card.cancelled.connect(lambda: self.show_restore(is_open=False))
        self.restore_button = Button(self.tr("Restore a backup…"), is_small=True)
        self.restore_button.clicked.connect(self.begin_restore)
        self._restore_offer = Card(
            FactRow(
                "rotate-ccw",
                self.tr("Restore"),
                self.tr("Compares a backup with what is here before anything is replaced."),
                self.restore_button,
                is_first=True,
            ),
            margins=(0, 0, 0, 0),
            spacing=0,
        )
        self.setLayout(
            Column(
                self.head if has_head else None,
                *self.failure_banners,
                self.problem_banner,
                self.places_card,
                self.proof_card,
                self._restore_offer,
                self.restore_card,
                "stretch",
                spacing=14,
            )
        )
        self.show_restore(is_open=False)
        bulletin.changed.connect(self._hear)

    def reload(self) -> None:
        """Read anew what was tried and where to.

        Raises:
            DeskError: the store cannot be read.
        """
        state = backups.state(self._desk)
        self.show_state(state, backups.places(self._desk))
        self._count_inside(state.last_verified)

    def show_state(self, state: BackupState, places: Sequence[BackupPlace]) -> None:
        """Show how things stand."""
        self.places_card.show_state(self._desk, state, places)
        self._show_subtitle(state)
        for banner, tried in zip(self.failure_banners, [*state.failed, None, None], strict=False):
            banner.show_try(tried)

    def _count_inside(self, last: BackupTry | None) -> None:
        """Say what the last backup holds, once somebody has looked: its drive may be slow."""
        if last is not None:
            job = partial(_counted, Path(last.folder), last.file_name)
            tasks.run(self, job, self.places_card.show_inside, _ignore)

    def focus_first(self) -> None:
        """The one thing one comes here for."""
        self.backup_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_restore(self) -> None:
        """List the backups in the named folders."""
        self.show_restore(is_open=True)
        folders = [place.path for place in backups.places(self._desk)]
        self.restore_card.begin(folders)
        self.restore_card.choose_step.focus_first()

    def forget(self) -> None:
        """Leave the restore, with its secret, when the page is left."""
        self.restore_card.forget()
        self.show_restore(is_open=False)

    def _make_head(self) -> None:
        self.title_label = Label(self.tr("Backup and restore"), "title")
        self.subtitle_label = Label("", "muted", wraps=True)
        self.backup_button = Button(self.tr("Back up now"), kind="primary", icon="archive-restore")
        self.backup_button.clicked.connect(self.back_up)
        self.head = QWidget()
        self.head.setLayout(
            Row((Column(self.title_label, self.subtitle_label, spacing=2), 1), self.backup_button)
        )

    def back_up(self) -> None:
        """Make a backup in every named folder; without one, ask for it first."""
        if self.places_card.work_line.is_busy():
            return
        places = backups.places(self._desk)
        if not places:
            added = self._ask_place()
            places = () if added is None else (added,)
        if not places:
            return
        names = ", ".join(words.place(place.folder) for place in places)
        work = self.places_card.work_line.begin(
            self.tr("Backing up to {places}…").format(places=names)
        )
        self.backup_button.setEnabled(False)
        job = partial(
            backups.make_all,
            self._desk.vault,
            tuple(place.path for place in places),
            at=self._desk.local(self._desk.now()),
            progress=work.tell,
            is_cancelled=work.is_stopped,
        )
        tasks.run(self, job, self._keep, self._stop)

    def _keep(self, tried: Sequence[BackupTry]) -> None:
        self._end_work()
        try:
            for one in tried:
                backups.note(self._desk, one)
        except DeskError as problem:
            self._complain(problem)
        good = [one for one in tried if one.is_verified]
        if good and len(good) == len(tried):
            self.said.emit(self.tr("Backup made, read back and verified"))
        self._show_state()

    def _stop(self, problem: DeskError) -> None:
        self._end_work()
        self._complain(problem)

    def _end_work(self) -> None:
        self.places_card.work_line.end()
        self.backup_button.setEnabled(True)

    def _add_place(self) -> None:
        self._ask_place()
        self._show_state()

    def _ask_place(self) -> BackupPlace | None:
        folder = messages.choose_folder(self, self.tr("Folder for backups"), Path.home())
        if folder is None:
            return None
        try:
            return backups.add_place(self._desk, folder)
        except DeskError as problem:
            self._complain(problem)
            return None

    def _remove_place(self, place: BackupPlace) -> None:
        name = words.place(place.folder)
        if not messages.ask(
            self,
            self.tr("Make no more backups in {name}?").format(name=name),
            self.tr("The backups that are there stay as they are."),
            self.tr("Remove the folder"),
        ):
            return
        try:
            backups.remove_place(self._desk, place.id)
        except DeskError as problem:
            self._complain(problem)
        self._show_state()

    def _choose_other_place(self) -> None:
        if self._ask_place() is not None:
            self.back_up()
        self._show_state()

    def _newest_file(self) -> Path | None:
        last = backups.state(self._desk).last_verified
        return None if last is None else Path(last.folder) / last.file_name

    def _show_state(self) -> None:
        try:
            self.reload()
        except DeskError as problem:
            self._complain(problem)

    def _show_subtitle(self, state: BackupState) -> None:
        last = state.last_verified
        if last is None:
            self.subtitle_label.setText(
                self.tr("Your records are on this computer alone. Make a first backup.")
            )
            self.subtitle_label.set_tone("")
            return
        made = self._desk.local(last.tried_at)
        self.subtitle_label.setText(
            self.tr("Last backup {moment} · {place}").format(
                moment=words.long_moment(made), place=words.place(last.folder)
            )
        )
        self.subtitle_label.set_tone("overdue" if state.is_overdue else "")

    def show_restore(self, *, is_open: bool) -> None:
        """Show the steps of a restore, or everything else."""
        self.restore_card.setVisible(is_open)
        self._restore_offer.setVisible(not is_open)
        self.places_card.setVisible(not is_open)
        self.proof_card.setVisible(not is_open)

    def _failure_banner(self) -> _FailureBanner:
        banner = _FailureBanner()
        banner.action_requested.connect(self.back_up)
        banner.other_requested.connect(self._choose_other_place)
        return banner

    def _complain(self, problem: DeskError) -> None:
        self.problem_banner.set_message(str(problem), tone="risk")
        self.problem_banner.show()

    def _hear(self, changes: Changes) -> None:
        if Kind.BACKUP in changes.kinds and self.isVisible():
            self._show_state()


class BackupPage(QWidget):
    """Backup and restore as a page of its own.

    Signals:
        restore_ordered: everything was confirmed; carries a `RestoreOrder`.
        said: something happened that is worth a toast; carries the words.
    """

    restore_ordered = Signal(object)
    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,  # noqa: ARG002 - nothing leads on from here
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self.section = BackupSection(desk, bulletin, has_head=False)
        self.section.restore_ordered.connect(self.restore_ordered)
        self.section.said.connect(self.said)
        hold(self.section, max_width=COLUMN_WIDTH)
        content = QWidget()
        below = Row((self.section, 1000), "stretch", spacing=0)
        content.setLayout(
            Column(self.section.head, (below, 1), margins=(28, 20, 18, 20), spacing=14)
        )
        self.setLayout(Column(PageScroll(content)))

    def show_place(self, _place: Place) -> None:
        """Show what was tried, and where to."""
        self.section.forget()
        self.section.reload()
        self.section.focus_first()

    def begin_restore(self) -> None:
        """Begin to restore a backup from the named folders."""
        self.section.begin_restore()

    def flush(self) -> None:
        """Nothing is typed here that has to be kept."""


class _FailureBanner(Banner):
    """A failed backup; it stays until a newer one succeeds in that place."""

    def __init__(self) -> None:
        super().__init__("", tone="risk")
        self.hide()

    def show_try(self, tried: BackupTry | None) -> None:
        """Say why a try failed, or go away."""
        if tried is not None:
            title, sentence = words.failure(tried)
            self.set_message(
                sentence,
                tone="risk",
                title=title,
                action=self.tr("Try again"),
                other=self.tr("Choose another place…"),
            )
        self.setVisible(tried is not None)


def _counted(folder: Path, file_name: str) -> str:
    """What a backup says it holds, in words; empty when its drive is away. Runs in a task."""
    files = (file for file in backups.found(folder) if file.path.name == file_name)
    return next((words.inside(file.counts) for file in files), "")


def _ignore(_problem: DeskError) -> None:
    """A drive that is away is no problem of the page: the try itself says so."""
