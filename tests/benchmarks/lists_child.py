"""Filters or sorts the list of clients in turn with a plain table, and prints both times.

`ACT STORE` come as arguments; the parent ends it when it knows enough.
"""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from counselor_desk.services.desk import Desk
from counselor_desk.storage import vault
from counselor_desk.ui import theme as themes
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.clients.model import Column
from counselor_desk.ui.clients.page import ClientsPage
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.theme import Theme
from tests.benchmarks.paired import in_turn
from tests.desks import LOOSE, PASSPHRASE, ZONE, Clock

_COLUMNS = 6
_FEW = 200
_KEYS = ("7", "77", "1", "12", "9", "95", "3", "30")
"""Each lists others than the one before: a key that changes nothing paints nothing."""
_SORTED = (
    "SELECT client.id, number, given_name, family_name, born_on, admitted_on FROM client"
    " JOIN episode ON episode.client_id = client.id ORDER BY {} LIMIT 10000"
)


class PlainRows(QAbstractTableModel):
    """Rows as they come, each cell a word."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[object, ...]] = []

    def show_rows(self, rows: list[tuple[object, ...]]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, _parent: QModelIndex | None = None) -> int:
        return len(self._rows)

    def columnCount(self, _parent: QModelIndex | None = None) -> int:
        return _COLUMNS

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return str(self._rows[index.row()][index.column()])


class Plain:
    """A table without a look of its own, as large as the page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._model = PlainRows()
        self._view = QTableView()
        self._view.setModel(self._model)
        self._view.resize(1150, 768)
        self._view.show()
        self._few = [tuple(f"{row} {column}" for column in range(_COLUMNS)) for row in range(_FEW)]
        self._orders = cycle(("admitted_on", "admitted_on DESC"))

    def reset(self) -> None:
        self._model.show_rows(list(self._few))
        paint()

    def sort(self) -> None:
        with self._desk.read() as reader:
            self._model.show_rows(reader.rows(_SORTED.format(next(self._orders))))
        paint()


class Listed:
    """The page of the clients."""

    def __init__(self, desk: Desk, bulletin: Bulletin) -> None:
        self.page = ClientsPage(desk, Navigator(), bulletin)
        themes.look().clothe(self.page)
        self.page.resize(1150, 768)
        self.page.show()
        self.page.show_place(Place(page=Page.CLIENTS))
        self._keys = cycle(_KEYS)
        paint()

    def filter(self) -> None:
        self.page.clients_filter_edit.setText(next(self._keys))
        paint()

    def sort(self) -> None:
        self.page.clients_table.sort_requested.emit(Column.WEEK)
        paint()


def paint() -> None:
    """Let the window do what it has put off."""
    for _ in range(4):
        QApplication.processEvents()


def main(act: str, store: str) -> None:
    """Measure until the parent has enough."""
    app = QApplication([])
    themes.apply(app, Theme())
    opened = vault.unlock(Path(store), PASSPHRASE, config_dir=None, bounds=LOOSE)
    desk, bulletin = Desk(vault=opened, zone=ZONE, clock=Clock()), Bulletin()
    bulletin.follow(desk)
    listed, plain = Listed(desk, bulletin), Plain(desk)
    work = {"filter": (listed.filter, plain.reset), "sort": (listed.sort, plain.sort)}[act]
    for product, anchor in in_turn(*work):
        sys.stdout.write(f"{product} {anchor}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
