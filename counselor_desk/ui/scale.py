"""The scale of urges: eleven segments from 0 to 10, chosen by click, arrows or figures."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.records.cravings import HIGHEST_SCORE
from counselor_desk.ui import painting, tokens
from counselor_desk.ui import theme as themes

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
}
_PAD = 2


class Scale(QWidget):
    """One of eleven segments, or none yet. Figures choose; a 0 right after a 1 makes it 10.

    An optional one is taken back with Delete, or with a click on what is chosen.

    Signals:
        edited: the person chose another; carries the score, None for one that was taken back.
    """

    edited = Signal(object)

    def __init__(
        self, *, name: str, is_optional: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._is_optional = name, is_optional
        self._value: int | None = None
        self._typed_one = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_value(None)

    def value(self) -> int | None:
        """The chosen score, None before one is."""
        return self._value

    def set_value(self, value: int | None) -> None:
        """Choose without telling."""
        self._value = value
        said = self.tr("nothing chosen") if value is None else str(value)
        self.setAccessibleName(f"{self._name}: {said}")
        self.update()

    def place(self, score: int) -> QRect:
        """Where the segment of a score is."""
        theme = themes.current()
        room = self.width() - 2 * theme.s(_PAD)
        left, right = (
            theme.s(_PAD) + round(room * edge / (HIGHEST_SCORE + 1)) for edge in (score, score + 1)
        )
        return QRect(left, theme.s(_PAD), right - left, self.height() - 2 * theme.s(_PAD))

    def sizeHint(self) -> QSize:
        """Eleven segments, one control high."""
        theme = themes.current()
        return QSize(theme.s(28 * (HIGHEST_SCORE + 1)), theme.s(tokens.CONTROL_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Figures must still stand apart."""
        theme = themes.current()
        return QSize(theme.s(20 * (HIGHEST_SCORE + 1)), theme.s(tokens.CONTROL_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures and arrows choose; Home and End are the ends of the scale."""
        key, was_one = Qt.Key(event.key()), self._typed_one
        self._typed_one = False
        if event.text().isdecimal() and event.text().isascii():
            figure = int(event.text())
            self._typed_one = figure == 1
            self._choose(HIGHEST_SCORE if was_one and figure == 0 else figure)
        elif key in _STEPS:
            before = -1 if self._value is None else self._value
            self._choose(min(max(before + _STEPS[key], 0), HIGHEST_SCORE))
        elif self._is_optional and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(0 if key == Qt.Key.Key_Home else HIGHEST_SCORE)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses the segment below it."""
        place = event.position().toPoint()
        for score in range(HIGHEST_SCORE + 1):
            if self.place(score).contains(place):
                self._typed_one = False
                is_again = self._is_optional and score == self._value
                self._choose(None if is_again else score)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._typed_one = False
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Look as it may be used."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track, figures, the chosen one filled."""
        theme, painter = themes.current(), QPainter(self)
        painting.draw_box(painter, self.rect(), theme, "track", "", tokens.RADIUS_CONTROL)
        for score in range(HIGHEST_SCORE + 1):
            place, is_chosen = self.place(score), score == self._value
            if is_chosen:
                fill = "accent" if self.isEnabled() else "pressed"
                painting.draw_box(painter, place, theme, fill, "", tokens.RADIUS_CHIP)
            ink = "on_accent" if is_chosen and self.isEnabled() else "text2"
            kind = "chip" if is_chosen else "small_button"
            center = Qt.AlignmentFlag.AlignHCenter
            painting.draw_text(painter, place, theme, str(score), kind=kind, ink=ink, align=center)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            radius = theme.s(tokens.RADIUS_CONTROL)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)

    def _choose(self, score: int | None) -> None:
        if score != self._value:
            self.set_value(score)
            self.edited.emit(score)
