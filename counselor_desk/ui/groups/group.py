"""One group: its members, when it meets each week, and which topics it taught to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from counselor_desk.records.schedule import Series
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Card
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fact_table import EmptyLine, FactTable
from counselor_desk.ui.groups import columns, words
from counselor_desk.ui.groups.lines import GroupWhole, MemberLine
from counselor_desk.ui.groups.topics import TopicsCard
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Grid, Row
from counselor_desk.ui.scrolling import BAR_WIDTH, PageScroll
from counselor_desk.ui.segments import SegmentedControl

NOW, EARLIER = "now", "earlier"
"""What the segments of the members show."""

_SIDE = 28
_ROOM_FOR_TWO = 1000
"""From this width on, at 100 %, members and times stand side by side."""


class GroupView(QWidget):
    """Everything about one group; it writes nothing itself.

    Signals:
        back_requested: to the list.
        edit_requested: correct what the group is.
        close_requested: it does not meet any more.
        write_up_requested: open the meeting that began last.
        member_add_requested: let somebody join.
        time_add_requested: plan another weekly time.
        member_acted: an action and the row of a member it is wanted for.
        time_acted: an action and the weekly time it is wanted for.
    """

    back_requested = Signal()
    edit_requested = Signal()
    close_requested = Signal()
    write_up_requested = Signal()
    member_add_requested = Signal()
    time_add_requested = Signal()
    member_acted = Signal(str, object)
    time_acted = Signal(str, object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._today = today
        self._whole: GroupWhole | None = None
        self._is_wide: bool | None = None
        self._make_head()
        self._make_members()
        self._make_times()
        self.topics_card = TopicsCard()
        self.limit_banner = Banner("", tone="overdue")
        self.clash_banner = Banner("", tone="overdue")
        self.cards = Grid(spacing=14, row_spacing=14)
        content = QWidget()
        content.setLayout(
            Column(
                self.limit_banner,
                self.clash_banner,
                self.cards,
                self.topics_card,
                "stretch",
                margins=(_SIDE, 2, _SIDE - BAR_WIDTH, 16),
                spacing=14,
            )
        )
        self.setLayout(Column(self._head, (PageScroll(content), 1), spacing=0))
        themes.look().theme_changed.connect(self._fit)
        self._fit()

    def show_group(self, whole: GroupWhole, clashes: str) -> None:
        """Show a group; `clashes` says in words what overlaps with its times."""
        self._whole = whole
        now, today = whole.line.now, self._today()
        self.title_label.setText(now.group.name)
        self.kind_label.setText(words.kind(now.group))
        said = words.members(now)
        self.places_chip.set_state(
            words.translated("{places} members").format(places=said.text), said.tone, said.icon
        )
        is_open = now.group.is_open
        for button in (
            self.group_edit_button,
            self.group_close_button,
            self.member_add_button,
            self.time_add_button,
        ):
            button.setVisible(is_open)
        self._name_last(whole, today)
        self.limit_banner.set_message(
            " ".join(f"{one.message}" for one in now.findings), tone="overdue"
        )
        self.limit_banner.setVisible(bool(now.findings))
        self.clash_banner.set_message(clashes, tone="overdue")
        self.clash_banner.setVisible(bool(clashes))
        self._show_members()
        self._show_times(whole)
        self.topics_card.show_course(whole)

    def turn_to(self, value: str) -> None:
        """Show who is in the group, or who was."""
        self.members_filter.set_value(value)
        self._show_members()

    def enter(self) -> None:
        """Give the focus to the members, or to the button that adds one."""
        if self.members_table.isHidden():
            self.member_add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.members_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Members and times stand below each other in a narrow page."""
        super().resizeEvent(event)
        self._fit()

    def _make_head(self) -> None:
        self.back_button = IconButton("chevron-left", self.tr("All groups"))
        self.back_button.clicked.connect(self.back_requested)
        self.title_label = ElidedLabel("", "title")
        self.kind_label = ElidedLabel("", "muted")
        self.places_chip = Chip("")
        self.group_close_button = Button(self.tr("Close group…"), kind="quiet")
        self.group_close_button.clicked.connect(self.close_requested)
        self.group_edit_button = Button(self.tr("Edit…"), icon="pen-line")
        self.group_edit_button.clicked.connect(self.edit_requested)
        self.write_up_button = Button("", kind="primary", icon="notebook-pen")
        self.write_up_button.clicked.connect(self.write_up_requested)
        self._actions = QWidget()
        self._actions.setLayout(
            Row(
                self.places_chip,
                4,
                self.group_close_button,
                self.group_edit_button,
                self.write_up_button,
            )
        )
        names = Column(self.title_label, self.kind_label, spacing=2)
        self._first_line = Row(self.back_button, (names, 1), self._actions)
        self._second_line = Row(8, margins=(0, 0, 0, 0))
        self._head = QWidget()
        self._head.setLayout(
            Column(
                self._first_line,
                self._second_line,
                margins=(_SIDE - 8, 20, _SIDE, 14),
                spacing=0,
            )
        )

    def _make_members(self) -> None:
        self.members_filter = SegmentedControl(
            ((NOW, self.tr("Now")), (EARLIER, self.tr("Earlier"))),
            name=self.tr("Members shown"),
            tone="neutral",
        )
        self.members_filter.set_value(NOW)
        self.members_filter.edited.connect(lambda _value: self._show_members())
        self.member_add_button = Button(self.tr("Add member"), icon="user-plus", is_small=True)
        self.member_add_button.clicked.connect(self.member_add_requested)
        self.members_table: FactTable[MemberLine] = FactTable(
            columns.members(self._today), name=self.tr("Members")
        )
        self.members_table.acted.connect(self.member_acted)
        self.members_table.add_requested.connect(self.member_add_requested)
        edit = QShortcut(QKeySequence("F2"), self.members_table, self._ask_to_edit)
        edit.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.members_empty = EmptyLine(first=self.tr("Add member"))
        self.members_empty.asked.connect(self.member_add_requested)
        head = Row(
            Label(self.tr("Members"), "section"),
            "stretch",
            self.members_filter,
            self.member_add_button,
            margins=(16, 0, 12, 0),
        )
        self.members_card = Card(margins=(1, 0, 1, 1), spacing=0)
        self.members_card.body.add(10, head, 8, self.members_table, self.members_empty, "stretch")

    def _ask_to_edit(self) -> None:
        row = self.members_table.current()
        if row is not None:
            self.member_acted.emit(columns.EDIT, row)

    def _make_times(self) -> None:
        self.time_add_button = Button(self.tr("Add time"), icon="plus", is_small=True)
        self.time_add_button.clicked.connect(self.time_add_requested)
        self.times_table: FactTable[Series] = FactTable(
            columns.times(self._today), name=self.tr("Weekly times")
        )
        self.times_table.acted.connect(self.time_acted)
        self.times_table.add_requested.connect(self.time_add_requested)
        self.times_empty = EmptyLine(first=self.tr("Add time"))
        self.times_empty.asked.connect(self.time_add_requested)
        head = Row(
            Label(self.tr("Meets each week"), "section"),
            "stretch",
            self.time_add_button,
            margins=(16, 0, 12, 0),
        )
        self.times_card = Card(margins=(1, 0, 1, 1), spacing=0)
        self.times_card.body.add(10, head, 8, self.times_table, self.times_empty, "stretch")

    def _name_last(self, whole: GroupWhole, today: date) -> None:
        last = whole.last_one
        self.write_up_button.setVisible(last is not None)
        if last is not None:
            text = self.tr("Open {day}").format(day=words.day(last.held_on, today))
            self.write_up_button.set_text(text)

    def _show_members(self) -> None:
        whole = self._whole
        if whole is None:
            return
        for value, name, rows in (
            (NOW, self.tr("Now"), whole.members),
            (EARLIER, self.tr("Earlier"), whole.earlier),
        ):
            self.members_filter.set_text(value, f"{name} {len(rows)}")
        is_now = self.members_filter.value() == NOW
        make = columns.members if is_now else columns.earlier
        rows = whole.members if is_now else whole.earlier
        is_open = whole.line.group.is_open
        self.members_table.set_columns(make(self._today))
        self.members_table.show_rows(rows, is_editable=is_open)
        self.members_empty.setVisible(not rows)
        said = self.tr("Nobody is in the group.") if is_now else self.tr("Nobody left the group.")
        self.members_empty.say(said, can_ask=is_now and is_open)

    def _show_times(self, whole: GroupWhole) -> None:
        today = self._today()
        rows = [one for one in whole.line.series if one.ends_on is None or one.ends_on >= today]
        is_open = whole.line.group.is_open
        self.times_table.show_rows(rows, is_editable=is_open)
        self.times_empty.setVisible(not rows)
        self.times_empty.say(self.tr("No weekly time is planned."), can_ask=is_open)

    def _fit(self, *_theme: object) -> None:
        is_wide = self.width() / themes.current().scale >= _ROOM_FOR_TWO
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        line, other = self._first_line, self._second_line
        if not is_wide:
            line, other = other, line
        other.removeWidget(self._actions)
        line.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignLeft)
        self._second_line.set_margins((0, 0 if is_wide else 10, 0, 0))
        for card in (self.members_card, self.times_card):
            self.cards.removeWidget(card)
        self.cards.addWidget(self.members_card, 0, 0)
        self.cards.addWidget(self.times_card, 0 if is_wide else 1, 1 if is_wide else 0)
        self.cards.setColumnStretch(0, 3)
        self.cards.setColumnStretch(1, 2 if is_wide else 0)
