"""The diagnoses of a discharge summary: what held at admission, and what holds at discharge."""

from __future__ import annotations

from datetime import date, timedelta

from counselor_desk.records import dates
from counselor_desk.records.diagnoses import Diagnosis, DiagnosisStatus
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.plans import Plan
from counselor_desk.records.summary_rows import write_row
from counselor_desk.services import summary_assessments
from counselor_desk.services.episode_facts import EpisodeFacts
from counselor_desk.services.summary_sentences import NOT_RECORDED, Fact

_NONE = "–"
_ENDED = {DiagnosisStatus.RESOLVED: "Resolved", DiagnosisStatus.RULED_OUT: "Ruled out"}
_SETTLING = timedelta(days=7)
"""A diagnosis noted before the first plan is due belongs to the admission (domain rules, P1)."""


def diagnoses(facts: EpisodeFacts, _discharge: Discharge) -> list[Fact]:
    """Elements 3 and 9: the listed diagnoses, then coded problems of plans that are not listed."""
    listed = [one for one in facts.diagnoses if _is_of(one, facts)]
    told = [Fact(source="Diagnoses", text=_row(one, facts), is_row=True) for one in listed]
    codes = {_plain(one.code) for one in listed}
    told += [
        Fact(source="Plans", text=write_row(code, *cells), is_row=True)
        for code, cells in _coded(facts.plans).items()
        if _plain(code) not in codes
    ]
    if not told:
        told = [Fact(source=NOT_RECORDED, text="No diagnoses are recorded.", is_known=False)]
    return [*told, *summary_assessments.domains(facts)]


def _is_of(diagnosis: Diagnosis, facts: EpisodeFacts) -> bool:
    """Whether it was known in this stay: not ended before it, nor noted after it."""
    began, ended = facts.episode.admitted_on, facts.episode.closed_on
    if began is not None and diagnosis.ended_on is not None and diagnosis.ended_on < began:
        return False
    return ended is None or diagnosis.noted_on <= ended


def _row(diagnosis: Diagnosis, facts: EpisodeFacts) -> str:
    settled_on = _settled_on(facts)
    was_there = settled_on is None or diagnosis.noted_on <= settled_on
    return write_row(diagnosis.code, diagnosis.words if was_there else _NONE, _last(diagnosis))


def _settled_on(facts: EpisodeFacts) -> date | None:
    """Until when what is noted counts as found at admission; None without an admission."""
    admitted = facts.episode.admitted_on
    if admitted is None:
        return None
    first = facts.plans[0].planned_on if facts.plans else admitted
    return max(admitted + _SETTLING, first)


def _last(diagnosis: Diagnosis) -> str:
    if diagnosis.is_active:
        return f"{diagnosis.words} (principal)" if diagnosis.is_principal else diagnosis.words
    day = f" {dates.write(diagnosis.ended_on)}" if diagnosis.ended_on else ""
    return f"{_ENDED[diagnosis.status]}{day}"


def _coded(plans: tuple[Plan, ...]) -> dict[str, tuple[str, str]]:
    """For each code its problem in the first plan, if it is there, and in the last plan."""
    if not plans:
        return {}
    first: dict[str, str] = {}
    for plan in plans:
        for problem in plan.problems:
            if problem.code.strip():
                first.setdefault(problem.code.strip(), problem.text if plan is plans[0] else _NONE)
    last = {problem.code.strip(): problem.text for problem in plans[-1].problems}
    return {code: (text, last.get(code, _NONE)) for code, text in first.items()}


def _plain(code: str) -> str:
    """A code to compare by: plans have it as it was typed."""
    return code.replace(".", "").upper()
