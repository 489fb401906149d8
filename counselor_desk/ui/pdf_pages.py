"""Pictures of a PDF's pages, for the printer and for previews."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

POINTS_PER_INCH = 72

# The engine rounds up: a hair's breadth less keeps a picture from being a pixel too wide.
_ROUNDING = 0.01

# The engine that reads PDFs does one thing at a time in a whole process.
_ENGINE = Lock()


def pictures(pdf: bytes, scale: float) -> list[QImage]:
    """Every page as a picture in colors; may run in a task.

    Args:
        pdf: the file.
        scale: pixels for each point of the page.
    """
    import pypdfium2

    with _ENGINE:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_picture(page, scale) for page in document]
        finally:
            document.close()


def page_count(pdf: bytes) -> int:
    """How many pages the file has; may run in a task."""
    import pypdfium2

    with _ENGINE:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page, in points; may run in a task."""
    import pypdfium2

    with _ENGINE:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(document.get_page_size(at) for at in range(len(document)))
        finally:
            document.close()


def picture(pdf: bytes, at: int, width: int) -> QImage:
    """One page, counted from 0, as a picture `width` pixels wide; may run in a task."""
    import pypdfium2

    with _ENGINE:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[at]
            return _picture(page, (width - _ROUNDING) / page.get_width())
        finally:
            document.close()


def _picture(page: PdfPage, scale: float) -> QImage:
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    picture = QImage(
        bytes(bitmap.buffer),
        bitmap.width,
        bitmap.height,
        bitmap.stride,
        QImage.Format.Format_RGBX8888,
    )
    return picture.copy()
