"""The client list: filter, segments, sorted rows; what it says while it is empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.records.clients import ClientRow, ClientStatus
from counselor_desk.records.ids import ClientId
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, EmptyState
from counselor_desk.ui.clients.model import SORT_KEYS, ClientList, Column
from counselor_desk.ui.clients.roll import Roll
from counselor_desk.ui.clients.table import ClientTable
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column as ColumnLayout
from counselor_desk.ui.layouts import Row, hold
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.segments import SegmentedControl

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin
    from counselor_desk.ui.theme import Theme


class ClientsPage(QWidget):
    """Every client of the store, the way the counselor looks for one."""

    def __init__(
        self,
        desk: Desk,
        theme: Theme,  # noqa: ARG002 - pages are made alike; this one asks the look while painting
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
        *,
        roll: Roll | None = None,
    ) -> None:
        """`roll` is shared with the navigation; without one the page reads its own."""
        super().__init__(parent)
        dress(self, c="page")
        self._desk = desk
        self._navigator = navigator
        self._sorted_by, self._is_descending = Column.CLIENT, False
        self._roll = roll or Roll(desk, bulletin, self)
        self._is_stale = True
        self._has_clients = False
        self._make_head()
        self._make_list()
        self.first_add_button = self._adding_button()
        self._empty = EmptyState(
            "users",
            self.tr("No clients yet"),
            self.tr("Add the first one. You need a name; everything else can follow."),
            self.first_add_button,
        )
        self.clear_button = Button(self.tr("Clear filter"))
        self.clear_button.clicked.connect(self._clear_filter)
        self._no_match = EmptyState("search", "", "", self.clear_button)
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
        """Ask for the rows again; the chosen client stays chosen."""
        chosen = self.clients_table.chosen()
        self._roll.sort(SORT_KEYS[self._sorted_by], is_descending=self._is_descending)
        matching = self._roll.matching(self.clients_filter_edit.text())
        status = self.clients_status_segments.value()
        shown = [row for row in matching if status is None or row.status is status]
        self._model.set_rows(shown)
        self.clients_table.set_sorted(self._sorted_by, is_descending=self._is_descending)
        if self._is_stale:
            self._is_stale = False
            self._show_summary()
        self._show_counts(matching)
        self._show_body()
        self.clients_table.choose(chosen)

    def _make_head(self) -> None:
        self.title_label = Label(self.tr("Clients"), "title")
        self.summary_label = Label("", "muted")
        self.clients_add_button = self._adding_button()
        self._head = Row(
            (ColumnLayout(self.title_label, self.summary_label, spacing=2), 1),
            self.clients_add_button,
        )
        self.clients_filter_edit = LineEdit(
            hint=self.tr("Filter by name or number"), name=self.tr("Filter by name or number")
        )
        self.clients_filter_edit.textChanged.connect(lambda _text: self.reload())
        self.clients_filter_edit.installEventFilter(self)
        hold(self.clients_filter_edit, width=220)
        self._segments = (
            (None, self.tr("All")),
            (ClientStatus.ACTIVE, self.tr("Active")),
            (ClientStatus.INTAKE, self.tr("Intake")),
            (ClientStatus.DISCHARGED, self.tr("Discharged")),
        )
        self.clients_status_segments = SegmentedControl(
            self._segments,
            name=self.tr("Show"),
            tone="neutral",
        )
        self.clients_status_segments.set_value(None)
        self.clients_status_segments.edited.connect(lambda _value: self.reload())
        self._tools = QWidget()
        self._tools.setLayout(
            Row(self.clients_filter_edit, self.clients_status_segments, "stretch", spacing=10)
        )

    def _make_list(self) -> None:
        self._model = ClientList(self._desk.today, self)
        self.clients_table = ClientTable(self._model)
        self.clients_table.client_chosen.connect(self._open)
        self.clients_table.sort_requested.connect(self._sort)
        self._card = Card(self.clients_table, margins=(1, 1, 1, 1), spacing=0)
        self._list = QWidget()
        self._list.setLayout(ColumnLayout((self._card, 1000), "stretch", spacing=0))

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
        if column not in SORT_KEYS:
            return
        self._is_descending = column is self._sorted_by and not self._is_descending
        self._sorted_by = column
        self.reload()

    def _clear_filter(self) -> None:
        self.clients_status_segments.set_value(None)
        self.clients_filter_edit.clear()
        self.reload()

    def _show_summary(self) -> None:
        counts = self._roll.counts()
        self._has_clients = any(counts.values())
        self.summary_label.setText(
            self.tr("{active:,} active · {intake:,} in intake · {discharged:,} discharged").format(
                active=counts[ClientStatus.ACTIVE],
                intake=counts[ClientStatus.INTAKE],
                discharged=counts[ClientStatus.DISCHARGED],
            )
        )

    def _show_counts(self, matching: Sequence[ClientRow]) -> None:
        """How many of the clients that the filter finds each segment holds."""
        counts = Counter(row.status for row in matching)
        for status, word in self._segments:
            count = len(matching) if status is None else counts[status]
            self.clients_status_segments.set_text(status, f"{word} {count:,}")

    def _show_body(self) -> None:
        self.clients_add_button.setVisible(self._has_clients)
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
            self._no_match.set_text(title, self.tr("The other clients are still there."))
            self._bodies.setCurrentWidget(self._no_match)

    def _fit_card(self) -> None:
        margins = self._card.body.contentsMargins()
        frame = 2 + margins.top() + margins.bottom()
        self._card.setMaximumHeight(self.clients_table.content_height() + frame)

    def _refresh(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.reload()
