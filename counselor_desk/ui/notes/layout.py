"""The parts of the note editor and where they stand."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.services.desk import Desk
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.cards import Card
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.inspector import InspectorPane, InspectorSplit
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.notes.footer import NoteFooter
from counselor_desk.ui.notes.frame import NoteFrame
from counselor_desk.ui.notes.header import NoteHeader
from counselor_desk.ui.notes.last_note import LastNotePanel
from counselor_desk.ui.notes.objectives import ObjectivesPanel
from counselor_desk.ui.notes.reader import NoteReader
from counselor_desk.ui.notes.sheet import NoteSheet
from counselor_desk.ui.scrolling import PageScroll

_SHEET_WIDTH = 800
_MARGINS = (28, 13, 12, 18)


class NoteLayout(QWidget):
    """Header, frame and sheet of a draft or the reader of a signed note, inspector and footer."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self.header = NoteHeader()
        self.frame = NoteFrame(desk.today)
        self.sheet = NoteSheet()
        self.failure_banner = Banner("", tone="risk")
        self.failure_banner.hide()
        self.reader = NoteReader(desk, has_state=False)
        self.objectives = ObjectivesPanel()
        self.last_note = LastNotePanel(desk)
        self.inspector = InspectorPane(
            self.objectives, self.last_note, name=self.tr("Plan objectives")
        )
        self.inspector.setFocusProxy(self.objectives)
        self.footer = NoteFooter()
        writing = _Centered(Column(self.frame, self.failure_banner, (self.sheet, 1), spacing=14))
        reading = _Centered(Column(Card(self.reader, margins=(24, 20, 24, 20)), "stretch"))
        self._pages = QStackedWidget()
        self._pages.addWidget(PageScroll(writing))
        self._pages.addWidget(PageScroll(reading))
        self.split = InspectorSplit(self._pages, self.inspector)
        self.setLayout(Column(self.header, (self.split, 1), self.footer, spacing=0))

    def toggle_inspector(self) -> None:
        """Open or close the inspector."""
        self.split.toggle()

    def show_sheet(self) -> None:
        """Show the draft to write in."""
        self._pages.setCurrentIndex(0)
        self.split.set_available(True)

    def show_reader(self) -> None:
        """Show the signed note to read."""
        self.split.set_available(False)
        self._pages.setCurrentIndex(1)


class _Centered(QWidget):
    """A column in the middle of the page, at most as wide as the sheet."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self._column = column
        self.setLayout(column)
        column.set_margins(_MARGINS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share what is left over between both sides."""
        super().resizeEvent(event)
        left, top, right, bottom = _MARGINS
        scale = themes.current().scale
        spare = max(self.width() / scale - _SHEET_WIDTH - left - right, 0) / 2
        self._column.set_margins((left + spare, top, right + spare, bottom))
