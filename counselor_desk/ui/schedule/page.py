"""The week page: planned and held sessions by the hour, opened, added, moved and left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.weeks import DAYS, Block, Entry, OwnTime, Week
from counselor_desk.services import schedule, week_copies, weeks
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.ui import new_notes, toast
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import EmptyState, Panel
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.navigation import Navigator, Page, Place, View
from counselor_desk.ui.schedule import places, words
from counselor_desk.ui.schedule.grid import WeekGrid
from counselor_desk.ui.schedule.legend import Legend
from counselor_desk.ui.schedule.writing import Writing
from counselor_desk.ui.segments import SegmentedControl

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

_CONCERNED = frozenset(
    {
        Kind.SCHEDULE,
        Kind.GROUP,
        Kind.ATTENDANCE,
        Kind.NOTE,
        Kind.DRAFT,
        Kind.CLIENT,
        Kind.EPISODE,
        Kind.SETTINGS,
        Kind.PROGRAM,
        Kind.PROFILE,
        Kind.TASK,
    }
)
_SIDE = 28
_MINUTE_MS = 60_000
_ROOM_FOR_LEGEND = 1060
_ROOM_FOR_WORDS = 760


class WeekPage(QWidget):
    """One week at a time; everything is written in dialogs or by keys, with Undo."""

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
        self._writing = Writing(desk, self)
        self._week: Week | None = None
        self._is_stale = False
        self._last_undo: Callable[[], object] | None = None
        QShortcut(QKeySequence("Ctrl+Z"), self, self._undo)
        QShortcut(QKeySequence("Ctrl+N"), self, self._begin_note)
        self._clock = QTimer(self, interval=_MINUTE_MS)
        self._clock.timeout.connect(lambda: self.week_grid.tick(self._now()))
        self._make_head()
        self._make_bar()
        self._make_body()
        self.setLayout(
            Column(
                self._head,
                12,
                self._bar,
                10,
                self.problem_banner,
                (self._bodies, 1),
                margins=(_SIDE, 20, _SIDE, 16),
                spacing=0,
            )
        )
        themes.look().theme_changed.connect(self._fit)
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:  # noqa: ARG002 - the week is this one, or the last
        """Show this week, or the one that was shown, and give the keys to its sessions.

        Raises:
            DeskError: it cannot be read.
        """
        self.week_segments.set_value(View.WEEK)
        self._load(self._first_on())
        self.enter()

    def flush(self) -> None:
        """Nothing is typed here outside of dialogs."""

    def enter(self) -> None:
        """Give the focus to the sessions, or to the first step."""
        if self._week is not None and self._week.entries:
            self.week_grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.first_add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def week(self) -> Week | None:
        """The week that is shown."""
        return self._week

    def writing(self) -> Writing:
        """What asks in dialogs and keeps the answers."""
        return self._writing

    def turn(self, step: int) -> None:
        """Show the week before (-1) or after (1)."""
        self._load(self._first_on() + step * DAYS * timedelta(days=1))
        self.enter()

    def show_this_week(self) -> None:
        """Show the week of today."""
        self._load(weeks.first_of_week(self._desk, self._desk.today()))
        self.enter()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        self._clock.start()
        if self._is_stale:
            self._load(self._first_on())

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks at the clock."""
        super().hideEvent(event)
        self._clock.stop()
        self._is_stale = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The legend gives way first."""
        super().resizeEvent(event)
        self._fit()

    def _make_head(self) -> None:
        self.heading_label = ElidedLabel("", "muted")
        self.days_off_button = Button(self.tr("Days off…"))
        self.days_off_button.clicked.connect(self._writing.show_days_off)
        self.week_copy_button = Button(self.tr("Copy last week"), icon="copy")
        self.week_copy_button.clicked.connect(self._copy)
        self.session_add_button = Button(self.tr("Add session"), icon="plus")
        self.week_new_note_button = Button(self.tr("New note"), kind="primary", icon="plus")
        self.week_new_note_button.clicked.connect(self._begin_note)
        self.session_add_button.clicked.connect(lambda: self._add(None, None))
        self._head = QWidget()
        self._head.setLayout(
            Row(
                (Column(Label(self.tr("Today"), "title"), self.heading_label, spacing=2), 1),
                self.days_off_button,
                self.week_copy_button,
                self.session_add_button,
                self.week_new_note_button,
            )
        )

    def _make_bar(self) -> None:
        self.week_segments = SegmentedControl(
            ((View.DAY, self.tr("Day")), (View.WEEK, self.tr("Week"))),
            name=self.tr("Day or week"),
            tone="neutral",
        )
        self.week_segments.set_value(View.WEEK)
        self.week_segments.edited.connect(self._leave)
        self.earlier_button = IconButton("chevron-left", self.tr("Week before"))
        self.later_button = IconButton("chevron-right", self.tr("Next week"))
        self.earlier_button.clicked.connect(lambda: self.turn(-1))
        self.later_button.clicked.connect(lambda: self.turn(1))
        self.days_label = Label("", "strong")
        self.this_week_button = Button(self.tr("This week"), kind="quiet", is_small=True)
        self.this_week_button.clicked.connect(self.show_this_week)
        self.left_out_button = Button("", kind="link", is_small=True)
        self.left_out_button.clicked.connect(self._offer_left_out)
        self.left_out_button.hide()
        self.legend = Legend()
        self.legend.hide()
        self._bar = QWidget()
        self._bar.setLayout(
            Row(
                self.week_segments,
                8,
                self.earlier_button,
                self.days_label,
                self.later_button,
                self.this_week_button,
                self.left_out_button,
                "stretch",
                self.legend,
            )
        )

    def _make_body(self) -> None:
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.problem_banner.hide()
        self.week_grid = WeekGrid()
        grid = self.week_grid
        grid.opened.connect(self._open)
        grid.moved.connect(self._step)
        grid.left_out.connect(self._leave_out)
        grid.menu_requested.connect(self._offer)
        grid.add_requested.connect(self._add)
        grid.turned.connect(self.turn)
        grid.today_requested.connect(self.show_this_week)
        card = Panel(part="card", margins=(1, 1, 1, 1), spacing=0)
        card.body.add(grid.head, (grid, 1))
        self.first_add_button = Button(self.tr("Add session"), kind="primary", icon="plus")
        self.first_add_button.clicked.connect(lambda: self._add(None, None))
        self.first_copy_button = Button(self.tr("Copy last week"), icon="copy")
        self.first_copy_button.clicked.connect(self._copy)
        self._empty = EmptyState(
            "calendar-days",
            self.tr("No sessions this week"),
            self.tr("Sessions come from the weekly times of groups and from what is added here."),
            self.first_add_button,
            self.first_copy_button,
        )
        self._bodies = QStackedWidget()
        self._bodies.addWidget(card)
        self._bodies.addWidget(self._empty)

    def _first_on(self) -> date:
        if self._week is not None:
            return weeks.first_of_week(self._desk, self._week.first_on)
        return weeks.first_of_week(self._desk, self._desk.today())

    def _now(self) -> datetime:
        return self._desk.local(self._desk.now())

    def _load(self, first_on: date) -> None:
        self._is_stale = False
        week = self._week = weeks.of_week(self._desk, first_on)
        today = self._desk.today()
        self.days_label.setText(words.days(week))
        is_this = first_on == weeks.first_of_week(self._desk, today)
        self.this_week_button.setEnabled(not is_this)
        count = len(week.left_out)
        self.left_out_button.set_text(self.tr("{count} left out").format(count=count))
        self.left_out_button.setVisible(bool(count))
        self.session_add_button.setVisible(bool(week.entries))
        self._fit()
        self._bodies.setCurrentIndex(0 if week.entries else 1)
        self.week_grid.show_week(week, self._now())
        next_one = self.week_grid.next_block() if is_this else None
        self.heading_label.setText(words.heading(week, next_one, today))

    def _leave(self, value: object) -> None:
        if value == View.DAY:
            self._navigator.open(Place(page=Page.TODAY))

    def _open(self, block: Entry) -> None:
        """Open what a session is written up in; one that is not begun is begun now."""

        def go() -> None:
            self._navigator.open(places.place_of(self._desk, block))

        self._try(go)

    def _add(self, held_on: date | None, starts: time | None) -> None:
        today = self._desk.today()
        shown = self._week
        usual = today if shown is None or shown.first_on <= today <= shown.last_on else None
        if usual is None and shown is not None:
            usual = shown.first_on
        self._try(lambda: self._writing.add(held_on or usual or today, starts))

    def _copy(self) -> None:
        """Plan the single sessions of the week before once more, with Undo."""

        def copy() -> None:
            kept = week_copies.copy_week_before(self._desk, self._first_on())
            said = words.copied(len(kept))
            if not kept:
                toast.of_window(self).announce(said)
                return
            self._offer_undo(said, lambda: schedule.take_back(self._desk, kept))

        self._try(copy)

    def _step(self, block: Entry, step: int) -> None:
        """A quarter of an hour up or down, with Undo."""
        if isinstance(block, OwnTime):
            self._complain(self._own_words())
            return

        def move() -> None:
            undo = self._writing.step(block, step)
            if undo is not None:
                self._offer_undo(words.moved(block, step * 15), undo)

        self._try(move)

    def _move(self, block: Block) -> None:
        undo = self._writing.move(block)
        if undo is not None:
            self._offer_undo(self.tr("{title} moved").format(title=block.title), undo)

    def _leave_out(self, block: Entry) -> None:
        if isinstance(block, OwnTime):
            self._complain(self._own_words())
            return
        if block.planned is None or block.is_held:
            self._complain(self.tr("This session is recorded already, so it is not left out."))
            return
        undo = self._writing.leave_out(block)
        if undo is not None:
            self._offer_undo(self.tr("{title} left out").format(title=block.title), undo)

    def _own_words(self) -> str:
        return self.tr("This is the client’s own time. Press Enter to change it in its task.")

    def _put_back(self, block: Block) -> None:
        self._try(lambda: self._writing.put_back(block))

    def _offer(self, block: Entry, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(block.title)
        if isinstance(block, OwnTime):
            menu.addAction(self.tr("Open task"), lambda: self._open(block))
        else:
            self._fill_menu(menu, block)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _fill_menu(self, menu: QMenu, block: Block) -> None:
        menu.addAction(self.tr("Open"), lambda: self._open(block))
        if block.planned is not None and not block.is_held:
            menu.addAction(self.tr("Move…"), lambda: self._move(block))
            if block.planned.is_moved:
                menu.addAction(self.tr("Back to its usual time"), lambda: self._put_back(block))
            menu.addAction(self.tr("Leave out…"), lambda: self._leave_out(block))
        if block.group_id is not None:
            place = Place(page=Page.GROUPS, group_id=block.group_id)
            menu.addAction(self.tr("Open group"), lambda: self._navigator.open(place))
        elif block.client_id is not None:
            chart = Place(page=Page.CHART, client_id=block.client_id)
            menu.addAction(self.tr("Open chart"), lambda: self._navigator.open(chart))

    def _offer_left_out(self) -> None:
        """What was left out, each to be brought back."""
        if self._week is None:
            return
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Left out this week"))
        for block in self._week.left_out:
            menu.addAction(words.bring_back(block), partial(self._put_back, block))
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self.left_out_button.rect().bottomLeft()
        menu.popup(self.left_out_button.mapToGlobal(corner))

    def _offer_undo(self, said: str, undo: Callable[[], object]) -> None:
        self._last_undo = undo
        toast.of_window(self).announce(said, self.tr("Undo"), self._undo)

    def _undo(self) -> None:
        """Take back what was done last, once; Ctrl+Z works after the toast went too."""
        undo, self._last_undo = self._last_undo, None
        if undo is not None:
            toast.of_window(self).hide()
            self._try(undo)

    def _begin_note(self) -> None:
        block = self.week_grid.current()
        likely = block.clients[0] if block is not None and len(block.clients) == 1 else None
        self._try(lambda: new_notes.begin(self, self._desk, self._navigator, likely))

    def _try(self, act: Callable[[], object]) -> None:
        self.problem_banner.hide()
        try:
            act()
        except DeskError as problem:
            self._complain(str(problem))

    def _complain(self, sentence: str) -> None:
        self.problem_banner.set_message(sentence, tone="risk")
        self.problem_banner.show()

    def _fit(self, *_theme: object) -> None:
        room = self.width() / themes.current().scale
        self.legend.setVisible(room >= _ROOM_FOR_LEGEND)
        self.days_off_button.setVisible(room >= _ROOM_FOR_WORDS)
        self.week_new_note_button.setVisible(room >= _ROOM_FOR_WORDS)
        has_any = self._week is not None and bool(self._week.entries)
        self.week_copy_button.setVisible(has_any and room >= _ROOM_FOR_WORDS)

    def _hear(self, changes: Changes) -> None:
        if not changes.kinds & _CONCERNED:
            return
        if self.isVisible() and self._week is not None:
            self._load(self._first_on())
        else:
            self._is_stale = True
