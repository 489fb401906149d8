"""Printers: pictures of a PDF's pages on paper, through the system's own printing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRect
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from counselor_desk.errors import PrinterError
from counselor_desk.records.program import Paper
from counselor_desk.ui import pdf_pages

DOTS_PER_INCH = 300
_NAMELESS = "Document"
_SIZES = {Paper.LETTER: QPageSize.PageSizeId.Letter, Paper.A4: QPageSize.PageSizeId.A4}


def are_there() -> bool:
    """Whether this computer has a printer set up."""
    return bool(QPrinterInfo.availablePrinterNames())


def make(paper: Paper, maker: str, *, copies: int = 1, is_two_sided: bool = False) -> QPrinter:
    """A print job on this paper whose name in the queue says nothing about its content.

    Args:
        paper: what it is printed on.
        maker: the program as the queue shows it; empty for what must not name one, such as a CV.
        copies: how many of them, 1 or more; the printer's own dialog begins with it.
        is_two_sided: print on both sides of a sheet, where the printer can.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(maker or _NAMELESS)
    printer.setCreator(maker or _NAMELESS)
    printer.setFullPage(True)
    layout = QPageLayout(
        QPageSize(_SIZES[paper]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    )
    printer.setPageLayout(layout)
    printer.setCopyCount(copies)
    mode = QPrinter.DuplexMode
    printer.setDuplex(mode.DuplexLongSide if is_two_sided else mode.DuplexNone)
    return printer


def pictures(pdf: bytes) -> list[QImage]:
    """Every page of a PDF as a picture, in colors, 300 dots per inch."""
    return pdf_pages.pictures(pdf, DOTS_PER_INCH / pdf_pages.POINTS_PER_INCH)


def paint(printer: QPrinter, pages: Sequence[QImage]) -> None:
    """Print the pages the person asked for, in as many copies as they asked for.

    Raises:
        PrinterError: the printer does not take the job.
    """
    # Where the printer's own software makes no copies, each is sent.
    times = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    chosen = [*_chosen(printer, pages)] * times
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterError
    try:
        for at, page in enumerate(chosen):
            if at:
                printer.newPage()
            painter.drawImage(QRect(0, 0, printer.width(), printer.height()), page)
    finally:
        painter.end()


def _chosen(printer: QPrinter, pages: Sequence[QImage]) -> Sequence[QImage]:
    first, last = printer.fromPage(), printer.toPage()
    return pages[first - 1 : last] if first else pages
