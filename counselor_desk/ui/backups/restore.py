"""Restoring a backup: choose it, open it, compare, and order what is then done without a store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.backups import Inside
from counselor_desk.ui import tasks
from counselor_desk.ui.backups import inspecting, listing, words
from counselor_desk.ui.backups.choosing import ChooseStep
from counselor_desk.ui.backups.comparing import Compared, CompareStep
from counselor_desk.ui.backups.confirming import ask_to_replace
from counselor_desk.ui.backups.inspecting import Found, Target
from counselor_desk.ui.backups.opening import Secret, SecretStep
from counselor_desk.ui.cards import Card
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.step_line import StepLine
from counselor_desk.ui.work_line import Work, WorkLine

if TYPE_CHECKING:
    from counselor_desk.services.restores import Prepared

_CHOOSE, _OPEN, _COMPARE, _REPLACE = range(4)

_LARGE_LOSS = 10
"""One signed note in this many: when more would go, their number has to be typed."""

USUAL_NAME = "Counselor Desk"
"""What is typed where nobody knows the name of the counselor's program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreOrder:
    """Close the store, let the prepared one take its place, and open that with the secret.

    One that is only to be looked at takes a place of its own.
    """

    prepared: Prepared
    secret: Secret = field(repr=False)
    is_to_look: bool = False


class RestoreCard(Card):
    """Four steps that change nothing: the fourth builds the restored store beside the present one.

    Signals:
        ordered: it waits beside the present one; carries a `RestoreOrder`.
        cancelled: no restore after all.
    """

    ordered = Signal(object)
    cancelled = Signal()

    def __init__(self, target: Target, parent: QWidget | None = None) -> None:
        super().__init__(margins=(24, 20, 24, 20), spacing=12, parent=parent)
        self.target = target
        self._path: Path | None = None
        self._secret: Secret = ""
        self._compared: Compared | None = None
        self._inside: Inside | None = None
        self._job: tasks.Task[Found] | tasks.Task[Prepared] | None = None
        self.source_label = Label("", "caption", wraps=True)
        titles = (
            self.tr("Choose file"),
            self.tr("Passphrase"),
            self.tr("Compare"),
            self.tr("Replace"),
        )
        self.step_line = StepLine(titles)
        self.choose_step = ChooseStep(target.local, target.now, store_id=target.store_id)
        self.secret_step = SecretStep()
        self.compare_step = CompareStep()
        self.replace_step = ReplaceStep()
        self._steps = (
            self.choose_step,
            self.secret_step,
            self.compare_step,
            self.replace_step,
        )
        self._place = _CHOOSE
        self._listen()
        title = Label(self.tr("Restore a backup"), "section")
        self.body.add(Row(title, (self.source_label, 1), spacing=10), self.step_line, *self._steps)
        self._show(_CHOOSE)

    def begin(self, folders: Sequence[Path]) -> None:
        """Begin anew with the backups in these folders."""
        self.forget()
        self.choose_step.look(folders)

    def open_file(self, path: Path) -> None:
        """Go on with this file."""
        self._path = path
        self.source_label.setText(
            self.tr("{name} · from {place}").format(name=path.name, place=words.place(path.parent))
        )
        self.secret_step.forget()
        self._show(_OPEN)

    def forget(self) -> None:
        """Wipe the secret and go back to the first step."""
        if self._job is not None:
            self._job.drop()
            self._job = None
        self._path, self._secret, self._compared, self._inside = None, "", None, None
        self.replace_step.end()
        self.compare_step.forget()
        self.source_label.setText("")
        self.secret_step.forget()
        self._show(_CHOOSE)

    def _listen(self) -> None:
        self.choose_step.chosen.connect(self.open_file)
        self.choose_step.cancelled.connect(self._cancel)
        self.secret_step.submitted.connect(self._inspect)
        self.secret_step.back_requested.connect(self._back_to_files)
        self.compare_step.back_requested.connect(self._back_to_secret)
        self.compare_step.beside_submitted.connect(self._compare_beside)
        self.compare_step.list_requested.connect(self._show_list)
        self.compare_step.look_requested.connect(self._look)
        self.compare_step.replace_requested.connect(self._confirm)
        QShortcut(QKeySequence("Alt+B"), self, self._go_back)

    def _go_back(self) -> None:
        if self._place == _COMPARE:
            self._back_to_secret()
        elif self._place == _OPEN and self._job is None:
            self._back_to_files()

    def _cancel(self) -> None:
        self.forget()
        self.cancelled.emit()

    def _back_to_files(self) -> None:
        self.secret_step.forget()
        self.source_label.setText("")
        self._show(_CHOOSE)
        self.choose_step.focus_first()

    def _back_to_secret(self) -> None:
        if self._job is not None:
            self._job.drop()
            self._job = None
        self._secret, self._compared, self._inside = "", None, None
        self.compare_step.forget()
        self.secret_step.forget()
        self._show(_OPEN)
        self.secret_step.focus_first()

    def _inspect(self, secret: Secret) -> None:
        if self._path is None:
            return
        self._secret = secret
        job = partial(inspecting.inspect, self._path, secret, self.target)
        self._job = tasks.run(self, job, self._compare, self._refuse)

    def _refuse(self, problem: DeskError) -> None:
        self._job, self._secret = None, ""
        self.secret_step.show_problem(problem)

    def _compare(self, found: Found) -> None:
        self._job, self._inside = None, found.inside
        self.secret_step.forget()
        self.show_compared(inspecting.compared(found, self.target))
        self.compare_step.focus_first()

    def _compare_beside(self, passphrase: str) -> None:
        if self._inside is not None and self._job is None:
            job = partial(
                inspecting.compare_closed, self._inside, passphrase, self.target, is_typed=True
            )
            self._job = tasks.run(self, job, self._compare_again, self._give_up)

    def _compare_again(self, found: Found) -> None:
        self._job = None
        panel = self.compare_step.beside_panel
        if found.is_locked and panel is not None:
            panel.show_problem(self.tr("That passphrase does not open the records here."))
            return
        self.show_compared(inspecting.compared(found, self.target))
        self.compare_step.focus_first()

    def show_compared(self, compared: Compared) -> None:
        """Show what is in the backup beside what is here."""
        self._compared = compared
        self.compare_step.show_compared(compared)
        self._show(_COMPARE)

    def _show_list(self) -> None:
        if self._compared is not None:
            listing.show(self, self._compared.listed)

    def _confirm(self) -> None:
        if self._path is None or self._compared is None or self._job is not None:
            return
        if self._compared.aside and not self._agrees(self._compared):
            return
        self._build(_prepare, self._path, is_to_look=False)

    def _look(self) -> None:
        if self._path is not None and self._job is None:
            self._build(_prepare_to_look, self._path, is_to_look=True)

    def _build(self, prepare: Callable[..., Prepared], path: Path, *, is_to_look: bool) -> None:
        work = self.replace_step.begin(path.name)
        self._show(_REPLACE)
        job = partial(
            prepare,
            path,
            self.target.folder,
            self._secret,
            at=self.target.local(self.target.now()),
            progress=work.tell,
            is_cancelled=work.is_stopped,
        )
        on_done = partial(self._order, is_to_look=is_to_look)
        self._job = tasks.run(self, job, on_done, self._give_up)

    def _order(self, prepared: Prepared, *, is_to_look: bool) -> None:
        order = RestoreOrder(prepared=prepared, secret=self._secret, is_to_look=is_to_look)
        self.forget()
        self.ordered.emit(order)

    def _give_up(self, problem: DeskError) -> None:
        self._job = None
        self.replace_step.end()
        self._show(_COMPARE)
        self.compare_step.show_problem(str(problem))

    def _agrees(self, compared: Compared) -> bool:
        lost = compared.only_here.get("signed_notes", 0)
        held = (compared.here or {}).get("signed_notes", 0)
        sentence = self.tr(
            "The backup of {moment} takes the place of what is here now. The present data is put "
            "aside as {aside}, not deleted. The window locks meanwhile."
        ).format(moment=compared.made, aside=compared.aside)
        return ask_to_replace(
            self,
            sentence=sentence,
            name=self._name(),
            lost_notes=lost if lost * _LARGE_LOSS > held else 0,
        )

    def _name(self) -> str:
        desk = self.target.desk
        return (desk.program().program_name if desk is not None else "") or USUAL_NAME

    def _show(self, place: int) -> None:
        self._place = place
        for step in self._steps:
            step.setVisible(step is self._steps[place])
        self.step_line.show_step(place)


class ReplaceStep(QWidget):
    """The bar while the restored store is built beside the present one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work_line = WorkLine()
        self.setLayout(
            Column(
                Label(
                    self.tr(
                        "Every byte is proved first. What is here stays as it is until the very "
                        "end; then the window locks and opens the restored records."
                    ),
                    "muted",
                    wraps=True,
                ),
                self.work_line,
            )
        )

    def begin(self, file_name: str) -> Work:
        """Show that it began; the job gets what comes back."""
        return self.work_line.begin(self.tr("Restoring {name}…").format(name=file_name))

    def end(self) -> None:
        """It is done, or was given up."""
        self.work_line.end()


def _prepare(
    path: Path,
    folder: Path,
    secret: Secret,
    *,
    at: datetime,
    progress: Callable[[int, int], None],
    is_cancelled: Callable[[], bool],
) -> Prepared:
    """Build the restored store beside the present one; runs in a task."""
    from counselor_desk.services import backups

    return backups.prepare(
        path, folder, secret, at=at, progress=progress, is_cancelled=is_cancelled
    )


def _prepare_to_look(
    path: Path,
    folder: Path,
    secret: Secret,
    *,
    at: datetime,
    progress: Callable[[int, int], None],
    is_cancelled: Callable[[], bool],
) -> Prepared:
    """Build the backup's store in a folder of its own, to be read alone; runs in a task."""
    from counselor_desk.services import backups

    return backups.prepare_to_look(
        path, folder, secret, at=at, progress=progress, is_cancelled=is_cancelled
    )
