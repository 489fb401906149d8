"""The parts of the tasks view and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.records.ids import Uid
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import EmptyState
from counselor_desk.ui.inspector import InspectorPane, InspectorSplit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.work.lanes import LaneCard
from counselor_desk.ui.work.panel import TaskPanel
from counselor_desk.ui.work.strip import NextSteps

OPEN, ALL = "open", "all"
"""What the filter shows."""

_WIDE, _BESIDE_INSPECTOR = (28, 0, 18, 16), (28, 0, 10, 16)
"""The margins of the lanes; the room of the scroll bar comes to the right one."""


class TasksLayout(QWidget):
    """Next steps above the card of lanes, the inspector of a task beside them.

    `head` holds the controls for the right end of the page's head.

    Signals:
        grown: the lanes have another height now.
    """

    grown = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks_add_button = Button(self.tr("Add task"), kind="primary", icon="plus")
        self.tasks_filter = SegmentedControl(
            ((OPEN, self.tr("Open")), (ALL, self.tr("All"))),
            name=self.tr("Tasks shown"),
            tone="neutral",
        )
        self.tasks_filter.set_value(OPEN)
        self.summary_label = Label("", "caption")
        self.head = QWidget()
        self.head.setLayout(
            Row("stretch", self.summary_label, self.tasks_filter, self.tasks_add_button, spacing=12)
        )
        hold(self.head, min_height=32)
        self.failure_banner = Banner("", tone="risk")
        self.failure_banner.hide()
        self.strip = NextSteps()
        self.lanes = LaneCard(today)
        self._column = Column(
            self.failure_banner, self.strip, self.lanes, "stretch", margins=_WIDE, spacing=12
        )
        self._content = QWidget()
        self._content.setLayout(self._column)
        self._scroll = PageScroll(self._content)
        self.panel = TaskPanel(today)
        pane = InspectorPane(self.panel, name=self.tr("Task details"))
        pane.setFocusProxy(self.panel.inspector_close_button)
        self.split = InspectorSplit(self._scroll, pane)
        self.tasks_first_button = Button(self.tr("Add the first task"), kind="primary", icon="plus")
        self.empty_state = EmptyState("briefcase-business", "", "", self.tasks_first_button)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.split)
        self.pages.addWidget(self.empty_state)
        self.setLayout(Column(self.pages))
        self.split.changed.connect(self._fit_margins)
        self._scroll.verticalScrollBar().rangeChanged.connect(lambda *_range: self.grown.emit())

    def show_filled(self, *, is_filled: bool, is_open: bool) -> None:
        """Show the lanes, or the empty state with what can be done about it."""
        self.pages.setCurrentWidget(self.split if is_filled else self.empty_state)
        title = self.tr("No tasks yet")
        if is_open:
            sentence = self.tr(
                "Ask the client which step toward work, school, aid or a home comes first."
            )
        else:
            sentence = self.tr("This stay has ended; tasks belong to a stay.")
        self.empty_state.set_text(title, sentence)
        self.tasks_first_button.setVisible(is_open)

    def reveal(self, uid: Uid | None) -> None:
        """Scroll to the line for a new task, else to the row of a task."""
        line = self.lanes.adding()
        if line is not None:
            self._scroll.ensureWidgetVisible(line, 0, themes.current().s(16))
            return
        rect = self.lanes.row_rect(uid)
        if not rect.isEmpty():
            middle = self.lanes.mapTo(self._content, rect.center())
            self._scroll.ensureVisible(middle.x(), middle.y(), 0, rect.height())

    def complain(self, sentence: str) -> None:
        """Say what could not be kept, above the lanes."""
        title = self.tr("This could not be saved. Your text is safe on this screen.")
        self.failure_banner.set_message(sentence, tone="risk", title=title)
        self.failure_banner.show()

    def _fit_margins(self) -> None:
        is_beside = self.split.is_docked and self.split.is_open
        self._column.set_margins(_BESIDE_INSPECTOR if is_beside else _WIDE)
