"""What the discharge tab shows: the summary, what the record says now, and where each part is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from counselor_desk.errors import BrokenSealError
from counselor_desk.records import dates
from counselor_desk.records.discharges import Discharge, DischargeSection
from counselor_desk.records.edits import DischargeEdit
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.services import discharges, shown_names, summaries
from counselor_desk.services.desk import Desk
from counselor_desk.services.episode_facts import EpisodeFacts
from counselor_desk.services.signatures import Proof
from counselor_desk.services.summaries import Built, Change
from counselor_desk.ui.discharges import words
from counselor_desk.ui.discharges.outline import Line, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A summary with its record. `problem` says that a seal does not match."""

    edit: DischargeEdit
    facts: EpisodeFacts
    built: Mapping[DischargeSection, Built] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    proof: Proof | None = None
    problem: str = ""

    @property
    def discharge(self) -> Discharge:
        """The summary as it stands on the screen."""
        return self.edit.discharge

    def change(self, code: DischargeSection) -> Change:
        """What changed in the record below a section."""
        return summaries.change_of(self.discharge.part(code), self.built[code])


def load(desk: Desk, discharge: Discharge) -> Shown:
    """A summary with everything typed, or as it was signed.

    Raises:
        UnknownRecordError: it is not in the store.
    """
    facts = discharges.gather(desk, discharge)
    shown = weigh(discharges.open_edit(desk, discharge.id, facts=facts), facts)
    if not discharge.is_signed:
        return shown
    try:
        proof = discharges.proof(desk, discharge)
    except BrokenSealError as broken:
        return replace(shown, problem=str(broken))
    proof = shown_names.of_proof(desk, proof)
    return replace(shown, proof=proof)


def weigh(edit: DischargeEdit, facts: EpisodeFacts) -> Shown:
    """The summary beside what the record says, with what is missing; nothing when signed."""
    if edit.discharge.is_signed:
        findings: tuple[Finding, ...] = ()
    else:
        findings = discharges.check(edit, facts)
    built = {one.code: one for one in summaries.build(facts, edit.discharge)}
    return Shown(edit=edit, facts=facts, built=built, findings=findings)


def lines(shown: Shown) -> list[Line]:
    """The outline."""
    return [_line(shown, code) for code in DischargeSection]


def last_service(discharge: Discharge) -> str:
    """The sentence below the date of discharge."""
    if discharge.last_service_on is None:
        return words.translated("No attended session is recorded in this episode.")
    day = dates.write_in_words(discharge.last_service_on)
    return words.translated("The last service was on {day}.").format(day=day)


def wanted(desk: Desk, client_id: ClientId, uid: Uid) -> Discharge | None:
    """The summary of this uid, of an earlier stay too, else the current one."""
    every = discharges.of_client(desk, client_id) if uid else ()
    found = next((one for one in every if one.uid == uid), None)
    return found or discharges.current(desk, client_id)


def earlier(desk: Desk, client_id: ClientId) -> Discharge | None:
    """The newest signed summary of a client; None when there is none."""
    every = discharges.of_client(desk, client_id)
    return next((one for one in every if one.is_signed), None)


def first_step(*, is_open: bool) -> tuple[str, str]:
    """Title and sentence where there is no summary: of an open episode, or of none."""
    if is_open:
        return words.translated("Not ready to discharge?"), words.translated(
            "You can build a draft at any time. It is written from the record, you change what "
            "you like, and nothing is closed before you sign."
        )
    return words.translated("No discharge summary"), words.translated(
        "This client has no open episode of care, so there is none to end."
    )


def closed(discharge: Discharge) -> str:
    """The sentence above a signed summary."""
    day = discharge.discharged_on
    said = dates.write_in_words(day) if day else ""
    return words.translated("Discharged {day}. The chart of this episode can only be read.").format(
        day=said
    )


def hint(discharge: Discharge, code: DischargeSection) -> str:
    """What to write in an empty section; nothing in a signed summary."""
    if discharge.is_signed:
        return ""
    match code:
        case DischargeSection.STATEMENT:
            return words.translated(
                "What the client wants to say about the time here, in the client’s words"
            )
        case DischargeSection.TYPE:
            return words.translated("Choose the type first; then tell how it came to it")
        case _:
            return ""


def _line(shown: Shown, code: DischargeSection) -> Line:
    part = shown.discharge.part(code)
    missing = len(_missing(shown.findings, code))
    changed = 0 if shown.discharge.is_signed else shown.change(code).count
    if missing:
        aside, state = words.translated("{count} missing").format(count=missing), State.MISSING
    elif not part.text.strip():
        aside, state = words.translated("empty"), State.EMPTY
    elif changed:
        aside, state = words.translated("{count} changed").format(count=changed), State.READY
    elif part.is_edited:
        aside, state = words.translated("edited"), State.READY
    elif shown.built[code].is_unrecorded:
        aside, state = words.translated("not recorded"), State.READY
    else:
        aside, state = words.source(code), State.READY
    return Line(code=code, title=words.short_section(code), aside=aside, state=state)


def _missing(findings: Sequence[Finding], code: DischargeSection) -> list[Finding]:
    places = {code.value}
    if code is DischargeSection.TYPE:
        places.add("discharged_on")
    return [one for one in findings if one.repair in places and one.severity is Severity.BLOCK]
