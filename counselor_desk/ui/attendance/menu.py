"""The menu of a cell: everything a session can be set to, those without a letter too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.attendance_weeks import Part
from counselor_desk.records.sessions import Modality
from counselor_desk.ui.attendance import words

Chosen = TypeVar("Chosen")

_CODES = (
    AttendanceCode.PRESENT,
    AttendanceCode.LATE,
    AttendanceCode.LEFT_EARLY,
    AttendanceCode.NO_SHOW,
    AttendanceCode.EXCUSED,
    AttendanceCode.CANCELLED_CLIENT,
    AttendanceCode.CANCELLED_PROGRAM,
)


def open_menu(
    menu: QMenu,
    at: QPoint,
    part: Part,
    *,
    on_code: Callable[[AttendanceCode], None],
    on_modality: Callable[[Modality], None],
    on_clear: Callable[[], None],
) -> None:
    """Fill a menu and show it at a point of the screen; what holds now is ticked."""
    menu.clear()
    menu.setAccessibleName(words.translated(QT_TRANSLATE_NOOP("attendance", "Attendance")))
    for one in _CODES:
        look = words.look(one)
        action = menu.addAction(f"{words.code(one).capitalize()}\t{look.letter}{look.second}")
        _tick(action, is_on=part.code is one)
        action.triggered.connect(_teller(on_code, one))
    menu.addSeparator()
    for how in Modality:
        action = menu.addAction(words.modality(how).capitalize())
        _tick(action, is_on=part.modality is how)
        action.triggered.connect(_teller(on_modality, how))
    menu.addSeparator()
    clear = menu.addAction(words.translated(QT_TRANSLATE_NOOP("attendance", "Clear")))
    clear.setEnabled(part.is_recorded)
    clear.triggered.connect(on_clear)
    menu.popup(at)


def _teller(tell: Callable[[Chosen], None], value: Chosen) -> Callable[[], None]:
    return lambda: tell(value)


def _tick(action: QAction, *, is_on: bool) -> None:
    action.setCheckable(True)
    action.setChecked(is_on)
