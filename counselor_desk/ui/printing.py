"""From the screen to paper: what is wished, and saving it as PDF or Word or handing it over."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError, NoPrinterError
from counselor_desk.records.ids import ClientId, SessionId, Uid
from counselor_desk.services import exports
from counselor_desk.services.exports import Composed, DocumentKind, Format
from counselor_desk.ui import messages, tasks
from counselor_desk.ui.navigation import Page, Place

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtPrintSupport import QPrinter

    from counselor_desk.records.activity import LogReport
    from counselor_desk.records.attendance_weeks import AttendanceSheet
    from counselor_desk.services.desk import Desk

_LOG = "activity-log"
_BETWEEN = ","
_SHEET = "sign-in-sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRequest:
    """The wish to have one record on paper: as which document, which one, whose.

    `more` are notes that follow on the same paper, in their order.
    """

    kind: DocumentKind
    uid: Uid
    client_id: ClientId
    more: tuple[Uid, ...] = ()

    @property
    def uids(self) -> tuple[Uid, ...]:
        """Every record that is wished for, in its order."""
        return self.uid, *self.more

    def of(self, uid: str) -> PrintRequest:
        """The wish for another record of the kind."""
        return replace(self, uid=Uid(uid), more=())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest:
    """The wish to have a report of the log or a week of attendance on paper."""

    report: LogReport | AttendanceSheet = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRequest:
    """The wish to have the sign-in sheet of a group session on paper."""

    session_id: SessionId


AnyRequest = PrintRequest | ReportRequest | SheetRequest


def place_of(request: AnyRequest) -> Place:
    """Where the preview of it is."""
    if isinstance(request, ReportRequest):
        return Place(page=Page.PREVIEW, part=_LOG)
    if isinstance(request, SheetRequest):
        return Place(page=Page.PREVIEW, session_id=request.session_id, part=_SHEET)
    part = f"{request.kind.value}/{_BETWEEN.join(request.uids)}"
    return Place(page=Page.PREVIEW, client_id=request.client_id, part=part)


def request_of(place: Place) -> PrintRequest | SheetRequest | None:
    """What a place of the preview shows; None for a report, which no place can name."""
    if place.session_id is not None and place.part == _SHEET:
        return SheetRequest(session_id=place.session_id)
    kind, _, uids = place.part.partition("/")
    if place.client_id is None or kind not in set(DocumentKind):
        return None
    uid, *more = (Uid(one) for one in uids.split(_BETWEEN))
    return PrintRequest(
        kind=DocumentKind(kind), uid=uid, client_id=place.client_id, more=tuple(more)
    )


@runtime_checkable
class Printable(Protocol):
    """A page that knows what the Print button of its chart would print."""

    def print_request(self) -> PrintRequest | None:
        """The record that is open, or None when there is nothing to print."""


class Printing(QObject):
    """Takes documents to paper: PDF, Word, printer.

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

    def save_record(self, request: PrintRequest, form: Format) -> None:
        """Lay a record out as it is set and save it.

        Raises:
            DeskError: the record cannot be laid out, as when its seal is broken.
        """
        choice = exports.choice_of(self._desk, request.client_id, request.kind, request.uid)
        self.save(exports.compose(self._desk, choice), form)

    def save(self, composed: Composed, form: Format, content: bytes | None = None) -> None:
        """Ask where, and write the file.

        Args:
            composed: the document.
            form: PDF or Word.
            content: the file, where it was rendered already.
        """
        if not self._may_go_on(composed, form):
            return
        path = self._ask_for_path(composed, form)
        if path is None:
            return
        self._folder = path.parent
        if content is not None:
            self._write(composed, path, content)
            return
        job = partial(exports.render, composed.document, form, composed.paper)
        tasks.run(self, job, partial(self._write, composed, path), self._fail)

    def print(
        self, composed: Composed, pdf: bytes, *, copies: int = 1, is_two_sided: bool = False
    ) -> None:
        """Ask for a printer and print.

        Raises:
            NoPrinterError: none is set up.
        """
        from counselor_desk.ui import printers

        if not self._may_go_on(composed, None):
            return
        if not printers.are_there():
            raise NoPrinterError
        maker = composed.document.meta.maker
        printer = printers.make(composed.paper, maker, copies=copies, is_two_sided=is_two_sided)
        if not messages.choose_printer(self._window, printer):
            return
        # The job on the printer lives as long as this object.
        self._printer = printer
        job = partial(printers.pictures, pdf)
        tasks.run(self, job, partial(self._paint, composed), self._fail)

    def _ask_for_path(self, composed: Composed, form: Format) -> Path | None:
        words = {Format.PDF: self.tr("PDF (*.pdf)"), Format.DOCX: self.tr("Word (*.docx)")}
        path = messages.choose_save_path(
            self._window,
            self.tr("Save as PDF") if form is Format.PDF else self.tr("Save as Word"),
            self._usual_folder() / f"{composed.stem}.{form.value}",
            words[form],
        )
        if path is None or path.suffix.lower() == f".{form.value}":
            return path
        return path.with_name(f"{path.name}.{form.value}")

    def _may_go_on(self, composed: Composed, form: Format | None) -> bool:
        letters = exports.letters_to_ask_about(composed, form)
        return not letters or self._agrees_to_boxes(letters, form)

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
