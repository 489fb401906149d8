"""Fields that read dates and session times as they are typed, and keep what they cannot read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QCalendarWidget, QFrame, QWidget

from counselor_desk.errors import DeskError, EndBeforeStartError
from counselor_desk.records import dates, times
from counselor_desk.records.times import TimeRange
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.fields import LabeledField, LineEdit


class ParsedEdit(LineEdit):
    """A line whose text means a value; what does not parse stays as it was typed.

    Signals:
        edited: the meaning changed by typing and was settled by Enter, leaving or a key; carries
            the value, or None when the text has no meaning.
        explained: what the text means, or why it means nothing (text, is a problem).
    """

    explained = Signal(str, bool)

    def __init__(self, *, name: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name=name, hint=hint, parent=parent)
        self.textEdited.disconnect()
        self._told: object = None
        self.textEdited.connect(lambda _text: self.explain())
        self.editingFinished.connect(self.settle)

    def settle(self) -> None:
        """Take the text as final: write the value in its usual form and tell if it changed."""
        meaning = self._read()
        if meaning is not None:
            self._show(meaning)
        self.explain()
        if meaning != self._told:
            self._told = meaning
            self.edited.emit(meaning)

    def explain(self) -> None:
        """Say what the text means now."""
        problem = self.problem()
        self.set_bad(bool(problem))
        self.explained.emit(problem or self._caption(), bool(problem))

    def problem(self) -> str:
        """Why the text has no meaning; empty for a meaning and for an empty field."""
        if not self.text().strip():
            return ""
        try:
            self._parse(self.text())
        except DeskError as reason:
            return str(reason)
        return ""

    def _read(self) -> object:
        try:
            return self._parse(self.text()) if self.text().strip() else None
        except DeskError:
            return None

    def _show(self, meaning: object) -> None:
        written = self._write(meaning)
        if written != self.text():
            self.setText(written)

    def _take(self, meaning: object, text: str) -> None:
        self._told = meaning
        self.setText(self._write(meaning) if meaning is not None else text)
        self.explain()

    def _parse(self, text: str) -> object:
        """The meaning of a text; raises DeskError. Each kind of field has its own."""
        return text

    def _write(self, meaning: object) -> str:
        """The usual form of a meaning."""
        return str(meaning)

    def _caption(self) -> str:
        """What to say below a text that has a meaning."""
        return ""


class DateField(ParsedEdit):
    """A date: t, y, +7, fri, 3/12, mar 12; Up and Down move a day, F4 opens a calendar.

    `today` gives the local date; the field has no clock of its own.
    """

    def __init__(
        self,
        today: Callable[[], date],
        *,
        name: str = "",
        has_weekday: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, hint="MM/DD/YYYY", parent=parent)
        self._today = today
        self._has_weekday = has_weekday
        self._calendar: _CalendarPopup | None = None

    def value(self) -> date | None:  # type: ignore[override]  # the meaning, not the text
        """The date, or None while the text is none."""
        meaning = self._read()
        return meaning if isinstance(meaning, date) else None

    def set_value(self, value: date | None, text: str = "") -> None:  # type: ignore[override]  # the meaning, not the text
        """Show a date without telling; with None, `text` as it was typed before."""
        self._take(value, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move a day; F4 opens the calendar."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        key = Qt.Key(event.key())
        if key in steps and not self.isReadOnly():
            self._pick((self.value() or self._today()) + timedelta(days=steps[key]))
        elif key == Qt.Key.Key_F4 and not self.isReadOnly():
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show a month below the field."""
        if self._calendar is None:
            self._calendar = _CalendarPopup(self, self._pick)
        self._calendar.open(self.value() or self._today())

    def _pick(self, day: date) -> None:
        self.setText(self._write(day))
        self.settle()

    def _parse(self, text: str) -> date:
        return dates.parse(text, self._today())

    def _write(self, meaning: object) -> str:
        if not isinstance(meaning, date):
            return ""
        return dates.write_with_weekday(meaning) if self._has_weekday else dates.write(meaning)

    def _caption(self) -> str:
        day = self.value()
        return "" if day is None else describe_day(self, day, self._today())


class TimesField(ParsedEdit):
    """Start and end in one line: 9-950, 9:00 9:50, 2p 50."""

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name=name, hint="9:00 – 9:50", parent=parent)
        self._may_be_overnight = False
        self._night: QAbstractButton | None = None
        self._usual_minutes: int | None = None

    def value(self) -> TimeRange | None:  # type: ignore[override]  # the meaning, not the text
        """The times, or None while the text has none."""
        meaning = self._read()
        return meaning if isinstance(meaning, TimeRange) else None

    def set_value(self, value: TimeRange | None, text: str = "") -> None:  # type: ignore[override]  # the meaning, not the text
        """Show times without telling; with None, `text` as it was typed before."""
        self._may_be_overnight = value is not None and value.is_overnight
        self._take(value, text)

    def set_usual_minutes(self, minutes: int | None) -> None:
        """How long a session lasts when only its start is typed."""
        self._usual_minutes = minutes

    def follow_night(self, tick: QAbstractButton) -> None:
        """Let a tick alone say from now on whether the end is on the next day."""
        self._night = tick
        tick.toggled.connect(self.settle)

    def asks_next_day(self) -> bool:
        """Whether the text ends before it starts, so that the next day may be meant."""
        try:
            self._parse(self.text())
        except EndBeforeStartError:
            return True
        except DeskError:
            return False
        return False

    def confirm_next_day(self) -> None:
        """The person says that the session went on into the next day."""
        self._may_be_overnight = True
        self.settle()

    def _parse(self, text: str) -> TimeRange:
        is_night = self._may_be_overnight if self._night is None else self._night.isChecked()
        return times.parse_range(text, usual_minutes=self._usual_minutes, may_be_overnight=is_night)

    def _write(self, meaning: object) -> str:
        return times.write_range(meaning) if isinstance(meaning, TimeRange) else ""

    def _caption(self) -> str:
        span = self.value()
        return "" if span is None else self.tr("{count} min").format(count=span.minutes)


class ParsedField(LabeledField):
    """A parsed line under its label, with its meaning or its problem below.

    `shows_meaning` is off where the row has no room for a caption; problems are always said.
    """

    def __init__(
        self,
        label: str,
        field: ParsedEdit,
        *,
        shows_meaning: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, field, parent=parent)
        self._shows_meaning = shows_meaning
        field.explained.connect(self._explain)
        field.explain()

    def _explain(self, text: str, is_problem: bool) -> None:
        if is_problem:
            self.set_error(text)
        else:
            self.set_help(text if self._shows_meaning else "")


class _CalendarPopup(Panel):
    """A month to pick a day from."""

    def __init__(self, field: DateField, on_pick: Callable[[date], None]) -> None:
        self.calendar = QCalendarWidget()
        super().__init__(self.calendar, part="popup", margins=(4, 4, 4, 4), parent=field)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._field = field
        self._on_pick = on_pick
        self.calendar.setAccessibleName(field.accessibleName())
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.activated.connect(self._pick)
        self.calendar.clicked.connect(self._pick)

    def open(self, day: date) -> None:
        """Show the month of `day`, below the field."""
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        self.move(self._field.mapToGlobal(self._field.rect().bottomLeft()))
        self.show()
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close with the focus."""
        super().focusOutEvent(event)
        if not self.isAncestorOf(self.focusWidget() or self):
            self.hide()

    def _pick(self, picked: QDate) -> None:
        self.hide()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._on_pick(date(picked.year(), picked.month(), picked.day()))


def describe_day(speaker: QWidget, day: date, today: date) -> str:
    """The weekday and the distance of a day, in the words of `speaker`: "Monday, in 4 days"."""
    ahead = (day - today).days
    distances = {0: speaker.tr("today"), 1: speaker.tr("tomorrow"), -1: speaker.tr("yesterday")}
    distance = distances.get(ahead) or (
        speaker.tr("in {count} days") if ahead > 0 else speaker.tr("{count} days ago")
    ).format(count=abs(ahead))
    return f"{dates.WEEKDAYS[day.weekday()]}, {distance}"
