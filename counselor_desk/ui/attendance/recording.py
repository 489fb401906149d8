"""The dialog for a session that was not planned, or that somebody else led: who was there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError, UnreadableTimeError
from counselor_desk.records.groups import Group
from counselor_desk.records.ids import ClientId, GroupId
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.records.times import TimeRange
from counselor_desk.services.attendance import NewSession
from counselor_desk.ui import session_words
from counselor_desk.ui.attendance.words import translated as say
from counselor_desk.ui.choosers import CheckBox, ComboBox
from counselor_desk.ui.fields import LabeledField
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import choice, day, line, night, spread
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Grid
from counselor_desk.ui.parsed_fields import ParsedField, TimesField
from counselor_desk.ui.typed_dialog import Subject

_COLUMNS = 3
_WIDTH = 640


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChoice:
    """A group to choose, with the clients who are in it."""

    group: Group
    members: frozenset[ClientId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What the dialog asks; `what` is a kind of session or the id of a group."""

    what: object = SessionKind.INDIVIDUAL
    held_on: date | None = None
    times: TimeRange | None = None
    modality: Modality = Modality.IN_PERSON
    led_by: str = field(default="", repr=False)
    is_overnight: bool = False


class RecordDialog(FormDialog[Typed]):
    """Kind or group, day, times, modality, leader, and a box for everybody who was there."""

    def __init__(
        self,
        parent: QWidget,
        today: Callable[[], date],
        clients: Sequence[tuple[ClientId, str]],
        groups: Sequence[GroupChoice],
        act: Callable[[NewSession, list[ClientId]], object],
    ) -> None:
        """`clients` by shown name; `act` keeps the session and raises `DeskError`."""
        self._members = {one.group.id: one.members for one in groups}
        self._keep = act
        self.times_field = TimesField()
        names = [(one.group.id, one.group.name) for one in groups]
        fields: dict[str, LabeledField] = {
            "what": choice(say("Session"), (*names, *session_words.kind_of_one_client_options())),
            "held_on": day(say("Day"), today),
            "times": ParsedField(say("Times"), self.times_field),
            "modality": choice(say("How"), session_words.modality_options()),
            "led_by": line(say("Led by"), say("me")),
            "is_overnight": night(self.times_field, say("End"), say("It ended on the next day")),
        }
        self.client_boxes = {client_id: CheckBox(name, name=name) for client_id, name in clients}
        rows = (
            ("what", "what", "held_on"),
            ("times", "modality", "led_by"),
            ("is_overnight",),
        )
        layout = Column(
            spread(fields, *rows),
            Label(say("Who was there"), "caption"),
            self._boxes(),
            spacing=12,
        )
        first = groups[0].group.id if groups else SessionKind.INDIVIDUAL
        super().__init__(
            parent,
            say("Record a session"),
            Typed(what=first, held_on=today()),
            fields=fields,
            layout=layout,
            act=lambda typed, _is_sure: self._act_on(typed),
            problems=_problems,
            needs=("held_on",),
            says={
                "This session is still to come": "held_on",
                "The client was not in treatment": "held_on",
                "The client was at another session": "times",
                "The session ends when it starts": "times",
                "The leader": "led_by",
            },
            verb=say("Record"),
            sentence=say(
                "One that was not planned, or that somebody else led. Everybody ticked was there "
                "for all of it; change minutes and letters in the week."
            ),
            width=_WIDTH,
        )
        self._overnight = fields["is_overnight"]
        self._overnight.hide()
        self.times_field.explained.connect(lambda *_told: self._offer_overnight())
        what = fields["what"].field
        if isinstance(what, ComboBox):
            what.edited.connect(self._tick_members)
        self._tick_members(first)

    def remember(self, about: Subject) -> None:
        """As other dialogs do, with the boxes of who was there."""
        boxes = {f"was_there/{client_id}": box for client_id, box in self.client_boxes.items()}
        self.take_up(about, {**self.form.fields(), **boxes})

    def show_typed_again(self) -> None:
        """Times that go backwards ask for the next day."""
        self._offer_overnight()

    def present(self) -> list[ClientId]:
        """Who is ticked, in the order of the boxes."""
        return [one for one, box in self.client_boxes.items() if box.isChecked()]

    def _boxes(self) -> Grid:
        grid = Grid(spacing=14, row_spacing=6)
        for place, box in enumerate(self.client_boxes.values()):
            row, column = divmod(place, _COLUMNS)
            grid.addWidget(box, row, column, Qt.AlignmentFlag.AlignLeft)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        return grid

    def _tick_members(self, what: object) -> None:
        """Everybody in a group is ticked with it, nobody with a kind."""
        members = self._members.get(GroupId(what), frozenset()) if isinstance(what, int) else ()
        for client_id, box in self.client_boxes.items():
            box.setChecked(client_id in members)

    def _offer_overnight(self) -> None:
        span = self.times_field.value()
        is_asked = self.times_field.asks_next_day() or (span is not None and span.is_overnight)
        if is_asked != self._overnight.isVisibleTo(self):
            self._overnight.setVisible(is_asked)
            self.place()

    def _act_on(self, typed: Typed) -> None:
        if typed.held_on is None or typed.times is None:
            return
        is_kind = isinstance(typed.what, SessionKind)
        group_id = GroupId(typed.what) if isinstance(typed.what, int) else None
        new = NewSession(
            kind=SessionKind(str(typed.what)) if is_kind else SessionKind.GROUP,
            held_on=typed.held_on,
            starts=typed.times.start,
            ends=typed.times.end,
            modality=typed.modality,
            led_by=typed.led_by,
            group_id=group_id,
        )
        self._keep(new, self.present())


def _problems(typed: Typed) -> Mapping[str, DeskError]:
    if typed.times is None:
        return {"times": UnreadableTimeError.end_missing()}
    return {}
