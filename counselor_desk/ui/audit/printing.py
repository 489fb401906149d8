"""The report of the log on its way to paper: PDF, Word, printer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QMenu, QWidget

from counselor_desk.errors import DeskError, NoPrinterError
from counselor_desk.records.audit import Act
from counselor_desk.services import audits
from counselor_desk.services.exports import Format
from counselor_desk.ui import messages, tasks

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtPrintSupport import QPrinter

    from counselor_desk.records.activity import LogReport
    from counselor_desk.services.desk import Desk

_FILE_NAME = "Activity log"
_MAKER = "Counselor Desk"


class ReportPrinting(QObject):
    """Offers the ways to paper and goes one of them, off the window's thread.

    Signals:
        chosen: a way was chosen; carries a `Format`, or None for the printer.
        said: it is done; carries the words.
        failed: it is not; carries the sentence.
    """

    chosen = Signal(object)
    said = Signal(str)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, parent
        self._printer: QPrinter | None = None
        self.menu = QMenu(parent)
        self.menu.setAccessibleName(self.tr("Print report"))
        self.pdf_action = self.menu.addAction(self.tr("Save as PDF…"))
        self.word_action = self.menu.addAction(self.tr("Save as Word…"))
        self.menu.addSeparator()
        self.printer_action = self.menu.addAction(self.tr("Print…"))
        self.pdf_action.triggered.connect(lambda: self.chosen.emit(Format.PDF))
        self.word_action.triggered.connect(lambda: self.chosen.emit(Format.DOCX))
        self.printer_action.triggered.connect(lambda: self.chosen.emit(None))

    def release(self, report: LogReport, form: Format | None) -> None:
        """Save the report as a file, or print it without a form."""
        render = audits.renderer(self._desk, report)
        try:
            if form is None:
                self._print(render)
            else:
                self._save(render, form)
        except DeskError as problem:
            self._fail(problem)

    def _save(self, render: Callable[[Format], bytes], form: Format) -> None:
        kinds = {Format.PDF: self.tr("PDF (*.pdf)"), Format.DOCX: self.tr("Word (*.docx)")}
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path = messages.choose_save_path(
            self._window,
            self.tr("Save the report"),
            Path(place or Path.home()) / f"{_FILE_NAME}.{form.value}",
            kinds[form],
        )
        if path is None:
            return
        if path.suffix.lower() != f".{form.value}":
            path = path.with_name(f"{path.name}.{form.value}")
        tasks.run(self, partial(render, form), partial(self._write, path), self._fail)

    def _print(self, render: Callable[[Format], bytes]) -> None:
        from counselor_desk.ui import printers

        if not printers.are_there():
            raise NoPrinterError
        printer = printers.make(self._desk.program().paper, _MAKER)
        if not messages.choose_printer(self._window, printer):
            return
        # The job on the printer lives as long as this object.
        self._printer = printer
        tasks.run(self, partial(_pages, render), self._paint, self._fail)

    def _write(self, path: Path, content: bytes) -> None:
        try:
            audits.write_report(self._desk, path, content)
        except DeskError as problem:
            self._fail(problem)
            return
        self.said.emit(self.tr("Saved {name}").format(name=path.name))

    def _paint(self, pages: list[QImage]) -> None:
        from counselor_desk.ui import printers

        printer, self._printer = self._printer, None
        if printer is None:
            return
        try:
            printers.paint(printer, pages)
            audits.note_released(self._desk, Act.PRINT, "printer")
        except DeskError as problem:
            self._fail(problem)
            return
        self.said.emit(self.tr("Sent to the printer"))

    def _fail(self, problem: DeskError) -> None:
        self.failed.emit(str(problem))


def _pages(render: Callable[[Format], bytes]) -> list[QImage]:
    """Every page as a picture; runs in a task."""
    from counselor_desk.ui import printers

    return printers.pictures(render(Format.PDF))
