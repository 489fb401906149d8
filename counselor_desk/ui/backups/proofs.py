"""The work behind the card of proofs: check the store, and try a restore of the newest backup."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.services import backups, checks
from counselor_desk.ui import messages, tasks
from counselor_desk.ui.backups import words
from counselor_desk.ui.backups.proving import ProofCard
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.fields import LabeledField, PasswordEdit

if TYPE_CHECKING:
    from counselor_desk.records.checks import CheckResult
    from counselor_desk.services.desk import Desk


class Proofs(QObject):
    """Starts the two proofs and tells their card what came of them."""

    def __init__(self, desk: Desk, card: ProofCard, newest: Callable[[], Path | None]) -> None:
        """`newest` gives the file of the last verified backup, None if there is none."""
        super().__init__(card)
        self._desk, self._card, self._newest = desk, card, newest
        card.check_requested.connect(self.check)
        card.drill_requested.connect(self.drill)

    def check(self) -> None:
        """Verify the store, away from the window's thread."""
        self._card.set_checking(is_checking=True)
        job = partial(checks.look_through, self._desk.vault)
        tasks.run(self, job, self._tell_check, self._fail_check)

    def drill(self) -> None:
        """Ask for the passphrase, open the newest backup aside, and count."""
        newest = self._newest()
        if newest is None:
            self._card.show_drill(
                self.tr("There is no backup to try yet. Make one first."), is_good=False
            )
            return
        passphrase = _ask_passphrase(self._card, newest.name)
        if not passphrase:
            return
        work = self._card.work_line.begin(self.tr("Opening {name} aside…").format(name=newest.name))
        self._card.drill_banner.hide()
        job = partial(
            backups.drill,
            newest,
            passphrase,
            progress=work.tell,
            is_cancelled=work.is_stopped,
        )
        tasks.run(self, job, self._tell_drill, self._fail_drill)

    def _tell_check(self, results: Sequence[CheckResult]) -> None:
        try:
            checks.note(self._desk, results)
        except DeskError as problem:
            self._fail_check(problem)
            return
        damaged = [result.sentence for result in results if not result.is_good]
        if damaged:
            self._card.show_check(
                self.tr(
                    "{found} Nothing was changed. Keep this folder as it is, and restore a backup."
                ).format(found=" ".join(damaged)),
                is_good=False,
                title=self.tr("The store is damaged"),
            )
        else:
            self._card.show_check(
                " ".join(result.sentence for result in results),
                is_good=True,
                title=self.tr("Everything is as it was written"),
            )

    def _fail_check(self, problem: DeskError) -> None:
        self._card.show_check(str(problem), is_good=False)

    def _tell_drill(self, counts: Mapping[str, int]) -> None:
        self._card.work_line.end()
        try:
            backups.note_drill(self._desk)
        except DeskError as problem:
            self._fail_drill(problem)
            return
        self._card.show_drill(
            self.tr("Opened and counted: {counted}. Nothing was changed.").format(
                counted=words.inside(backups.contents(counts))
            ),
            is_good=True,
            title=self.tr("The newest backup can be restored"),
        )

    def _fail_drill(self, problem: DeskError) -> None:
        self._card.work_line.end()
        self._card.show_drill(str(problem), is_good=False)


class _PassphraseDialog(messages.Dialog):
    """One passphrase, given to whoever asked and kept nowhere."""

    def __init__(self, parent: QWidget | None, file_name: str) -> None:
        super().__init__(
            parent,
            self.tr("Try a restore?"),
            self.tr(
                "{name} is opened aside, counted and removed again. What is here does not change."
            ).format(name=file_name),
        )
        self.passphrase_edit = PasswordEdit()
        self.passphrase_edit.setObjectName("drill_passphrase_edit")
        self.body.add(4, LabeledField(self.tr("Passphrase"), self.passphrase_edit))
        back = Button(self.tr("Back"))
        go_on = Button(self.tr("Try it"), kind="primary")
        back.clicked.connect(self.reject)
        go_on.clicked.connect(self.accept)
        self.set_buttons(back, go_on)
        self.passphrase_edit.setFocus(Qt.FocusReason.OtherFocusReason)


def _ask_passphrase(parent: QWidget, file_name: str) -> str:
    dialog = _PassphraseDialog(parent, file_name)
    passphrase = dialog.passphrase_edit.text() if messages.run(dialog) else ""
    dialog.passphrase_edit.wipe()
    dialog.deleteLater()
    return passphrase
