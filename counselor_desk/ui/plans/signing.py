"""Signing a plan: what the dialog says, and signatures that were given on paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from counselor_desk.records import dates
from counselor_desk.records.clients import Client
from counselor_desk.records.plans import Plan
from counselor_desk.records.signing import RecordKind
from counselor_desk.rules.findings import Finding
from counselor_desk.services import shown_names
from counselor_desk.services import signatures as services
from counselor_desk.services.desk import Desk
from counselor_desk.ui import signatures
from counselor_desk.ui.plans import words
from counselor_desk.ui.sign_dialog import SignFacts


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


def ask_for_paper(parent: QWidget, desk: Desk, plan: Plan, *, initiator: object) -> bool:
    """Ask who signed the printed plan, and keep it; True when a signature was recorded."""
    question = (
        _tr("Who signed the printed plan?"),
        _tr("Keep the signed paper; the plan shows who signed it and when."),
    )
    keep = partial(services.add, desk, RecordKind.PLAN, plan, initiator=initiator)
    return signatures.ask_for_paper(parent, desk, plan.client_id, question, keep)


def _tr(text: str) -> str:
    return QCoreApplication.translate("plans", text)
