"""The recovery sheet on its way to paper: print it or save it as PDF, and know that it was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records import times
from counselor_desk.ui import messages, tasks
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Row

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtPrintSupport import QPrinter

    from counselor_desk.records.program import Paper
    from counselor_desk.records.recovery_sheets import RecoverySheet

_MAKER = "Counselor Desk"
"""All that a print queue shows of the sheet."""


class SheetBar(QWidget):
    """Print sheet, Save as PDF, and at the right which of them was done.

    Signals:
        kept: the sheet was printed or saved; carries whether as a file.
        failed: it was not; carries the sentence.
    """

    kept = Signal(bool)
    failed = Signal(str)

    def __init__(
        self,
        sheet: Callable[[], RecoverySheet],
        paper: Callable[[], Paper],
        parent: QWidget | None = None,
    ) -> None:
        """`sheet` and `paper` are asked each time a button is pressed."""
        super().__init__(parent)
        self.is_kept = False
        self._sheet = sheet
        self._paper = paper
        self._waiting: tasks.Task[bytes] | tasks.Task[list[QImage]] | None = None
        self._printer: QPrinter | None = None
        self.print_button = Button(self.tr("Print sheet"), icon="printer")
        self.save_button = Button(self.tr("Save as PDF…"), icon="file-down")
        self.print_button.clicked.connect(self.print)
        self.save_button.clicked.connect(self.save)
        self._icon = Icon("circle-check", "signed", size=15)
        self._words = Label("", "caption")
        self.setLayout(
            Row(self.print_button, self.save_button, "stretch", self._icon, self._words, spacing=8)
        )
        self.forget()

    def forget(self) -> None:
        """There is a new sheet: nothing was done with it yet."""
        if self._waiting is not None:
            self._waiting.drop()
            self._waiting = None
        self.is_kept = False
        self._say("")

    def set_kept(self, moment: datetime, *, is_file: bool) -> None:
        """It was saved as a file or printed, at this moment of the local clock."""
        self.is_kept = True
        words = self.tr("Saved {time}") if is_file else self.tr("Printed {time}")
        self._say(words.format(time=times.write_time(moment.time())))
        self.kept.emit(is_file)

    def print(self) -> None:
        """Ask for a printer and print the sheet."""
        from counselor_desk.services import recovery_sheets
        from counselor_desk.ui import printers

        if not printers.are_there():
            self.failed.emit(
                self.tr(
                    "No printer is set up on this computer. Save the sheet as a PDF on a USB stick "
                    "and print it where you trust the printer. The PDF opens every record: delete "
                    "it when it is printed, or lock the stick away."
                )
            )
            return
        paper, sheet = self._paper(), self._sheet()
        self._printer = printers.make(paper, _MAKER)
        if not messages.choose_printer(self, self._printer):
            return
        self._waiting = tasks.run(
            self,
            lambda: printers.pictures(recovery_sheets.render(sheet, paper)),
            partial(self._paint, sheet),
            self._fail,
        )

    def save(self) -> None:
        """Ask where and save the sheet as PDF."""
        from counselor_desk.services import recovery_sheets

        sheet = self._sheet()
        path = messages.choose_save_path(
            self,
            self.tr("Save the recovery sheet"),
            _usual_folder() / f"Recovery sheet {sheet.made_at:%Y-%m-%d}.pdf",
            self.tr("PDF (*.pdf)"),
        )
        if path is None:
            return
        if path.suffix.lower() != ".pdf":
            path = path.with_name(f"{path.name}.pdf")
        self._waiting = tasks.run(
            self,
            partial(recovery_sheets.render, sheet, self._paper()),
            partial(self._write, sheet, path),
            self._fail,
        )

    def _paint(self, sheet: RecoverySheet, pages: list[QImage]) -> None:
        from counselor_desk.ui import printers

        if self._printer is None:
            return
        printer, self._printer = self._printer, None
        try:
            printers.paint(printer, pages)
        except DeskError as problem:
            self._fail(problem)
            return
        self.set_kept(sheet.made_at, is_file=False)

    def _write(self, sheet: RecoverySheet, path: Path, content: bytes) -> None:
        from counselor_desk.services import recovery_sheets

        try:
            recovery_sheets.save(path, content)
        except DeskError as problem:
            self._fail(problem)
            return
        self.set_kept(sheet.made_at, is_file=True)

    def _fail(self, problem: DeskError) -> None:
        self.failed.emit(str(problem))

    def _say(self, words: str) -> None:
        self._words.setText(words)
        for part in (self._icon, self._words):
            part.setVisible(bool(words))


def _usual_folder() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())
