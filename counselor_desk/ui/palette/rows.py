"""The rows of the palette: headings, and what Enter opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QObject, Qt

from counselor_desk.records.ids import ClientId
from counselor_desk.records.search import Passage
from counselor_desk.ui.models import Column, Index, RowsModel


class Group(StrEnum):
    """What Tab goes through: everything, or one kind alone."""

    ALL = "all"
    CLIENTS = "clients"
    NOTES = "notes"
    ACTIONS = "actions"
    PHRASES = "phrases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the palette; one without `act` is a heading or says something.

    Attributes:
        title: the first words.
        icon: the picture before them; none makes a heading.
        is_strong: a name, in bold.
        detail: quieter words behind the title.
        passages: the words of a text around what was looked for, behind the detail.
        state: one word at the right.
        keys: the key that does the same, at the right.
        spoken: what a screen reader says.
        act: what Enter does.
        client_id: for whom Ctrl+Enter begins a note.
    """

    title: str = field(repr=False)
    icon: str = ""
    is_strong: bool = False
    detail: str = field(default="", repr=False)
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    state: str = ""
    keys: str = ""
    spoken: str = field(default="", repr=False)
    act: Callable[[], object] | None = field(default=None, repr=False)
    client_id: ClientId | None = None

    @property
    def is_heading(self) -> bool:
        """Whether it names the group below it."""
        return not self.icon


def _spoken(row: Row) -> str:
    return row.spoken or row.title


class PaletteRows(RowsModel[Row]):
    """What is listed; only rows that do something can be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((Column("", _spoken),), parent)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over."""
        row = self.row(index)
        if row is None or row.act is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def next_place(self, place: int, step: int) -> int:
        """The place of the next row that can be chosen, from `place` on; `place` without one."""
        count = len(self.rows)
        for distance in range(1, count + 1):
            at = (place + step * distance) % count
            if self.rows[at].act is not None:
                return at
        return place


def heading(title: str) -> Row:
    """A heading."""
    return Row(title=title)


def under(title: str, rows: Sequence[Row]) -> list[Row]:
    """The rows below their heading; nothing without rows."""
    return [heading(title), *rows] if rows else []
