"""From the screen to paper: save a document as PDF or Word, or hand it to a printer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QPoint, QStandardPaths, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from counselor_desk.errors import DeskError, NoPrinterError
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.services import exports
from counselor_desk.services.exports import Composed, DocumentKind, Format
from counselor_desk.ui import messages, tasks

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtPrintSupport import QPrinter

    from counselor_desk.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRequest:
    """The wish to have one record on paper: as which document, which one, whose."""

    kind: DocumentKind
    uid: Uid
    client_id: ClientId


@runtime_checkable
class Printable(Protocol):
    """A page that knows what the Print button of its chart would print."""

    def print_request(self) -> PrintRequest | None:
        """The record that is open, or None when there is nothing to print."""


class Printing(QObject):
    """Takes requests to paper: PDF, Word, printer.

    Signals:
        said: it is done; carries the words, and the folder of the file or None.
        failed: it is not; carries the sentence.
    """

    said = Signal(str, object)
    failed = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._folder: Path | None = None
        self._printer: QPrinter | None = None
        self._request: PrintRequest | None = None
        self.menu = QMenu(window)
        self.menu.setAccessibleName(self.tr("Print"))
        self.pdf_action = self.menu.addAction(self.tr("Save as PDF…"))
        self.word_action = self.menu.addAction(self.tr("Save as Word…"))
        self.menu.addSeparator()
        self.printer_action = self.menu.addAction(self.tr("Print…"))
        self.pdf_action.triggered.connect(lambda: self._act(Format.PDF))
        self.word_action.triggered.connect(lambda: self._act(Format.DOCX))
        self.printer_action.triggered.connect(lambda: self._act(None))

    def offer(self, request: PrintRequest) -> None:
        """Open the menu of ways to paper, below the button that was pressed."""
        self._request = request
        button = self._window.window().focusWidget()
        if isinstance(button, QPushButton):
            place = button.mapToGlobal(QPoint(0, button.height() + 4))
        else:
            place = QCursor.pos()
        self.menu.popup(place)

    def _act(self, form: Format | None) -> None:
        request, self._request = self._request, None
        if request is None:
            return
        try:
            if form is None:
                self.print(request)
            else:
                self.save(request, form)
        except DeskError as problem:
            self.failed.emit(str(problem))

    def save(self, request: PrintRequest, form: Format) -> None:
        """Ask where, lay the record out, and write the file.

        Raises:
            DeskError: the record cannot be laid out, as when its seal is broken.
        """
        composed = self._compose(request, form)
        if composed is None:
            return
        words = {Format.PDF: self.tr("PDF (*.pdf)"), Format.DOCX: self.tr("Word (*.docx)")}
        path = messages.choose_save_path(
            self._window,
            self.tr("Save as PDF") if form is Format.PDF else self.tr("Save as Word"),
            self._usual_folder() / f"{composed.stem}.{form.value}",
            words[form],
        )
        if path is None:
            return
        if path.suffix.lower() != f".{form.value}":
            path = path.with_name(f"{path.name}.{form.value}")
        self._folder = path.parent
        tasks.run(
            self,
            partial(exports.render, composed.document, form, composed.paper),
            partial(self._write, composed, path),
            self._fail,
        )

    def print(self, request: PrintRequest) -> None:
        """Ask for a printer, lay the record out, and print it.

        Raises:
            NoPrinterError: none is set up.
            DeskError: the record cannot be laid out.
        """
        from counselor_desk.ui import printers

        composed = self._compose(request, None)
        if composed is None:
            return
        if not printers.are_there():
            raise NoPrinterError
        printer = printers.make(composed.paper, composed.document.meta.maker)
        if not messages.choose_printer(self._window, printer):
            return
        # The job on the printer lives as long as this object.
        self._printer = printer
        tasks.run(
            self,
            partial(_pages, composed),
            partial(self._paint, composed),
            self._fail,
        )

    def _compose(self, request: PrintRequest, form: Format | None) -> Composed | None:
        choice = exports.choice_of(self._desk, request.client_id, request.kind, request.uid)
        composed = exports.compose(self._desk, choice)
        letters = exports.letters_to_ask_about(composed, form)
        if letters and not self._agrees_to_boxes(letters, form):
            return None
        return composed

    def _agrees_to_boxes(self, letters: str, form: Format | None) -> bool:
        named = "  ".join(letters)
        if form is Format.DOCX:
            return messages.ask(
                self._window,
                self.tr("Save with letters that may be missing?"),
                self.tr(
                    "No font of this program has these letters: {letters}. Word shows each in "
                    "another font of the computer it runs on, or as a box where there is none; the "
                    "record itself keeps them."
                ).format(letters=named),
                self.tr("Save anyway"),
            )
        return messages.ask(
            self._window,
            self.tr("Print a box for each letter that is missing?"),
            self.tr(
                "No font has these letters: {letters}. Each would be a box on the paper; the "
                "record itself keeps them."
            ).format(letters=named),
            self.tr("Print boxes"),
        )

    def _usual_folder(self) -> Path:
        if self._folder is not None:
            return self._folder
        place = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(place) or Path.home())

    def _write(self, composed: Composed, path: Path, content: bytes) -> None:
        try:
            exports.write(self._desk, composed, path, content)
        except DeskError as problem:
            self._fail(problem)
            return
        self.said.emit(self.tr("Saved {name}").format(name=path.name), path.parent)

    def _paint(self, composed: Composed, pages: list[QImage]) -> None:
        from counselor_desk.ui import printers

        if self._printer is None:
            return
        printer, self._printer = self._printer, None
        try:
            printers.paint(printer, pages)
            exports.note_printed(self._desk, composed)
        except DeskError as problem:
            self._fail(problem)
            return
        self.said.emit(self.tr("Sent to the printer"), None)

    def _fail(self, problem: DeskError) -> None:
        self.failed.emit(str(problem))


def _pages(composed: Composed) -> list[QImage]:
    """Every page as a picture; runs in a task."""
    from counselor_desk.ui import printers

    return printers.pictures(exports.render(composed.document, Format.PDF, composed.paper))
