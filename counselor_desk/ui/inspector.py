"""The inspector: one pane at the right of a page, docked where there is room, else a drawer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.ui import theme as themes
from counselor_desk.ui import tokens
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.scrolling import PageScroll

DOCKED_FROM = 1196
"""The window width, in pixels at the text size of 100 %, from which the inspector is docked."""


class InspectorSplit(QWidget):
    """Content with an inspector of 348 px beside it, or over it in a narrow window.

    Docked, it is open until the person closes it; as a drawer it is closed until opened, and
    Escape closes it again.

    Signals:
        changed: the inspector was opened, closed, docked or undocked.
    """

    changed = Signal()

    def __init__(self, content: QWidget, inspector: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content, self._inspector = content, inspector
        content.setParent(self)
        inspector.setParent(self)
        self._is_wanted = True
        self._is_available = True
        self._is_drawer_open = False
        self._was_docked: bool | None = None
        themes.look().theme_changed.connect(self._arrange)

    @property
    def is_docked(self) -> bool:
        """Whether there is room for the inspector beside the content."""
        return self.window().width() >= themes.current().s(DOCKED_FROM)

    @property
    def is_open(self) -> bool:
        """Whether the inspector can be seen."""
        if not self._is_available:
            return False
        return self._is_wanted if self.is_docked else self._is_drawer_open

    def set_available(self, is_available: bool) -> None:
        """Whether there is anything to inspect; without it the content has all the room."""
        self._is_available = is_available
        self._arrange()

    def toggle(self) -> None:
        """Open or close the inspector."""
        self.set_open(not self.is_open)

    def set_open(self, is_open: bool) -> None:
        """Open or close the inspector; it takes the focus as a drawer."""
        if self.is_docked:
            self._is_wanted = is_open
        else:
            self._is_drawer_open = is_open
        self._arrange()
        if is_open and not self.is_docked and self._is_available:
            self._inspector.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        """The content's; the inspector gives way."""
        return self._content.minimumSizeHint()

    def sizeHint(self) -> QSize:
        """Content and inspector side by side."""
        hint = self._content.sizeHint()
        return QSize(hint.width() + themes.current().s(tokens.INSPECTOR_WIDTH), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Dock or undock as the room allows."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Arrange anew when the content asks for another size."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self._arrange()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the drawer."""
        is_drawer = self.is_open and not self.is_docked
        if event.key() == Qt.Key.Key_Escape and is_drawer:
            self.set_open(False)
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        is_docked, is_open = self.is_docked, self.is_open
        wide = min(themes.current().s(tokens.INSPECTOR_WIDTH), self.width())
        taken = wide if is_docked and is_open else 0
        self._content.setGeometry(0, 0, self.width() - taken, self.height())
        self._inspector.setGeometry(self.width() - wide, 0, wide, self.height())
        was_open = self._inspector.isVisibleTo(self)
        self._inspector.setVisible(is_open)
        if is_open:
            self._inspector.raise_()
        if was_open != is_open or self._was_docked != is_docked:
            self._was_docked = is_docked
            self.changed.emit()


class InspectorPane(Panel):
    """The sunken pane itself; each of its contents scrolls on its own."""

    def __init__(self, *contents: QWidget, name: str, parent: QWidget | None = None) -> None:
        super().__init__(part="inspector", margins=(0, 0, 0, 0), parent=parent)
        self.setAccessibleName(name)
        self._stack = QStackedWidget()
        self._contents = contents
        for content in contents:
            self._stack.addWidget(PageScroll(content))
        self.body.add(self._stack)

    def show_content(self, content: QWidget) -> None:
        """Bring one of the contents to the front."""
        self._stack.setCurrentIndex(self._contents.index(content))

    def content(self) -> QWidget:
        """What is in front."""
        return self._contents[self._stack.currentIndex()]
