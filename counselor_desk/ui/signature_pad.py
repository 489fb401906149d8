"""The field one signs in with mouse, pen or finger, and the picture that is made of the strokes."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.ui import theme as themes

MOST_POINTS = 8_000
"""A longer scribble is not taken; a signature has some hundreds."""

_HEIGHT = 132
_WIDTH = 320
_LINE = 2.2
_BASE_LINE = 0.74
# Of the picture: enough for a sharp line on paper, and some ten kilobytes at most.
_PICTURE_WIDTH, _PICTURE_HEIGHT = 900, 330
_PICTURE_LINE = 5.0
_PICTURE_MARGIN = 10.0


class SignaturePad(QWidget):
    """Keeps what is drawn as lines of points, and draws them anew in any size.

    Signals:
        changed: a stroke was drawn, or all were taken back.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[QPointF]] = []
        self._is_drawing = False
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # A finger draws; the system would otherwise wait for a gesture.
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is drawn yet."""
        return not self._strokes

    def clear(self) -> None:
        """Take every stroke back."""
        self._strokes, self._is_drawing = [], False
        self.update()
        self.changed.emit()

    def picture(self) -> bytes:
        """What is drawn, black on white, as a PNG without anything around it; empty if nothing."""
        if self.is_empty:
            return b""
        path = self._path()
        bounds = path.boundingRect()
        room = QRectF(0, 0, _PICTURE_WIDTH, _PICTURE_HEIGHT).adjusted(
            _PICTURE_MARGIN, _PICTURE_MARGIN, -_PICTURE_MARGIN, -_PICTURE_MARGIN
        )
        scale = min(
            room.width() / max(bounds.width(), 1),
            room.height() / max(bounds.height(), 1),
            _PICTURE_WIDTH / max(self.width(), 1),
        )
        size = QSize(
            round(bounds.width() * scale + 2 * _PICTURE_MARGIN),
            round(bounds.height() * scale + 2 * _PICTURE_MARGIN),
        )
        image = QImage(size, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.translate(_PICTURE_MARGIN, _PICTURE_MARGIN)
        painter.scale(scale, scale)
        painter.translate(-bounds.topLeft())
        _draw(painter, path, QColor(Qt.GlobalColor.black), _PICTURE_LINE / scale)
        painter.end()
        return _png(image)

    def sizeHint(self) -> QSize:
        """Room for a signature."""
        theme = themes.current()
        return QSize(theme.s(_WIDTH), theme.s(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As high as one signs."""
        return QSize(themes.current().s(160), self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A stroke begins; a finger comes as a mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The stroke goes on."""
        self._go_on(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """The stroke ends."""
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen draws as a mouse does, with finer points."""
        match event.type():
            case QTabletEvent.Type.TabletPress:
                self._begin(event.position())
            case QTabletEvent.Type.TabletMove:
                self._go_on(event.position())
            case QTabletEvent.Type.TabletRelease:
                self._end()
            case _:
                pass
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The field, its base line, and what is drawn."""
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.setBrush(theme.color("surface"))
        radius = theme.s(6)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        base, edge = self.height() * _BASE_LINE, theme.s(18)
        painter.setPen(QPen(theme.color("border_btn"), 1))
        painter.drawLine(QPointF(edge, base), QPointF(self.width() - edge, base))
        _draw(painter, self._path(), theme.color("text"), theme.s(_LINE))

    def _begin(self, at: QPointF) -> None:
        self._is_drawing = True
        self._strokes.append([self._inside(at)])
        self.update()

    def _go_on(self, at: QPointF) -> None:
        if self._is_drawing and sum(map(len, self._strokes)) < MOST_POINTS:
            self._strokes[-1].append(self._inside(at))
            self.update()

    def _end(self) -> None:
        if self._is_drawing:
            self._is_drawing = False
            self.changed.emit()

    def _inside(self, at: QPointF) -> QPointF:
        return QPointF(min(max(at.x(), 0), self.width()), min(max(at.y(), 0), self.height()))

    def _path(self) -> QPainterPath:
        path = QPainterPath()
        for stroke in self._strokes:
            path.moveTo(stroke[0])
            # A tap is a dot.
            for point in stroke[1:] or [stroke[0] + QPointF(0.5, 0)]:
                path.lineTo(point)
        return path


def _draw(painter: QPainter, path: QPainterPath, ink: QColor, width: float) -> None:
    pen = QPen(ink, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _png(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt wants text
    buffer.close()
    return bytes(held.data())
