"""The overview of a chart: seven cards in two columns, each with one way to what it tells of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.today import Due, OwedSession
from counselor_desk.services import overviews, shown_names, today
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.exports import DocumentKind
from counselor_desk.services.overviews import Overview, Part
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.overview import entries, series, words
from counselor_desk.ui.overview.card import OverviewCard
from counselor_desk.ui.overview.charts import SmallChart
from counselor_desk.ui.overview.rows import CardRows
from counselor_desk.ui.printing import PrintRequest
from counselor_desk.ui.scrolling import BAR_WIDTH, PageScroll

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

_RIGHT = 336
_TWO_COLUMNS_FROM = 860
"""Below this width, at 100 %, the right column stands under the left one."""

_UNTOLD = frozenset({Kind.DRAFT, Kind.CV, Kind.PROGRAM, Kind.BACKUP})
_OF_ALL = frozenset({Kind.SETTINGS})


class OverviewView(QWidget):
    """What whoever opens a chart wants to know; nothing is typed here."""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
        *,
        owed: Callable[[], Sequence[Due]],
    ) -> None:
        """`owed` gives what is owed for every client, where it is read already."""
        super().__init__(parent)
        dress(self, c="page")
        self._desk = desk
        self._navigator = navigator
        self._owed = owed
        self._client_id: ClientId | None = None
        self._told: Overview | None = None
        self._is_stale = True
        self.problem_banner = Banner("", tone="risk")
        self.problem_banner.action_requested.connect(self.reload)
        self.problem_banner.hide()
        self._make_cards()
        self._lay_out()
        QShortcut(QKeySequence("N"), self, self._start_note)
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the client the place names.

        Raises:
            DeskError: the chart cannot be read.
        """
        if place.client_id is None:
            return
        if place.client_id != self._client_id:
            self._client_id = place.client_id
            self._scroll.verticalScrollBar().setValue(0)
        self._load()

    def flush(self) -> None:
        """Nothing is typed here."""

    def print_request(self) -> PrintRequest | None:
        """The face sheet, once there is a stay."""
        if self._told is None or self._told.stay is None:
            return None
        client = self._told.client
        return PrintRequest(kind=DocumentKind.FACE_SHEET, uid=client.uid, client_id=client.id)

    def reload(self) -> None:
        """Read the chart again; a problem is said above the cards, which stay as they were."""
        if self._client_id is None:
            return
        try:
            self._load()
        except DeskError as problem:
            self._complain(problem)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the columns become one."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._is_stale and self._told is not None:
            self.reload()

    def _make_cards(self) -> None:
        self.reason_label = Label("", "muted", wraps=True)
        self.said_label = Label("", wraps=True)
        self.glance_card = OverviewCard(
            self.tr("At a glance"),
            Row((Column(self.reason_label, self.said_label, spacing=6), 1), margins=(15, 4, 15, 6)),
            shape=entries.GOALS,
        )
        self.notes_card = OverviewCard(self.tr("Last three notes"), shape=entries.NOTES)
        self.hours_chart, self.urge_chart = SmallChart(), SmallChart()
        self.since_card = OverviewCard(
            self.tr("Since admission"),
            Row((self.hours_chart, 1), (self.urge_chart, 1), margins=(15, 2, 9, 0), spacing=16),
            shape=entries.SHARES,
        )
        self.due_card = OverviewCard(self.tr("Next due"), shape=entries.DUES)
        self.people_card = OverviewCard(self.tr("Person and contacts"), shape=entries.PEOPLE)
        self.medications_card = OverviewCard(self.tr("Medications"), shape=entries.MEDICATIONS)
        self.strengths_label = Label("", "muted", wraps=True)
        self.strengths_card = OverviewCard(
            self.tr("Strengths"), Row((self.strengths_label, 1), margins=(15, 2, 15, 2))
        )
        self._shown_by = {
            Part.GLANCE: self._show_glance,
            Part.NOTES: self._show_notes,
            Part.SINCE: self._show_since,
            Part.DUE: self._show_due,
            Part.PEOPLE: self._show_people,
            Part.MEDICATIONS: self._show_medications,
            Part.STRENGTHS: self._show_strengths,
        }
        self._card_of = dict(zip(self._shown_by, self.cards(), strict=True))
        self._bare_parts: dict[Part, tuple[QWidget, ...]] = {
            Part.GLANCE: (self.reason_label, self.said_label),
            Part.SINCE: (self.hours_chart, self.urge_chart),
            Part.STRENGTHS: (self.strengths_label,),
        }
        for card in self.cards():
            card.retry_requested.connect(self.reload)
            card.place_chosen.connect(self._navigator.open)
            card.session_chosen.connect(self._begin_note)
            if card.rows is not None:
                card.rows.left.connect(lambda step, rows=card.rows: self._step(rows, step))

    def cards(self) -> tuple[OverviewCard, ...]:
        """Every card in the order of the focus."""
        return (
            self.glance_card,
            self.notes_card,
            self.since_card,
            self.due_card,
            self.people_card,
            self.medications_card,
            self.strengths_card,
        )

    def _lay_out(self) -> None:
        left, right = self.cards()[:3], self.cards()[3:]
        self._right = QWidget()
        self._right.setLayout(Column(*right, "stretch", spacing=11))
        self._columns = Row(
            (Column(*left, "stretch", spacing=12), 1),
            self._right,
            margins=(28, 4, 28 - BAR_WIDTH, 16),
            spacing=16,
        )
        content = QWidget()
        content.setLayout(self._columns)
        self._scroll = PageScroll(content)
        banner = Row((self.problem_banner, 1), margins=(28, 4, 28, 8))
        self._banner_row = QWidget()
        self._banner_row.setLayout(banner)
        self.setLayout(Column(self._banner_row, (self._scroll, 1), spacing=0))
        self._banner_row.setVisible(False)
        themes.look().theme_changed.connect(self._fit)

    def _load(self) -> None:
        if self._client_id is None:
            return
        told = overviews.of_client(self._desk, self._client_id)
        problems = dict(told.problems)
        owed: Sequence[Due] = ()
        try:
            owed = self._owed()
        except DeskError as problem:
            problems.setdefault(Part.DUE, str(problem))
        self._told, self._is_stale = told, False
        self._banner_row.setVisible(False)
        self._set_links(told)
        for part, show in self._shown_by.items():
            if part in problems:
                self._show_problem(part, problems[part])
            else:
                show(told, owed)

    def _set_links(self, told: Overview) -> None:
        """Each card leads to its place, even while it cannot be read."""
        count = told.note_count
        notes = self.tr("Open notes")
        if count > len(told.last_notes):
            notes = self.tr("All {n:,} notes").format(n=count)
        cravings = self._at(Tab.ASSESSMENT, View.USE, "cravings")
        for card, text, place in (
            (self.glance_card, self.tr("Open plan"), self._at(Tab.PLAN)),
            (self.notes_card, notes, self._at(Tab.NOTES)),
            (self.since_card, self.tr("Open cravings"), cravings),
            (self.due_card, self.tr("Open Today"), Place(page=Page.TODAY)),
            (self.people_card, self.tr("Open"), self._at(Tab.OVERVIEW, View.FACTS, "person")),
            (self.medications_card, self.tr("Open"), self._at(Tab.MEDICATIONS)),
            (self.strengths_card, self.tr("Open"), self._at(Tab.OVERVIEW, View.FACTS, "living")),
        ):
            card.set_link(text, place)

    def _show_problem(self, part: Part, sentence: str) -> None:
        for widget in self._bare_parts.get(part, ()):
            widget.hide()
        self._card_of[part].show_problem(sentence)

    def _show_glance(self, told: Overview, _owed: Sequence[Due]) -> None:
        plan = told.plan
        self.reason_label.setText(words.reason(told, self._desk.today()))
        self.reason_label.show()
        self.said_label.setText(f"“{told.said}”" if told.said else "")
        self.said_label.setVisible(bool(told.said))
        empty = self.tr("No plan yet. Open the plan to draft the first one.")
        if plan is not None:
            empty = self.tr("The plan is a draft. Its goals stand here once it is signed.")
        self.glance_card.show_entries(entries.goals(told), empty)

    def _show_notes(self, told: Overview, _owed: Sequence[Due]) -> None:
        self.notes_card.show_entries(
            entries.notes(told, self._desk.today()),
            self.tr("No notes yet. Ctrl+N writes the first one."),
        )

    def _show_since(self, told: Overview, _owed: Sequence[Due]) -> None:
        if told.hours is not None:
            self.hours_chart.show_series(series.of_hours(told.hours))
        self.hours_chart.setVisible(told.hours is not None and bool(told.hours.weeks))
        self.urge_chart.show_series(series.of_urges(told.urges))
        self.urge_chart.setVisible(bool(told.urges))
        empty = self.tr("No urge was rated yet. Ask for the strongest one, 0 to 10, each session.")
        self.since_card.show_entries(entries.shares(told), "")
        self.since_card.show_empty("" if told.urges else empty)

    def _show_due(self, told: Overview, owed: Sequence[Due]) -> None:
        self.due_card.show_entries(
            entries.dues(told, owed, self._desk.today()),
            self.tr("Nothing is due within a week."),
        )

    def _show_people(self, told: Overview, _owed: Sequence[Due]) -> None:
        self.people_card.show_entries(
            entries.people(
                told,
                shown_names.legal(self._desk, told.client),
                shown_names.veil(self._desk, told.client),
            ),
            "",
        )

    def _show_medications(self, told: Overview, _owed: Sequence[Due]) -> None:
        self.medications_card.show_entries(
            entries.medications(told, self._desk.today()), self._no_medications(told)
        )

    def _show_strengths(self, told: Overview, _owed: Sequence[Due]) -> None:
        self.strengths_label.setText(told.strengths)
        self.strengths_label.setVisible(bool(told.strengths))
        empty = self.tr("Nothing written yet. Ask what has helped before.")
        self.strengths_card.show_empty("" if told.strengths else empty)

    def _no_medications(self, told: Overview) -> str:
        if told.medications_denied_on is None:
            return self.tr("None listed. Ask what is taken.")
        day = words.day(told.medications_denied_on, self._desk.today())
        return self.tr("None taken, said on {day}.").format(day=day)

    def _start_note(self) -> None:
        stay = None if self._told is None else self._told.stay
        if stay is not None and stay.episode.is_open:
            self._navigator.open(Place(page=Page.NOTE, client_id=self._client_id))

    def _begin_note(self, item: OwedSession) -> None:
        """The note of a session that has none, as Today begins it."""
        try:
            note_id = today.begin_note(self._desk, item)
        except DeskError as problem:
            self._complain(problem)
            return
        self._navigator.open(Place(page=Page.NOTE, client_id=item.client_id, note_id=note_id))

    def _complain(self, problem: DeskError) -> None:
        """Say a problem above the cards, which stay as they were."""
        self.problem_banner.set_message(str(problem), tone="risk", action=self.tr("Try again"))
        self.problem_banner.show()
        self._banner_row.setVisible(True)

    def _at(self, tab: Tab, view: View | None = None, part: str = "") -> Place:
        return Place(page=Page.CHART, client_id=self._client_id, tab=tab, view=view, part=part)

    def _step(self, rows: CardRows, step: int) -> None:
        """Go on to the rows of the next card that has any."""
        lists = [card.rows for card in self.cards() if card.rows and card.rows.isVisible()]
        at = lists.index(rows) + step
        if 0 <= at < len(lists):
            lists[at].enter(is_from_above=step > 0)
            self._scroll.ensureWidgetVisible(lists[at])

    def _fit(self, *_theme: object) -> None:
        theme = themes.current()
        is_wide = self.width() / theme.scale >= _TWO_COLUMNS_FROM
        direction = (
            QBoxLayout.Direction.LeftToRight if is_wide else (QBoxLayout.Direction.TopToBottom)
        )
        self._columns.setDirection(direction)
        if is_wide:
            self._right.setFixedWidth(theme.s(_RIGHT))
        else:
            self._right.setMinimumWidth(0)
            self._right.setMaximumWidth(self.maximumWidth())

    def _hear(self, changes: Changes) -> None:
        is_mine = self._client_id in changes.clients and bool(changes.kinds - _UNTOLD)
        if self._told is None or not (is_mine or changes.kinds & _OF_ALL):
            return
        self._is_stale = True
        if self.isVisible():
            self.reload()
