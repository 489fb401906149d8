"""The medications section of a discharge summary: what is taken, what was stopped, allergies.

Element 10: medications and who prescribes them.
"""

from __future__ import annotations

from datetime import date

from counselor_desk.documents import labels
from counselor_desk.records import dates
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.medications import Adherence, Medication, MedicationList
from counselor_desk.services.episode_facts import EpisodeFacts
from counselor_desk.services.summary_sentences import NOT_RECORDED, Fact, listed, on, sentence

_SOURCE = "Medications"


def medications(facts: EpisodeFacts, _discharge: Discharge) -> list[Fact]:
    """The list as it stands: each current medication and each one stopped during the episode."""
    known = facts.medications
    if known is None:
        return [_unknown()]
    told = [_fact(_taken(one), is_row=True) for one in known.current] or [_none_taken(known)]
    began = facts.episode.inquiry_on or facts.episode.admitted_on or date.min
    told += [
        _fact(_stopped(one), is_row=True)
        for one in known.stopped
        if one.stopped_on is not None and one.stopped_on >= began
    ]
    return [*told, *_allergies(known), *_last_check(known)]


def _none_taken(known: MedicationList) -> Fact:
    if known.denied_on is not None:
        return _fact(f"The client reported no medications {on(known.denied_on)}.")
    if known.stopped:
        return _fact("No medication is taken now.")
    return _unknown()


def _taken(medication: Medication) -> str:
    """One medication in a line: what, when, what for, who prescribes it, how it is taken."""
    parts = [medication.title]
    parts += [part for part in (medication.schedule, medication.purpose) if part]
    if medication.is_for_addiction:
        parts.append("medication for addiction")
    if medication.prescriber:
        parts.append(f"prescribed by {medication.prescriber}")
    if medication.started_on:
        parts.append(f"since {dates.write(medication.started_on)}")
    if medication.adherence is not Adherence.UNKNOWN:
        taken = labels.ADHERENCE[medication.adherence].lower()
        is_said_so = medication.adherence is Adherence.NOT_TAKEN
        parts.append(taken if is_said_so else f"taken {taken}")
    return f"- {sentence(', '.join(parts))}"


def _stopped(medication: Medication) -> str:
    day = dates.write(medication.stopped_on) if medication.stopped_on else ""
    return f"- {sentence(f'Stopped {day}: {medication.title}, {medication.stop_reason}')}"


def _allergies(known: MedicationList) -> list[Fact]:
    if known.current_allergies:
        named = [
            f"{one.substance} ({one.reaction})" if one.reaction else one.substance
            for one in known.current_allergies
        ]
        return [_fact(sentence(f"Allergies: {listed(named)}"))]
    if known.allergies_denied_on is not None:
        return [_fact(f"No known allergies, as said {on(known.allergies_denied_on)}.")]
    return []


def _last_check(known: MedicationList) -> list[Fact]:
    last = known.last_check
    if last is None or not known.current:
        return []
    who = last.checked_with or "the client"
    return [_fact(f"The list was last gone through with {who} {on(last.checked_on)}.")]


def _unknown() -> Fact:
    return Fact(source=NOT_RECORDED, text="No medications are recorded.", is_known=False)


def _fact(text: str, *, is_row: bool = False) -> Fact:
    return Fact(source=_SOURCE, text=text, is_row=is_row)
