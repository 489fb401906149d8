"""The segmented control: one of a few values, all in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QWidget

from counselor_desk.ui.buttons import Button
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.layouts import Row


class SegmentedControl(QFrame):
    """A track with at most five segments; arrow keys move, one stop in the tab order.

    `accent` paints the chosen segment as a value, `neutral` as a filter or a view.

    Signals:
        edited: the person chose another value; carries it. Not sent by `set_value`.
    """

    edited = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[object, str]],
        *,
        name: str,
        tone: Literal["accent", "neutral"] = "accent",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c="segments")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tone = tone
        self._name = name
        self._values: list[object] = []
        self._buttons: list[Button] = []
        self._group = QButtonGroup(self)
        self._row = Row(margins=(2, 2, 2, 2), spacing=1)
        self.setLayout(self._row)
        self.setAccessibleName(name)
        self.set_options(options)
        self._group.idClicked.connect(self._choose)

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Show other segments; the value stays if it is among them."""
        if [value for value, _ in options] == self._values:
            for value, text in options:
                self.set_text(value, text)
            return
        kept = self.value()
        for button in self._buttons:
            self._group.removeButton(button)
            # A layout shows new widgets a moment later, which would make this one a window.
            button.hide()
            button.setParent(None)
            button.deleteLater()
        self._values = [value for value, _ in options]
        self._buttons = [self._segment(place, text) for place, (_, text) in enumerate(options)]
        self.set_value(kept)

    def set_name(self, name: str) -> None:
        """What it asks for, for screen readers; each segment says it too."""
        self._name = name
        self.setAccessibleName(name)
        for button in self._buttons:
            button.setAccessibleName(f"{name}: {button.text().replace('&&', '&')}")

    def set_text(self, value: object, text: str) -> None:
        """Change the words of one segment, for a count beside them."""
        button = self._buttons[self._values.index(value)]
        name = f"{self._name}: {text}"
        if button.accessibleName() != name:
            button.set_text(text)
            button.setAccessibleName(name)

    def value(self) -> object:
        """The chosen value, None when nothing is chosen yet."""
        place = self._group.checkedId()
        return self._values[place] if 0 <= place < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Choose without telling; a value that is not offered, such as None, chooses nothing."""
        # Exclusive groups refuse to let go of their last button.
        self._group.setExclusive(False)
        for offered, button in zip(self._values, self._buttons, strict=True):
            button.setChecked(offered == value)
        self._group.setExclusive(True)
        self._aim_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter chooses the next segment that begins with it."""
        letter = event.text().casefold()
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        after = self._group.checkedId() + 1
        order = [*self._buttons[after:], *self._buttons[:after]]
        found = (one for one in order if one.text().casefold().startswith(letter))
        button = next(found, None) if is_plain and letter.isalpha() else None
        if button is None:
            super().keyPressEvent(event)
            return
        # Whoever hears of the choice may take the focus on.
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        button.click()

    def minimumSizeHint(self) -> QSize:
        """All segments in full."""
        return self.sizeHint()

    def _aim_focus(self) -> None:
        if not self._buttons:
            return
        aim = self._buttons[max(self._group.checkedId(), 0)]
        self.setFocusProxy(aim)
        # Qt does so itself only where a person clicks: the tab key stops once, arrows move on.
        for button in self._buttons:
            is_stop = button is aim
            policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def _segment(self, place: int, text: str) -> Button:
        button = Button(text, kind="segment", parent=self)
        button.setCheckable(True)
        button.setAccessibleName(f"{self._name}: {text}")
        dress(button, tone=self._tone)
        self._group.addButton(button, place)
        self._row.addWidget(button)
        return button

    def _choose(self, place: int) -> None:
        self._aim_focus()
        self.edited.emit(self._values[place])
