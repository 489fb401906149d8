"""The frame of a client's chart: who it is, what can be done, and the tabs below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from counselor_desk.errors import DeskError, UnknownClientError
from counselor_desk.records.clients import Client
from counselor_desk.records.episodes import Episode, LevelOfCare
from counselor_desk.records.flags import Flag
from counselor_desk.records.ids import ClientId
from counselor_desk.services import clients, episodes, flags, levels, notes, shown_names
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banner_area import BannerArea
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Avatar, Chip
from counselor_desk.ui.clients.flags import FlagRow
from counselor_desk.ui.clients.model import short_date, week_of
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.flag_words import source
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.navigation import Leaf, Navigator, Page, Place, Tab
from counselor_desk.ui.page_stack import PageStack
from counselor_desk.ui.printing import Printable
from counselor_desk.ui.tab_of_views import TabOfViews
from counselor_desk.ui.tabs import TabRow
from counselor_desk.ui.views_in_turn import ViewsInTurn

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

HEADER_HEIGHT = 114
_ROOM_FOR_PRINT = 760
_LEVEL_ROOM = 12
"""Letters of the assessed level that the chip has room for; it is seldom more than "2.1"."""
_OF_EVERYBODY = frozenset({Kind.SETTINGS, Kind.SCHEDULE, Kind.GROUP, Kind.PROFILE})
_CONCERNED = frozenset(
    {
        Kind.CLIENT,
        Kind.EPISODE,
        Kind.PERSON,
        Kind.CIRCUMSTANCES,
        Kind.INTAKE,
        Kind.ASSESSMENT,
        Kind.STAY_REVIEW,
        Kind.SUBSTANCE,
        Kind.MEDICATION,
        Kind.CRAVING,
        Kind.PLAN,
        Kind.NOTE,
        Kind.ATTENDANCE,
    }
)
"""What the header tells of: who it is, where the stay is, and what raises or ends a flag."""


_FIRST = (Tab.OVERVIEW, Tab.PLAN)
"""The tabs a chart opens on, the first that there is."""


class ChartPage(QWidget):
    """One client: header and tabs; the tabs' pages are made when they are first shown.

    Signals:
        print_requested: put a record on paper; carries a `PrintRequest`.
        said: something happened that is worth a toast; carries the words.
    """

    print_requested = Signal(object)
    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
        *,
        tabs: Mapping[Tab, Callable[[], Leaf]],
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._desk = desk
        self._navigator = navigator
        self._factories = tabs
        self._leaves: dict[Tab, Leaf] = {}
        self._client: Client | None = None
        self._episode: Episode | None = None
        self._flagged: tuple[ClientId, date] | None = None
        self._make_header()
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.problem_banner.hide()
        self._pages = PageStack()
        self.setLayout(
            Column(
                self._header,
                BannerArea(self.problem_banner),
                (self._pages, 1),
                spacing=0,
            )
        )
        QShortcut(QKeySequence("Ctrl+N"), self, self._start_note)
        QShortcut(QKeySequence("Ctrl+P"), self, self._print)
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the client the place names, on its tab, else on the tab shown last.

        Raises:
            UnknownClientError: there is no such client.
        """
        if place.client_id is None:
            return
        self.flush()
        self.problem_banner.hide()
        self._load(place)
        tab = Tab(str(self.chart_tabs.value()))
        if place.tab is not None and place.tab in self._factories:
            tab = place.tab
        self.chart_tabs.set_value(tab)
        # The client looks at this tab too: it shows nothing clinical (decision 48).
        self.stay_chip.setVisible(tab is not Tab.WORK)
        self.flag_row.setVisible(tab is not Tab.WORK)
        leaf = self._leaf(tab)
        self._pages.setCurrentWidget(leaf.widget)
        leaf.page.show_place(place)
        focus = self.focusWidget()
        if focus is None or not leaf.widget.isAncestorOf(focus):
            self.chart_tabs.take_focus()

    def flush(self) -> None:
        """Write what is being typed on the open tab."""
        leaf = self._open_leaf()
        if leaf is not None:
            leaf.page.flush()

    def make_ahead(self, tab: Tab) -> QWidget:
        """Make a tab's page before it is asked for, with the view it shows first."""
        widget = self._leaf(tab).widget
        if isinstance(widget, TabOfViews | ViewsInTurn):
            widget.make_ahead()
        return widget

    def drop_hidden(self) -> None:
        """Throw away the tabs' pages that are not open; each is made anew when it is."""
        here = self._open_leaf()
        for tab, leaf in tuple(self._leaves.items()):
            if leaf is not here:
                del self._leaves[tab]
                self._pages.removeWidget(leaf.widget)
                shiboken6.delete(leaf.widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window Print moves into the menu."""
        super().resizeEvent(event)
        is_wide = self.width() >= themes.current().s(_ROOM_FOR_PRINT)
        self.chart_print_button.setVisible(is_wide)
        self._print_action.setVisible(not is_wide)

    def _make_header(self) -> None:
        self.avatar = Avatar("", size=44)
        self.name_label = Label("", "title")
        self.facts_label = ElidedLabel("", "muted")
        self.stay_chip = Chip("")
        self.flag_row = FlagRow()
        self.flag_row.flag_chosen.connect(self._open_source)
        self.chart_print_button = Button(self.tr("Print"), icon="printer")
        self.chart_print_button.clicked.connect(self._print)
        self.chart_new_note_button = Button(self.tr("New note"), kind="primary", icon="plus")
        self.chart_new_note_button.clicked.connect(self._start_note)
        self.chart_more_button = IconButton("ellipsis", self.tr("More"))
        self.chart_more_button.clicked.connect(self._open_menu)
        self._menu = QMenu(self)
        self._print_action = self._menu.addAction(self.tr("Print…"), self._print)
        self._menu.addAction(self.tr("Edit client…"), self._edit)
        self._episode_action = self._menu.addAction(
            self.tr("Start new episode"), self._start_episode
        )
        names = {
            Tab.OVERVIEW: self.tr("Overview"),
            Tab.ASSESSMENT: self.tr("Assessment"),
            Tab.PLAN: self.tr("Plan"),
            Tab.NOTES: self.tr("Notes"),
            Tab.ATTENDANCE: self.tr("Attendance"),
            Tab.MEDICATIONS: self.tr("Medications"),
            Tab.WORK: self.tr("Work & life"),
            Tab.DISCHARGE: self.tr("Discharge"),
        }
        self.chart_tabs = TabRow(
            tuple((tab, names[tab]) for tab in self._factories), name=self.tr("Chart")
        )
        starts = (*(tab for tab in _FIRST if tab in self._factories), *self._factories)
        self.chart_tabs.set_value(starts[0])
        self.chart_tabs.chosen.connect(self._turn)
        self.chart_tabs.listen_on(self)
        # What stays hidden on a tab keeps its room, so that the name does not jump.
        policy = self.stay_chip.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.stay_chip.setSizePolicy(policy)
        person = Row(self.name_label, 3, (self.facts_label, 1))
        chips = Row(self.stay_chip, (self.flag_row, 1), spacing=6)
        top = Row(
            self.avatar,
            6,
            (Column(person, chips, spacing=5), 1),
            self.chart_print_button,
            6,
            self.chart_new_note_button,
            6,
            self.chart_more_button,
        )
        self._header = Panel(
            top, "stretch", self.chart_tabs, part="bar", margins=(28, 14, 24, 0), spacing=0
        )
        hold(self._header, height=HEADER_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _load(self, place: Place) -> None:
        if place.client_id is None:
            return
        self._client = clients.get(self._desk, place.client_id)
        self._episode = episodes.current(self._desk, place.client_id)
        self._show_header(self._client, self._episode)
        self._show_flags(place.client_id)

    def _show_flags(self, client_id: ClientId) -> None:
        """Read them once a day; whatever raises or ends one is heard of."""
        today = self._desk.today()
        if self._flagged != (client_id, today):
            self.flag_row.set_flags(flags.of_client(self._desk, client_id), today)
            self._flagged = client_id, today

    def _show_header(self, client: Client, episode: Episode | None) -> None:
        name = shown_names.shown(self._desk, client)
        age = client.age_on(self._desk.today())
        facts = (client.number, client.pronouns, "" if age is None else str(age))
        self.avatar.set_name(name)
        self.name_label.setText(name)
        self.facts_label.setText(" · ".join(fact for fact in facts if fact))
        self.stay_chip.set_state(*self._stay(episode))
        is_open = episode is not None and episode.is_open
        self.chart_new_note_button.setVisible(is_open)
        self._episode_action.setVisible(not is_open)

    def _stay(self, episode: Episode | None) -> tuple[str, str, str]:
        """Word, tone and icon of the chip that says where the stay is."""
        if episode is None:
            return self.tr("No episode yet"), "neutral", "circle"
        today = self._desk.today()
        if episode.closed_on is not None:
            day = short_date(episode.closed_on, today)
            ended = self.tr("Discharged {day}")
            if episode.was_only_asked_for:
                ended = self.tr("Not admitted {day}")
            return ended.format(day=day), "neutral", "door-open"
        level = {
            LevelOfCare.IOP: self.tr("IOP"),
            LevelOfCare.PHP: self.tr("PHP"),
            LevelOfCare.OUTPATIENT: self.tr("Outpatient"),
            LevelOfCare.OTHER: self.tr("In the program"),
        }[episode.level_of_care]
        week = episode.week_on(today)
        if week is None:
            return self.tr("{level} · intake").format(level=level), "neutral", "waypoints"
        level = _with_assessed(level, levels.assessed(self._desk, episode))
        words = week_of(week, episode.target_weeks).lower()
        return f"{level} · {words}", "neutral", "waypoints"

    def _leaf(self, tab: Tab) -> Leaf:
        if tab not in self._leaves:
            leaf = self._factories[tab]()
            self._leaves[tab] = leaf
            self._pages.addWidget(leaf.widget)
        return self._leaves[tab]

    def _open_leaf(self) -> Leaf | None:
        widget = self._pages.currentWidget()
        return next((leaf for leaf in self._leaves.values() if leaf.widget is widget), None)

    def _mark_open_tab(self) -> None:
        """The tab that is open stays marked when the one wished for could not be shown."""
        leaf = self._open_leaf()
        for tab, shown in self._leaves.items():
            if shown is leaf:
                self.chart_tabs.set_value(tab)

    def _turn(self, value: object) -> None:
        if self._client is not None:
            tab = Tab(str(value))
            place = Place(page=Page.CHART, client_id=self._client.id, tab=tab)
            self._navigator.replace(place)
            self._mark_open_tab()

    def _start_note(self) -> None:
        if self._client is None or not self.chart_new_note_button.isVisible():
            return
        try:
            self.flush()
            note = notes.start(self._desk, self._client.id, initiator=self)
        except DeskError as problem:
            self._complain(problem)
            return
        self._navigator.open(Place(page=Page.NOTE, client_id=self._client.id, note_id=note.id))

    def _open_source(self, flag: Flag) -> None:
        if self._client is not None:
            self._navigator.open(source(flag, self._client.id))

    def _edit(self) -> None:
        if self._client is not None:
            self._navigator.open(Place(page=Page.CLIENT_FORM, client_id=self._client.id))

    def _start_episode(self) -> None:
        if self._client is None:
            return
        try:
            episodes.start(self._desk, self._client.id)
        except DeskError as problem:
            self._complain(problem)
            return
        self.said.emit(self.tr("New episode started"))

    def _print(self) -> None:
        leaf = self._open_leaf()
        if leaf is None or not isinstance(leaf.page, Printable):
            return
        request = leaf.page.print_request()
        if request is None:
            self.said.emit(self.tr("Nothing to print here yet"))
        else:
            self.print_requested.emit(request)

    def _open_menu(self) -> None:
        corner = self.chart_more_button.mapToGlobal(self.chart_more_button.rect().bottomRight())
        self._menu.popup(corner - QPoint(self._menu.sizeHint().width(), -4))

    def _complain(self, problem: DeskError) -> None:
        self.problem_banner.set_message(str(problem), tone="risk")
        self.problem_banner.show()

    def _hear(self, changes: Changes) -> None:
        client = self._client
        if client is None:
            return
        is_concerned = client.id in changes.clients and bool(changes.kinds & _CONCERNED)
        if not (is_concerned or changes.kinds & _OF_EVERYBODY):
            return
        self._flagged = None
        try:
            self._load(Place(page=Page.CHART, client_id=client.id))
        except UnknownClientError:
            self._leave_gone()

    def _leave_gone(self) -> None:
        """The client went again with the import that brought them: there is no chart any more."""
        self._client = self._episode = None
        if self.isVisible():
            self._navigator.replace(Place(page=Page.CLIENTS))


def _with_assessed(level: str, assessed: str) -> str:
    """The level of care with what the assessment says of it, which may name it again."""
    typed = " ".join(assessed.split())
    if len(typed) > _LEVEL_ROOM:
        typed = f"{typed[:_LEVEL_ROOM].rstrip()}…"
    return typed if typed.lower().startswith(level.lower()) else f"{level} {typed}".rstrip()
