"""A dialog that shows the scan of a signed page, straight from the records."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from counselor_desk.errors import DeskError, UnknownScanError
from counselor_desk.records.attachments import Attachment, MediaType
from counselor_desk.services import attachments
from counselor_desk.ui import messages, pdf_pages, tasks
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.signatures import translated

if TYPE_CHECKING:
    from counselor_desk.records.signatures import Signature
    from counselor_desk.services.desk import Desk

MOST_PAGES = 30
"""More pages of a scan are not drawn."""

_WIDTH = 760
_INSIDE = 48
_ROOM_AROUND = 190
_LOWEST = 160


class ScanDialog(messages.Dialog):
    """Every page below the other, as wide as the dialog."""

    def __init__(self, parent: QWidget | None, title: str, scan: Attachment) -> None:
        super().__init__(parent, title, width=_WIDTH)
        self.setObjectName("scan_dialog")
        self.pages: list[QLabel] = []
        self._column = Column(spacing=12)
        self._column.addStretch(1)
        content = QWidget()
        content.setLayout(self._column)
        self.scan_area = QScrollArea()
        self.scan_area.setWidgetResizable(True)
        self.scan_area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scan_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scan_area.setAccessibleName(title)
        self.scan_area.setWidget(content)
        self._waiting = Label(self.tr("Opening the scan…"), "muted")
        self.failure_banner = Banner("", tone="risk")
        self.failure_banner.hide()
        self.body.add(self._waiting, self.failure_banner, self.scan_area)
        self.scan_area.hide()
        self.scan_close_button = Button(self.tr("Close"), kind="primary")
        self.scan_close_button.clicked.connect(self.accept)
        self.set_buttons(self.scan_close_button)
        self.scan_close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        ratio = self.devicePixelRatioF()
        self._width = themes.current().s(_WIDTH - _INSIDE - 16)
        job = partial(_drawn, scan, round(self._width * ratio))
        tasks.run(self, job, self._show_pages, self._fail)

    def place(self) -> None:
        """As high as the window allows once there are pages."""
        window = self.parentWidget()
        if window is not None and self.pages:
            theme = themes.current()
            room = max(window.height() - theme.s(_ROOM_AROUND), theme.s(_LOWEST))
            wanted = sum(page.height() + theme.s(12) for page in self.pages)
            self.scan_area.setFixedHeight(min(wanted, room))
        super().place()

    def _show_pages(self, pictures: list[QImage]) -> None:
        self._waiting.hide()
        self.scan_area.show()
        for number, picture in enumerate(pictures, 1):
            page = QLabel()
            ratio = max(picture.width() / self._width, 1)
            picture.setDevicePixelRatio(ratio)
            page.setPixmap(QPixmap.fromImage(picture))
            page.setFixedSize(
                QSize(round(picture.width() / ratio), round(picture.height() / ratio))
            )
            page.setAccessibleName(self.tr("Page {number}").format(number=number))
            self._column.insertWidget(number - 1, page)
            self.pages.append(page)
        QTimer.singleShot(0, self, self.place)

    def _fail(self, problem: DeskError) -> None:
        self._waiting.hide()
        self.failure_banner.set_message(str(problem), tone="risk")
        self.failure_banner.show()
        self.place()


def show_of(parent: QWidget, desk: Desk, signature: Signature) -> None:
    """Show the scan of a signature on paper, or say why it cannot be shown."""
    title = translated("Signed by {name}").format(name=signature.printed_name)
    if signature.attachment_id is None:
        return
    try:
        scan = attachments.get(desk, signature.attachment_id)
    except DeskError as problem:
        messages.tell(parent, title, str(problem))
        return
    dialog = ScanDialog(parent, title, scan)
    messages.run(dialog)
    dialog.deleteLater()


def _drawn(scan: Attachment, width: int) -> list[QImage]:
    """The pages in a width, in pixels; runs in a task."""
    if scan.media_type is MediaType.PDF:
        return _pages(scan.content, width)
    picture = QImage.fromData(QByteArray(scan.content))
    if picture.isNull():
        raise UnknownScanError
    mode = Qt.TransformationMode.SmoothTransformation
    return [picture.scaledToWidth(min(width, picture.width()), mode)]


def _pages(content: bytes, width: int) -> list[QImage]:
    from pypdfium2 import PdfiumError

    try:
        count = min(pdf_pages.page_count(content), MOST_PAGES)
        return [pdf_pages.picture(content, at, width) for at in range(count)]
    except PdfiumError as reason:
        raise UnknownScanError from reason
