"""Rules for the golden thread: where it has a hole, and what puts that right.

T1 and T2 are of this program (docs/RULES.md); the other holes are P3, P5, P6 and N2 seen from the
thread. The number of T2 is the program's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counselor_desk.records import dates
from counselor_desk.records.assessments import Domain, DomainCode
from counselor_desk.records.episodes import DAYS_IN_WEEK
from counselor_desk.records.ids import NoteId, Uid
from counselor_desk.records.notes import Note
from counselor_desk.records.plans import Objective, ObjectiveStatus, Plan, ProblemCourse
from counselor_desk.records.threads import ThreadFacts
from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.rules.notes import n2_objectives
from counselor_desk.rules.objectives import measurable
from counselor_desk.rules.plan_content import open_domains

_CATEGORY = 3
"""How many characters of a diagnosis code name its category."""

_WAITS = "needs a goal, a referral or a reason to wait"


class Repair(StrEnum):
    """What puts a hole right."""

    ADD_TO_PLAN = "add_to_plan"
    REVIEW_OBJECTIVE = "review_objective"
    ADD_INTERVENTION = "add_intervention"
    LINK_NOTE = "link_note"
    OPEN_NOTE = "open_note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """One place where the thread is broken.

    Attributes:
        finding: the rule that is not met; its message is the headline.
        why: what is known about it, and what it asks for.
        repair: what puts it right; it leads to `node_uid` in the plan, or to the note `note_id`.
    """

    finding: Finding
    why: str
    repair: Repair
    node_uid: Uid | None = None
    note_id: NoteId | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What stays the same of it as long as it is open."""
        return self.finding.rule, self.finding.repair


def holes(
    facts: ThreadFacts, silent: Mapping[Uid, date], *, least: int, titles: Mapping[DomainCode, str]
) -> tuple[Hole, ...]:
    """Every hole of a thread, the most pressing first.

    Args:
        facts: what is known of the stay.
        silent: what `t2_silent` gave.
        least: the rating of a domain, 1 to 4, from which on it asks for a problem.
        titles: what each domain of the assessment is called, by its code.
    """
    return (
        *p3_needs(facts, least=least, titles=titles),
        *p3_problems(facts.plan),
        *t1_past(facts),
        *p6_bare(facts),
        *t2_holes(facts, silent),
        *n2_notes(facts),
        *p5_met(facts),
    )


def p3_needs(facts: ThreadFacts, *, least: int, titles: Mapping[DomainCode, str]) -> Iterator[Hole]:
    """P3: what assessment and diagnoses found is in the plan."""
    domains = open_domains(facts.plan, facts.assessment, least=least)
    if domains and facts.assessment is not None:
        day = _day(facts, facts.assessment.assessed_on)
        yield _hole(
            facts.plan,
            "P3",
            _needs([_place(one) for one in domains], titles[domains[0].code].lower()),
            f"Assessment of {day}, {_rated(domains)} · {_WAITS}",
            "domains",
            Repair.ADD_TO_PLAN,
        )
    coded = {_category(problem.code) for problem in facts.plan.problems}
    missing = [one for one in facts.diagnoses if _category(one.code) not in coded]
    if missing:
        yield _hole(
            facts.plan,
            "P3",
            _counted("Diagnosis", "diagnoses", [one.words for one in missing]),
            f"{_listed([one.code for one in missing])} · {_WAITS}",
            "diagnoses",
            Repair.ADD_TO_PLAN,
        )


def p3_problems(plan: Plan) -> Iterator[Hole]:
    """P3: a problem that is worked on has a goal."""
    for problem in plan.problems:
        if problem.course is ProblemCourse.TREATED and not problem.goals:
            yield _hole(
                plan,
                "P3",
                f"Problem {problem.number} has no goal",
                f"{problem.text} · {_WAITS}",
                problem.node_uid,
                Repair.ADD_TO_PLAN,
                node_uid=problem.node_uid,
            )


def t1_past(facts: ThreadFacts) -> Iterator[Hole]:
    """T1: no objective is past its target date and still open."""
    for one in _open(facts):
        if one.target_on is None or one.target_on >= facts.day:
            continue
        rated = facts.rated(one.node_uid)
        last = "never rated"
        if rated is not None:
            last = f"last rated “{rated.rating.value}” on {_day(facts, rated.rated_on)}"
        yield _hole(
            facts.plan,
            "T1",
            f"Objective {one.number} is past its target date",
            f"Target {_day(facts, one.target_on)}, {last} · decide: extend, change or close",
            f"{one.node_uid}/target_on",
            Repair.REVIEW_OBJECTIVE,
            node_uid=one.node_uid,
            due_on=one.target_on,
        )


def p6_bare(facts: ThreadFacts) -> Iterator[Hole]:
    """P6: something is done for each open objective."""
    for one in _open(facts):
        if not one.interventions:
            yield _hole(
                facts.plan,
                "P6",
                f"Objective {one.number} has no intervention",
                f"{one.text} · say what is done, how often and by whom",
                f"{one.node_uid}/interventions",
                Repair.ADD_INTERVENTION,
                node_uid=one.node_uid,
            )


def t2_silent(facts: ThreadFacts, days: int) -> dict[Uid, date]:
    """T2: open objectives without a signed note for so many days, with the day since which.

    An objective counts from the first signed plan it stands in; `days` is the program's number.
    """
    found = {}
    for one in _open(facts):
        began = facts.begun.get(one.node_uid, facts.plan.planned_on)
        since = max(filter(None, (facts.noted_on(one.node_uid), began)))
        if (facts.day - since).days >= days:
            found[one.node_uid] = since
    return found


def t2_holes(facts: ThreadFacts, silent: Mapping[Uid, date]) -> Iterator[Hole]:
    """T2: one hole for each objective that waits for a note."""
    for one in _open(facts):
        since = silent.get(one.node_uid)
        if since is None:
            continue
        noted = facts.noted_on(one.node_uid)
        last = f"last note {_day(facts, noted)}" if noted else "no note yet"
        yield _hole(
            facts.plan,
            "T2",
            f"Objective {one.number} has no note for {_span((facts.day - since).days)}",
            f"{one.text} · {last}",
            f"{one.node_uid}/note",
            Repair.LINK_NOTE,
            node_uid=one.node_uid,
        )


def n2_notes(facts: ThreadFacts) -> Iterator[Hole]:
    """N2: a note that waits since another day names an objective, or says why none applies."""
    for note in facts.unsigned:
        if note.held_on is None or note.held_on >= facts.day or not n2_objectives(note):
            continue
        yield _hole(
            facts.plan,
            "N2",
            f"The note of {_day(facts, note.held_on)} names no objective",
            f"{_said(note)}not signed · tick an objective, or say why none applies",
            f"note/{note.id}",
            Repair.OPEN_NOTE,
            note_id=note.id,
        )


def p5_met(facts: ThreadFacts) -> Iterator[Hole]:
    """P5: an objective that is met could be measured."""
    for one in facts.plan.objectives():
        is_met = facts.status(one) is ObjectiveStatus.MET
        if is_met and not measurable(one.text).is_measurable:
            yield _hole(
                facts.plan,
                "P5",
                f"Objective {one.number} is met without a measure",
                f"{one.text} · its words give no number and no frequency",
                f"{one.node_uid}/text",
                Repair.REVIEW_OBJECTIVE,
                node_uid=one.node_uid,
            )


def _open(facts: ThreadFacts) -> Iterator[Objective]:
    """The objectives that are worked on; none of them is met."""
    for one in facts.plan.objectives():
        if one.text.strip() and facts.status(one) is not ObjectiveStatus.MET:
            yield one


def _hole(
    plan: Plan,
    rule: str,
    message: str,
    why: str,
    place: str,
    repair: Repair,
    *,
    node_uid: Uid | None = None,
    note_id: NoteId | None = None,
    due_on: date | None = None,
) -> Hole:
    finding = Finding(
        rule=rule,
        subject=plan.uid,
        severity=Severity.WARN,
        message=message,
        repair=place,
        due_on=due_on,
    )
    return Hole(finding=finding, why=why, repair=repair, node_uid=node_uid, note_id=note_id)


def _category(code: str) -> str:
    """The family of a code: F10 of F10.20; empty without a code."""
    return code.strip().upper()[:_CATEGORY]


def _place(domain: Domain) -> str:
    return domain.code.removeprefix("d")


def _said(note: Note) -> str:
    """What the note is of, as far as it says so: “Individual, ”."""
    return f"{note.kind.value.replace('_', ' ').capitalize()}, "


def _span(days: int) -> str:
    """Days in words, whole weeks as weeks."""
    weeks, rest = divmod(days, DAYS_IN_WEEK)
    return f"{days} days" if rest or weeks == 1 else f"{weeks} weeks"


def _needs(places: Sequence[str], title: str) -> str:
    """One need by its name, several by the places of their domains."""
    if len(places) == 1:
        return f"Assessed need without a goal: {title}"
    return f"{len(places)} assessed needs without a goal: domains {_listed(places)}"


def _rated(domains: Sequence[Domain]) -> str:
    """“domain 6 rated 3”, “rated 2, 2 and 4”."""
    ratings = _listed([str(one.rating) for one in domains])
    place = f"domain {_place(domains[0])} " if len(domains) == 1 else ""
    return f"{place}rated {ratings}"


def _counted(noun: str, many: str, names: Sequence[str]) -> str:
    """“Diagnosis without a goal: ...”; several are counted and named."""
    first = noun if len(names) == 1 else f"{len(names)} {many}"
    return f"{first} without a goal: {_listed(names)}"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _day(facts: ThreadFacts, day: date) -> str:
    return dates.write_short(day, facts.day)
