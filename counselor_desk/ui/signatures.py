"""Who signed a record, and the dialog that records a signature on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records import dates, times
from counselor_desk.records.ids import ClientId
from counselor_desk.records.signatures import Signature, SignatureMethod, SignatureRole
from counselor_desk.services import clients, shown_names
from counselor_desk.services.signatures import GivenSignature
from counselor_desk.ui import messages
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.hidden_names import cover
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.parsed_fields import DateField, ParsedField

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.signatures import Proof

PAPER_ROLES = (SignatureRole.CLIENT, SignatureRole.GUARDIAN, SignatureRole.SUPERVISOR)
_ROLES: dict[SignatureRole, object] = {
    SignatureRole.COUNSELOR: QT_TRANSLATE_NOOP("signatures", "Counselor"),
    SignatureRole.CLIENT: QT_TRANSLATE_NOOP("signatures", "Client"),
    SignatureRole.GUARDIAN: QT_TRANSLATE_NOOP("signatures", "Parent or guardian"),
    SignatureRole.SUPERVISOR: QT_TRANSLATE_NOOP("signatures", "Clinical supervisor"),
}


class SignatureList(QWidget):
    """Everyone who signed, and a button for those who signed the printout.

    Signals:
        paper_requested: record a signature on paper.
    """

    paper_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._list = Column(spacing=8)
        self._seal = Label("", "hint", wraps=True)
        self.paper_button = Button(_tr("Signed on paper…"), icon="signature", is_small=True)
        self.paper_button.clicked.connect(self.paper_requested)
        self.setLayout(
            Column(
                Label(_tr("Signatures"), "strong"),
                self._list,
                self._seal,
                Row(self.paper_button, "stretch"),
                spacing=8,
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_signatures(
        self,
        proof: Proof | None,
        local: Callable[[datetime], datetime],
    ) -> None:
        """Show who signed, and the seal; without a proof nobody can be added.

        Args:
            proof: names as the screen may show them; None when the seal does not match.
            local: turns a moment into the local one.
        """
        signatures: Sequence[Signature] = proof.signatures if proof is not None else ()
        seal = proof.seal.short if proof is not None else ""
        for row in self._rows:
            self._list.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        self._rows = [_row(signature, local(signature.signed_at)) for signature in signatures]
        for row in self._rows:
            self._list.add(row)
        self._seal.setText(_tr("Sealed {seal}").format(seal=seal) if seal else "")
        self._seal.setVisible(bool(seal))
        self.paper_button.setVisible(proof is not None)

    def texts(self) -> list[str]:
        """What the rows say, for screen readers and tests."""
        return [row.accessibleName() for row in self._rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSignature:
    """What is known about a signature with a pen."""

    role: SignatureRole
    printed_name: str = field(repr=False)
    signed_on: date
    credential: str = ""

    def signed_at(self, zone: str) -> datetime:
        """The moment to keep, in UTC; `zone` is where it was signed.

        A pen leaves a day, not a moment: noon keeps it that day in every near zone.
        """
        noon = datetime.combine(self.signed_on, time(12), ZoneInfo(zone))
        return noon.astimezone(UTC)


class PaperDialog(messages.Dialog):
    """Asks who signed the printout, and when; stays open until it could be kept.

    `question` is title and sentence. `names` suggests a printed name by role. `keep` writes the
    signature and may raise DeskError.
    """

    def __init__(
        self,
        parent: QWidget | None,
        question: tuple[str, str],
        today: Callable[[], date],
        names: dict[SignatureRole, str],
        keep: Callable[[PaperSignature], None],
    ) -> None:
        super().__init__(parent, *question)
        self.setObjectName("paper_dialog")
        self._names, self._keep, self._today = names, keep, today
        self._suggested = ""
        self.paper_role_combo = ComboBox([(role, _role(role)) for role in PAPER_ROLES])
        self.paper_name_edit = LineEdit(max_length=1000)
        self.paper_credential_edit = LineEdit()
        self.paper_date_edit = DateField(today)
        self._name = LabeledField(_tr("Printed name"), self.paper_name_edit)
        self._credential = LabeledField(_tr("Credential"), self.paper_credential_edit)
        self._date = ParsedField(_tr("Signed on"), self.paper_date_edit)
        self.failure_banner = Banner("", tone="risk")
        self.failure_banner.hide()
        back = Button(_tr("Back"))
        self.paper_keep_button = Button(_tr("Record signature"), kind="primary")
        back.clicked.connect(self.reject)
        self.paper_keep_button.clicked.connect(self.submit)
        self.body.add(
            2,
            LabeledField(_tr("In which role"), self.paper_role_combo),
            self._name,
            self._credential,
            self._date,
            self.failure_banner,
        )
        self.set_buttons(back, self.paper_keep_button)
        self.paper_role_combo.edited.connect(lambda _role: self._suggest())
        self.paper_role_combo.set_value(PAPER_ROLES[0])
        self.paper_date_edit.set_value(today())
        self._suggest()
        self.paper_name_edit.setFocus()

    def submit(self) -> None:
        """Keep the signature, or say at the field what is wrong."""
        role, day = self.paper_role_combo.value(), self.paper_date_edit.value()
        name = self.paper_name_edit.value().strip()
        self._name.set_error("" if name else _tr("Enter the name as it is printed."))
        if day is None and not self.paper_date_edit.problem():
            self._date.set_error(_tr("Enter the date beside the signature."))
        is_future = day is not None and day > self._today()
        if is_future:
            self._date.set_error(_tr("This day is still to come. Check the date."))
        if not name or day is None or is_future or not isinstance(role, SignatureRole):
            self.place()
            return
        credential = self.paper_credential_edit.value().strip()
        signed = PaperSignature(
            role=role,
            printed_name=name,
            signed_on=day,
            credential=credential if role is SignatureRole.SUPERVISOR else "",
        )
        try:
            self._keep(signed)
        except DeskError as problem:
            self.failure_banner.set_message(str(problem), tone="risk")
            self.failure_banner.show()
            self.place()
        else:
            self.accept()

    def _suggest(self) -> None:
        """Offer the name that goes with the role, unless another was typed."""
        role = self.paper_role_combo.value()
        is_supervisor = role is SignatureRole.SUPERVISOR
        self._credential.setVisible(is_supervisor)
        if self.paper_name_edit.value() == self._suggested and isinstance(role, SignatureRole):
            self._suggested = self._names.get(role, "")
            self.paper_name_edit.set_value(self._suggested)
        self.place()


def ask_for_paper(
    parent: QWidget,
    desk: Desk,
    client_id: ClientId,
    question: tuple[str, str],
    keep: Callable[[GivenSignature], object],
) -> bool:
    """Ask who signed a printout, and keep it; True when a signature was recorded.

    Args:
        parent: the page of the record.
        desk: the open store.
        client_id: whose record it is; the client's name is suggested.
        question: title and sentence of the dialog.
        keep: writes the signature. A `DeskError` of it is shown in the dialog, which stays open.
    """

    def take(signed: PaperSignature) -> None:
        keep(
            GivenSignature(
                role=signed.role,
                printed_name=signed.printed_name,
                signed_at=signed.signed_at(desk.zone),
                credential=signed.credential,
            )
        )

    client = clients.get(desk, client_id)
    names = {SignatureRole.CLIENT: client.full_name}
    dialog = PaperDialog(parent, question, desk.today, names, take)
    cover((dialog.paper_name_edit,), is_covered=shown_names.are_hidden(desk))
    is_recorded = messages.run(dialog)
    dialog.deleteLater()
    return is_recorded


def _row(signature: Signature, local: datetime) -> QWidget:
    who = ", ".join(part for part in (signature.printed_name, signature.credential) if part)
    when = dates.write_in_words(local.date())
    if signature.method is SignatureMethod.ELECTRONIC:
        when, how = f"{when}, {times.write_time(local.time())}", _tr("electronically")
    else:
        how = _tr("on paper")
    how = f"{_role(signature.role)} · {how} · {when}"
    row = QWidget()
    row.setLayout(
        Row(
            Column(1, Icon("signature", "signed", size=14), "stretch", spacing=0),
            (Column(Label(who, wraps=True), Label(how, "caption", wraps=True), spacing=0), 1),
        )
    )
    row.setAccessibleName(f"{who}, {how}")
    return row


def _role(value: SignatureRole) -> str:
    return _tr(_ROLES[value])


def _tr(text: object) -> str:
    return QCoreApplication.translate("signatures", str(text))
