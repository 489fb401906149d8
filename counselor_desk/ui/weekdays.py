"""The days of the week, to choose the one a week starts with."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from counselor_desk.records.program import Weekday


def weekday_options() -> tuple[tuple[Weekday, str], ...]:
    """Every day with its name, Monday first."""
    names = (
        QCoreApplication.translate("Weekdays", "Monday"),
        QCoreApplication.translate("Weekdays", "Tuesday"),
        QCoreApplication.translate("Weekdays", "Wednesday"),
        QCoreApplication.translate("Weekdays", "Thursday"),
        QCoreApplication.translate("Weekdays", "Friday"),
        QCoreApplication.translate("Weekdays", "Saturday"),
        QCoreApplication.translate("Weekdays", "Sunday"),
    )
    return tuple(zip(Weekday, names, strict=True))
