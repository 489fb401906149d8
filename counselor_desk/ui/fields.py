"""Fields to type in, and the label, help and error that go with any field."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from counselor_desk.ui import theme as themes
from counselor_desk.ui import tokens
from counselor_desk.ui.buttons import IconButton
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.dressing import dress
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
