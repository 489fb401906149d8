"""Signing a discharge summary: what the dialogs say to the counselor, and to the others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from counselor_desk.records import dates
from counselor_desk.records.clients import Client
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.signing import RecordKind
from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.services import shown_names
from counselor_desk.services.desk import Desk
from counselor_desk.services.episode_facts import EpisodeFacts
from counselor_desk.ui import signature_dialog
from counselor_desk.ui.discharges import words
from counselor_desk.ui.sign_dialog import SignFacts
from counselor_desk.ui.signature_dialog import SignatureRequest


def sign_facts(
    desk: Desk, discharge: Discharge, facts: EpisodeFacts, findings: Sequence[Finding]
) -> SignFacts:
    """What is signed, in the words of the dialog, with two identifiers of the client."""
    translated = words.translated
    warnings = tuple(one.message for one in findings if one.severity is Severity.WARN)
    return SignFacts(
        title=translated("Sign this discharge summary?"),
        sentence=translated(
            "After signing it cannot be changed and the episode of care is closed: no note or plan "
            "can be added to it. A client who comes back gets a new episode."
        ),
        facts=(
            (translated("Summary"), _who(desk, facts.client)),
            (translated("Discharge"), _ending(discharge)),
            (translated("Episode"), _episode(discharge, facts)),
            (translated("Content"), extent(discharge)),
        ),
        cautions=warnings,
        attestation=translated("I wrote this summary; it is my own accurate record."),
        signer=desk.program().signing_name,
        signed_at=words.full_moment(desk.local(desk.now())),
    )


def ask_for_signature(
    parent: QWidget, desk: Desk, discharge: Discharge, *, initiator: object
) -> bool:
    """Ask how client, guardian or supervisor signs; True when the answer was kept."""
    request = SignatureRequest(
        kind=RecordKind.DISCHARGE,
        record=discharge,
        title=words.translated("Who signs this summary?"),
        sentence=words.translated("The summary stays as it is; the signature is added below it."),
        statement=words.translated(
            "We talked about this summary and about what comes next, and I was offered a copy of "
            "it."
        ),
    )
    return signature_dialog.ask(parent, desk, request, initiator=initiator)


def extent(discharge: Discharge) -> str:
    """How much of the summary is the counselor's own: 12 sections, 3 edited."""
    edited = sum(1 for part in discharge.parts if part.is_edited)
    count = len(discharge.parts)
    return words.translated("{count} sections, {edited} edited").format(count=count, edited=edited)


def _who(desk: Desk, client: Client) -> str:
    return f"{shown_names.shown(desk, client)}, {client.number}"


def _ending(discharge: Discharge) -> str:
    kind = words.kind(discharge.type) if discharge.type else "–"
    day = discharge.discharged_on
    return f"{kind}, {dates.write_in_words(day)}" if day else kind


def _episode(discharge: Discharge, facts: EpisodeFacts) -> str:
    admitted, day = facts.episode.admitted_on, discharge.discharged_on
    if admitted is None or day is None:
        return "–"
    weeks = words.translated("{count} weeks").format(count=facts.episode.weeks_until(day) or 1)
    return f"{dates.write_in_words(admitted)} – {dates.write_in_words(day)}, {weeks}"
