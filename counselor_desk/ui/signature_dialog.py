"""The dialog in which somebody other than the counselor signs a closed record, or says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.signatures import SignatureMethod, SignatureRole
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import clients, shown_names
from counselor_desk.services import signatures as services
from counselor_desk.services.signatures import GivenRefusal, GivenSignature
from counselor_desk.ui import messages
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.forms import Bindable
from counselor_desk.ui.hidden_names import cover
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.signature_ways import DrawnWay, PaperWay, RefusedWay, TypedWay
from counselor_desk.ui.signatures import role_words, translated
from counselor_desk.ui.typed_dialog import Subject, TypedDialog

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.signatures import Signable

ROLES = (SignatureRole.CLIENT, SignatureRole.GUARDIAN, SignatureRole.SUPERVISOR)
_WIDTH = 560
_ROOM_AROUND = 190
_REFUSED = "refused"
_WAYS: dict[object, object] = {
    SignatureMethod.DRAWN: QT_TRANSLATE_NOOP("signatures", "By hand"),
    SignatureMethod.TYPED: QT_TRANSLATE_NOOP("signatures", "Typed name"),
    SignatureMethod.PAPER: QT_TRANSLATE_NOOP("signatures", "On paper"),
    _REFUSED: QT_TRANSLATE_NOOP("signatures", "Not signed"),
}
_VERBS = {_REFUSED: QT_TRANSLATE_NOOP("signatures", "Record the reason")}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRequest:
    """What is signed: the closed record, the question, and the sentence one signs to."""

    kind: RecordKind
    record: Signable = field(repr=False)
    title: str
    sentence: str
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What the dialog does with the answer; each may raise a `DeskError`, which it shows."""

    sign: Callable[[GivenSignature], object]
    refuse: Callable[[GivenRefusal], object]


class SignatureDialog(TypedDialog):
    """Asks who signs, in which role and how; stays open until it could be kept.

    `names` suggests a printed name by role. What is typed outlives a lock where it is said what
    the dialog is about. A drawing, a scan and the tick below a typed name do not: they are given
    anew by whoever signs.
    """

    def __init__(
        self,
        parent: QWidget | None,
        request: SignatureRequest,
        desk: Desk,
        names: dict[SignatureRole, str],
        keeping: Keeping,
        *,
        about: Subject | None = None,
    ) -> None:
        super().__init__(parent, request.title, request.sentence, width=_WIDTH)
        self.setObjectName("signature_dialog")
        self._desk, self._names, self._keeping = desk, names, keeping
        self._suggested = ""
        self.signature_role_combo = ComboBox([(role, role_words(role)) for role in ROLES])
        self.signature_name_edit = LineEdit(max_length=500)
        self.signature_credential_edit = LineEdit()
        self.signature_how_segments = SegmentedControl(
            [(way, translated(words)) for way, words in _WAYS.items()], name=self.tr("How")
        )
        self._name = LabeledField(self.tr("Printed name"), self.signature_name_edit)
        self._credential = LabeledField(self.tr("Credential"), self.signature_credential_edit)
        self.drawn, self.typed = DrawnWay(request.statement), TypedWay(request.statement)
        self.paper, self.refused = PaperWay(desk.today), RefusedWay(desk.today)
        self._by_way: dict[object, DrawnWay | TypedWay | PaperWay | RefusedWay] = {
            SignatureMethod.DRAWN: self.drawn,
            SignatureMethod.TYPED: self.typed,
            SignatureMethod.PAPER: self.paper,
            _REFUSED: self.refused,
        }
        self._lay_out()
        self._connect()
        self.signature_role_combo.set_value(ROLES[0])
        self.signature_how_segments.set_value(SignatureMethod.DRAWN)
        self._suggest()
        self._show_way()
        if about is not None:
            self.take_up(about, self._fields())
        self.signature_name_edit.setFocus()

    def show_typed_again(self) -> None:
        """The fields of the role and of the way that stand there again."""
        self._suggested = self._names.get(self._role(), "")
        self._suggest()
        self._show_way()

    def choose(self, way: object) -> None:
        """Show another way to sign: a `SignatureMethod`, or "refused"."""
        self.signature_how_segments.set_value(way)
        self._show_way()

    def submit(self) -> None:
        """Keep the answer, or say at the field what is wrong."""
        self.problem_banner.hide()
        name = self.signature_name_edit.value().strip()
        self._name.set_error("" if name else self.tr("Enter the name as it is printed."))
        is_ready = self._by_way[self.signature_how_segments.value()].is_ready()
        if not name or not is_ready:
            self.place()
            return
        try:
            self._keep(name)
        except DeskError as problem:
            self.problem_banner.set_message(str(problem), tone="risk")
            self.problem_banner.show()
            self.place()
        else:
            self.accept()

    def place(self) -> None:
        """Center the dialog; what has no room in the window scrolls."""
        window, layout = self.parentWidget(), self._content.layout()
        if window is not None and layout is not None:
            layout.activate()
            room = window.height() - themes.current().s(_ROOM_AROUND)
            if self.typed_line is not None and not self.typed_line.isHidden():
                room -= self.typed_line.sizeHint().height()
            wanted = layout.totalHeightForWidth(self._inner_width())
            wanted = max(wanted, layout.totalMinimumSize().height())
            self._scroll.setFixedHeight(min(wanted, max(room, themes.current().s(96))))
        super().place()

    def _lay_out(self) -> None:
        head = Row((self._role_field(), 1), (self._name, 1), spacing=12)
        self._content = QWidget()
        self._content.setLayout(
            Column(
                head,
                self._credential,
                self.signature_how_segments,
                *self._by_way.values(),
                margins=(0, 0, 0, 2),
                spacing=12,
            )
        )
        self._scroll = PageScroll(self._content, keeps_room=False)
        self.body.add(2, self._scroll, self.problem_banner)
        self.signature_back_button = Button(self.tr("Back"))
        self.signature_keep_button = Button(
            self.tr("Record signature"), kind="primary", icon="signature"
        )
        self.set_buttons(self.signature_back_button, self.signature_keep_button)

    def _role_field(self) -> QWidget:
        field = QWidget()
        labeled = LabeledField(self.tr("In which role"), self.signature_role_combo)
        field.setLayout(Column(labeled, "stretch", spacing=0))
        return field

    def _fields(self) -> dict[str, Bindable]:
        """What outlives a lock, by name."""
        return {
            "role": self.signature_role_combo,
            "name": self.signature_name_edit,
            "credential": self.signature_credential_edit,
            "how": self.signature_how_segments,
            "signed_on": self.paper.signature_date_edit,
            "refused_on": self.refused.signature_refused_date_edit,
            "reason": self.refused.signature_reason_text,
        }

    def _connect(self) -> None:
        self.signature_back_button.clicked.connect(self.reject)
        self.signature_keep_button.clicked.connect(self.submit)
        self.signature_role_combo.edited.connect(lambda _role: self._suggest())
        self.signature_how_segments.edited.connect(lambda _way: self._show_way())
        self.paper.changed.connect(self.place)

    def _role(self) -> SignatureRole:
        role = self.signature_role_combo.value()
        return role if isinstance(role, SignatureRole) else ROLES[0]

    def _suggest(self) -> None:
        """Offer the name that goes with the role, unless another was typed."""
        self._credential.setVisible(self._role() is SignatureRole.SUPERVISOR)
        if self.signature_name_edit.value() == self._suggested:
            self._suggested = self._names.get(self._role(), "")
            self.signature_name_edit.set_value(self._suggested)
        self.place()

    def _show_way(self) -> None:
        chosen = self.signature_how_segments.value()
        for way, widget in self._by_way.items():
            widget.setVisible(way == chosen)
        verb = _VERBS.get(str(chosen))
        self.signature_keep_button.set_text(
            translated(verb) if verb else self.tr("Record signature")
        )
        self.place()

    def _inner_width(self) -> int:
        if self.isVisible():
            return self._scroll.viewport().width()
        return themes.current().s(_WIDTH - 48)

    def _keep(self, name: str) -> None:
        way = self.signature_how_segments.value()
        if not isinstance(way, SignatureMethod):
            self._keeping.refuse(
                GivenRefusal(
                    role=self._role(),
                    printed_name=name,
                    reason=self.refused.signature_reason_text.value(),
                    refused_on=self.refused.signature_refused_date_edit.value()
                    or self._desk.today(),
                )
            )
            return
        is_supervisor = self._role() is SignatureRole.SUPERVISOR
        credential = self.signature_credential_edit.value().strip()
        self._keeping.sign(
            GivenSignature(
                role=self._role(),
                printed_name=name,
                credential=credential if is_supervisor else "",
                method=way,
                signed_at=self._moment(way),
                picture=self._picture(way),
            )
        )

    def _moment(self, way: SignatureMethod) -> datetime:
        """Now, on the screen. A pen leaves a day: noon keeps it that day in every near zone."""
        if way is not SignatureMethod.PAPER:
            return self._desk.now()
        day: date = self.paper.signature_date_edit.value() or self._desk.today()
        return datetime.combine(day, time(12), ZoneInfo(self._desk.zone)).astimezone(UTC)

    def _picture(self, way: SignatureMethod) -> bytes:
        match way:
            case SignatureMethod.DRAWN:
                return self.drawn.signature_pad.picture()
            case SignatureMethod.PAPER:
                return self.paper.scan
            case _:
                return b""


def ask(parent: QWidget, desk: Desk, request: SignatureRequest, *, initiator: object) -> bool:
    """Ask who signs a closed record; True when a signature, or the reason for none, was kept.

    Args:
        parent: the page of the record.
        desk: the open store; the client's name is suggested.
        request: what is signed.
        initiator: who need not hear of it.
    """
    kind, record = request.kind, request.record
    keeping = Keeping(
        sign=partial(services.add, desk, kind, record, initiator=initiator),
        refuse=partial(services.refuse, desk, kind, record, initiator=initiator),
    )
    names = {SignatureRole.CLIENT: clients.get(desk, record.client_id).full_name}
    about = Subject.of(desk, record.client_id, f"sign/{kind.value}", record)
    dialog = SignatureDialog(parent, request, desk, names, keeping, about=about)
    cover((dialog.signature_name_edit,), is_covered=shown_names.are_hidden(desk))
    is_recorded = messages.run(dialog)
    dialog.deleteLater()
    return is_recorded
