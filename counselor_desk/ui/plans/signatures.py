"""Who signed a plan, and the dialog that records a signature on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.signatures import Signature, SignatureMethod, SignatureRole
from counselor_desk.ui import messages
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.parsed_fields import DateField, ParsedField
from counselor_desk.ui.plans import words

PAPER_ROLES = (SignatureRole.CLIENT, SignatureRole.GUARDIAN, SignatureRole.SUPERVISOR)


class SignatureList(QWidget):
    """Everyone who signed, and a button for those who signed the printed plan.

    Signals:
        paper_requested: record a signature on paper.
    """

    paper_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._list = Column(spacing=8)
        self._seal = Label("", "hint", wraps=True)
        self.plan_paper_button = Button(
            words.translated("Signed on paper…"), icon="signature", is_small=True
        )
        self.plan_paper_button.clicked.connect(self.paper_requested)
        self.setLayout(
            Column(
                Label(words.translated("Signatures"), "strong"),
                self._list,
                self._seal,
                Row(self.plan_paper_button, "stretch"),
                spacing=8,
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_signatures(
        self,
        signatures: Sequence[Signature],
        seal: str,
        local: Callable[[datetime], datetime],
        *,
        can_add: bool,
    ) -> None:
        """Show who signed; `seal` is the printed form of the seal."""
        for row in self._rows:
            self._list.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        self._rows = [_row(signature, local(signature.signed_at)) for signature in signatures]
        for row in self._rows:
            self._list.add(row)
        self._seal.setText(words.translated("Sealed {seal}").format(seal=seal) if seal else "")
        self._seal.setVisible(bool(seal))
        self.plan_paper_button.setVisible(can_add)

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


class PaperDialog(messages.Dialog):
    """Asks who signed the printed plan, and when; stays open until it could be kept.

    `names` suggests a printed name by role. `keep` writes the signature and may raise DeskError.
    """

    def __init__(
        self,
        parent: QWidget | None,
        today: Callable[[], date],
        names: dict[SignatureRole, str],
        keep: Callable[[PaperSignature], None],
    ) -> None:
        super().__init__(
            parent,
            words.translated("Who signed the printed plan?"),
            words.translated("Keep the signed paper; the plan shows who signed it and when."),
        )
        self.setObjectName("paper_dialog")
        self._names, self._keep, self._today = names, keep, today
        self._suggested = ""
        self.paper_role_combo = ComboBox([(role, words.role(role)) for role in PAPER_ROLES])
        self.paper_name_edit = LineEdit(max_length=1000)
        self.paper_credential_edit = LineEdit()
        self.paper_date_edit = DateField(today)
        self._name = LabeledField(words.translated("Printed name"), self.paper_name_edit)
        self._credential = LabeledField(words.translated("Credential"), self.paper_credential_edit)
        self._date = ParsedField(words.translated("Signed on"), self.paper_date_edit)
        self.failure_banner = Banner("", tone="risk")
        self.failure_banner.hide()
        back = Button(words.translated("Back"))
        self.paper_keep_button = Button(words.translated("Record signature"), kind="primary")
        back.clicked.connect(self.reject)
        self.paper_keep_button.clicked.connect(self.submit)
        self.body.add(
            2,
            LabeledField(words.translated("In which role"), self.paper_role_combo),
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
        self._name.set_error("" if name else words.translated("Enter the name as it is printed."))
        if day is None and not self.paper_date_edit.problem():
            self._date.set_error(words.translated("Enter the date beside the signature."))
        is_future = day is not None and day > self._today()
        if is_future:
            self._date.set_error(words.translated("This day is still to come. Check the date."))
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


def _row(signature: Signature, local: datetime) -> QWidget:
    who = ", ".join(part for part in (signature.printed_name, signature.credential) if part)
    if signature.method is SignatureMethod.ELECTRONIC:
        when = words.full_moment(local)
    else:
        when = words.full_moment(local).rsplit(",", 1)[0]
    how = f"{words.role(signature.role)} · {words.method(signature.method)} · {when}"
    row = QWidget()
    row.setLayout(
        Row(
            Column(1, Icon("signature", "signed", size=14), "stretch", spacing=0),
            (Column(Label(who, wraps=True), Label(how, "caption", wraps=True), spacing=0), 1),
        )
    )
    row.setAccessibleName(f"{who}, {how}")
    return row
