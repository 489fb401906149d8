"""Fields to choose in: one of a list, or yes and no."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from counselor_desk.ui import painting, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.focus import KeyboardFocus


class ComboBox(QComboBox):
    """One of several named values.

    Signals:
        edited: the person chose another; carries the value. Not sent by `set_value`.
    """

    edited = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[object, str]] = (),
        *,
        name: str = "",
        is_small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_editable = True
        if name:
            self.setAccessibleName(name)
        # The default delegate draws as a menu and ignores the style sheet.
        self.setItemDelegate(_ComboDelegate(self))
        dress(self, z="s" if is_small else "")
        self.set_options(options)
        self.activated.connect(lambda place: self.edited.emit(self._values[place]))

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Offer other values; the value stays if it is among them."""
        kept = self.value() if self.count() else None
        self.clear()
        self._values = [value for value, _ in options]
        self.addItems([text for _, text in options])
        self.set_value(kept)
        self.updateGeometry()

    def value(self) -> object:
        """The chosen value, None when nothing is chosen."""
        place = self.currentIndex()
        return self._values[place] if place >= 0 else None

    def set_value(self, value: object) -> None:
        """Choose without telling; a value that is not offered chooses nothing."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def set_editable(self, *, is_editable: bool) -> None:
        """Let it be chosen from, or only read: not disabled, which dims what is to be read."""
        self._is_editable = is_editable
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not is_editable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_editable else Qt.FocusPolicy.NoFocus)
        dress(self, ro="0" if is_editable else "1")

    def sizeHint(self) -> QSize:
        """The control height, wide enough for the longest word."""
        theme = themes.current()
        is_small = self.property("z") == "s"
        height = tokens.SMALL_CONTROL_HEIGHT if is_small else tokens.CONTROL_HEIGHT
        metrics = self.fontMetrics()
        words = (metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count()))
        return QSize(max(words, default=0) + theme.s(48), theme.s(height))

    def minimumSizeHint(self) -> QSize:
        """May be cut in a narrow place."""
        return QSize(themes.current().s(72), self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a page must not change a value that passes under the pointer."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the value with an ellipsis where it is cut, the chevron of a choice."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width()
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )
        self._explain(is_cut=option.currentText != self.currentText())
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        if not self._is_editable:
            return
        theme = themes.current()
        left = self.width() - theme.s(14) - theme.s(8)
        token = "text2" if self.isEnabled() else "disabled"
        painting.draw_icon(
            painter, QPoint(left, 0), self.height(), theme, "chevron-down", token, 14
        )

    def _explain(self, *, is_cut: bool) -> None:
        tip = self.currentText() if is_cut else ""
        if self.toolTip() != tip:
            self.setToolTip(tip)


class CheckBox(KeyboardFocus, QCheckBox):
    """Yes or no.

    Signals:
        edited: the person changed it; carries a bool. Not sent by `set_value`.
    """

    edited = Signal(object)

    def __init__(self, text: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text.replace("&", "&&"))
        if name:
            self.setAccessibleName(name)
        self.clicked.connect(self._tell)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Tick or clear it without telling."""
        self.setChecked(bool(value))

    def _tell(self, is_on: bool) -> None:
        self.edited.emit(is_on)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tick over the style sheet's box."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        from PySide6.QtWidgets import QStyle

        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        theme = themes.current()
        left = box.left() + (box.width() - theme.s(14)) // 2
        token = "on_accent" if self.isEnabled() else "disabled"
        painting.draw_icon(
            QPainter(self), QPoint(left, box.top()), box.height(), theme, "check", token, 14
        )


class _ComboDelegate(QStyledItemDelegate):
    """Gives the rows of an open list the height of a menu's."""

    def sizeHint(self, option: object, index: object) -> QSize:
        """One control high."""
        hint = super().sizeHint(option, index)  # type: ignore[arg-type]  # passed on untouched
        return QSize(hint.width(), themes.current().s(tokens.SMALL_CONTROL_HEIGHT))
