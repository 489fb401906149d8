"""Fields that hold a name, shown as dots while names are hidden."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from counselor_desk.services import settings
from counselor_desk.services.changes import Changes, Kind

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin


class NameVeil(QObject):
    """Follows the setting; what stands in the fields is not changed."""

    def __init__(
        self, desk: Desk, bulletin: Bulletin, fields: Iterable[QLineEdit], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._fields = tuple(fields)
        self._is_worn = True
        bulletin.changed.connect(self._hear)
        self.wear(is_worn=True)

    def wear(self, *, is_worn: bool) -> None:
        """Cover the fields while names are hidden; without it they are read in any case."""
        self._is_worn = is_worn
        cover(self._fields, is_covered=is_worn and settings.get(self._desk).hides_names)

    def _hear(self, changes: Changes) -> None:
        if Kind.SETTINGS in changes.kinds:
            self.wear(is_worn=self._is_worn)


def cover(fields: Iterable[QLineEdit], *, is_covered: bool) -> None:
    """Show dots in place of letters, or the letters again."""
    mode = QLineEdit.EchoMode.Password if is_covered else QLineEdit.EchoMode.Normal
    for field in fields:
        field.setEchoMode(mode)
