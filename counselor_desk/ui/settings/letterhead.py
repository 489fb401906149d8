"""The head of papers: the program's logo, and the lines below its name."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QStandardPaths, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from counselor_desk.records.program import HEADER_LINES
from counselor_desk.services import programs
from counselor_desk.ui import messages, tasks, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.layouts import Row, hold

if TYPE_CHECKING:
    from counselor_desk.errors import DeskError

_PICTURE = (112, 44)
_LINE_WIDTH = 320


class Picture(QWidget):
    """A small picture on white, as it will stand on paper."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self.setAccessibleName(name)
        hold(self, width=_PICTURE[0], height=_PICTURE[1])

    def show_png(self, png: bytes) -> None:
        """Show this picture; nothing for no bytes."""
        self._pixmap = QPixmap()
        if png:
            self._pixmap.loadFromData(png)
        self.setVisible(bool(png))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper is white in the dark, too."""
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.setPen(QPen(theme.color("border_btn"), 1))
        painter.setBrush(Qt.GlobalColor.white)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = theme.s(tokens.RADIUS_CHIP)
        painter.drawRoundedRect(frame, radius, radius)
        if not self._pixmap.isNull():
            inset = theme.s(4)
            room = frame.adjusted(inset, inset, -inset, -inset)
            size = self._pixmap.size().scaled(
                room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
            )
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(room.center())
            painter.drawPixmap(place, self._pixmap, QRectF(self._pixmap.rect()))
        painter.end()


class LogoControl(QWidget):
    """The logo, with the buttons that choose and remove it.

    Signals:
        chosen: a picture that can be printed; carries a PNG.
        removed: print no logo any more.
        failed: the file is no such picture; carries the sentence.
    """

    chosen = Signal(bytes)
    removed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Logo"))
        self.picture = Picture(self.tr("The logo on papers"))
        self.choose_button = Button(self.tr("Choose…"))
        self.choose_button.setAccessibleName(self.tr("Choose a logo"))
        self.choose_button.clicked.connect(self.choose)
        self.remove_button = Button(self.tr("Remove"), kind="quiet")
        self.remove_button.setAccessibleName(self.tr("Remove the logo"))
        self.remove_button.clicked.connect(self.removed)
        self.setLayout(Row(self.picture, self.remove_button, self.choose_button, spacing=8))
        self.show_png(b"")

    def show_png(self, png: bytes) -> None:
        """Show this logo, or that there is none."""
        self.picture.show_png(png)
        self.remove_button.setVisible(bool(png))

    def choose(self) -> None:
        """Ask for a picture and make it ready for paper, away from the window's thread."""
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        path = messages.choose_open_path(
            self,
            self.tr("Choose a logo"),
            Path(pictures or Path.home()),
            self.tr("Pictures (*.png *.jpg *.jpeg)"),
        )
        if path is None:
            return
        self.choose_button.setEnabled(False)
        tasks.run(self, partial(programs.read_logo, path), self._take, self._fail)

    def _take(self, png: bytes) -> None:
        self.choose_button.setEnabled(True)
        self.chosen.emit(png)

    def _fail(self, problem: DeskError) -> None:
        self.choose_button.setEnabled(True)
        self.failed.emit(str(problem))


class HeaderLines:
    """The fields for the lines below the program's name."""

    def __init__(self) -> None:
        self.edits = tuple(
            LineEdit(max_length=programs.HEADER_LINE_LIMIT) for _ in range(HEADER_LINES)
        )
        for number, edit in enumerate(self.edits, 1):
            edit.setObjectName(f"header_line_{number}_edit")
            hold(edit, max_width=_LINE_WIDTH)

    def value(self) -> str:
        """The lines as they stand in the fields, without empty ones."""
        lines = [edit.value().strip() for edit in self.edits]
        return "\n".join(line for line in lines if line)

    def set_value(self, header: str) -> None:
        """Show lines, without telling."""
        lines = header.splitlines()
        for place, edit in enumerate(self.edits):
            edit.set_value(lines[place] if place < len(lines) else "")
