"""The text of a discharge summary: what the record says, kept apart from what was edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from counselor_desk.records.discharges import Discharge, DischargeSection, SummaryPart
from counselor_desk.records.edits import DischargeEdit
from counselor_desk.services import (
    summary_admission,
    summary_care,
    summary_course,
    summary_diagnoses,
    summary_medications,
)
from counselor_desk.services.episode_facts import EpisodeFacts
from counselor_desk.services.summary_sentences import NOT_RECORDED, Fact

Write = Callable[[EpisodeFacts, Discharge], list[Fact]]

_WRITERS: dict[DischargeSection, Write] = {
    DischargeSection.ADMISSION: summary_admission.admission,
    DischargeSection.TYPE: summary_course.type_and_circumstances,
    DischargeSection.SERVICES: summary_course.services,
    DischargeSection.COURSE: summary_course.course,
    DischargeSection.GOALS: summary_course.goals,
    DischargeSection.DIAGNOSES: summary_diagnoses.diagnoses,
    DischargeSection.MEASURES: summary_care.measures,
    DischargeSection.MEDICATIONS: summary_medications.medications,
    DischargeSection.RISK: summary_care.risk,
    DischargeSection.FAMILY: summary_care.family,
    DischargeSection.CONTINUING_CARE: summary_care.continuing_care,
    DischargeSection.STATEMENT: summary_care.statement,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One section as the record tells it now, fact by fact."""

    code: DischargeSection
    facts: tuple[Fact, ...] = ()
    text: str = field(default="", repr=False)

    @property
    def is_unrecorded(self) -> bool:
        """Whether all it has to say is that nothing is recorded."""
        return bool(self.facts) and all(fact.source == NOT_RECORDED for fact in self.facts)

    @property
    def is_untold(self) -> bool:
        """Whether the record lacks something that only the counselor can say."""
        return any(not fact.is_known for fact in self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What the record says differently since a section was built.

    `now` are facts that are new or different, `gone` are lines it no longer says.
    """

    now: tuple[Fact, ...] = ()
    gone: tuple[str, ...] = field(default=(), repr=False)

    @property
    def count(self) -> int:
        """How many facts changed: a different one counts once."""
        return max(len(self.now), len(self.gone))


def build(facts: EpisodeFacts, discharge: Discharge) -> tuple[Built, ...]:
    """Every section from the record, in the order they are read."""
    return tuple(build_section(facts, discharge, code) for code in DischargeSection)


def build_section(facts: EpisodeFacts, discharge: Discharge, code: DischargeSection) -> Built:
    """One section from the record."""
    found = tuple(_WRITERS[code](facts, discharge))
    return Built(code=code, facts=found, text=_joined(found))


def untold(built: tuple[Built, ...]) -> frozenset[DischargeSection]:
    """The sections that the record alone cannot fill."""
    return frozenset(section.code for section in built if section.is_untold)


def refreshed(edit: DischargeEdit, facts: EpisodeFacts) -> DischargeEdit:
    """The summary with every section the counselor did not edit as the record tells it now."""
    discharge = replace(edit.discharge, last_service_on=facts.last_service_on)
    built = build(facts, discharge)
    parts = tuple(
        part
        if (part := discharge.part(section.code)).is_edited
        else SummaryPart(code=section.code, text=section.text, built=section.text)
        for section in built
    )
    return replace(edit, discharge=replace(discharge, parts=parts))


def rebuilt(edit: DischargeEdit, facts: EpisodeFacts, code: DischargeSection) -> DischargeEdit:
    """The summary with one section as the record tells it, in place of what was written."""
    text = build_section(facts, edit.discharge, code).text
    return with_part(edit, SummaryPart(code=code, text=text, built=text))


def accepted(edit: DischargeEdit, facts: EpisodeFacts, code: DischargeSection) -> DischargeEdit:
    """The summary with the counselor's words kept and the changes of the record taken as read."""
    built = build_section(facts, edit.discharge, code).text
    return with_part(edit, replace(edit.discharge.part(code), code=code, built=built))


def written(edit: DischargeEdit, code: DischargeSection, text: str) -> DischargeEdit:
    """The summary with other words in one section."""
    return with_part(edit, replace(edit.discharge.part(code), code=code, text=text))


def with_part(edit: DischargeEdit, part: SummaryPart) -> DischargeEdit:
    """The summary with one section replaced."""
    discharge = edit.discharge
    parts = tuple(part if code is part.code else discharge.part(code) for code in DischargeSection)
    return replace(edit, discharge=replace(discharge, parts=parts))


def change_of(part: SummaryPart, built: Built) -> Change:
    """What changed in the record below an edited section; nothing for one that was not."""
    if not part.is_edited or part.built == built.text:
        return Change()
    lines = {fact.text for fact in built.facts}
    gone = tuple(line for line in _pieces(part.built, built) if line not in lines)
    now = tuple(fact for fact in built.facts if fact.text not in part.built)
    return Change(now=now, gone=gone)


def _pieces(before: str, built: Built) -> list[str]:
    """What is left of the old text when every fact that still holds is taken out."""
    for fact in built.facts:
        if fact.text in before:
            before = before.replace(fact.text, "\n", 1)
    return [piece.strip() for piece in before.split("\n") if piece.strip()]


def _joined(facts: tuple[Fact, ...]) -> str:
    """Sentences run on, rows stand on lines of their own."""
    text = ""
    for before, fact in zip((None, *facts), facts, strict=False):
        if before is None:
            text = fact.text
        else:
            stands_alone = fact.is_row or before.is_row
            text += ("\n" if stands_alone else " ") + fact.text
    return text
