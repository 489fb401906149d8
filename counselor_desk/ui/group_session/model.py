"""The rows of members and how they are painted; the row that is open is left to its editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.group_sessions import MemberEdit, RowState
from counselor_desk.records.hours import CAME
from counselor_desk.records.ids import ClientId
from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.ui import theme as themes
from counselor_desk.ui.delegates import (
    STRETCH,
    Cell,
    ChipWords,
    Geometry,
    Index,
    RowDelegate,
    Words,
)
from counselor_desk.ui.group_session import words
from counselor_desk.ui.models import ROW_ROLE, Column, RowsModel

ROW_HEIGHT = 41
_WIDE = Geometry(widths=(124, 90, 28, 50, STRETCH, 116), height=ROW_HEIGHT, left=12, gap=10)
_NARROW = Geometry(widths=(120, 90, STRETCH, 120), height=ROW_HEIGHT, left=12, gap=10)
_WIDE_FROM = 620


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMember:
    """One member as the list shows it.

    `objectives` are the numbers of what the member works on; `refusal` is why the note could not
    be signed when that was tried.
    """

    edit: MemberEdit
    state: RowState
    name: str = field(repr=False)
    hint: str = ""
    minutes: int = 0
    objectives: str = ""
    text: str = field(default="", repr=False)
    findings: tuple[Finding, ...] = ()
    refusal: str = field(default="", repr=False)

    @property
    def client_id(self) -> ClientId:
        """Whose row it is."""
        return self.edit.client_id

    @property
    def is_named(self) -> bool:
        """Whether another member's name stands in the note."""
        return any(one.rule == "G3" and one.severity is Severity.BLOCK for one in self.findings)

    @property
    def is_alike(self) -> bool:
        """Whether the response is too like another one's."""
        return any(one.rule == "G3" and one.severity is Severity.WARN for one in self.findings)

    @property
    def trouble(self) -> str:
        """What has to be read on the row; empty for none."""
        if self.refusal:
            return self.refusal
        shown = self.state is RowState.STOPPED or self.is_named or bool(self.edit.typed_minutes)
        found = (one for one in self.findings if one.severity is Severity.BLOCK)
        told = [one.message for one in found if shown and one.rule in ("G3", "N1")]
        return told[0] if told else ""


class MembersModel(RowsModel[ShownMember]):
    """The members of a session in the order of their rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_COLUMNS, parent)

    def show(self, rows: Sequence[ShownMember]) -> None:
        """Show other rows; where they are of the same members, each stays where it is."""
        new = tuple(rows)
        if [one.client_id for one in new] != [one.client_id for one in self._rows]:
            self.set_rows(new)
            return
        old, self._rows = self._rows, new
        for place, (before, after) in enumerate(zip(old, new, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(place, 0), self.index(place, 0))

    def columnCount(self, parent: Index | None = None) -> int:
        """One for a list: each row is read out as a whole."""
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A screen reader hears all of a row."""
        if role == Qt.ItemDataRole.DisplayRole:
            role = int(Qt.ItemDataRole.AccessibleTextRole)
        return super().data(index, role)


class MembersDelegate(RowDelegate):
    """Paints closed rows; the open one is ground alone, as high as its editor."""

    def __init__(self, open_height: Callable[[ClientId], int], parent: QObject) -> None:
        """`open_height` gives the height of the open row in pixels, 0 for every other row."""
        super().__init__(_WIDE, _cells, parent)
        self._open_height = open_height
        self._is_wide = True

    def fit(self, width: int) -> None:
        """Leave minutes and objectives out where there is no room for them."""
        self._is_wide = width / themes.current().scale >= _WIDE_FROM
        self.set_geometry(self.geometry())
        self._cells = _cells if self._is_wide else _few_cells

    def geometry(self) -> Geometry:
        """How the cells lie now."""
        return _WIDE if self._is_wide else _NARROW

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The open row is as high as what is written in it."""
        row = index.data(ROW_ROLE)
        height = self._open_height(row.client_id)
        return QSize(0, height) if height else super().sizeHint(option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A closed row; below an editor nothing shows."""
        if not self._open_height(index.data(ROW_ROLE).client_id):
            super().paint(painter, option, index)


def titles(delegate: MembersDelegate, rect: QRect) -> list[tuple[QRect, str]]:
    """The title of each column and where it stands."""
    named = [
        words.tr("Member"),
        words.tr("Attendance"),
        words.tr("Min"),
        words.tr("Obj."),
        words.tr("Response in this session"),
        "",
    ]
    geometry = delegate.geometry()
    if geometry is _NARROW:
        del named[2:4]
    return list(zip(geometry.places(rect, themes.current()), named, strict=True))


def _cells(row: ShownMember) -> tuple[Cell, ...]:
    is_there = row.edit.code is None or row.edit.code in CAME
    member, attendance, response, state = _few_cells(row)
    return (
        member,
        attendance,
        Words(text="" if row.edit.code is None else str(row.minutes), ink="text2"),
        Words(text=row.objectives if is_there and row.objectives else "–", ink="text2"),
        response,
        state,
    )


def _few_cells(row: ShownMember) -> tuple[Cell, Cell, Cell, Cell]:
    return (
        Words(text=row.name, kind="strong", avatar=row.name),
        _attendance(row.edit.code),
        _response(row),
        _state(row),
    )


def _attendance(code: AttendanceCode | None) -> Cell:
    if code is None:
        return Words(text=words.tr("Not set"), ink="text3")
    tone, icon = words.attendance_look(code)
    return ChipWords(text=words.attendance(code), tone=tone, icon=icon)


def _response(row: ShownMember) -> Cell:
    if row.trouble:
        return Words(text=row.trouble, ink="risk")
    if row.text:
        return Words(text=" ".join(row.text.split()))
    return Words(text=row.hint, kind="caption", ink="text3")


def _state(row: ShownMember) -> Cell:
    said, tone, icon = words.state(row.state)
    if row.is_named:
        said, tone, icon = words.tr("Name found"), "risk", "circle-alert"
    elif row.refusal:
        said, tone, icon = words.tr("Not signed"), "risk", "circle-alert"
    elif row.is_alike and row.state is RowState.READY:
        said, tone, icon = words.tr("Similar text"), "overdue", "copy"
    return ChipWords(text=said, tone=tone, icon=icon, is_right=True)


def _say_state(row: ShownMember) -> str:
    cell = _state(row)
    return cell.text if isinstance(cell, ChipWords) else ""


def _say_attendance(row: ShownMember) -> str:
    code = row.edit.code
    return words.tr("attendance not set") if code is None else words.attendance(code)


_COLUMNS: tuple[Column[ShownMember], ...] = (
    Column("Member", lambda row: row.name),
    Column("Attendance", _say_attendance),
    Column(
        "Minutes",
        lambda row: (
            "" if row.edit.code is None else words.tr("{count} min").format(count=row.minutes)
        ),
    ),
    Column("Objective", lambda row: row.objectives),
    Column("State", _say_state),
    Column("Response", lambda row: row.trouble or row.text),
)
