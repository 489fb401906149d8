"""The number that is typed over a cell: it outlives a lock until it is set or given up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counselor_desk.records.ids import ClientId
from counselor_desk.services import dialog_drafts
from counselor_desk.ui.attendance.grid import WeekGrid
from counselor_desk.ui.autosave import Autosave

if TYPE_CHECKING:
    from counselor_desk.records.edits import Typed
    from counselor_desk.services.desk import Desk

_NAME = "attendance_cell"
_CLIENT, _DAY, _TEXT = "client", "day", "text"


class TypedCell(QObject):
    """Keeps what stands in the line over the current cell of a grid, of which it is a child."""

    def __init__(self, desk: Desk, grid: WeekGrid) -> None:
        super().__init__(grid)
        self._desk, self._grid = desk, grid
        self._is_kept = False
        self._autosave = Autosave(self._keep, self)
        grid.typing.connect(self._hear)
        grid.moved.connect(self.forget)

    def flush(self) -> None:
        """Write now what is typed."""
        self._autosave.flush()

    def forget(self) -> None:
        """It was set, or given up."""
        self._autosave.forget()
        if self._is_kept:
            self._is_kept = False
            dialog_drafts.forget(self._desk, None, _NAME)

    def find(self) -> tuple[ClientId, date, str] | None:
        """Whose cell was typed in, its day and the text; None when nothing was."""
        found = dialog_drafts.find(self._desk, None, _NAME)
        if found is None:
            return None
        self._is_kept = True
        client, day, text = (found.typed.get(name) for name in (_CLIENT, _DAY, _TEXT))
        if not isinstance(client, int) or not isinstance(day, str):
            return None
        return ClientId(client), date.fromisoformat(day), str(text)

    def _hear(self, text: str) -> None:
        if not text:
            self.forget()
        elif not self._desk.is_read_only:
            self._autosave.touch()

    def _keep(self) -> None:
        line, cell, text = self._grid.current_line(), self._grid.current_cell(), self._grid.text()
        if line is None or cell is None or not text:
            return
        day = cell.day.isoformat()
        typed: dict[str, Typed] = {_CLIENT: int(line.client_id), _DAY: day, _TEXT: text}
        dialog_drafts.keep(self._desk, None, _NAME, typed)
        self._is_kept = True
