"""Flags come from the newest dated entries of a chart, and only such entries end them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counselor_desk.records.assessments import Edition, Harm, Level
from counselor_desk.records.circumstances import CareLevel
from counselor_desk.records.edits import AssessmentEdit
from counselor_desk.records.flags import FlagKind
from counselor_desk.records.intakes import IntakePaper
from counselor_desk.records.notes import AddendumReason, Risk
from counselor_desk.records.people import Relation
from counselor_desk.services import addenda, assessments, clients, episodes, flags
from counselor_desk.services.clients import NewClient
from counselor_desk.storage import episodes as episode_rows
from tests import chart_facts as chart
from tests.assessing import filled

TODAY = date(2026, 3, 12)
MONDAY = date(2026, 3, 2)


@pytest.fixture
def newcomer(desk):
    """A client in the program since February 5, about whom nothing else is written."""
    return clients.add(
        desk,
        NewClient(given_name="Ana", family_name="Okafor", admitted_on=date(2026, 2, 5)),
    )


@pytest.fixture
def client(desk, newcomer):
    """A client whose papers are done and who has no flag."""
    chart.papers_done(desk, newcomer)
    return newcomer


@pytest.fixture
def shown(desk, client):
    """Gives the flags of the client now."""
    return lambda: flags.of_client(desk, client.id)


def kinds(found):
    return [flag.kind for flag in found]


def test_a_chart_without_findings_has_no_flag(shown):
    assert shown() == ()


def test_harm_found_in_an_assessment_is_flagged_with_its_level(desk, client, shown):
    chart.assess(desk, client, MONDAY, to_self=Harm.PRESENT, level=Level.MODERATE)

    (flag,) = shown()

    assert flag.kind is FlagKind.HARM
    assert (flag.level, flag.to_self, flag.to_others) == (Level.MODERATE, True, False)
    assert flag.since == MONDAY


def test_harm_ends_with_a_later_assessment_that_finds_none(desk, client, shown):
    chart.assess(desk, client, MONDAY, to_self=Harm.PRESENT)
    chart.assess(desk, client, TODAY)

    assert shown() == ()


def test_a_question_that_was_not_asked_ends_nothing(desk, client, shown):
    chart.assess(desk, client, MONDAY, to_self=Harm.PRESENT)
    chart.assess(desk, client, TODAY, to_self=Harm.NOT_ASKED, to_others=Harm.NOT_ASKED)

    assert kinds(shown()) == [FlagKind.HARM]


def test_a_note_that_reports_a_risk_raises_the_flag(desk, client, shown):
    note = chart.note(desk, client, MONDAY, Risk.PRESENT)

    (flag,) = shown()

    assert (flag.kind, flag.note_id, flag.level) == (FlagKind.HARM, note.id, Level.UNSAID)


def test_a_later_note_without_risk_ends_what_an_assessment_found(desk, client, shown):
    chart.assess(desk, client, MONDAY, to_others=Harm.PRESENT)
    chart.note(desk, client, TODAY, Risk.NONE_REPORTED)

    assert shown() == ()


def test_a_note_of_the_same_day_does_not_end_it(desk, client, shown):
    chart.assess(desk, client, MONDAY, to_self=Harm.PRESENT)
    chart.note(desk, client, MONDAY, Risk.NONE_REPORTED)

    assert kinds(shown()) == [FlagKind.HARM]


def test_a_note_in_which_nobody_asked_ends_nothing(desk, client, shown):
    chart.note(desk, client, MONDAY, Risk.PRESENT)
    chart.note(desk, client, TODAY, Risk.NOT_ASSESSED)

    assert kinds(shown()) == [FlagKind.HARM]


def test_a_note_entered_in_error_raises_nothing(desk, client, shown):
    note = chart.note(desk, client, MONDAY, Risk.PRESENT)
    addendum = addenda.start(desk, note.id, reason=AddendumReason.ENTERED_IN_ERROR)
    addenda.sign(desk, replace(addendum, text="This was another client's session."))

    assert shown() == ()


def test_withdrawal_that_is_found_is_flagged_until_the_decision_is_signed(desk, client, shown):
    started = filled(assessments.start(desk, client.id))
    assessments.keep(desk, AssessmentEdit(assessment=replace(started, in_withdrawal=True)))
    assert [(flag.kind, flag.since) for flag in shown()] == [
        (FlagKind.WITHDRAWAL, started.assessed_on)
    ]
    assert flags.risks(desk)[client.id].kind is FlagKind.WITHDRAWAL

    decided = replace(started, in_withdrawal=True, withdrawal_decision="Referred up to Stonebrook")
    assessments.sign(desk, AssessmentEdit(assessment=decided))

    assert shown() == ()


@pytest.mark.parametrize("answer", [False, None])
def test_no_withdrawal_is_not_flagged(desk, client, shown, answer):
    started = assessments.start(desk, client.id)
    assessments.keep(desk, AssessmentEdit(assessment=replace(started, in_withdrawal=answer)))

    assert shown() == ()


def test_a_discarded_finding_of_withdrawal_ends_the_flag(desk, client, shown):
    started = replace(assessments.start(desk, client.id), in_withdrawal=True)
    assessments.keep(desk, AssessmentEdit(assessment=started))
    assessments.discard(desk, started)

    assert shown() == ()


def test_a_return_to_use_is_flagged_until_a_plan_is_signed(desk, client, shown):
    chart.return_to_use(desk, client, MONDAY, TODAY)
    assert [(flag.kind, flag.since) for flag in shown()] == [(FlagKind.RETURN_TO_USE, MONDAY)]

    chart.sign_plan(desk, client)
    assert shown() == ()


def test_a_plan_signed_before_it_was_learned_of_does_not_end_it(desk, clock, client, shown):
    chart.sign_plan(desk, client)
    clock.pass_by(days=1)
    chart.return_to_use(desk, client, MONDAY, TODAY + timedelta(days=1))

    assert kinds(shown()) == [FlagKind.RETURN_TO_USE]


@pytest.mark.parametrize(
    ("scores", "said"),
    [((3, 6), (6, 3)), ((7,), (7, 0)), ((9, 8), (8, 0)), ((3, 5), None), ((9, 4), None)],
)
def test_an_urge_is_flagged_when_it_is_high_or_rose(desk, client, shown, scores, said):
    for day, score in enumerate(scores):
        chart.urge(desk, client, MONDAY + timedelta(days=day), score)

    found = [(flag.count, flag.rise) for flag in shown()]

    assert found == ([] if said is None else [said])


@pytest.mark.parametrize(
    ("reaction", "is_flagged"),
    [("Anaphylaxis in 2019", True), ("throat closed", True), ("mild rash", False), ("", False)],
)
def test_only_a_severe_allergy_is_flagged(desk, client, shown, reaction, is_flagged):
    chart.allergy(desk, client, "Penicillin", reaction)

    assert [flag.substance for flag in shown()] == (["Penicillin"] if is_flagged else [])


@pytest.mark.parametrize(
    ("level", "days_ago", "is_flagged"),
    [
        (CareLevel.DETOX, 0, True),
        (CareLevel.INPATIENT, 28, True),
        (CareLevel.PHP, 29, False),
        (CareLevel.OUTPATIENT, 3, False),
    ],
)
def test_the_first_28_days_after_a_higher_level_of_care_are_flagged(
    desk, client, shown, level, days_ago, is_flagged
):
    chart.prior_care(desk, client, level, TODAY - timedelta(days=days_ago))

    found = [(flag.kind, flag.count, flag.care) for flag in shown()]

    assert found == ([(FlagKind.AFTER_DISCHARGE, days_ago, level)] if is_flagged else [])


def test_open_papers_are_counted_after_admission(desk, newcomer):
    chart.papers_done(desk, newcomer, IntakePaper.PRIVACY_NOTICE, IntakePaper.PART2_NOTICE)

    (flag,) = flags.of_client(desk, newcomer.id)

    assert (flag.kind, flag.count) == (FlagKind.INTAKE_PAPERS, 3)


def test_open_papers_are_quiet_before_admission(desk):
    waiting = clients.add(desk, NewClient(given_name="Jo", inquiry_on=MONDAY))

    assert flags.of_client(desk, waiting.id) == ()


def test_a_minor_without_a_guardian_is_flagged(desk, client, shown):
    clients.change(desk, replace(client, born_on=date(2008, 3, 13)))
    assert kinds(shown()) == [FlagKind.GUARDIAN]

    chart.person(desk, client, Relation.PARENT, "Ngozi Okafor")
    assert shown() == ()


def test_whoever_turns_18_today_needs_no_guardian(desk, client, shown):
    clients.change(desk, replace(client, born_on=date(2008, 3, 12)))

    assert shown() == ()


def test_weeks_past_the_target_are_flagged_until_the_stay_is_extended(desk, clock, client, shown):
    clock.pass_by(weeks=6, days=6)
    assert kinds(shown()) == [FlagKind.LAST_WEEK]

    clock.pass_by(days=1)
    assert [(flag.kind, flag.count) for flag in shown()] == [(FlagKind.PAST_TARGET, 1)]

    chart.extend(desk, client, 16)
    assert shown() == ()


def test_flags_stand_in_the_order_risk_legal_logistic(desk, clock, newcomer):
    chart.urge(desk, newcomer, MONDAY, 8)
    chart.assess(desk, newcomer, MONDAY, to_self=Harm.PRESENT)
    clock.pass_by(weeks=10)

    assert kinds(flags.of_client(desk, newcomer.id)) == [
        FlagKind.HARM,
        FlagKind.CRAVING,
        FlagKind.INTAKE_PAPERS,
        FlagKind.PAST_TARGET,
    ]


def test_everybody_at_once_says_the_same_as_one_by_one(desk, client):
    other = clients.add(
        desk,
        NewClient(given_name="Jo", born_on=date(2009, 1, 1), admitted_on=date(2025, 11, 3)),
    )
    chart.assess(desk, client, MONDAY, to_self=Harm.PRESENT, level=Level.HIGH)
    chart.return_to_use(desk, client, MONDAY, MONDAY)
    chart.urge(desk, other, MONDAY, 9)
    chart.allergy(desk, other, "Latex", "severe")
    chart.prior_care(desk, other, CareLevel.DETOX, MONDAY)

    clients.add(desk, NewClient(given_name="Ann", admitted_on=date(2026, 2, 2)))

    first = {one.id: flags.of_client(desk, one.id)[0] for one in (client, other)}

    assert flags.risks(desk) == first
    assert {flag.kind for flag in first.values()} == {FlagKind.HARM, FlagKind.CRAVING}


def test_everybody_at_once_has_the_same_flags_of_law_and_calendar(desk, clock, client):
    minor = clients.add(
        desk,
        NewClient(given_name="Jo", born_on=date(2009, 1, 1), admitted_on=date(2026, 2, 5)),
    )
    waiting = clients.add(desk, NewClient(given_name="Ann", inquiry_on=MONDAY))
    long = clients.add(desk, NewClient(given_name="Lee", admitted_on=date(2025, 11, 3)))
    chart.papers_done(desk, long)
    extended = clients.add(desk, NewClient(given_name="Kim", admitted_on=date(2025, 11, 3)))
    chart.papers_done(desk, extended)
    chart.extend(desk, extended, 26)
    clock.pass_by(weeks=2)

    first = {
        one.id: told[0]
        for one in (client, minor, waiting, long, extended)
        if (told := flags.of_client(desk, one.id))
    }

    assert flags.others(desk) == first
    assert [flag.kind for flag in first.values()] == [
        FlagKind.WEEK_EIGHT,
        FlagKind.GUARDIAN,
        FlagKind.PAST_TARGET,
    ]


def test_a_risk_is_told_apart_from_what_law_and_calendar_ask(desk, newcomer):
    chart.urge(desk, newcomer, MONDAY, 9)

    assert flags.risks(desk)[newcomer.id].kind is FlagKind.CRAVING
    assert flags.others(desk)[newcomer.id].kind is FlagKind.INTAKE_PAPERS


def test_the_risks_of_more_clients_take_no_more_statements(desk):
    few = _asked_with_risks(desk, 2)

    assert _asked_with_risks(desk, 5) == few <= 16


def test_a_question_for_each_client_would_be_seen(desk):
    def asked(count: int) -> int:
        made = _at_risk(desk, count)
        with desk.database.counting() as counted:
            for client in made:
                flags.of_client(desk, client.id)
        return counted.statements

    assert asked(5) > asked(2)


def _asked_with_risks(desk, count: int) -> int:
    _at_risk(desk, count)
    with desk.database.counting() as counted:
        assert len(flags.risks(desk)) >= count
        assert len(flags.others(desk)) >= count
    return counted.statements


def _at_risk(desk, count: int):
    """More clients, each with a risk in an assessment and a note and a return to use."""
    made = [
        clients.add(desk, NewClient(given_name=f"Jo {number}", admitted_on=date(2026, 2, 2)))
        for number in range(count)
    ]
    for client in made:
        chart.assess(desk, client, MONDAY, to_self=Harm.PRESENT)
        chart.note(desk, client, MONDAY, Risk.PRESENT)
        chart.return_to_use(desk, client, MONDAY, MONDAY)
    return made


def test_a_discharged_client_has_no_flag(desk, client, shown):
    chart.urge(desk, client, MONDAY, 9)
    episode = episodes.current(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=TODAY))

    assert shown() == ()


def test_a_second_return_to_use_asks_for_a_step_up(desk, client, shown):
    chart.return_to_use(desk, client, MONDAY, MONDAY)
    assert FlagKind.STEP_UP not in kinds(shown())

    chart.return_to_use(desk, client, MONDAY + timedelta(days=3), MONDAY + timedelta(days=4))

    (flag,) = [one for one in shown() if one.kind is FlagKind.STEP_UP]
    assert (flag.count, flag.rise, flag.since) == (2, 0, MONDAY + timedelta(days=4))


@pytest.mark.parametrize("edition", Edition)
def test_a_chance_of_return_that_rose_asks_for_a_step_up(desk, client, shown, edition):
    chart.assess(desk, client, MONDAY - timedelta(days=20), return_risk=1, edition=edition)
    assert shown() == ()

    chart.assess(desk, client, MONDAY, return_risk=3, edition=edition)

    (flag,) = shown()
    assert (flag.kind, flag.count, flag.rise) == (FlagKind.STEP_UP, 3, 2)
    assert flags.risks(desk) == {client.id: flag}


@pytest.mark.parametrize("now", [0, 2, None])
def test_a_chance_of_return_that_did_not_rise_asks_for_nothing(desk, client, shown, now):
    chart.assess(desk, client, MONDAY - timedelta(days=20), return_risk=2)
    chart.assess(desk, client, MONDAY, return_risk=now)

    assert shown() == ()


def test_the_chance_in_an_earlier_stay_is_not_compared(desk, client, shown):
    chart.assess(desk, client, MONDAY - timedelta(days=20), return_risk=1)
    episodes.change(desk, replace(episodes.open_of(desk, client.id), closed_on=MONDAY))
    episodes.start(desk, client.id)

    chart.assess(desk, client, TODAY, return_risk=4)

    assert FlagKind.STEP_UP not in kinds(shown())


def test_a_continued_stay_review_decides_about_a_step_up(desk, client, shown):
    chart.assess(desk, client, MONDAY - timedelta(days=20), return_risk=1)
    chart.assess(desk, client, MONDAY, return_risk=3)

    chart.stay_review(desk, client, MONDAY - timedelta(days=1))
    assert FlagKind.STEP_UP in kinds(shown())

    chart.stay_review(desk, client, MONDAY)
    assert FlagKind.STEP_UP not in kinds(shown())


def test_week_eight_asks_for_a_review_of_the_stay(desk, clock, client, shown):
    clock.pass_by(weeks=2)
    assert [(flag.kind, flag.count) for flag in shown()] == [(FlagKind.WEEK_EIGHT, 8)]

    chart.stay_review(desk, client, desk.today())
    assert shown() == ()


def test_no_other_week_before_the_last_asks(desk, clock, shown):
    clock.pass_by(weeks=1)
    assert shown() == ()
    clock.pass_by(weeks=2)
    assert shown() == ()


def test_past_twelve_weeks_without_a_reason_is_flagged_however_long_was_planned(
    desk, clock, newcomer
):
    chart.papers_done(desk, newcomer)
    stay = episodes.open_of(desk, newcomer.id)
    with desk.write() as writer:
        episode_rows.update(writer, replace(stay, target_weeks=16))
    clock.pass_by(weeks=6, days=6)
    assert flags.of_client(desk, newcomer.id) == ()

    clock.pass_by(days=1)
    assert kinds(flags.of_client(desk, newcomer.id)) == [FlagKind.PAST_TWELVE]

    chart.extend(desk, newcomer, 18)
    assert flags.of_client(desk, newcomer.id) == ()
