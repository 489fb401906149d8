"""The frame of a note: date, times, minutes, service, format, place and who took part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records import times
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.group_sessions import AttendedGroup
from counselor_desk.records.notes import Note, NoteFormat
from counselor_desk.records.sessions import Modality, SessionKind, minutes_between
from counselor_desk.records.times import TimeRange
from counselor_desk.rules.notes import OUTSIDE, WITH_OTHERS, WITHOUT_SESSION
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, FlowRow, Row, hold
from counselor_desk.ui.notes import words
from counselor_desk.ui.notes.group_choice import WITHOUT_GROUP, GroupChoice
from counselor_desk.ui.parsed_fields import DateField, ParsedEdit, TimesField
from counselor_desk.ui.segments import SegmentedControl

USUAL_MINUTES = 50
"""How long a session lasts when only its start is typed."""

DETAIL_LIMIT = 500
_MOST_MINUTES = 24 * 60
_WITH_TOPIC = frozenset({SessionKind.GROUP, SessionKind.CASE_CONFERENCE})
_GROUP = "group"
_ADDED = ("topic", "participants", _GROUP)
"""What any note about something that took place may tell, though its kind does not ask for it."""


class NoteFrame(QWidget):
    """The row of typed fields above the sheet, and a second one when the kind asks for more.

    Times and minutes follow each other. What cannot be read stays as it was typed and is kept
    with the draft.

    Signals:
        edited: the person changed something.
        left: a field was left.
        kind_chosen: another service; carries a `SessionKind`.
        format_requested: another format; carries a `NoteFormat`.
    """

    edited = Signal()
    left = Signal()
    kind_chosen = Signal(object)
    format_requested = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._zone = "UTC"
        self._modality = Modality.IN_PERSON
        self._is_late = False
        self._added: frozenset[str] = frozenset()
        self._build_fields(today)
        self._error_icon = Icon("circle-alert", "risk", size=14)
        self._error = Label("", "caption", tone="risk", wraps=True)
        self.note_next_day_button = Button(
            self.tr("It ended the next day"), kind="link", is_small=True
        )
        self._minutes_field = LabeledField(self.tr("Minutes"), self.note_minutes_text)
        self._main = FlowRow(
            LabeledField(self.tr("Date"), self.note_date_text),
            LabeledField(self.tr("Start – end"), self.note_times_text),
            self._minutes_field,
            LabeledField(self.tr("Service"), self.note_service_choice),
            LabeledField(self.tr("Format"), self.note_format_segments),
            spacing=12,
            row_spacing=10,
        )
        self._details = QWidget()
        self._participants_field = LabeledField(
            self.tr("Who took part"), self.note_participants_text
        )
        self._detail_fields: dict[str, QWidget] = {
            "location": LabeledField(self.tr("Where the client was"), self.note_location_text),
            "participants": self._participants_field,
            "topic": LabeledField(self.tr("Topic"), self.note_topic_text),
            "late_reason": LabeledField(self.tr("Why it is late"), self.note_late_text),
        }
        self.consent_label = Label(
            self.tr("Anybody but the client: is there a consent that names them? (42 CFR 2.31)"),
            "hint",
            wraps=True,
        )
        self._details.setLayout(
            Row(*((field, 1) for field in self._detail_fields.values()), spacing=12)
        )
        # On a line of its own: a session is known by its group, its day and its topic.
        self._detail_fields[_GROUP] = self._group_line()
        problem = Row(self._error_icon, (self._error, 1), self.note_next_day_button, spacing=6)
        details = (self._details, self._detail_fields[_GROUP], self.consent_label)
        self.setLayout(Column(self._main, *details, problem, spacing=8))
        self._connect()
        self.point_out("", "")

    def offer_groups(self, attended: Sequence[AttendedGroup]) -> None:
        """Offer the group sessions that the client came to, before a note is shown."""
        self.note_group_choice.offer(attended, self._today())

    def show_edit(self, edit: NoteEdit) -> None:
        """Show a note and what was typed in it and could not be read, without telling."""
        note, typed = edit.note, edit.typed
        self._zone = note.zone
        self._modality = note.modality
        self._added = frozenset()
        self.note_date_text.set_value(
            None if "held_on" in typed else note.held_on, typed.get("held_on", "")
        )
        span = _span(note)
        self.note_times_text.set_value(None if "times" in typed else span, typed.get("times", ""))
        minutes = "" if note.minutes is None else str(note.minutes)
        self.note_minutes_text.set_value(typed.get("minutes", minutes))
        self.note_service_choice.set_value(note.kind)
        self.note_format_segments.set_value(note.format)
        self.note_location_text.set_value(note.location)
        self.note_participants_text.set_value(note.participants)
        self.note_topic_text.set_value(note.topic)
        self.note_late_text.set_value(note.late_reason)
        self.note_group_choice.set_value(note.about_session_id)
        self._show_details()
        self.point_out("", "")

    def collected(self, note: Note) -> NoteEdit:
        """The note with what stands here; `typed` holds what could not be read."""
        typed: dict[str, str] = {}
        held_on, span = self.note_date_text.value(), self.note_times_text.value()
        for name, field, meaning in (
            ("held_on", self.note_date_text, held_on),
            ("times", self.note_times_text, span),
        ):
            if meaning is None and field.text().strip():
                typed[name] = field.text()
        minutes = self._minutes()
        if minutes is None and self.note_minutes_text.text().strip():
            typed["minutes"] = self.note_minutes_text.text()
        kind, modality = self.kind(), self._modality
        changed = replace(
            note,
            held_on=held_on,
            starts=span.start if span else None,
            ends=span.end if span else None,
            minutes=minutes,
            kind=kind,
            modality=modality,
            location=self.note_location_text.value(),
            participants=self.note_participants_text.value(),
            topic=self.note_topic_text.value(),
            late_reason=self.note_late_text.value(),
            about_session_id=None if kind in WITHOUT_GROUP else self.note_group_choice.session_id(),
        )
        return NoteEdit(note=changed, typed=typed)

    def kind(self) -> SessionKind:
        """The service that is chosen."""
        value = self.note_service_choice.value()
        return value if isinstance(value, SessionKind) else SessionKind.INDIVIDUAL

    def modality(self) -> Modality:
        """How the client took part."""
        return self._modality

    def set_modality(self, modality: Modality) -> None:
        """Choose how the client took part; a remote session asks where the client was."""
        self._modality = modality
        self._show_details()
        self.edited.emit()

    def set_late(self, *, is_late: bool) -> None:
        """Whether the note is due already, so that it asks why."""
        if is_late != self._is_late:
            self._is_late = is_late
            self._show_details()

    def can_add(self) -> tuple[str, ...]:
        """The details this note does not show and may tell: topic, participants, group session."""
        if self.kind() is SessionKind.NO_SHOW:
            return ()
        hidden = (name for name in _ADDED if self._detail_fields[name].isHidden())
        return tuple(name for name in hidden if name != _GROUP or self.can_take_up())

    def can_take_up(self) -> bool:
        """Whether there is a group session that this kind of note can take up."""
        return self.note_group_choice.has_any() and self.kind() not in WITHOUT_GROUP

    def add_detail(self, name: str) -> None:
        """Show a detail that the kind of note does not ask for, and put the caret there.

        Of the group sessions the newest is taken, which is nearly always the one that is meant.
        """
        self._added |= {name}
        if name == _GROUP:
            self.note_group_choice.take_newest()
        self._show_details()
        self.point_out(name, "")
        if name == _GROUP:
            self.edited.emit()

    def take_up_group(self) -> bool:
        """Take up the newest group session, or go to the one that is; False without any."""
        if self.can_take_up():
            self.add_detail(_GROUP)
        return self.can_take_up()

    def set_format(self, note_format: NoteFormat) -> None:
        """Show which format is in use, without telling."""
        self.note_format_segments.set_value(note_format)

    def point_out(self, place: str, message: str) -> bool:
        """Say what is wrong and put the caret there; False when the place is elsewhere."""
        targets: dict[str, QWidget] = {
            "held_on": self.note_date_text,
            "times": self.note_times_text,
            "minutes": self.note_minutes_text,
            "location": self.note_location_text,
            "participants": self.note_participants_text,
            "topic": self.note_topic_text,
            "late_reason": self.note_late_text,
            _GROUP: self.note_group_choice,
        }
        self._say(message if place in targets else "")
        if place not in targets:
            return False
        targets[place].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _build_fields(self, today: Callable[[], date]) -> None:
        self.note_date_text = DateField(today, name=self.tr("Date"), has_weekday=True)
        self.note_times_text = TimesField(name=self.tr("Start – end"))
        self.note_times_text.set_usual_minutes(USUAL_MINUTES)
        self.note_minutes_text = LineEdit(name=self.tr("Minutes"), max_length=6)
        self.note_service_choice = ComboBox(
            words.options(SessionKind, words.service), name=self.tr("Service")
        )
        self.note_format_segments = SegmentedControl(
            words.options(NoteFormat, words.format_name), name=self.tr("Format")
        )
        self.note_location_text = LineEdit(max_length=DETAIL_LIMIT)
        self.note_participants_text = LineEdit(max_length=DETAIL_LIMIT)
        self.note_topic_text = LineEdit(max_length=DETAIL_LIMIT)
        self.note_late_text = LineEdit(max_length=DETAIL_LIMIT)
        self.note_group_choice = GroupChoice(self.tr("About a group session"))
        hold(self.note_date_text, width=126)
        hold(self.note_times_text, width=150)
        hold(self.note_minutes_text, width=54)
        hold(self.note_service_choice, width=164)

    def _group_line(self) -> QWidget:
        label = Label(self.tr("About a group session"), "caption")
        label.setBuddy(self.note_group_choice)
        line = QWidget()
        line.setLayout(Row(label, (self.note_group_choice, 1), spacing=12))
        return line

    def _connect(self) -> None:
        for field in (self.note_date_text, self.note_times_text, self.note_minutes_text):
            field.textEdited.connect(lambda _text: self.edited.emit())
            field.editingFinished.connect(self.left)
        for text in (
            self.note_location_text,
            self.note_participants_text,
            self.note_topic_text,
            self.note_late_text,
        ):
            text.edited.connect(lambda _text: self.edited.emit())
            text.editingFinished.connect(self.left)
        for parsed in (self.note_date_text, self.note_times_text):
            parsed.explained.connect(lambda *_told: self._explain())
            parsed.edited.connect(lambda _value: self._count_minutes())
        self.note_minutes_text.editingFinished.connect(self._move_end)
        self.note_minutes_text.textEdited.connect(lambda _text: self._explain())
        self.note_next_day_button.clicked.connect(self._confirm_next_day)
        self.note_service_choice.edited.connect(self._choose_kind)
        self.note_format_segments.edited.connect(self.format_requested)
        self.note_group_choice.edited.connect(lambda _session: self.edited.emit())

    def _choose_kind(self, _kind: object) -> None:
        self._show_details()
        self.kind_chosen.emit(self.kind())
        self.edited.emit()

    def _confirm_next_day(self) -> None:
        self.note_times_text.confirm_next_day()
        self._explain()
        self.note_times_text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_details(self) -> None:
        """What the kind of note asks for, and what was typed before it was another kind."""
        kind = self.kind()
        is_remote = self._modality is not Modality.IN_PERSON and kind not in WITHOUT_SESSION
        wanted = {
            "location": is_remote or bool(self.note_location_text.value()),
            "participants": self._is_added("participants", self.note_participants_text)
            or kind in WITH_OTHERS,
            "topic": self._is_added("topic", self.note_topic_text) or kind in _WITH_TOPIC,
            "late_reason": self._is_late or bool(self.note_late_text.value()),
            _GROUP: self.can_take_up()
            and (_GROUP in self._added or self.note_group_choice.session_id() is not None),
        }
        for name, field in self._detail_fields.items():
            field.setVisible(wanted[name])
        self._details.setVisible(any(wanted[name] for name in wanted if name != _GROUP))
        self._participants_field.set_label(words.participants(kind))
        self.consent_label.setVisible(kind in OUTSIDE)
        self._minutes_field.setVisible(kind is not SessionKind.NO_SHOW)

    def _is_added(self, name: str, text: LineEdit) -> bool:
        return name in self._added or bool(text.value())

    def _count_minutes(self) -> None:
        """Minutes follow the times."""
        span = self.note_times_text.value()
        if span is None:
            return
        held_on = self.note_date_text.value()
        minutes = (
            span.minutes
            if held_on is None
            else minutes_between(held_on, span.start, span.end, self._zone)
        )
        self.note_minutes_text.set_value(str(minutes))
        self.note_minutes_text.set_bad(False)
        self.edited.emit()

    def _move_end(self) -> None:
        """The end follows the minutes."""
        minutes = self._minutes()
        if minutes is None:
            return
        self.note_times_text.set_usual_minutes(minutes)
        span = self.note_times_text.value()
        start = span.start if span else _start_in(self.note_times_text.text())
        if start is None or (span is not None and span.minutes == minutes):
            return
        if self._is_day_of_changed_clock(span):
            return
        self.note_times_text.set_value(TimeRange(start=start, end=_later(start, minutes)))
        self.edited.emit()

    def _is_day_of_changed_clock(self, span: TimeRange | None) -> bool:
        """Whether the zone's clock moves during the session, so that its end stays as typed."""
        held_on = self.note_date_text.value()
        if span is None or held_on is None:
            return False
        return minutes_between(held_on, span.start, span.end, self._zone) != span.minutes

    def _minutes(self) -> int | None:
        text = self.note_minutes_text.text().strip()
        if not (text.isascii() and text.isdigit()):
            return None
        minutes = int(text)
        return minutes if 0 < minutes < _MOST_MINUTES else None

    def _explain(self) -> None:
        """Say below the row what cannot be read, and ask about the next day."""
        self._say(self._problem())

    def _problem(self) -> str:
        fields: tuple[ParsedEdit, ...] = (self.note_date_text, self.note_times_text)
        problems = [problem for field in fields if (problem := field.problem())]
        is_bad = self._minutes() is None and bool(self.note_minutes_text.text().strip())
        self.note_minutes_text.set_bad(is_bad)
        if is_bad:
            problems.append(self.tr("Minutes are a whole number from 1 to 1,439."))
        return " ".join(problems)

    def _say(self, message: str) -> None:
        self._error.setText(message)
        self._error.setVisible(bool(message))
        self._error_icon.setVisible(bool(message))
        self.note_next_day_button.setVisible(self.note_times_text.asks_next_day())


def _span(note: Note) -> TimeRange | None:
    if note.starts is None or note.ends is None:
        return None
    return TimeRange(start=note.starts, end=note.ends)


def _start_in(text: str) -> time | None:
    try:
        return times.parse_time(text)
    except DeskError:
        return None


def _later(start: time, minutes: int) -> time:
    day = date(2000, 1, 1)
    return (datetime.combine(day, start) + timedelta(minutes=minutes)).time()
