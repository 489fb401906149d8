"""What every section of the settings is: groups of rows that can be searched and read anew."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.settings.rows import SettingGroup


class SettingSection(QWidget):
    """One entry of the list, and the groups it shows.

    Signals:
        said: something happened that is worth a toast; carries the words.
        failed: a setting was not saved and stands as before; carries the sentence.
    """

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ""
        self.icon = icon
        self.groups: tuple[SettingGroup, ...] = ()
        self._heading = Label("", "section")
        self._heading.hide()
        self.body = Column(self._heading, spacing=10)
        self.setLayout(self.body)

    def set_title(self, title: str) -> None:
        """Name the section in the list, and over its rows in a search."""
        self.title = title
        self._heading.setText(title)

    def set_groups(self, *groups: SettingGroup) -> None:
        """Fill the section."""
        self.groups = groups
        self.body.add(*groups)

    def search(self, text: str) -> int:
        """Leave the rows that match a search over all sections; how many are left."""
        self._heading.setVisible(bool(text))
        return sum([group.search(text) for group in self.groups])

    def reload(self) -> None:
        """Show what is set now."""

    def flush(self) -> None:
        """Write what is being typed.

        Raises:
            DeskError: it could not be written.
        """
