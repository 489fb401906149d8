"""Discharges: how a practice stay ends, written into the summary that the record builds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from counselor_desk import resources
from counselor_desk.records.discharges import DischargeSection, DischargeType
from counselor_desk.records.edits import DischargeEdit
from counselor_desk.services import summaries
from counselor_desk.services.episode_facts import EpisodeFacts
from counselor_desk.services.practice import timetable
from counselor_desk.services.practice.cases import Case
from counselor_desk.services.practice.wording import Voice, clock, dice

_VISIT_AFTER = timedelta(days=5)
_VISIT_HOURS = (time(9, 30), time(11), time(14), time(15, 30))


def complete(edit: DischargeEdit, facts: EpisodeFacts, case: Case, ended_on: date) -> DischargeEdit:
    """The summary of a client who went all the way: dated, and with what only people can say."""
    voice = _voice(case, ended_on)
    dated = replace(edit.discharge, type=DischargeType.COMPLETED, discharged_on=ended_on)
    edit = summaries.refreshed(replace(edit, discharge=dated), facts)
    edit = summaries.written(
        edit, DischargeSection.CONTINUING_CARE, _continuing_care(voice, edit, facts)
    )
    statement = voice.pick("statements", _pools()["statements"])
    edit = summaries.written(edit, DischargeSection.STATEMENT, statement)
    return _with_diagnoses(edit, case)


def _continuing_care(voice: Voice, edit: DischargeEdit, facts: EpisodeFacts) -> str:
    """Appointment, support and obstacle, and below them what the record lists."""
    pools = _pools()
    told = [voice.pick(pool, pools[pool]) for pool in ("appointments", "supports", "obstacles")]
    code = DischargeSection.CONTINUING_CARE
    built = summaries.build_section(facts, edit.discharge, code)
    return "\n".join((" ".join(told), *(fact.text for fact in built.facts if fact.is_row)))


def _with_diagnoses(edit: DischargeEdit, case: Case) -> DischargeEdit:
    """Problems without a code are told as they stand in the last plan."""
    code = DischargeSection.DIAGNOSES
    if "No diagnoses are recorded." not in edit.discharge.part(code).text:
        return edit
    problems = [problem.text for version in case.plans[-1:] for problem in version.plan.problems]
    text = f"{'; '.join(problems)}. Ratings by domain are not recorded."
    return summaries.written(edit, code, text)


def _voice(case: Case, ended_on: date) -> Voice:
    chance = dice("discharge", case.number, ended_on)
    visit_on = timetable.working_day_after(ended_on + _VISIT_AFTER)
    at = datetime.combine(visit_on, chance.choice(_VISIT_HOURS))
    visit = f"{at:%A}, {at:%B}\N{NO-BREAK SPACE}{at.day}, {clock(at.time())}"
    return Voice(chance, {**case.person.facts, "visit": visit})


def _pools() -> Mapping[str, Sequence[str]]:
    return tomllib.loads(resources.read_text("practice", "discharges.toml"))
