"""The golden thread page: the holes of a client's thread, and its grid."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from counselor_desk.records import times
from counselor_desk.records.ids import ClientId, NoteId, Uid
from counselor_desk.records.threads import ObjectiveLine, Thread, ThreadCell
from counselor_desk.rules.threads import Hole, Repair
from counselor_desk.services import threads
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.exports import DocumentKind
from counselor_desk.services.threads import ClientThread
from counselor_desk.ui import page_keys
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import EmptyState, Panel
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View, repair_part
from counselor_desk.ui.printing import PrintRequest
from counselor_desk.ui.scrolling import BAR_WIDTH, PageScroll
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.thread import words
from counselor_desk.ui.thread.grid import ThreadGrid
from counselor_desk.ui.thread.holes import HolesCard, ShownHole
from counselor_desk.ui.thread.model import Mode

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

_CONCERNED = frozenset(
    {Kind.PLAN, Kind.NOTE, Kind.DRAFT, Kind.ASSESSMENT, Kind.DIAGNOSIS, Kind.EPISODE}
)
_SIDE = 28


class ThreadPage(QWidget):
    """A client's golden thread.

    Signals:
        print_requested: put the thread on paper; carries a `PrintRequest`.
    """

    print_requested = Signal(object)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._desk, self._navigator = desk, navigator
        self._client_id: ClientId | None = None
        self._shown: ClientThread | None = None
        self._opened: Hole | None = None
        self._is_stale = False
        self._make()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the thread of the client the place names, on the row it names."""
        if place.client_id is None:
            return
        if place.client_id != self._client_id:
            self._opened = None
            self.holes_card.fold()
        self._client_id = place.client_id
        self.reload()
        if place.node_uid is not None:
            self.thread_grid.choose(place.node_uid)
            self.thread_grid.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.holes_card.focus_next() and self._shown is not None:
            self.thread_grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Nothing is typed here."""

    def reload(self) -> None:
        """Read the thread again."""
        if self._client_id is None:
            return
        self._is_stale = False
        self._shown = threads.of_client(self._desk, self._client_id)
        self._pages.setCurrentWidget(self._empty if self._shown is None else self._body)
        for part in (self.thread_segments, self.thread_print_button, self.way_label):
            part.setVisible(self._shown is not None)
        if self._shown is None:
            self.thread_grid.show_thread(None, self._mode())
            self._name_pages()
            return
        self.way_label.setText(words.way(self._shown.thread.plan))
        self.holes_card.show_holes(self._holes(self._shown), self._fine(self._shown.thread))
        self.thread_grid.show_thread(self._shown.thread, self._mode())

    def print_request(self) -> PrintRequest | None:
        """The thread on the screen; None without one."""
        if self._shown is None:
            return None
        thread = self._shown.thread
        return PrintRequest(
            kind=DocumentKind.GOLDEN_THREAD, uid=thread.uid, client_id=thread.client_id
        )

    def shown_thread(self) -> Thread | None:
        """What is shown."""
        return None if self._shown is None else self._shown.thread

    def event(self, event: QEvent) -> bool:
        """F8 goes to the next hole."""
        acts = {(Qt.KeyboardModifier.NoModifier, Qt.Key.Key_F8): ThreadPage.focus_next_hole}
        if isinstance(event, QKeyEvent) and page_keys.take(event, self, acts):
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()

    def focus_next_hole(self) -> None:
        """Give the focus to the next hole."""
        self.holes_card.focus_next()

    def _make(self) -> None:
        self._make_head()
        self.holes_card = HolesCard()
        self.holes_card.repair_requested.connect(self._put_right)
        self.thread_grid = ThreadGrid()
        self.thread_grid.cell_opened.connect(self._open_cell)
        self.thread_grid.node_opened.connect(lambda uid: self._open_plan(Uid(uid)))
        self.thread_grid.paged.connect(self._name_pages)
        self.thread_grid.current_moved.connect(self._follow)
        self._grid_card = Panel(self.thread_grid, part="card", margins=(1, 1, 1, 1), spacing=0)
        self._content = content = QWidget()
        margins = (_SIDE, 2, _SIDE - BAR_WIDTH, 16)
        content.setLayout(
            Column(self.holes_card, self._grid_card, "stretch", margins=margins, spacing=12)
        )
        self._body = PageScroll(content)
        self.thread_plan_button = Button(self.tr("Open the plan"), kind="primary", icon="target")
        self.thread_plan_button.clicked.connect(lambda: self._open_plan(None))
        self._empty = EmptyState(
            "route",
            self.tr("No plan yet"),
            self.tr(
                "The thread runs from the assessment through a signed plan and its notes to what "
                "came of them. It begins with the first signed plan."
            ),
            self.thread_plan_button,
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._body)
        self._pages.addWidget(self._empty)
        self.setLayout(Column(self._head, (self._pages, 1), spacing=0))

    def _make_head(self) -> None:
        self.thread_back_button = IconButton("chevron-left", self.tr("Back"))
        self.thread_back_button.clicked.connect(self._navigator.back)
        self.way_label = ElidedLabel("", "muted")
        self.thread_earlier_button = IconButton("chevron-left", self.tr("Earlier"))
        self.thread_later_button = IconButton("chevron-right", self.tr("Later"))
        self.thread_earlier_button.clicked.connect(lambda: self._page(-1))
        self.thread_later_button.clicked.connect(lambda: self._page(1))
        self.thread_segments = SegmentedControl(
            ((Mode.WEEKS, self.tr("Weeks")), (Mode.NOTES, self.tr("Notes"))),
            name=self.tr("Columns"),
            tone="neutral",
        )
        self.thread_segments.set_value(Mode.WEEKS)
        self.thread_segments.edited.connect(lambda _mode: self._turn())
        self.thread_print_button = Button(self.tr("Print"), icon="printer")
        self.thread_print_button.clicked.connect(self._print)
        self._head = QWidget()
        self._head.setLayout(
            Row(
                self.thread_back_button,
                Label(self.tr("Golden thread"), "section"),
                3,
                (self.way_label, 1),
                self.thread_earlier_button,
                self.thread_later_button,
                self.thread_segments,
                2,
                self.thread_print_button,
                margins=(_SIDE - 8, 10, _SIDE, 8),
            )
        )

    def _mode(self) -> Mode:
        return Mode(str(self.thread_segments.value()))

    def _turn(self) -> None:
        self.thread_grid.show_thread(self.shown_thread(), self._mode())

    def _page(self, step: int) -> None:
        self.thread_grid.page(step)

    def _name_pages(self) -> None:
        """The arrows are there while there is somewhere to go."""
        grid = self.thread_grid
        can_page = grid.can_page(-1) or grid.can_page(1)
        for button, step in ((self.thread_earlier_button, -1), (self.thread_later_button, 1)):
            button.setVisible(can_page)
            button.setEnabled(grid.can_page(step))
        is_weeks = self._mode() is Mode.WEEKS
        earlier = self.tr("Earlier weeks") if is_weeks else self.tr("Earlier notes")
        later = self.tr("Later weeks") if is_weeks else self.tr("Later notes")
        self.thread_earlier_button.set_name(earlier)
        self.thread_later_button.set_name(later)

    def _holes(self, shown: ClientThread) -> list[ShownHole]:
        """What is open; what was opened from here and is no hole any more stands first, as done."""
        found = [ShownHole(hole=hole) for hole in shown.holes]
        opened = self._opened
        if opened is not None and opened.key not in {hole.key for hole in shown.holes}:
            return [ShownHole(hole=opened, is_done=True), *found]
        return found

    def _fine(self, thread: Thread) -> str:
        if not thread.episode.is_open:
            return self.tr("This stay has ended; the thread is as it was on its last day.")
        now = times.write_time(self._desk.local(self._desk.now()).time())
        return self.tr("No holes. Last checked {time}").format(time=now)

    def _put_right(self, hole: Hole) -> None:
        """Lead to where a hole is put right."""
        self._opened = hole
        match hole.repair:
            case Repair.LINK_NOTE:
                self._link_note(hole)
            case Repair.OPEN_NOTE:
                self._open_note(hole.note_id)
            case _:
                self._open_plan(hole.node_uid, part=repair_part(hole.finding))

    def _link_note(self, hole: Hole) -> None:
        """Tick the objective in a note that waits for a signature, or in a new one."""
        waiting = self._shown.unsigned if self._shown is not None else ()
        if not waiting:
            self._open_note(None, hole.node_uid)
            return
        today = self._desk.today()
        menu = self._new_menu()
        menu.addAction(self.tr("New note"), lambda: self._open_note(None, hole.node_uid))
        for note in waiting:
            said = words.draft_line(note, today)
            menu.addAction(said, partial(self._open_note, note.id, hole.node_uid))
        button = self.focusWidget() or self
        menu.popup(button.mapToGlobal(button.rect().bottomLeft() + QPoint(0, 2)))

    def _open_cell(self, line: ObjectiveLine, cell: ThreadCell) -> None:
        """Open the note of a cell, or let one choose among several; without any, the objective."""
        if not cell.notes:
            self._open_plan(line.objective.node_uid)
        elif len(cell.notes) == 1:
            self._open_note(cell.notes[0])
        else:
            self._offer(cell.notes)

    def _offer(self, notes: tuple[NoteId, ...]) -> None:
        thread = self.shown_thread()
        if thread is None:
            return
        menu = self._new_menu()
        for note in reversed(thread.notes):
            if note.id in notes:
                said = words.note_line(note, thread.day)
                menu.addAction(said, partial(self._open_note, note.id))
        grid = self.thread_grid
        corner = grid.visualRect(grid.currentIndex()).bottomLeft()
        menu.popup(grid.viewport().mapToGlobal(corner + QPoint(0, 2)))

    def _new_menu(self) -> QMenu:
        """A menu of notes, gone when it closes."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Notes"))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open_note(self, note_id: NoteId | None, node_uid: Uid | None = None) -> None:
        """Open a note, or begin one; an objective that is named is ticked there."""
        place = Place(page=Page.NOTE, client_id=self._client_id, note_id=note_id, node_uid=node_uid)
        self._navigator.open(place)

    def _open_plan(self, node_uid: Uid | None, *, part: str = "") -> None:
        self._navigator.open(
            Place(
                page=Page.CHART,
                client_id=self._client_id,
                tab=Tab.PLAN,
                view=View.PLAN,
                node_uid=node_uid,
                part=part,
            )
        )

    def _print(self) -> None:
        request = self.print_request()
        if request is not None:
            self.print_requested.emit(request)

    def _follow(self, place: QRect) -> None:
        """Keep the current cell in sight."""
        corner = self.thread_grid.viewport().mapTo(self._content, place.center())
        self._body.ensureVisible(corner.x(), corner.y(), 0, place.height() * 2)

    def _hear(self, changes: Changes) -> None:
        """Somebody wrote what the thread runs through."""
        if self._client_id not in changes.clients or not changes.kinds & _CONCERNED:
            return
        if self.isVisible():
            self.reload()
        else:
            self._is_stale = True
