"""A group session written up: rows, what is missing, notes that name nobody else."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.clients import Caseload
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.group_sessions import (
    Participation,
    RowState,
    SharedPart,
    all_present,
    no_risk_reported,
)
from counselor_desk.records.notes import LinkedObjective, SectionCode
from counselor_desk.records.plans import Goal, Intervention, Objective, Problem, Rating
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import (
    attendance,
    clients,
    episodes,
    group_checks,
    group_sessions,
    group_signing,
    groups,
    notes,
)
from counselor_desk.services import plans as plan_service
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.clients import NewClient
from tests import programme

YESTERDAY = date(2026, 3, 11)
SHARED = SharedPart(
    topic="High-risk situations and refusal skills",
    text="Role-played refusing a drink in three situations.",
    interventions=("Role-play",),
    next_step="Try one refusal before Friday.",
)
SENTENCES = {
    "Aisha": "Shared a script that worked at a wedding.",
    "Brett": "Quiet at first, then engaged in the work in pairs.",
    "Devon": "Played the refusing partner and named paydays as a risky time.",
}


def member_of(desk, group, name):
    """A client in the group with a signed plan of one objective."""
    client = clients.add(
        desk, NewClient(given_name=name, family_name="Cole", admitted_on=date(2026, 2, 9))
    )
    step = Intervention(node_uid=desk.new_uid(), text="Group", frequency="3 a week")
    objective = Objective(
        node_uid=desk.new_uid(),
        text=f"{name} refuses a drink in 3 situations",
        target_on=date(2026, 4, 30),
        interventions=(step,),
    )
    goal = Goal(
        node_uid=desk.new_uid(), text="Stay sober", client_words="No more.", objectives=(objective,)
    )
    problem = Problem(node_uid=desk.new_uid(), text="Alcohol use", goals=(goal,))
    started = plan_service.start(desk, client.id)
    plan_service.sign(desk, PlanEdit(plan=replace(started, problems=(problem,))))
    groups.join(desk, group.id, client.id, joined_on=date(2026, 2, 9))
    return client


@pytest.fixture
def group(desk):
    return programme.group(desk)


@pytest.fixture
def members(desk, group):
    return [member_of(desk, group, name) for name in SENTENCES]


@pytest.fixture
def session(desk, group, members):
    return attendance.record(
        desk,
        NewSession(
            kind=SessionKind.GROUP,
            held_on=YESTERDAY,
            starts=time(10, 30),
            ends=time(12),
            group_id=group.id,
        ),
    )


@pytest.fixture
def edit(desk, session):
    return group_sessions.open_edit(desk, session.id)


@pytest.fixture
def ready(desk, edit, members):
    """Everybody present, one sentence and a rated objective each."""
    edit = no_risk_reported(all_present(replace(edit, shared=SHARED)))
    for client in members:
        plan = plan_service.in_force(desk, client.id)
        (objective,) = plan.objectives()
        linked = LinkedObjective(plan_id=plan.id, node_uid=objective.node_uid, rating=Rating.BETTER)
        row = edit.member(client.id)
        edit = edit.with_member(
            replace(
                row,
                text=SENTENCES[client.given_name],
                objectives=(linked,),
                participation=Participation.GOOD,
            )
        )
    return edit


def sign_all(desk, edit):
    return group_signing.sign(desk, edit, [one.client_id for one in edit.members])


def states(desk, edit):
    return {row.client.given_name: row.state for row in group_checks.check(desk, edit)}


def said(desk, edit, name):
    (row,) = (one for one in group_checks.check(desk, edit) if one.client.given_name == name)
    return [finding.message for finding in row.findings]


def test_everybody_in_the_group_has_a_row(desk, edit, members):
    assert [one.client_id for one in edit.members] == [one.id for one in members]


def test_a_row_without_anything_is_not_started(desk, edit):
    assert set(states(desk, edit).values()) == {RowState.NOT_STARTED}


def test_what_is_typed_is_there_again(desk, edit, members):
    typed = edit.with_member(replace(edit.members[0], text="Quiet today."))
    group_sessions.keep(desk, typed)

    assert group_sessions.open_edit(desk, edit.session_id) == typed


def test_complete_rows_are_ready(desk, ready):
    assert set(states(desk, ready).values()) == {RowState.READY}


def test_a_session_that_is_still_to_come_is_not_signed(desk, clock, ready):
    clock.pass_by(days=-2)

    assert set(states(desk, ready).values()) == {RowState.STARTED}
    assert "The session is still to come; sign once it was held." in said(desk, ready, "Aisha")


def test_each_member_gets_a_note_of_their_own(desk, ready, members):
    _, outcome = sign_all(desk, ready)

    assert [note.client_id for note in outcome.signed] == [one.id for one in members]
    for client, note in zip(members, outcome.signed, strict=True):
        text = "\n".join(part.text for part in note.sections)
        assert SENTENCES[client.given_name] in text
        assert SHARED.text in text
        assert not any(other in text for other in SENTENCES if other != client.given_name)


def test_a_group_note_has_the_attendance_it_reports(desk, ready, session, members):
    late = replace(ready.members[0], code=AttendanceCode.LATE, minutes=75)
    sign_all(desk, ready.with_member(late))

    marks = {one.client_id: one for one in attendance.get(desk, session.id).attendance}
    assert (marks[members[0].id].code, marks[members[0].id].minutes) == (AttendanceCode.LATE, 75)
    assert marks[members[1].id].minutes == 90


def test_the_objective_stands_in_the_note_in_its_words(desk, ready):
    _, outcome = sign_all(desk, ready)

    assert (
        outcome.signed[0].text_of(SectionCode.GOAL) == "1.1.1 Aisha refuses a drink in 3 situations"
    )


def test_a_session_whose_every_note_is_signed_has_no_draft(desk, ready):
    group_sessions.keep(desk, ready)
    sign_all(desk, ready)

    assert group_sessions.unfinished(desk) == ()


def test_what_is_not_ready_stays_and_the_others_are_signed(desk, ready):
    gap = ready.with_member(replace(ready.members[1], text=""))

    left, outcome = sign_all(desk, gap)

    assert len(outcome.signed) == 2
    assert list(outcome.refused.values()) == ["Write what happened and how the client responded."]
    assert states(desk, left)["Brett"] is RowState.NOT_STARTED
    assert group_sessions.open_edit(desk, left.session_id) == left


def test_signing_can_be_stopped_between_two_notes(desk, ready):
    members = [one.client_id for one in ready.members]

    _, outcome = group_signing.sign(desk, ready, members, progress=lambda done: done < 1)

    assert len(outcome.signed) == 1


def test_nothing_is_signed_twice(desk, ready):
    left, _ = sign_all(desk, ready)

    _, again = sign_all(desk, left)

    assert again.signed == ()
    assert set(again.refused.values()) == {"This note is signed already."}


@pytest.mark.parametrize("text", ["Devon helped him.", "devon helped him.", "Sat with Ms. Cole."])
def test_a_row_that_names_another_member_is_not_ready(desk, ready, text):
    named = ready.with_member(replace(ready.members[0], text=text))

    assert states(desk, named)["Aisha"] is RowState.STARTED
    assert states(desk, named)["Brett"] is RowState.READY


def test_the_shared_part_names_nobody_either(desk, ready):
    shared = replace(SHARED, text="Devon led the role-play.")

    found = states(desk, replace(ready, shared=shared))

    assert found["Aisha"] is RowState.STARTED
    assert found["Devon"] is RowState.READY


def test_two_rows_with_the_same_words_are_told(desk, ready):
    same = ready.with_member(replace(ready.members[1], text=ready.members[0].text))

    assert "100 percent of this response stands in that of Brett too." in said(desk, same, "Aisha")


def test_who_was_excused_gets_an_absence_note(desk, ready):
    away = replace(ready.members[0], code=AttendanceCode.EXCUSED, text="Court date.")
    edit = ready.with_member(away)
    assert states(desk, edit)["Aisha"] is RowState.ABSENCE

    _, outcome = sign_all(desk, edit)

    note = outcome.signed[0]
    assert note.kind is SessionKind.NO_SHOW
    assert note.text_of(SectionCode.DATA) == "Absent, excused. Court date."


def test_minutes_beyond_the_session_keep_a_row_from_being_signed(desk, ready):
    edit = ready.with_member(replace(ready.members[0], minutes=91))

    assert "The session had 90 minutes." in said(desk, edit, "Aisha")


def test_a_member_discharged_meanwhile_is_told_and_the_others_go_on(desk, ready, members):
    stay = episodes.open_of(desk, members[0].id)
    episodes.change(desk, replace(stay, closed_on=YESTERDAY + timedelta(days=1)))

    left, outcome = sign_all(desk, ready)

    assert states(desk, left)["Aisha"] is RowState.STOPPED
    assert outcome.refused[members[0].id] == "Aisha was discharged; no note can be signed."
    assert len(outcome.signed) == 2


def test_the_next_session_works_on_the_same_objective(desk, ready, group, members):
    sign_all(desk, ready)
    later = attendance.record(
        desk,
        NewSession(
            kind=SessionKind.GROUP,
            held_on=YESTERDAY,
            starts=time(13),
            ends=time(14),
            group_id=group.id,
        ),
    )

    edit = group_sessions.open_edit(desk, later.id)

    assert [one.node_uid for one in edit.members[0].objectives] == [
        one.node_uid for one in ready.members[0].objectives
    ]
    assert edit.members[0].objectives[0].rating is None


def test_a_signed_group_note_is_genuine(desk, ready):
    _, outcome = sign_all(desk, ready)

    for note in outcome.signed:
        assert notes.proof(desk, notes.get(desk, note.id)).seal.short


def test_what_was_thrown_away_can_be_brought_back(desk, ready):
    group_sessions.keep(desk, ready)

    gone = group_sessions.discard(desk, ready.session_id)
    assert group_sessions.unfinished(desk) == ()
    group_sessions.keep(desk, gone.edit)

    assert group_sessions.open_edit(desk, ready.session_id) == ready


def test_the_list_of_notes_begins_with_what_is_told_of_the_client(desk, ready, members):
    sign_all(desk, ready)

    (row,) = notes.rows(desk, members[0].id)
    assert row.first_words == f"{SENTENCES['Aisha']} Took good part."


def test_a_note_that_is_signed_is_known_even_if_signing_never_ended(desk, ready, members):
    group_sessions.keep(desk, ready)
    signing = group_signing.Signing(desk, ready, [one.id for one in members])
    signing.step()

    found = states(desk, group_sessions.open_edit(desk, ready.session_id))

    assert list(found.values()) == [RowState.SIGNED, RowState.READY, RowState.READY]


def test_a_session_that_is_all_signed_shows_what_its_notes_say(desk, ready):
    sign_all(desk, ready)

    edit = group_sessions.open_edit(desk, ready.session_id)

    assert edit.shared.topic == SHARED.topic
    assert all(one.is_signed for one in edit.members)
    assert SENTENCES["Aisha"] in edit.members[0].text


def test_somebody_in_another_session_at_that_time_stops_only_their_own_row(desk, ready, members):
    other = attendance.record(
        desk,
        NewSession(
            kind=SessionKind.INDIVIDUAL, held_on=YESTERDAY, starts=time(11), ends=time(11, 50)
        ),
    )
    attendance.mark(desk, other.id, members[1].id, AttendanceCode.PRESENT)

    assert states(desk, ready)["Brett"] is RowState.STOPPED
    assert said(desk, ready, "Brett") == ["Brett was at another session at 11:00 am."]
    _, outcome = sign_all(desk, ready)
    assert len(outcome.signed) == 2


def test_whoever_came_late_needs_minutes(desk, ready):
    late = ready.members[0].marked(AttendanceCode.LATE)

    assert said(desk, ready.with_member(late), "Aisha") == [
        "Say how many minutes the client was there."
    ]


def test_another_attendance_forgets_the_minutes_of_the_one_before(ready):
    late = replace(ready.members[0], code=AttendanceCode.LATE, minutes=75)

    assert late.marked(AttendanceCode.PRESENT).minutes is None
    assert late.marked(AttendanceCode.LATE).minutes == 75


def test_a_preview_tells_what_would_be_signed(desk, ready, members):
    notes_ahead = group_sessions.preview(desk, ready)

    assert [note.client_id for note in notes_ahead] == [one.id for one in members]
    assert SENTENCES["Devon"] in notes_ahead[2].text_of(SectionCode.RESPONSE)


def test_a_guest_can_be_added_and_gets_a_note(desk, ready, session):
    guest = clients.add(
        desk,
        NewClient(
            given_name="Gwen", family_name="Ash", admitted_on=YESTERDAY, caseload=Caseload.GUEST
        ),
    )
    assert guest in group_sessions.not_there(desk, ready)
    row = replace(
        group_sessions.begin_row(desk, session.id, guest.id),
        code=AttendanceCode.PRESENT,
        text="Listened and asked two questions.",
        unlinked_reason="A guest; the plan is elsewhere.",
        risk=ready.members[0].risk,
    )

    _, outcome = group_signing.sign(desk, ready.with_member(row), [guest.id])

    assert [note.client_id for note in outcome.signed] == [guest.id]
