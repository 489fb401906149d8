"""Fields to type and choose in, and the label, help and error that go with one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from counselor_desk.ui import painting, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import IconButton
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.focus import KeyboardFocus
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row

_EYE_ROOM = 34


class LineEdit(QLineEdit):
    """One line of text.

    Signals:
        edited: the person changed it; carries the text. Not sent by `set_value`.
    """

    edited = Signal(object)

    def __init__(
        self,
        text: str = "",
        *,
        hint: str = "",
        name: str = "",
        is_small: bool = False,
        max_length: int = 500,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setMaxLength(max_length)
        self.setPlaceholderText(hint)
        if name:
            self.setAccessibleName(name)
        dress(self, z="s" if is_small else "")
        self.setText(text)
        self.setCursorPosition(0)
        self.textEdited.connect(self.edited.emit)

    def value(self) -> str:
        """The text as it stands."""
        return self.text()

    def set_value(self, text: str) -> None:
        """Show a text from its beginning, without telling."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def set_bad(self, is_bad: bool) -> None:
        """Outline the field as wrong; the words belong to the `LabeledField`."""
        dress(self, bad="1" if is_bad else "0")

    def sizeHint(self) -> QSize:
        """The control height; the width is the row's business."""
        theme = themes.current()
        is_small = self.property("z") == "s"
        height = tokens.SMALL_CONTROL_HEIGHT if is_small else tokens.CONTROL_HEIGHT
        return QSize(theme.s(160), theme.s(height))


class PasswordEdit(LineEdit):
    """A secret: hidden until the eye is pressed.

    Signals:
        shown_changed: whether the text can be read now.
    """

    shown_changed = Signal(bool)

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name=name, max_length=1000, parent=parent)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.eye_button = IconButton("eye", "", parent=self)
        self.eye_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.eye_button.clicked.connect(lambda: self.set_shown(not self.is_shown()))
        self.set_shown(False)

    def is_shown(self) -> bool:
        """Whether the text can be read."""
        return self.echoMode() == QLineEdit.EchoMode.Normal

    def set_shown(self, is_shown: bool) -> None:
        """Show or hide the text."""
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        was_shown = self.is_shown()
        self.setEchoMode(mode)
        self.eye_button.set_icon("eye-off" if is_shown else "eye")
        self.eye_button.set_name(self.tr("Hide the text") if is_shown else self.tr("Show the text"))
        if was_shown != is_shown:
            self.shown_changed.emit(is_shown)

    def wipe(self) -> None:
        """Forget the text, its undo steps too, and hide it again."""
        self.setText("")
        self.set_shown(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the eye at the right end, and the text clear of it."""
        super().resizeEvent(event)
        theme, side = themes.current(), self.eye_button.sizeHint().width()
        gap = (self.height() - side) // 2
        self.eye_button.setGeometry(self.width() - side - max(gap, 1), gap, side, side)
        self.setTextMargins(0, 0, theme.s(_EYE_ROOM) - theme.s(10), 0)


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

    def value(self) -> object:
        """The chosen value, None when nothing is chosen."""
        place = self.currentIndex()
        return self._values[place] if place >= 0 else None

    def set_value(self, value: object) -> None:
        """Choose without telling; a value that is not offered chooses nothing."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def sizeHint(self) -> QSize:
        """The control height, wide enough for the longest word."""
        theme = themes.current()
        is_small = self.property("z") == "s"
        height = tokens.SMALL_CONTROL_HEIGHT if is_small else tokens.CONTROL_HEIGHT
        metrics = self.fontMetrics()
        words = (metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count()))
        return QSize(max(words, default=0) + theme.s(46), theme.s(height))

    def minimumSizeHint(self) -> QSize:
        """May be cut in a narrow place."""
        return QSize(themes.current().s(72), self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a page must not change a value that passes under the pointer."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the style sheet's box, the value with an ellipsis where it is cut, the chevron."""
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


class LabeledField(QWidget):
    """A field under its label, with help below it, or what is wrong instead."""

    def __init__(
        self,
        label: str,
        field: QWidget,
        *,
        help_text: str = "",
        beside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._help = help_text
        self.label = Label(label, "caption")
        self.label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(label)
        self._error_icon = Icon("circle-alert", "risk", size=14)
        self._below = Label("", "hint", wraps=True)
        head = Row(self.label, "stretch", beside) if beside is not None else self.label
        self._below_row = Row(self._error_icon, (self._below, 1), spacing=6)
        self._below_row.setAlignment(self._error_icon, Qt.AlignmentFlag.AlignTop)
        self.setLayout(Column(head, field, self._below_row, spacing=4))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_error("")

    def set_label(self, label: str) -> None:
        """Change the words above the field, and what screen readers call it."""
        self.label.setText(label)
        self.field.setAccessibleName(label)

    def set_error(self, text: str) -> None:
        """Say what is wrong with the field; an empty text brings the help back."""
        self._error_icon.setVisible(bool(text))
        self._below.setText(text or self._help)
        self._below.setVisible(bool(text or self._help))
        dress(self._below, t="caption" if text else "hint", tone="risk" if text else "")
        self.field.setAccessibleDescription(text or self._help)
        if isinstance(self.field, LineEdit):
            self.field.set_bad(bool(text))

    def set_help(self, text: str) -> None:
        """Change the help; an error that stands is taken back."""
        self._help = text
        self.set_error("")

    def error(self) -> str:
        """What is said to be wrong, empty if nothing."""
        return self._below.text() if self._error_icon.isVisibleTo(self) else ""


class _ComboDelegate(QStyledItemDelegate):
    """Gives the rows of an open list the height of a menu's."""

    def sizeHint(self, option: object, index: object) -> QSize:
        """One control high."""
        hint = super().sizeHint(option, index)  # type: ignore[arg-type]  # passed on untouched
        return QSize(hint.width(), themes.current().s(tokens.SMALL_CONTROL_HEIGHT))
