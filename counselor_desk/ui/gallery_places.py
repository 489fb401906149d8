"""Pictures of the whole window at a place of an open store."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.navigation import Place

LOCK_MINUTES = 5


class PicturedWorkspace(Workspace):
    """A workspace that stands alone, so it stops listening to the store when it is closed."""

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave the store to the next picture."""
        self.leave()
        super().closeEvent(event)


def at(place: Callable[[Desk], Place]) -> Callable[[Desk | None], QWidget]:
    """Makes the window that shows `place` of a store; without a store, an empty widget."""

    def make(desk: Desk | None) -> QWidget:
        if desk is None:
            return QWidget()
        workspace = PicturedWorkspace(lock_minutes=LOCK_MINUTES)
        workspace.use(desk)
        workspace.start(place(desk))
        return workspace

    return make
