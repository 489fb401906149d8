"""Rules N1 to N5, N7, N9 and C1: each fires when it should and keeps quiet when it should."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from counselor_desk.records.ids import ClientId, EpisodeId, NoteId, PlanId, Uid
from counselor_desk.records.notes import (
    LinkedObjective,
    Note,
    NoteFormat,
    Risk,
    Section,
    SectionCode,
    TickedIntervention,
)
from counselor_desk.records.plans import Rating
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.rules import notes as rules
from counselor_desk.rules.findings import Severity

READY = Note(
    id=NoteId(1),
    uid=Uid("note"),
    client_id=ClientId(1),
    episode_id=EpisodeId(1),
    held_on=date(2026, 3, 12),
    starts=time(9, 0),
    ends=time(9, 50),
    zone="America/Chicago",
    minutes=50,
    risk=Risk.NONE_REPORTED,
    entered_at=datetime(2026, 3, 12, 15, tzinfo=UTC),
    sections=(
        Section(code=SectionCode.DATA, text="He named four triggers."),
        Section(code=SectionCode.ASSESSMENT, text="Urges are noticed sooner."),
        Section(code=SectionCode.PLAN, text="Call the sponsor by Thursday."),
    ),
    objectives=(
        LinkedObjective(plan_id=PlanId(1), node_uid=Uid("objective"), rating=Rating.BETTER),
    ),
    interventions=(TickedIntervention(node_uid=Uid("step"), text="Functional analysis"),),
)


def repairs(note: Note) -> list[str]:
    return [found.repair for found in rules.check(note)]


def without(code: SectionCode) -> tuple[Section, ...]:
    return tuple(part for part in READY.sections if part.code is not code)


def test_a_complete_note_has_no_finding():
    assert rules.check(READY) == ()


def test_every_finding_blocks_an_empty_note():
    empty = replace(
        READY, held_on=None, starts=None, ends=None, minutes=None, risk=None, sections=(),
        objectives=(), interventions=(),
    )  # fmt: skip

    assert repairs(empty) == [
        "held_on", "times", "objectives", "section_data", "interventions", "section_plan", "risk",
    ]  # fmt: skip


def test_a_note_without_a_date_is_refused():
    assert repairs(replace(READY, held_on=None)) == ["held_on"]


def test_a_remote_session_needs_the_place_of_the_client():
    remote = replace(READY, modality=Modality.VIDEO)

    assert repairs(remote) == ["location"]
    assert repairs(replace(remote, location="At home in Cedar Falls")) == []


@pytest.mark.parametrize("kind", [SessionKind.PHONE_CONTACT, SessionKind.COLLATERAL_CONTACT])
def test_a_contact_outside_of_sessions_is_asked_for_no_place(kind):
    call = replace(READY, kind=kind, modality=Modality.PHONE, participants="The client")

    assert repairs(call) == []


def test_a_family_session_needs_its_participants():
    family = replace(READY, kind=SessionKind.FAMILY)

    assert repairs(family) == ["participants"]
    assert repairs(replace(family, participants="His brother")) == []


@pytest.mark.parametrize("kind", [SessionKind.PHONE_CONTACT, SessionKind.COLLATERAL_CONTACT])
def test_a_contact_names_whom_one_spoke_with(kind):
    (found,) = rules.check(replace(READY, kind=kind))

    assert (found.repair, found.message) == ("participants", "Say whom you spoke with.")


@pytest.mark.parametrize(
    "kind",
    [SessionKind.PHONE_CONTACT, SessionKind.COLLATERAL_CONTACT, SessionKind.CASE_CONFERENCE],
)
def test_speaking_with_others_asks_about_the_consent(kind):
    (found,) = rules.check(replace(READY, kind=kind, participants="His probation officer"))

    assert (found.rule, found.repair) == ("C1", "participants")
    assert found.severity is Severity.WARN


@pytest.mark.parametrize("who", ["Client", "the client."])
def test_speaking_with_the_client_needs_no_consent(who):
    assert rules.check(replace(READY, kind=SessionKind.PHONE_CONTACT, participants=who)) == ()


@pytest.mark.parametrize(
    "kind", [kind for kind in SessionKind if kind not in rules.WITHOUT_SESSION]
)
def test_a_session_is_asked_for_everything_it_has(kind):
    bare = replace(READY, kind=kind, starts=None, ends=None, risk=None, interventions=())

    assert {"times", "interventions", "risk"} <= set(repairs(bare))


@pytest.mark.parametrize("kind", [SessionKind.COLLATERAL_CONTACT, SessionKind.CASE_CONFERENCE])
def test_a_contact_without_the_client_needs_no_risk_and_no_intervention(kind):
    call = replace(READY, kind=kind, participants="Client", risk=None, interventions=())

    assert repairs(call) == []


def test_a_risk_that_others_tell_of_needs_its_four_fields():
    call = replace(
        READY,
        kind=SessionKind.COLLATERAL_CONTACT,
        participants="Client",
        risk=Risk.PRESENT,
    )

    assert repairs(call) == ["risk_ideation", "risk_plan", "risk_means", "risk_action"]


def test_a_group_without_a_topic_is_pointed_out():
    group = replace(READY, kind=SessionKind.GROUP, topic=" ")
    (finding,) = rules.check(group)

    assert (finding.rule, finding.repair, finding.severity) == ("N1", "topic", Severity.WARN)
    assert rules.check(replace(group, topic="Refusing a drink")) == ()


def test_an_individual_session_needs_no_topic():
    assert rules.check(replace(READY, kind=SessionKind.INDIVIDUAL, topic="")) == ()


def test_a_note_without_an_objective_needs_a_reason():
    unlinked = replace(READY, objectives=())

    assert repairs(unlinked) == ["objectives"]
    assert repairs(replace(unlinked, unlinked_reason="Intake, plan not due")) == []


def test_each_linked_objective_needs_a_rating():
    unrated = replace(READY.objectives[0], rating=None)

    assert repairs(replace(READY, objectives=(unrated,))) == ["ratings"]


def test_an_intervention_is_ticked_or_written():
    silent = replace(READY, interventions=())
    written = Section(code=SectionCode.INTERVENTION, text="Role-played the call.")

    assert repairs(silent) == ["interventions"]
    assert repairs(replace(silent, sections=(*READY.sections, written))) == []


def test_where_nothing_can_be_ticked_data_tells_what_was_done():
    silent = replace(READY, interventions=())

    assert rules.check(silent, can_tick=False) == ()


def test_where_the_format_has_a_section_for_it_what_was_done_is_written():
    text = "She slept better."
    birp = replace(
        READY,
        format=NoteFormat.BIRP,
        interventions=(),
        sections=tuple(
            Section(code=code, text=text)
            for code in (SectionCode.BEHAVIOR, SectionCode.RESPONSE, SectionCode.PLAN)
        ),
    )

    assert [found.repair for found in rules.check(birp, can_tick=False)] == ["interventions"]


@pytest.mark.parametrize(
    ("form", "first"),
    [
        (NoteFormat.DAP, "section_data"),
        (NoteFormat.SOAP, "section_subjective"),
        (NoteFormat.BIRP, "section_behavior"),
        (NoteFormat.GIRP, "section_response"),
    ],
)
def test_the_missing_response_is_asked_for_in_the_words_of_the_format(form, first):
    silent = replace(READY, format=form, sections=without(SectionCode.DATA))

    assert repairs(silent) == [first]


def test_a_note_says_the_next_step():
    assert repairs(replace(READY, sections=without(SectionCode.PLAN))) == ["section_plan"]


def test_a_session_that_ends_when_it_starts_is_refused():
    assert "times" in repairs(replace(READY, ends=time(9, 0), minutes=None))


def test_minutes_longer_than_the_session_are_refused():
    assert repairs(replace(READY, minutes=51)) == ["minutes"]


def test_minutes_shorter_than_the_session_are_kept():
    assert repairs(replace(READY, minutes=35)) == []


def test_a_session_over_midnight_is_fine():
    assert repairs(replace(READY, starts=time(23, 30), ends=time(0, 20))) == []


@pytest.mark.parametrize(
    ("known", "message"),
    [
        ({"overlapping": True}, "Another session of this client overlaps these times."),
        ({"is_busy": True}, "You led another session at these times."),
        (
            {"overlapping": True, "is_busy": True},
            "Another session of this client overlaps these times.",
        ),
    ],
)
def test_an_overlap_is_pointed_out_and_does_not_block(known, message):
    (found,) = rules.check(READY, **known)

    assert (found.rule, found.message, found.severity) == ("N4", message, Severity.WARN)


ENDED = datetime(2026, 3, 12, 14, 50, tzinfo=UTC)


def late(hours_after: float, *, hours: int = 48, note: Note = READY) -> list[str]:
    now = ENDED + timedelta(hours=hours_after)
    return [found.message for found in rules.n5_late(note, ended=ENDED, now=now, hours=hours)]


def test_a_note_after_its_time_is_a_late_entry():
    assert late(50) == [
        "Late entry: the session ended 2 days ago, and its note was due within 48 hours."
        " Say why it is late."
    ]


def test_the_programs_number_decides_when_a_note_is_late():
    assert late(20, hours=12)[0].startswith("Late entry: the session ended 20 hours ago")
    assert late(20, hours=24) == []


def test_a_note_in_time_is_no_late_entry():
    assert late(48) == []
    assert rules.n5_late(READY, ended=None, now=ENDED, hours=48) == ()


def test_the_reason_of_a_late_entry_is_asked_for_once():
    assert not late(50, note=replace(READY, late_reason="Ill"))[0].endswith("late.")


def test_a_late_entry_leads_to_its_reason_and_can_be_signed():
    (found,) = rules.n5_late(READY, ended=ENDED, now=ENDED + timedelta(days=3), hours=48)

    assert (found.rule, found.repair, found.severity) == ("N5", "late_reason", Severity.WARN)


def test_an_unanswered_risk_line_is_refused():
    assert repairs(replace(READY, risk=None)) == ["risk"]


def test_a_present_risk_needs_all_four_fields():
    at_risk = replace(READY, risk=Risk.PRESENT)

    assert repairs(at_risk) == ["risk_ideation", "risk_plan", "risk_means", "risk_action"]


def test_a_present_risk_with_its_fields_is_fine():
    answered = replace(
        READY,
        risk=Risk.PRESENT,
        risk_ideation="Passive thoughts on Sunday",
        risk_plan="None",
        risk_means="None at hand",
        risk_action="Safety plan reviewed, supervisor told",
    )

    assert repairs(answered) == []


def no_show(*sections: Section) -> Note:
    return replace(
        READY,
        kind=SessionKind.NO_SHOW,
        starts=None,
        ends=None,
        minutes=None,
        risk=None,
        objectives=(),
        interventions=(),
        sections=sections,
    )


ATTEMPT = Section(code=SectionCode.DATA, text="Called twice; left a message.")
NEXT_STEP = Section(code=SectionCode.PLAN, text="Call again on Friday.")


def test_a_no_show_needs_no_times_objective_risk_or_intervention():
    assert rules.check(no_show(ATTEMPT, NEXT_STEP)) == ()


def test_a_no_show_tells_how_the_client_was_tried_to_reach():
    (found,) = rules.check(no_show(NEXT_STEP))

    assert (found.repair, found.message) == (
        "section_data",
        "Write how you tried to reach the client.",
    )


def test_a_no_show_says_the_next_step():
    assert repairs(no_show(ATTEMPT)) == ["section_plan"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Call {?choose: a sponsor|a friend}.", "1 blank left in Plan."),
        ("Call {?who} on {?day} about {objective}.", "3 blanks left in Plan."),
    ],
)
def test_n9_a_blank_of_a_phrase_that_is_left_open_blocks(text, message):
    plan = Section(code=SectionCode.PLAN, text=text)
    open_note = replace(READY, sections=(*without(SectionCode.PLAN), plan))

    assert [(one.repair, one.message) for one in rules.check(open_note)] == [
        ("blank_plan", message)
    ]


@pytest.mark.parametrize("text", ["Call {a friend}.", "{", "Set {x | y}", "{FIRST}"])
def test_n9_other_braces_are_words(text):
    plan = Section(code=SectionCode.PLAN, text=text)

    assert rules.check(replace(READY, sections=(*without(SectionCode.PLAN), plan))) == ()


def test_n9_a_blank_in_a_section_of_another_format_is_not_asked_for():
    goal = Section(code=SectionCode.GOAL, text="{?goal}")

    assert rules.check(replace(READY, sections=(*READY.sections, goal))) == ()


@pytest.mark.parametrize(
    ("held_on", "kind", "message"),
    [
        (date(2026, 3, 13), SessionKind.INDIVIDUAL, "The session is still to come"),
        (date(2027, 3, 12), SessionKind.PHONE_CONTACT, "The contact is still to come"),
        (date(1980, 3, 12), SessionKind.INDIVIDUAL, "The session is before the birth"),
    ],
)
def test_a_day_that_cannot_be_keeps_a_note_from_being_signed(held_on, kind, message):
    (found,) = rules.n4_day(
        replace(READY, held_on=held_on, kind=kind),
        today=date(2026, 3, 12),
        born_on=date(1991, 6, 2),
        begun_on=date(2026, 2, 5),
    )

    assert (found.rule, found.severity, found.repair) == ("N4", Severity.BLOCK, "held_on")
    assert found.message.startswith(message)


def test_a_day_before_the_stay_is_told():
    (found,) = rules.n4_day(
        replace(READY, held_on=date(2025, 3, 12)),
        today=date(2026, 3, 12),
        begun_on=date(2026, 2, 5),
    )

    assert found.severity is Severity.WARN
    assert found.message == "The session is before this stay, which began February 5, 2026."


@pytest.mark.parametrize("held_on", [None, date(2026, 2, 5), date(2026, 3, 12)])
def test_a_day_of_the_stay_is_right(held_on):
    known = {"today": date(2026, 3, 12), "begun_on": date(2026, 2, 5), "born_on": date(1991, 6, 2)}

    assert rules.n4_day(replace(READY, held_on=held_on), **known) == ()
