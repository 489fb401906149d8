"""What the sign dialog says about an assessment."""

from __future__ import annotations

from collections.abc import Sequence

from counselor_desk.records import dates
from counselor_desk.records.assessments import Assessment, Harm, Severity
from counselor_desk.rules.findings import Finding
from counselor_desk.rules.findings import Severity as Weight
from counselor_desk.services import clients, shown_names
from counselor_desk.services.desk import Desk
from counselor_desk.ui.assessments import words
from counselor_desk.ui.sign_dialog import SignFacts


def sign_facts(desk: Desk, assessment: Assessment, findings: Sequence[Finding]) -> SignFacts:
    """What is signed, in the words of the dialog, with two identifiers of the client."""
    translated = words.translated
    client = clients.get(desk, assessment.client_id)
    who = f"{shown_names.shown(desk, client)}, {client.number}"
    return SignFacts(
        title=translated("Sign this assessment?"),
        sentence=translated(
            "After signing it cannot be changed; a reassessment begins a new one. The plan stands "
            "on it from now on."
        ),
        facts=(
            (translated("Assessment"), f"{words.kind(assessment.kind)}, {who}"),
            (translated("Day"), dates.write_in_words(assessment.assessed_on)),
            (translated("Content"), words.extent(assessment)),
            (translated("Risk of harm"), _risk(assessment)),
            (translated("Conclusion"), _conclusion(assessment)),
        ),
        cautions=tuple(one.message for one in findings if one.severity is Weight.WARN),
        attestation=translated("I made this assessment; it is my own accurate record."),
        signer=desk.program().signing_name,
        signed_at=words.full_moment(desk.local(desk.now())),
    )


def _risk(assessment: Assessment) -> str:
    answers = (
        (words.translated("to self"), assessment.harm_to_self),
        (words.translated("to others"), assessment.harm_to_others),
    )
    return ", ".join(
        f"{whom} {words.harm(answer or Harm.NOT_ASKED).lower()}" for whom, answer in answers
    )


def _conclusion(assessment: Assessment) -> str:
    level = assessment.level_of_care.strip()
    parts = [words.translated("level {level}").format(level=level)] if level else []
    if assessment.severity is not Severity.UNSAID:
        severity = words.severity(assessment.severity).lower()
        parts.append(words.translated("severity {severity}").format(severity=severity))
    return ", ".join(parts) or "–"
