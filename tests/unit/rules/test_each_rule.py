"""Every rule of the catalogue: a case it fires in, one it is quiet in, and its line in the docs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from counselor_desk.records.assessments import DomainCode
from counselor_desk.records.discharges import DischargeType
from counselor_desk.records.hours import Ahead
from counselor_desk.records.ids import AddendumId, ClientId, NoteId, SealId, SignatureId, Uid
from counselor_desk.records.notes import Addendum, AddendumReason, Risk, Section, SectionCode
from counselor_desk.records.plans import ProblemCourse
from counselor_desk.records.schedule import Service
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signatures import Signature, SignatureMethod, SignatureRole
from counselor_desk.records.signing import RecordKind, RecordState
from counselor_desk.records.stay_reviews import StayDecision
from counselor_desk.rules import (
    addenda,
    assessments,
    copied,
    discharges,
    groups,
    hours,
    medications,
    notes,
    plan_content,
    plan_signatures,
    plan_timing,
    plans,
    stay_reviews,
    threads,
    use,
)
from counselor_desk.rules import today as today_rules
from counselor_desk.rules.catalogue import CATALOGUE, Rule
from counselor_desk.rules.findings import Finding
from counselor_desk.services import profiles
from tests import threads as woven
from tests.unit.rules import test_assessment_rules as assessed
from tests.unit.rules import test_discharge_rules as discharged
from tests.unit.rules import test_group_rules as grouped
from tests.unit.rules import test_hours as attended
from tests.unit.rules import test_medications as medicated
from tests.unit.rules import test_note_rules as noted
from tests.unit.rules import test_plan_content as planned
from tests.unit.rules import test_stay_reviews as reviewed
from tests.unit.rules import test_today_rules as owed
from tests.unit.rules import test_use_rules as used

ROOT = Path(__file__).parents[3]
DAY = date(2026, 3, 12)
NOW = datetime(2026, 3, 12, 15, tzinfo=UTC)
WEEK, MONTH = timedelta(days=7), timedelta(days=30)
SIGNED = replace(planned.WHOLE, state=RecordState.SIGNED)
ADDENDUM = Addendum(
    id=AddendumId(1),
    uid=Uid("addendum"),
    note_id=NoteId(1),
    client_id=ClientId(1),
    reason=AddendumReason.CORRECTION,
    text="It was the fifth trigger.",
    entered_at=NOW,
)


class Case(NamedTuple):
    """What a rule says where it is not met, and where it is."""

    fires: Callable[[], Iterable[object]]
    is_quiet: Callable[[], Iterable[object]]


def note(**facts: object) -> tuple[Finding, ...]:
    return notes.check(replace(noted.READY, **facts))


def plan(node: object = None, **facts: object) -> tuple[Finding, ...]:
    """What is found in the whole plan with other facts in one of its nodes, or in itself."""
    whole = replace(planned.WHOLE, **facts) if node is None else planned.changed(node, **facts)
    return (*plans.check(whole), *plan_content.check(whole))


def shared(*goals: str) -> tuple[Finding, ...]:
    return plan_content.check(planned.WHOLE, shared={Uid(one) for one in goals})


def thread(facts: threads.ThreadFacts) -> list[Finding]:
    silent = threads.t2_silent(facts, profiles.generic().objective_note_days)
    titles = {code: code.value for code in DomainCode}
    return [one.finding for one in threads.holes(facts, silent, least=2, titles=titles)]


def week(*offsets: int, **facts: object) -> tuple[Finding, ...]:
    """The finding of a stay with sessions of so many minutes so many days after its Monday."""
    minutes = facts.pop("minutes", 180)
    visits = attended.on(*offsets, minutes=minutes)
    return hours.check(attended.known(*visits, **facts))


def running(minutes: int) -> tuple[Finding, ...]:
    friday = attended.MONDAY + timedelta(days=4)
    ahead = (Ahead(held_on=friday, service=Service.GROUP, minutes=minutes),)
    return week(0, 2, today=attended.MONDAY + timedelta(days=3), ahead=ahead)


def last_session(service: Service, days: int) -> tuple[Finding, ...]:
    today = attended.MONDAY + timedelta(days=days)
    visit = attended.visit(attended.MONDAY, service=service)
    return hours.check(attended.known(visit, today=today, last_contact_on=today))


def signature(role: SignatureRole) -> Signature:
    return Signature(
        id=SignatureId(1),
        record_kind=RecordKind.PLAN,
        record_uid=SIGNED.uid,
        seal_id=SealId(1),
        role=role,
        printed_name="Marcus Reyes",
        method=SignatureMethod.PAPER,
        signed_at=NOW,
    )


def discharge(kind: DischargeType, **known: object) -> tuple[Finding, ...]:
    told = replace(discharged.READY, type=kind)
    return discharges.check(told, replace(discharged.KNOWN, **known))


def late(after: int) -> tuple[Finding, ...]:
    ended = NOW - timedelta(hours=after)
    due = profiles.generic().note_due_hours
    return notes.n5_late(noted.READY, ended=ended, now=NOW, hours=due)


def repeated(*paragraphs: str) -> tuple[Finding, ...]:
    def told(*texts: str) -> notes.Note:
        section = Section(code=SectionCode.DATA, text="\n".join(texts))
        return replace(noted.READY, sections=(section,))

    original = copied.Original(told("He named four triggers and one skill for each."))
    return copied.n6_copied(told(*paragraphs), original, profiles.generic().copied_text_percent)


CASES: Mapping[str, Case] = {
    "A1": Case(
        lambda: assessments.check(replace(assessed.READY, harm_to_self=None), assessed.KNOWN),
        lambda: assessments.check(assessed.READY, assessed.KNOWN),
    ),
    "P": Case(lambda: plan(planned.GOAL, objectives=()), plan),
    "P1": Case(
        lambda: plan_timing.p1_first_plan(Uid("stay"), DAY - MONTH, DAY, within=WEEK),
        lambda: plan_timing.p1_first_plan(Uid("stay"), None, DAY, within=WEEK),
    ),
    "P2": Case(
        lambda: plan_timing.p2_review(replace(SIGNED, planned_on=DAY - MONTH), DAY, every=MONTH),
        lambda: plan_timing.p2_review(replace(SIGNED, planned_on=DAY), DAY, every=MONTH),
    ),
    "P3": Case(
        lambda: plan(planned.WHOLE.problems[0], course=ProblemCourse.DEFERRED),
        lambda: plan(
            planned.WHOLE.problems[0], course=ProblemCourse.TREATED, course_reason="Not needed."
        ),
    ),
    "P4": Case(lambda: plan(planned.GOAL, client_words=""), plan),
    "P5": Case(lambda: plan(planned.OBJECTIVE, text="Feel better"), plan),
    "P6": Case(lambda: plan(planned.OBJECTIVE, interventions=()), plan),
    "P7": Case(lambda: plan(strengths=""), plan),
    "P8": Case(lambda: plan(needs=""), plan),
    "P9": Case(
        lambda: plan_signatures.p9_client(SIGNED, [signature(SignatureRole.COUNSELOR)], []),
        lambda: plan_signatures.p9_client(SIGNED, [signature(SignatureRole.CLIENT)], []),
    ),
    "P10": Case(
        lambda: use.check_plan([used.lapse(9, learned=4)], None, used.TODAY, within=WEEK),
        lambda: use.check_plan([used.lapse(9, learned=4)], used.TODAY, used.TODAY, within=WEEK),
    ),
    "P11": Case(lambda: shared("g"), shared),
    "N1": Case(lambda: note(held_on=None), note),
    "N2": Case(lambda: note(objectives=()), lambda: note(objectives=(), unlinked_reason="Intake")),
    "N3": Case(lambda: note(interventions=()), note),
    "N4": Case(lambda: note(minutes=51), lambda: note(minutes=35)),
    "N5": Case(lambda: late(49), lambda: late(48)),
    "N6": Case(
        lambda: repeated("He named four triggers and one skill for each."),
        lambda: repeated("She told of a quiet week with two long walks."),
    ),
    "N7": Case(lambda: note(risk=Risk.PRESENT), lambda: note(risk=Risk.NONE_REPORTED)),
    "N8": Case(
        lambda: (
            *addenda.n8_signed(replace(noted.READY, state=RecordState.SIGNED)),
            *addenda.n8_addendum(replace(ADDENDUM, text=" ")),
        ),
        lambda: (*addenda.n8_signed(noted.READY), *addenda.n8_addendum(ADDENDUM)),
    ),
    "N9": Case(
        lambda: note(sections=(Section(code=SectionCode.DATA, text="Call {?who}."),)),
        lambda: note(sections=noted.READY.sections),
    ),
    "C1": Case(
        lambda: note(kind=SessionKind.COLLATERAL_CONTACT, participants="His brother"),
        lambda: note(kind=SessionKind.COLLATERAL_CONTACT, participants="The client"),
    ),
    "T1": Case(
        lambda: thread(woven.planned(target_on=date(2026, 3, 6))), lambda: thread(woven.WHOLE)
    ),
    "T2": Case(lambda: thread(replace(woven.WHOLE, notes=())), lambda: thread(woven.WHOLE)),
    "D1": Case(
        lambda: today_rules.discharges(owed.known(episodes=[owed.stay(13)])),
        lambda: today_rules.discharges(owed.known(episodes=[owed.stay(3)])),
    ),
    "D2": Case(
        lambda: discharges.check(replace(discharged.READY, type=None), discharged.KNOWN),
        lambda: discharges.check(discharged.READY, discharged.KNOWN),
    ),
    "D3": Case(
        lambda: discharge(
            DischargeType.COMPLETED,
            unknown=frozenset({discharged.DischargeSection.CONTINUING_CARE}),
        ),
        lambda: discharge(DischargeType.COMPLETED),
    ),
    "D4": Case(
        lambda: discharge(DischargeType.TERMINATED), lambda: discharge(DischargeType.COMPLETED)
    ),
    "D5": Case(lambda: discharge(DischargeType.LEFT), lambda: discharge(DischargeType.COMPLETED)),
    "M1": Case(
        lambda: medications.find(medicated.listed(checked_on=None), DAY),
        lambda: medications.find(medicated.listed(), DAY),
    ),
    "M2": Case(
        lambda: medications.find(
            medicated.listed(medicated.medication(expected_until=DAY - WEEK)), DAY
        ),
        lambda: medications.find(medicated.listed(medicated.medication()), DAY),
    ),
    "R1": Case(
        lambda: owed.answers(DAY - timedelta(days=61)),
        lambda: owed.answers(DAY - timedelta(days=1)),
    ),
    "S1": Case(
        lambda: stay_reviews.missing([reviewed.plan()], []),
        lambda: stay_reviews.missing([reviewed.plan()], [reviewed.review()]),
    ),
    "S2": Case(
        lambda: stay_reviews.contradictions(frozenset(), StayDecision.CONTINUE),
        lambda: stay_reviews.contradictions({"is_progressing"}, StayDecision.CONTINUE),
    ),
    "L1": Case(
        lambda: today_rules.owed(owed.known(stays=[owed.length(7)])),
        lambda: today_rules.owed(owed.known(stays=[owed.length(6)])),
    ),
    "U1": Case(lambda: use.check_urges(used.urges(8)), lambda: use.check_urges(used.urges(3))),
    "H1": Case(lambda: running(90), lambda: running(180)),
    "H2": Case(lambda: week(0, 1, 2, 3, 4, 5, 6), lambda: week(0, 2, 4)),
    "H3": Case(lambda: week(0, 2, 4, minutes=60), lambda: week(0, 2, 4)),
    "H4": Case(lambda: week(0, 2, minutes=300), lambda: week(0, 2, 4)),
    "H5": Case(lambda: week(0, 4), lambda: week(0, 2, 4)),
    "H8": Case(lambda: week(0, 2), lambda: week(0, 2, 4)),
    "H9": Case(
        lambda: week(0, today=attended.MONDAY + timedelta(days=40), last_contact_on=None),
        lambda: week(0, today=DAY, last_contact_on=DAY),
    ),
    "G1": Case(
        lambda: groups.g1_g2_cap(grouped.group(), 11, **grouped.CAPS),
        lambda: groups.g1_g2_cap(grouped.group(), 10, **grouped.CAPS),
    ),
    "G2": Case(
        lambda: groups.g1_g2_cap(
            grouped.group(type=grouped.GroupType.LIFE_SKILLS), 36, **grouped.CAPS
        ),
        lambda: groups.g1_g2_cap(
            grouped.group(type=grouped.GroupType.LIFE_SKILLS), 35, **grouped.CAPS
        ),
    ),
    "G3": Case(
        lambda: groups.findings_of_names("Devon listened.", [grouped.client("Devon")], "n"),
        lambda: groups.findings_of_names("She listened.", [grouped.client("Devon")], "n"),
    ),
    "I1": Case(
        lambda: last_session(Service.INDIVIDUAL, 8), lambda: last_session(Service.INDIVIDUAL, 7)
    ),
    "I2": Case(lambda: last_session(Service.FAMILY, 31), lambda: last_session(Service.FAMILY, 30)),
}
"""For each rule a record that breaks it and one that does not."""


def of_rule(rule: str, told: Iterable[object]) -> list[object]:
    """What is told of one rule; what Today lists is told by its own function."""
    return [one for one in told if not isinstance(one, Finding) or one.rule == rule]


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_fires(rule):
    assert of_rule(rule, CASES[rule].fires())


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_keeps_quiet(rule):
    assert of_rule(rule, CASES[rule].is_quiet()) == []


def test_every_rule_of_the_catalogue_has_a_case():
    assert set(CATALOGUE) - set(CASES) == set()
    assert set(CASES) - set(CATALOGUE) == set()


def test_every_rule_on_plans_and_notes_that_is_promised_has_a_case():
    plans_and_notes = {*(f"P{number}" for number in range(1, 12)), *(f"N{n}" for n in range(1, 9))}

    assert plans_and_notes - set(CASES) == set()


@pytest.mark.parametrize(("days", "is_told"), [(1, True), (90, False)])
def test_a_program_sets_how_soon_the_plan_is_wanted(days, is_told):
    told = plan_timing.p1_first_plan(Uid("stay"), DAY - WEEK, DAY, within=timedelta(days=days))

    assert bool(told) == is_told


@pytest.mark.parametrize(("within", "is_told"), [(24, True), (48, False)])
def test_a_program_sets_how_soon_a_note_is_wanted(within, is_told):
    ended = NOW - timedelta(hours=30)

    assert bool(notes.n5_late(noted.READY, ended=ended, now=NOW, hours=within)) == is_told


def test_every_number_of_the_profile_belongs_to_a_rule_with_a_case():
    assert {one.rule for one in profiles.generic().origins.values()} <= set(CASES)


def test_every_rule_names_a_number_there_is():
    named = {rule.number for rule in CATALOGUE.values() if rule.number}

    assert named <= set(profiles.generic().origins)


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=lambda rule: rule.id)
def test_a_rule_stands_in_the_module_it_names(rule: Rule):
    text = (ROOT / "counselor_desk" / "rules" / f"{rule.module}.py").read_text(encoding="utf-8")

    assert f'"{rule.id}"' in text or f"{rule.id.lower()}_" in text or f"{rule.id}:" in text


def numbers(rule: Rule) -> list[str]:
    """The numbers of the profile that a rule counts with."""
    profile = profiles.generic()
    found = [name for name, origin in profile.origins.items() if origin.rule == rule.id]
    names = dict.fromkeys([*found, *([rule.number] if rule.number else [])])
    return [f"`{name}` {getattr(profile, name)}" for name in names]


def line(rule: Rule) -> str:
    """The line of a rule in the table of the docs."""
    cells = (
        rule.id,
        rule.wants,
        ", ".join(numbers(rule)) or "–",
        rule.effect.value,
        rule.source,
        rule.checked_on.isoformat(),
        f"`{rule.module}`",
    )
    return f"| {' | '.join(cells)} |"


def test_the_docs_list_every_rule_as_the_catalogue_has_it():
    text = (ROOT / "docs" / "RULES.md").read_text(encoding="utf-8")
    listed = [one for one in text.splitlines() if one.startswith("| ")][1:]

    assert listed == [line(rule) for rule in CATALOGUE.values()]
