"""Signing a plan: what the dialogs say to the counselor, and to those who sign after them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from counselor_desk.records import dates
from counselor_desk.records.clients import Client
from counselor_desk.records.plans import Plan
from counselor_desk.records.signing import RecordKind
from counselor_desk.rules.findings import Finding
from counselor_desk.services import shown_names
from counselor_desk.services.desk import Desk
from counselor_desk.ui import signature_dialog
from counselor_desk.ui.plans import words
from counselor_desk.ui.sign_dialog import SignFacts
from counselor_desk.ui.signature_dialog import SignatureRequest


def sign_facts(
    desk: Desk, client: Client, plan: Plan, warnings: Sequence[Finding] = ()
) -> SignFacts:
    """What is signed, in the words of the dialog, with two identifiers of the client."""
    who = f"{shown_names.shown(desk, client)}, {client.number}"
    version = _tr("version {number}").format(number=plan.version)
    return SignFacts(
        title=_tr("Sign this plan?"),
        sentence=_tr(
            "After signing this version cannot be changed; a review opens a new one. Notes are "
            "linked to it from now on."
        ),
        facts=(
            (_tr("Plan"), f"{_tr('Treatment plan')}, {version}, {who}"),
            (_tr("Plan date"), dates.write_in_words(plan.planned_on)),
            (_tr("Content"), words.extent(plan)),
        ),
        cautions=tuple(one.message for one in warnings),
        attestation=_tr("I made this plan together with the client; it is my own accurate record."),
        signer=desk.program().signing_name,
        signed_at=words.full_moment(desk.local(desk.now())),
    )


def request_of(plan: Plan) -> SignatureRequest:
    """What client, guardian or supervisor are asked below a signed version."""
    return SignatureRequest(
        kind=RecordKind.PLAN,
        record=plan,
        title=_tr("Who signs this plan?"),
        sentence=_tr("Version {number} stays as it is; the signature is added below it.").format(
            number=plan.version
        ),
        statement=_tr(
            "I took part in making this plan, I was offered a copy, and I can ask for changes at "
            "any time."
        ),
    )


def ask_for_signature(parent: QWidget, desk: Desk, plan: Plan, *, initiator: object) -> bool:
    """Ask how client, guardian or supervisor signs; True when the answer was kept."""
    return signature_dialog.ask(parent, desk, request_of(plan), initiator=initiator)


def _tr(text: str) -> str:
    return QCoreApplication.translate("plans", text)
