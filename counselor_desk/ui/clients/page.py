"""The client list: filter, segments, sorted rows; what it says while it is empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from datetime import date
from enum import StrEnum
from operator import is_
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.records.clients import ClientRow, ClientStatus
from counselor_desk.records.flags import FlagKind
from counselor_desk.records.ids import ClientId
from counselor_desk.services import today
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, EmptyState
from counselor_desk.ui.clients.model import SORT_KEYS, ClientList, Column
from counselor_desk.ui.clients.roll import Roll
from counselor_desk.ui.clients.row_keys import RowKeys
from counselor_desk.ui.clients.standing import Standings
from counselor_desk.ui.clients.table import ClientTable
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column as ColumnLayout
from counselor_desk.ui.layouts import Row, hold
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.segments import SegmentedControl

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.today import Agenda
    from counselor_desk.ui.bulletin import Bulletin


class Segment(StrEnum):
    """What part of the clients is shown."""

    MINE = "mine"
    ATTENTION = "attention"
    INTAKE = "intake"
    DISCHARGED = "discharged"


class ClientsPage(QWidget):
    """Every client of the store, the way the counselor looks for one."""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
        *,
        roll: Roll | None = None,
        agenda: Callable[[], Agenda] | None = None,
    ) -> None:
        """`roll` and `agenda` are shared with the window; without them the page reads its own."""
        super().__init__(parent)
        dress(self, c="page")
        self._desk = desk
        self._navigator = navigator
        self._sorted_by, self._is_descending = Column.DUE, False
        self._roll = roll or Roll(desk, bulletin, self)
        self._standings = Standings(
            desk, bulletin, agenda or (lambda: today.agenda(desk, self._roll.rows())), self
        )
        self._is_stale = True
        self._ordered: list[ClientRow] = []
        self._parts: dict[Segment, list[ClientRow]] = {}
        self._members: dict[Segment, frozenset[ClientId]] = {}
        self._has_clients = False
        self._make_head()
        self._make_list()
        self.first_add_button = self._adding_button()
        self._empty = EmptyState(
            "users",
            self.tr("No clients yet"),
            self.tr(
                "Add the first one; you need a name, everything else can follow. Or import a list."
            ),
            self.first_add_button,
            self._importing_button(),
        )
        self.clear_button = Button(self.tr("Clear filter"))
        self.clear_button.clicked.connect(self._clear_filter)
        self.discharged_button = Button(self.tr("Show discharged"))
        self.discharged_button.clicked.connect(self._show_discharged)
        self._no_match = EmptyState("search", "", "", self.discharged_button, self.clear_button)
        self._bodies = QStackedWidget()
        for body in (self._list, self._empty, self._no_match):
            self._bodies.addWidget(body)
        self.setLayout(
            ColumnLayout(
                self._head,
                14,
                self._tools,
                12,
                (self._bodies, 1),
                margins=(28, 20, 28, 16),
                spacing=0,
            )
        )
        self._roll.changed.connect(self._refresh)
        self._standings.changed.connect(self._refresh)
        QShortcut(QKeySequence("Ctrl+F"), self, self._find)

    def show_place(self, place: Place) -> None:
        """Bring the list up to date, and point at the client one comes from."""
        if self._is_stale:
            self.reload()
        self.clients_table.choose(place.client_id)
        self.clients_filter_edit.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def flush(self) -> None:
        """Nothing is typed here that would be kept."""

    def reload(self) -> None:
        """Filter the rows again, and read them again where they changed; who is chosen stays."""
        chosen = self.clients_table.chosen()
        is_new = self._is_stale
        if is_new:
            self._is_stale = False
            self._read_members()
            self._put_in_order()
        found = self._roll.matching(self.clients_filter_edit.text())
        rows = self._part(Segment(str(self.clients_status_segments.value())))
        listed = rows if found is None else [row for row in rows if row.id in found]
        # A key that leaves everybody in the list leaves it as it is painted.
        if is_new or not _are_same(listed, self._model.rows):
            self._model.set_rows(listed)
        self._show_counts(found)
        self._show_body()
        self._settle()
        self.clients_table.choose(chosen)

    def _read_members(self) -> None:
        """Who is in which segment, so that typing and sorting have little to do."""
        rows = self._roll.rows()
        of_status = {
            status: frozenset(row.id for row in rows if row.status is status)
            for status in ClientStatus
        }
        self._members = {
            Segment.MINE: of_status[ClientStatus.ACTIVE] | of_status[ClientStatus.INTAKE],
            Segment.ATTENTION: self._standings.in_need(rows),
            Segment.INTAKE: of_status[ClientStatus.INTAKE],
            Segment.DISCHARGED: of_status[ClientStatus.DISCHARGED],
        }
        self._show_summary({status: len(those) for status, those in of_status.items()})

    def _put_in_order(self) -> None:
        """Sort everybody by the column that is chosen; a segment is taken out when it is shown."""
        by_service = SORT_KEYS.get(self._sorted_by)
        is_descending = self._is_descending and by_service is not None
        rows = self._roll.in_order(by_service or "name", is_descending=is_descending)
        self._ordered, self._parts = self._in_order(rows), {}
        self.clients_table.set_sorted(self._sorted_by, is_descending=self._is_descending)
        title = self._model.titles[self._sorted_by]
        self.sorted_label.setText(self.tr("Sorted by {title}").format(title=title.lower()))

    def _part(self, segment: Segment) -> list[ClientRow]:
        """The rows of a segment, in order."""
        if segment not in self._parts:
            members = self._members[segment]
            self._parts[segment] = [row for row in self._ordered if row.id in members]
        return self._parts[segment]

    def _make_head(self) -> None:
        self.title_label = Label(self.tr("Clients"), "title")
        self.summary_label = Label("", "muted")
        self.clients_add_button = self._adding_button()
        self.clients_import_button = self._importing_button()
        self._head = Row(
            (ColumnLayout(self.title_label, self.summary_label, spacing=2), 1),
            self.clients_import_button,
            self.clients_add_button,
        )
        self.clients_filter_edit = LineEdit(
            hint=self.tr("Filter by name or number"), name=self.tr("Filter by name or number")
        )
        self.clients_filter_edit.textChanged.connect(lambda _text: self.reload())
        self.clients_filter_edit.installEventFilter(self)
        hold(self.clients_filter_edit, min_width=120, max_width=220)
        self._segments = (
            (Segment.MINE, self.tr("Mine")),
            (Segment.ATTENTION, self.tr("Needs attention")),
            (Segment.INTAKE, self.tr("Intake")),
            (Segment.DISCHARGED, self.tr("Discharged")),
        )
        self.clients_status_segments = SegmentedControl(
            self._segments,
            name=self.tr("Show"),
            tone="neutral",
        )
        self.clients_status_segments.set_value(Segment.MINE)
        self.clients_status_segments.edited.connect(lambda _value: self.reload())
        self.sorted_label = ElidedLabel("", "caption")
        self._tools = QWidget()
        self._tools.setLayout(
            Row(
                (self.clients_filter_edit, 1000),
                self.clients_status_segments,
                (self.sorted_label, 1),
                spacing=10,
            )
        )

    def _make_list(self) -> None:
        self._model = ClientList(
            self._desk.today,
            self,
            due_of=self._standings.due,
            flag_of=self._standings.flag,
            asked_of=self._standings.asked,
            hours_of=self._standings.hours,
        )
        self.clients_table = ClientTable(self._model)
        self.clients_table.client_chosen.connect(self._open)
        self.clients_table.sort_requested.connect(self._sort)
        self.row_keys = RowKeys(self.clients_table, self._navigator, self)
        self._card = Card(self.clients_table, margins=(1, 1, 1, 1), spacing=0)
        themes.look().theme_changed.connect(self._fit_card)
        self._list = QWidget()
        self._list.setLayout(ColumnLayout((self._card, 1000), "stretch", spacing=0))

    def _importing_button(self) -> Button:
        button = Button(self.tr("Import"), icon="file-down")
        button.clicked.connect(lambda: self._navigator.open(Place(page=Page.IMPORT)))
        return button

    def _adding_button(self) -> Button:
        button = Button(self.tr("Add client"), kind="primary", icon="user-plus")
        button.clicked.connect(lambda: self._navigator.open(Place(page=Page.CLIENT_FORM)))
        return button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the filter, Down goes into the list, Enter opens a lone match, Esc clears."""
        if watched is self.clients_filter_edit and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._take_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the card as high as its rows, where there is room."""
        super().resizeEvent(event)
        self._fit_card()

    def _take_key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Down and self._model.rowCount():
            self.clients_table.enter()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._model.rowCount():
            self._open(self.clients_table.chosen() or self._model.rows[0].id)
            return True
        if key == Qt.Key.Key_Escape and self.clients_filter_edit.text():
            self.clients_filter_edit.clear()
            return True
        return False

    def _find(self) -> None:
        self.clients_filter_edit.selectAll()
        self.clients_filter_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open(self, client_id: ClientId) -> None:
        self._navigator.open(Place(page=Page.CHART, client_id=client_id))

    def _sort(self, column: Column) -> None:
        self._is_descending = column is self._sorted_by and not self._is_descending
        self._sorted_by = column
        self._put_in_order()
        self.reload()

    def _clear_filter(self) -> None:
        self.clients_status_segments.set_value(Segment.MINE)
        self.clients_filter_edit.clear()
        self.reload()

    def _show_summary(self, counts: Mapping[ClientStatus, int]) -> None:
        self._has_clients = any(counts.values())
        self.summary_label.setText(
            self.tr("{active:,} active · {intake:,} in intake · {discharged:,} discharged").format(
                active=counts[ClientStatus.ACTIVE],
                intake=counts[ClientStatus.INTAKE],
                discharged=counts[ClientStatus.DISCHARGED],
            )
        )

    def _show_counts(self, found: Set[ClientId] | None) -> None:
        """How many of the clients that the filter finds each segment holds."""
        for segment, word in self._segments:
            members = self._members[segment]
            count = len(members if found is None else members & found)
            self.clients_status_segments.set_text(segment, f"{word} {count:,}")

    def _in_order(self, rows: list[ClientRow]) -> list[ClientRow]:
        """Rows by what is owed first, by flag or by hours, those that have none last, by name."""
        values: dict[Column, Callable[[ClientRow], date | int | None]] = {
            Column.DUE: self._standings.due_on,
            Column.FLAG: self._flag_place,
            Column.HOURS: self._hours_place,
        }
        value: Any = values.get(self._sorted_by)
        if value is None:
            return rows
        known = [row for row in rows if value(row) is not None]
        known.sort(key=value, reverse=self._is_descending)
        return known + [row for row in rows if value(row) is None]

    def _flag_place(self, row: ClientRow) -> int | None:
        flag = self._standings.flag(row)
        return None if flag is None else tuple(FlagKind).index(flag.kind)

    def _hours_place(self, row: ClientRow) -> int | None:
        line = self._standings.hours(row)
        return None if line is None else line.minutes

    def _show_body(self) -> None:
        for button in (self.clients_import_button, self.clients_add_button):
            button.setVisible(self._has_clients)
        self._tools.setVisible(self._has_clients)
        self.summary_label.setVisible(self._has_clients)
        if not self._has_clients:
            self._bodies.setCurrentWidget(self._empty)
        elif self._model.rowCount():
            self._bodies.setCurrentWidget(self._list)
            self._fit_card()
        else:
            typed = self.clients_filter_edit.text().strip()
            title = (
                self.tr("No client matches “{typed}”").format(typed=typed)
                if typed
                else self.tr("No client here")
            )
            self._no_match.set_text(title, self._elsewhere())
            self._bodies.setCurrentWidget(self._no_match)

    def _elsewhere(self) -> str:
        """Where else the one who was looked for may be; the discharged are not listed at first."""
        found = self._roll.matching(self.clients_filter_edit.text())
        count = 0 if found is None else len(self._members[Segment.DISCHARGED] & found)
        is_here = self.clients_status_segments.value() == Segment.DISCHARGED
        self.discharged_button.setVisible(bool(count) and not is_here)
        if not count or is_here:
            return self.tr("The other clients are still there.")
        if count == 1:
            return self.tr("1 discharged client matches.")
        return self.tr("{n:,} discharged clients match.").format(n=count)

    def _show_discharged(self) -> None:
        self.clients_status_segments.set_value(Segment.DISCHARGED)
        self.reload()
        self.clients_filter_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        """Lay out now what other rows and counts change: later, the list is painted twice."""
        if self.isVisible():
            self.clients_table.settle()
            for part in (self.clients_status_segments, self._tools):
                layout = part.layout()
                if layout is not None:
                    layout.activate()

    def _fit_card(self, *_theme: object) -> None:
        margins = self._card.body.contentsMargins()
        frame = 2 + margins.top() + margins.bottom()
        self._card.setMaximumHeight(self.clients_table.content_height() + frame)

    def _refresh(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.reload()


def _are_same(rows: Sequence[ClientRow], others: Sequence[ClientRow]) -> bool:
    """Whether these are the very same rows in the same order."""
    return len(rows) == len(others) and all(map(is_, rows, others))
