"""The picker of a new member: a line to search in, those who could join, the day and a remark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.clients import Caseload, Client
from counselor_desk.records.edits import Typed
from counselor_desk.records.ids import ClientId, GroupId
from counselor_desk.services.tracks import TrackOffer
from counselor_desk.ui import session_words
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.choosers import CheckBox
from counselor_desk.ui.delegates import STRETCH, Geometry, RowDelegate, Words
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import day, line, spread
from counselor_desk.ui.forms import type_again, typed_in
from counselor_desk.ui.groups.words import joined_by_comma
from counselor_desk.ui.groups.words import translated as say
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, hold
from counselor_desk.ui.models import Column as RowColumn
from counselor_desk.ui.models import RowsModel
from counselor_desk.ui.painted_lists import lay_bare
from counselor_desk.ui.parsed_fields import DateField
from counselor_desk.ui.typed_dialog import Subject, TypedDialog

_ROW_HEIGHT, _ROWS = 36, 6
_WIDTH = 600
_PICKED = "picked"
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who could join, with the name the screen says.

    `preference` is with whom the client would rather be, as far as that may be shown. `offer` is
    what the client's track has besides this group.
    """

    client: Client
    name: str = field(repr=False)
    preference: str = field(default="", repr=False)
    offer: TrackOffer | None = None


class _Parts:
    """What stands in the picker: its fields, and whose row is chosen."""

    def __init__(self, fields: Mapping[str, LineEdit], dialog: MemberPicker) -> None:
        self._fields, self._dialog = fields, dialog

    def values(self) -> dict[str, Typed]:
        """What stands in each field, and the id of who is chosen."""
        client = self._dialog.chosen()
        found: dict[str, Typed] = {name: typed_in(one) for name, one in self._fields.items()}
        return found | {_PICKED: None if client is None else int(client.id)}

    def put_back(self, typed: Mapping[str, Typed]) -> None:
        """Fill the fields, then choose among those whom the words name."""
        for name, value in typed.items():
            if name in self._fields:
                type_again(self._fields[name], value)
        self._dialog.show_candidates(typed.get(_PICKED))

    def start_over(self, untouched: Mapping[str, Typed]) -> None:
        """Fill every field, and choose who was chosen first."""
        self.put_back(untouched)

    def tell(self, touched: Callable[..., None]) -> None:
        """Call it at each change; half a day is one too."""
        for one in self._fields.values():
            one.edited.connect(touched)
            one.textEdited.connect(touched)
        self._dialog.members_list.selectionModel().currentChanged.connect(touched)


class MemberPicker(TypedDialog):
    """Asks who joins a group, from when; arrows move in the list while one types.

    `join` keeps the choice; a `DeskError` of it is said, and what was typed stays.
    """

    def __init__(
        self,
        parent: QWidget,
        candidates: Sequence[Candidate],
        *,
        find: Callable[[str], set[ClientId]],
        join: Callable[[Client, date, str, Sequence[GroupId]], object],
        today: Callable[[], date],
        full: str,
    ) -> None:
        """Make the dialog.

        Args:
            parent: any widget of the window it belongs to.
            candidates: those in treatment who are not in the group.
            find: the clients that some typed words name.
            join: lets the client belong to the group from a day, with a remark, and to the other
                groups that were ticked.
            today: gives the local date.
            full: what there is to say of a group without free places, else empty.
        """
        super().__init__(parent, say("Add a member"), width=_WIDTH)
        self.setObjectName("member_picker")
        self._candidates, self._find, self._join = tuple(candidates), find, join
        self._make(today, full)
        self._search()

    def remember(self, about: Subject) -> None:
        """Go on with what was typed about the group before, and let it outlive a lock."""
        fields = {
            "search": self.member_search_edit,
            "from": self.joined_edit,
            "remark": self.remark_edit,
        }
        self.take_up_parts(about, _Parts(fields, self))

    def show_candidates(self, picked: object) -> None:
        """Show whom the words name, and choose one of them by the id of the client."""
        self._search()
        for place, one in enumerate(self.rows.rows):
            if one.client.id == picked:
                self.members_list.setCurrentIndex(self.rows.index(place, 0))

    def chosen(self) -> Client | None:
        """Who is chosen in the list."""
        row = self.rows.row(self.members_list.currentIndex())
        return None if row is None else row.client

    def ticked(self) -> tuple[GroupId, ...]:
        """The other groups of the track that the client joins too."""
        return tuple(key for key, tick in self.track_ticks.items() if tick.value())

    def choose(self) -> None:
        """Let the chosen client join, or say why not."""
        client = self.chosen()
        self.joined_edit.settle()
        joined_on = self.joined_edit.value()
        if client is None or joined_on is None:
            if joined_on is None:
                self.joined_field.set_error(self.joined_edit.problem() or say("Enter the day."))
            return
        try:
            self._join(client, joined_on, self.remark_edit.value(), self.ticked())
        except DeskError as problem:
            self.problem_banner.set_message(str(problem), tone="risk")
            self.problem_banner.show()
            self.place()
        else:
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and pages in the line move in the list."""
        if isinstance(event, QKeyEvent) and _moves(event):
            self.members_list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _make(self, today: Callable[[], date], full: str) -> None:
        self.member_search_edit = LineEdit(
            hint=say("Name or number"), name=say("Name or number of the client")
        )
        self.rows: RowsModel[Candidate] = RowsModel((RowColumn("", _spoken),), self)
        self.members_list = QListView()
        geometry = Geometry(widths=(STRETCH, 200, 46, 84), height=_ROW_HEIGHT, left=10, right=10)
        self.members_list.setModel(self.rows)
        self.members_list.setItemDelegate(
            RowDelegate(geometry, _cells, self.members_list, ends_card=False)
        )
        lay_bare(self.members_list, say("Clients who could join"), scrolls=True)
        hold(self.members_list, height=_ROW_HEIGHT * _ROWS)
        self.none_label = Label(
            say("Nobody in treatment fits. A client who is not in treatment cannot join."),
            "muted",
            wraps=True,
        )
        joined = day(say("From"), today)
        self.joined_field = joined
        self.joined_edit = joined.field if isinstance(joined.field, DateField) else DateField(today)
        self.joined_edit.set_value(today())
        self.remark_field = line(say("Remark"))
        self.remark_edit = self._line_of(self.remark_field)
        self.full_banner = Banner(full, tone="overdue")
        self.full_banner.setVisible(bool(full))
        self.track_label = Label("", "muted", wraps=True)
        self.track_box = QWidget()
        self._ticks = Column(spacing=6)
        self.track_box.setLayout(self._ticks)
        self.track_ticks: dict[GroupId, CheckBox] = {}
        fields = {"from": joined, "remark": self.remark_field}
        self.body.add(
            self.full_banner,
            self.member_search_edit,
            self.members_list,
            self.none_label,
            spread(fields, ("from", "remark", "remark")),
            self.track_label,
            self.track_box,
            self.problem_banner,
        )
        self.guest_button = Button(say("New guest…"), kind="quiet")
        self.back_button = Button(say("Back"))
        self.choose_button = Button(say("Add to group"), kind="primary")
        self.set_buttons(self.back_button, self.choose_button, escape=self.guest_button)
        self._connect()

    def _line_of(self, labeled: LabeledField) -> LineEdit:
        if not isinstance(labeled.field, LineEdit):
            raise TypeError("the remark is a line of text")
        return labeled.field

    def _connect(self) -> None:
        self.member_search_edit.installEventFilter(self)
        self.member_search_edit.edited.connect(lambda _text: self._search())
        self.members_list.selectionModel().currentChanged.connect(
            lambda now, _before: self._offer_track(self.rows.row(now))
        )
        self.members_list.doubleClicked.connect(lambda _index: self.choose())
        self.back_button.clicked.connect(self.reject)
        self.choose_button.clicked.connect(self.choose)
        self.member_search_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self) -> None:
        typed = self.member_search_edit.value().strip()
        wanted = self._find(typed) if typed else None
        found = [one for one in self._candidates if wanted is None or one.client.id in wanted]
        self.rows.set_rows(found)
        if found:
            self.members_list.setCurrentIndex(self.rows.index(0, 0))
        self.members_list.setVisible(bool(found))
        self.none_label.setVisible(not found)
        self.choose_button.setEnabled(bool(found))
        self._offer_track(self.rows.row(self.members_list.currentIndex()) if found else None)

    def _offer_track(self, row: Candidate | None) -> None:
        """Offer the other groups of the track of whoever is chosen."""
        offer = None if row is None else row.offer
        for tick in self.track_ticks.values():
            self._ticks.removeWidget(tick)
            tick.setParent(None)
            tick.deleteLater()
        self.track_ticks = {}
        if offer is not None:
            said = say("{track}: joins these groups too")
            self.track_label.setText(said.format(track=session_words.track(offer.track)))
            self.track_ticks = {one.id: CheckBox(one.name) for one in offer.groups}
            self._ticks.add(*self.track_ticks.values())
        self.track_label.setVisible(offer is not None)
        self.track_box.setVisible(offer is not None)
        self.place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A client of another counselor who comes to this group, as far as one has to know."""

    given_name: str = field(default="", repr=False)
    family_name: str = field(default="", repr=False)
    born_on: date | None = field(default=None, repr=False)
    admitted_on: date | None = None
    remark: str = field(default="", repr=False)


def new_guest(
    parent: QWidget, act: Callable[[Guest, bool], object], *, today: Callable[[], date]
) -> FormDialog[Guest]:
    """Who comes as a guest, and since when the guest is in the program."""
    fields = {
        "given_name": line(say("First name")),
        "family_name": line(say("Last name")),
        "born_on": day(say("Date of birth"), today),
        "admitted_on": day(say("In the program since"), today),
        "remark": line(say("Remark"), say("whose client it is")),
    }
    return FormDialog(
        parent,
        say("New guest"),
        Guest(admitted_on=today()),
        fields=fields,
        layout=spread(
            fields,
            ("given_name", "family_name"),
            ("born_on", "admitted_on"),
            ("remark",),
        ),
        act=act,
        needs=("admitted_on",),
        says={"The first name": "given_name", "The last name": "family_name"},
        verb=say("Add to group"),
        sentence=say(
            "A guest is another counselor’s client. You write the note of the group and hand it "
            "over; nothing else is owed."
        ),
        width=_WIDTH,
    )


def _moves(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and Qt.Key(event.key()) in _MOVES


def _cells(row: Candidate) -> tuple[Words, ...]:
    guest = say("guest") if row.client.caseload is Caseload.GUEST else ""
    return (
        Words(text=row.name),
        Words(text=_preference(row), kind="caption", ink="text2"),
        Words(text=guest, kind="caption", ink="text3"),
        Words(text=row.client.number, ink="text2", is_tabular=True, is_right=True),
    )


def _spoken(row: Candidate) -> str:
    return joined_by_comma(row.name, row.client.number, _preference(row))


def _preference(row: Candidate) -> str:
    if not row.preference:
        return ""
    return say("would rather: {with_whom}").format(with_whom=row.preference)
