"""Today, the page one starts on: what is owed, the most pressing first, one step for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.today import Due, Owed, OwedBackup
from counselor_desk.services import snoozes
from counselor_desk.ui import new_notes, toast
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, EmptyState, Line
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.navigation import Navigator, Page, Place, View
from counselor_desk.ui.scrolling import BAR_WIDTH, PageScroll
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.today import day_words, model, putting_off, steps, words
from counselor_desk.ui.today.day_side import DaySide
from counselor_desk.ui.today.dues import Dues
from counselor_desk.ui.today.model import OwedList, Part
from counselor_desk.ui.today.rows import OwedRows
from counselor_desk.ui.today.stats import StatRow

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.today import Agenda

_ROOM_FOR_NUMBERS = 560
"""Below this width, at 100 %, the page shows no counts: what is listed is enough."""

_ROOM_BESIDE = 1040
"""From this width the day stands beside the list, else below it, at 100 %."""

_SIDE, _LEAST_ROWS = 28, 4
"""The margin of the page, and the rows of the list that stay in sight above the day."""

Thing = TypeVar("Thing")

_AT_TIMES = frozenset({Part.HOURS, Part.DISCHARGES})
_NARROW_PARTS = 5

_ANY_DAY = date(2026, 1, 1)
"""Today, while there is no store that knows the time zone."""


class TodayPage(QWidget):
    """What the counselor owes. The keys from 1 on choose which part of it is listed."""

    _desk: Desk
    _parts_beside: Row

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._navigator = navigator
        self._dues: Dues | None = None
        self._items: Sequence[Due] = ()
        self._last_put_off: Due | None = None
        self._is_stale = True
        self._is_wide = True
        self._make_head()
        self._make_list()
        self._empty = EmptyState("circle-check", self.tr("Nothing owed."), "")
        self._bodies = QStackedWidget()
        self._bodies.addWidget(self._listed)
        self._bodies.addWidget(self._empty)
        self._make_side()
        self.setLayout(
            Column(
                self._head,
                12,
                Row(self.day_segments, "stretch"),
                12,
                self.problem_banner,
                (self._scroll, 1),
                margins=(28, 20, _SIDE - BAR_WIDTH, 16),
                spacing=0,
            )
        )
        themes.look().theme_changed.connect(self._fit_width)
        themes.look().theme_changed.connect(self._fit_side)
        themes.look().theme_changed.connect(self._fit_card)

    def follow(self, desk: Desk, dues: Dues) -> None:
        """List what is owed in this store; `dues` are shared with the navigation."""
        self._desk, self._dues = desk, dues
        dues.changed.connect(self._refresh)

    def show_place(self, place: Place) -> None:  # noqa: ARG002 - there is one of it
        """Start at the first row of the list, or where one was."""
        is_turned = self._side.turn_to_today()
        is_old = self._dues is not None and not self._dues.is_fresh()
        if self._is_stale or is_turned or is_old:
            self.reload()
        if self.owed_rows.isVisible():
            self.owed_rows.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        else:
            self.today_add_button.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def rehearse(self) -> None:
        """Paint rows that nobody sees, while there is no store yet.

        The first row that is painted makes fonts, icons and Qt's names for all others.
        """
        backup = OwedBackup(due_on=_ANY_DAY, is_late=True)
        self._rows.set_rows([backup, replace(backup, is_late=False)])
        self.owed_rows.resize(self.size())
        self.owed_rows.grab()
        self._rows.set_rows([])

    def flush(self) -> None:
        """Nothing is typed here."""

    def reload(self) -> None:
        """Read what is owed; a problem is said above the list, which stays as it was."""
        if self._dues is None:
            return
        try:
            agenda = self._dues.agenda()
        except DeskError as problem:
            self._complain(problem, action=self.tr("Try again"))
            return
        self._items = agenda.items
        self._is_stale = False
        self.problem_banner.hide()
        self._show_day(agenda)
        self.stats.show_items(self._items, self._desk.today())
        self.stats.show_below(self._items, agenda.least if agenda.hours else -1)
        self.owed_count_label.setText(f"{len(self._items):,}")
        self._show_steps()
        self._show_parts()
        self._bodies.setCurrentWidget(self._listed if self._items else self._empty)
        self._empty.set_text(self.tr("Nothing owed."), self._comfort())
        self._apply()

    def _show_day(self, agenda: Agenda) -> None:
        """The sessions of the day and the hours of the week, where there are any."""
        now = self._desk.local(self._desk.now())
        day = words.long_day(self._desk.today())
        line = day_words.day_line(agenda.sessions, now)
        self.date_label.setText(f"{day} · {line}" if line else day)
        self._side.show_agenda(self._desk, agenda)
        self._fit_side()

    def _turn_day(self, step: int) -> None:
        """Show the sessions of the day before or after; an error leaves what was shown."""
        if self._dues is None:
            return
        self._side.turn(step)
        try:
            self._show_day(self._dues.agenda())
        except DeskError as problem:
            self._side.turn(-step)
            self._complain(problem)
            return
        self._side.focus(step)

    def _begin_note(self) -> None:
        """Ask for the client, at first the one of the current row."""
        item = self.owed_rows.chosen()
        likely = item.client_id if isinstance(item, Owed) else None
        try:
            new_notes.begin(self, self._desk, self._navigator, likely)
        except DeskError as problem:
            self._complain(problem)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys from 1 on choose a part of the list."""
        place = event.key() - Qt.Key.Key_1
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and 0 <= place < len(self._parts) and self._items:
            self.owed_segments.set_value(self._parts[place])
            self._apply()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the card as high as its rows, where there is room."""
        super().resizeEvent(event)
        self._fit_width()
        self._fit_side()
        self._fit_card()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is owed is looked up again when the page comes back: time goes on meanwhile."""
        super().hideEvent(event)
        self._is_stale = True

    def _fit_width(self, *_theme: object) -> None:
        is_wide = self.width() / themes.current().scale >= _ROOM_FOR_NUMBERS
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self.stats.setVisible(is_wide)
            self.title_part.setVisible(is_wide)
            self._show_steps()
            self._show_parts()

    def _show_steps(self) -> None:
        """Both steps of the head; where there is room for one, the one that comes next."""
        self.today_add_button.setVisible(self._is_wide or not self._items)
        self.today_new_note_button.setVisible(self._is_wide or bool(self._items))

    def _make_head(self) -> None:
        self.title_label = Label(self.tr("Today"), "title")
        self.date_label = Label("", "muted")
        self.today_add_button = Button(self.tr("Add client"), icon="user-plus")
        self.today_add_button.clicked.connect(
            lambda: self._navigator.open(Place(page=Page.CLIENT_FORM))
        )
        self.today_new_note_button = Button(self.tr("New note"), kind="primary", icon="plus")
        self.today_new_note_button.clicked.connect(self._begin_note)
        QShortcut(QKeySequence("Ctrl+N"), self, self._begin_note)
        QShortcut(QKeySequence("Ctrl+Z"), self, self._undo)
        self._head = Row(
            (Column(self.title_label, self.date_label, spacing=2), 1),
            self.today_add_button,
            self.today_new_note_button,
            margins=(0, 0, BAR_WIDTH, 0),
        )
        self.day_segments = SegmentedControl(
            ((View.DAY, self.tr("Day")), (View.WEEK, self.tr("Week"))),
            name=self.tr("Day or week"),
            tone="neutral",
        )
        self.day_segments.set_value(View.DAY)
        self.day_segments.edited.connect(self._turn_view)
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.problem_banner.action_requested.connect(self._try_again)
        self.problem_banner.hide()

    def _turn_view(self, view: object) -> None:
        """The week takes the place of the day; coming back, this is the day again."""
        self.day_segments.set_value(View.DAY)
        if view == View.WEEK:
            self._navigator.open(Place(page=Page.TODAY, view=View.WEEK))

    def _make_list(self) -> None:
        self.stats = StatRow()
        self._names = {
            Part.ALL: self.tr("All"),
            Part.NOTES: self.tr("Notes"),
            Part.PLANS: self.tr("Plans"),
            Part.HOURS: self.tr("Hours"),
            Part.TASKS: self.tr("Tasks"),
            Part.DISCHARGES: self.tr("Discharges"),
        }
        self._parts: tuple[Part, ...] = ()
        self.owed_segments = SegmentedControl(
            ((Part.ALL, self._names[Part.ALL]),), name=self.tr("Show"), tone="neutral"
        )
        self.owed_segments.set_value(Part.ALL)
        self.owed_segments.edited.connect(lambda _part: self._apply())
        self.owed_count_label = Label("", "muted")
        self.title_part = QWidget()
        self.title_part.setLayout(
            Row(Label(self.tr("What you owe"), "section"), self.owed_count_label, spacing=9)
        )
        self._rows = OwedList(self._local_day, self)
        self.owed_rows = OwedRows(self._rows, self._local_day)
        self.owed_rows.step_chosen.connect(self._take_step)
        self.owed_rows.client_chosen.connect(self._open_chart)
        self.owed_rows.put_off_requested.connect(self._put_off)
        self.none_label = Label("", "muted")
        self._none = QWidget()
        self._none.setLayout(Row(self.none_label, "stretch", margins=(16, 14, 16, 14)))
        self._card_head = QWidget()
        self._card_head.setLayout(
            Row(self.title_part, "stretch", self.owed_segments, margins=(16, 11, 12, 10))
        )
        self._card = Card(
            self._card_head,
            Line(),
            (self.owed_rows, 1),
            self._none,
            margins=(1, 1, 1, 1),
            spacing=0,
        )
        self._listed = QWidget()
        self._listed.setLayout(Column(self.stats, 15, (self._card, 1000), "stretch", spacing=0))

    def _make_side(self) -> None:
        """Sessions and hours, at the right or, where it is narrow, below."""
        self._side = DaySide(self._local_now)
        self._side.day_turned.connect(self._turn_day)
        self.sessions_card, self.hours_card = self._side.sessions_card, self._side.hours_card
        self.sessions_card.opened.connect(lambda block: self._go(block, steps.session))
        self.hours_card.opened.connect(
            lambda line: self._navigator.open(steps.hours_of(line.client_id))
        )
        self._parts_beside = Row((self._bodies, 1), self._side, spacing=17)
        parts = QWidget()
        parts.setLayout(self._parts_beside)
        self._scroll = PageScroll(parts)

    def _fit_side(self, *_theme: object) -> None:
        """At the right of the list, below it where it is narrow: in a low window one scrolls."""
        theme = themes.current()
        is_beside = self.width() / theme.scale >= _ROOM_BESIDE
        has_day = self._side.has_any
        self._side.setVisible(has_day)
        self.stats.stand(is_in_one_row=is_beside)
        rows = 0 if is_beside or not has_day else min(_LEAST_ROWS, self._rows.rowCount())
        self.owed_rows.setMinimumHeight(rows * theme.row(model.ROW_HEIGHT))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._parts_beside.setDirection(across if is_beside else down)
        self._side.stand(self._scroll.viewport().height() if is_beside else None)
        # At once: the first picture would show the cards in the room they had before.
        self._parts_beside.activate()

    def _show_parts(self) -> None:
        """Every part with its count; hours and discharges are only there when some are due."""
        counts = model.counts(self._items)
        parts = tuple(part for part in Part if counts[part] or part not in _AT_TIMES)
        self._parts = parts if self._is_wide else parts[:_NARROW_PARTS]
        chosen = Part(str(self.owed_segments.value()))
        self.owed_segments.set_options(
            [
                (part, f"{name} {counts[part]:,}" if self._is_wide else name)
                for part, name in self._names.items()
                if part in self._parts
            ]
        )
        self.owed_segments.set_value(chosen if chosen in self._parts else Part.ALL)

    def _apply(self) -> None:
        """List the chosen part; the row one was on stays the current one."""
        chosen = self.owed_rows.chosen()
        part = Part(str(self.owed_segments.value()))
        shown = model.only(self._items, part)
        self._rows.set_rows(shown)
        self.owed_rows.setVisible(bool(shown))
        self._none.setVisible(not shown)
        self.none_label.setText(
            {
                Part.ALL: "",
                Part.NOTES: self.tr("Every note is signed."),
                Part.PLANS: self.tr("No plan or review is due within a week."),
                Part.HOURS: self.tr("Every week has its hours, or a reason."),
                Part.TASKS: self.tr("No task is due within a week."),
                Part.DISCHARGES: "",
            }[part]
        )
        if shown:
            self.owed_rows.choose(chosen)
        self._fit_card()

    def _fit_card(self, *_theme: object) -> None:
        """The card ends with its last row."""
        below = self.owed_rows if self._rows.rowCount() else self._none
        height = (
            self.owed_rows.content_height()
            if below is self.owed_rows
            else self._none.sizeHint().height()
        )
        self._card.setMaximumHeight(self._card_head.sizeHint().height() + 1 + height + 4)

    def _comfort(self) -> str:
        return self.tr(
            "Notes to sign, plans and reviews, and tasks come here a week before they are due."
        )

    def _take_step(self, item: Due) -> None:
        self._go(item, steps.take)

    def _open_chart(self, item: Due) -> None:
        self._go(item, steps.chart)

    def _go(self, item: Thing, way: Callable[[Desk, Thing], Place]) -> None:
        try:
            place = way(self._desk, item)
        except DeskError as problem:
            self._complain(problem)
            return
        self._navigator.open(place)

    def _put_off(self, item: Due) -> None:
        """Hide a row until tomorrow; the one below it becomes the current one."""
        row = self.owed_rows.currentIndex().row()
        try:
            is_done = putting_off.put_off(self, self._desk, item)
        except DeskError as problem:
            self._complain(problem)
            return
        if not is_done:
            return
        self._last_put_off = item
        self._try_again()
        self.owed_rows.choose_row(row)
        toast.of_window(self).announce(
            self.tr("Put off until tomorrow"), self.tr("Undo"), partial(self._show_again, item)
        )

    def _undo(self) -> None:
        """Ctrl+Z shows again what was put off last, however long ago the toast was there."""
        if self._last_put_off is not None:
            toast.of_window(self).hide()
            self._show_again(self._last_put_off)

    def _show_again(self, item: Due) -> None:
        self._last_put_off = None
        try:
            snoozes.show_again(self._desk, item)
        except DeskError as problem:
            self._complain(problem)
            return
        self._try_again()
        self.owed_rows.choose(item)

    def _try_again(self) -> None:
        if self._dues is not None:
            self._dues.forget()
        self.reload()

    def _local_now(self) -> datetime:
        return self._desk.local(self._desk.now())

    def _local_day(self) -> date:
        return _ANY_DAY if self._dues is None else self._desk.today()

    def _complain(self, problem: DeskError, *, action: str = "") -> None:
        self.problem_banner.set_message(str(problem), tone="risk", action=action)
        self.problem_banner.show()

    def _refresh(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.reload()
