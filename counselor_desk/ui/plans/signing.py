"""What the sign dialog says about a plan."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from counselor_desk.records import dates
from counselor_desk.records.clients import Client, NameForm
from counselor_desk.records.plans import Plan
from counselor_desk.services.desk import Desk
from counselor_desk.ui.plans import words
from counselor_desk.ui.sign_dialog import SignFacts


def sign_facts(desk: Desk, client: Client, plan: Plan) -> SignFacts:
    """What is signed, in the words of the dialog, with two identifiers of the client."""
    who = f"{client.name(NameForm.FIRST_AND_INITIAL)}, {client.number}"
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
        cautions=_cautions(plan),
        attestation=_tr("I made this plan together with the client; it is my own accurate record."),
        signer=desk.program().signing_name,
        signed_at=words.full_moment(desk.local(desk.now())),
    )


def _cautions(plan: Plan) -> tuple[str, ...]:
    """What may be left out, and is worth a second look."""
    cautions = []
    undated = sum(1 for objective in plan.objectives() if objective.target_on is None)
    bare = sum(1 for objective in plan.objectives() if not objective.interventions)
    if undated:
        cautions.append(
            _tr("1 objective has no target date.")
            if undated == 1
            else _tr("{count} objectives have no target date.").format(count=undated)
        )
    if bare:
        cautions.append(
            _tr("1 objective has no intervention.")
            if bare == 1
            else _tr("{count} objectives have no intervention.").format(count=bare)
        )
    return tuple(cautions)


def _tr(text: str) -> str:
    return QCoreApplication.translate("plans", text)
