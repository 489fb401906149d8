"""What the keys and the menu of a row in the list of clients do: open, write a note, edit."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from counselor_desk.records.clients import ClientRow, ClientStatus
from counselor_desk.records.ids import ClientId
from counselor_desk.ui.clients.table import ClientTable
from counselor_desk.ui.navigation import Navigator, Page, Place


class RowKeys(QWidget):
    """Ctrl+N and the context menu of the chosen client; never seen itself.

    Signals:
        said: nobody is chosen to write a note of; carries the words.
    """

    said = Signal(str)

    def __init__(self, table: ClientTable, navigator: Navigator, page: QWidget) -> None:
        super().__init__(page)
        self.hide()
        self._table = table
        self._navigator = navigator
        table.menu_requested.connect(self._open_menu)
        QShortcut(QKeySequence("Ctrl+N"), page, self._start_note)

    def menu(self, row: ClientRow) -> QMenu:
        """What can be done for a client; a note needs a stay that is open."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(made, self.tr("Open chart\tEnter"), Page.CHART, row.id)
        if row.status is not ClientStatus.DISCHARGED:
            self._add(made, self.tr("New note\tCtrl+N"), Page.NOTE, row.id)
        self._add(made, self.tr("Edit client"), Page.CLIENT_FORM, row.id)
        return made

    def _add(self, menu: QMenu, words: str, page: Page, client_id: ClientId) -> None:
        place = Place(page=page, client_id=client_id)
        menu.addAction(words, partial(self._navigator.open, place))

    def _open_menu(self, row: ClientRow, at: QPoint) -> None:
        menu = self.menu(row)
        menu.popup(at)
        menu.setActiveAction(menu.actions()[0])

    def _start_note(self) -> None:
        client_id = self._table.chosen()
        if client_id is None:
            self.said.emit(self.tr("Choose a client first: notes and papers belong to one."))
        else:
            self._navigator.open(Place(page=Page.NOTE, client_id=client_id))
