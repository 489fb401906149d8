"""The menu of a cell: everything a session can be set to, and the reason of a short week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.attendance_weeks import ClientWeek, Part
from counselor_desk.records.reasons import ReasonCode
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


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuActs:
    """What the menu does; `on_reason` with None takes the reason of the week back."""

    on_code: Callable[[AttendanceCode], None]
    on_modality: Callable[[Modality], None]
    on_clear: Callable[[], None]
    on_reason: Callable[[ReasonCode | None], None]


def open_menu(menu: QMenu, at: QPoint, line: ClientWeek, part: Part | None, acts: MenuActs) -> None:
    """Fill a menu and show it at a point of the screen; what holds now is ticked.

    A day without a session has the reason of a short week alone, or no menu.
    """
    menu.clear()
    for earlier in menu.findChildren(QMenu):
        # Clearing leaves the menus below it.
        earlier.deleteLater()
    menu.setAccessibleName(words.translated(QT_TRANSLATE_NOOP("attendance", "Attendance")))
    if part is not None:
        _add_part(menu, part, acts)
    if line.needs_reason or line.reason is not None:
        _add_reasons(menu, line, acts)
    if not menu.isEmpty():
        menu.popup(at)


def _add_part(menu: QMenu, part: Part, acts: MenuActs) -> None:
    for one in _CODES:
        look = words.look(one)
        action = menu.addAction(f"{words.code(one).capitalize()}\t{look.letter}{look.second}")
        _tick(action, is_on=part.code is one)
        action.triggered.connect(_teller(acts.on_code, one))
    menu.addSeparator()
    for how in Modality:
        action = menu.addAction(words.modality(how).capitalize())
        _tick(action, is_on=part.modality is how)
        action.triggered.connect(_teller(acts.on_modality, how))
    menu.addSeparator()
    clear = menu.addAction(words.translated(QT_TRANSLATE_NOOP("attendance", "Clear")))
    clear.setEnabled(part.is_recorded)
    clear.triggered.connect(acts.on_clear)


def _add_reasons(menu: QMenu, line: ClientWeek, acts: MenuActs) -> None:
    """Why the week was short: each reason, and the way back where one was given."""
    if not menu.isEmpty():
        menu.addSeparator()
    title = QT_TRANSLATE_NOOP("attendance", "Reason of the short week")
    reasons = menu.addMenu(words.translated(title))
    for code, text in words.reason_options():
        action = reasons.addAction(text)
        _tick(action, is_on=line.reason is not None and line.reason.code is code)
        action.triggered.connect(_teller(acts.on_reason, code))
    if line.reason is not None:
        reasons.addSeparator()
        back = reasons.addAction(words.translated(QT_TRANSLATE_NOOP("attendance", "Take back")))
        back.triggered.connect(_teller(acts.on_reason, None))


def _teller(tell: Callable[[Chosen], None], value: Chosen) -> Callable[[], None]:
    return lambda: tell(value)


def _tick(action: QAction, *, is_on: bool) -> None:
    action.setCheckable(True)
    action.setChecked(is_on)
