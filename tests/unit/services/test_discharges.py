"""Discharge summaries: what is built, what survives, what signing does."""

from dataclasses import replace
from datetime import date, time

import pytest

from counselor_desk.errors import (
    AlreadySignedError,
    BrokenSealError,
    ClosedEpisodeError,
    NewerDischargeError,
    NoOpenEpisodeError,
    UnreadyDischargeError,
)
from counselor_desk.records.discharges import DischargeSection, DischargeType
from counselor_desk.records.edits import DischargeEdit, NoteEdit
from counselor_desk.records.notes import Risk, Section, SectionCode
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signatures import SignatureMethod, SignatureRole
from counselor_desk.records.signing import RecordKind
from counselor_desk.records.tasks import Lane
from counselor_desk.rules.findings import Severity
from counselor_desk.services import (
    assessments,
    checks,
    discharges,
    episodes,
    groups,
    notes,
    plans,
    signatures,
    summaries,
    tasks,
)
from counselor_desk.services.signatures import GivenSignature
from counselor_desk.services.tasks import NewTask
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import search
from tests import programme
from tests.desks import NOW, reopened

LAST_DAY = date(2026, 3, 12)


@pytest.fixture
def signed_note(desk, note_edit):
    return notes.sign(desk, note_edit)


@pytest.fixture
def edit(desk, client, signed_note) -> DischargeEdit:
    """A summary that is ready to be signed."""
    started = discharges.start(desk, client.id)
    return ready(discharges.open_edit(desk, started.id), discharges.gather(desk, started))


def ready(edit, facts) -> DischargeEdit:
    dated = replace(edit.discharge, type=DischargeType.COMPLETED, discharged_on=LAST_DAY)
    edit = summaries.refreshed(replace(edit, discharge=dated), facts)
    for code, text in (
        (DischargeSection.DIAGNOSES, "F10.20 · Alcohol use, severe · In early remission"),
        (DischargeSection.CONTINUING_CARE, "First appointment March 19, 2026, Dr. Alvarez."),
    ):
        edit = summaries.written(edit, code, text)
    return edit


def text_of(edit, code) -> str:
    return edit.discharge.part(code).text


def repairs(edit, facts) -> list[str]:
    found = discharges.check(edit, facts)
    return [finding.repair for finding in found if finding.severity is Severity.BLOCK]


def another_note(desk, client, held_on, **fields) -> NoteEdit:
    note = notes.start(desk, client.id, held_on=held_on)
    filled = {
        "starts": time(14),
        "ends": time(14, 50),
        "risk": Risk.NONE_REPORTED,
        "unlinked_reason": "A check by video.",
        "sections": (
            Section(code=SectionCode.DATA, text="He called on the way to work."),
            Section(code=SectionCode.ASSESSMENT, text="Sleeps through."),
            Section(code=SectionCode.PLAN, text="Next week."),
            Section(code=SectionCode.INTERVENTION, text="Praise."),
        ),
        "interventions": (),
    } | fields
    return NoteEdit(note=replace(note, **filled))


def test_every_section_is_there_from_the_start(desk, client):
    started = discharges.start(desk, client.id)

    parts = discharges.open_edit(desk, started.id).discharge.parts

    assert [part.code for part in parts] == list(DischargeSection)


def test_a_draft_that_is_there_is_gone_on_with(desk, client):
    assert discharges.start(desk, client.id).uid == discharges.start(desk, client.id).uid


def test_a_discharged_client_has_no_new_summary(desk, client, edit):
    discharges.sign(desk, edit)

    with pytest.raises(NoOpenEpisodeError):
        discharges.start(desk, client.id)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (DischargeSection.ADMISSION, "Marcus was admitted to intensive outpatient care"),
        (DischargeSection.ADMISSION, "In the client’s words: “I want my license back.”"),
        (DischargeSection.TYPE, "Marcus completed treatment and was discharged on March 12, 2026."),
        (DischargeSection.TYPE, "TEDS-D discharge code 1, completed."),
        (DischargeSection.SERVICES, "Individual · 1 of 1 · 0.8 h · 100 %"),
        (DischargeSection.SERVICES, "5 weeks in the program"),
        (DischargeSection.COURSE, "of 1 rating, 1 better."),
        (DischargeSection.COURSE, "At the last session, on March 12, 2026: Notices urges sooner."),
        (
            DischargeSection.GOALS,
            "1.1 · Reach and keep abstinence · 0 of 1 objective met · Partly met",
        ),
        (DischargeSection.MEASURES, "No measures are recorded."),
        (DischargeSection.MEDICATIONS, "No medications are recorded."),
        (DischargeSection.RISK, "At the last check on March 12, 2026 no risk was reported."),
        (DischargeSection.RISK, "988"),
        (DischargeSection.FAMILY, "No family sessions are recorded."),
    ],
)
def test_a_section_says_what_the_record_says(edit, code, words):
    assert words in text_of(edit, code)


def test_the_statement_is_left_to_the_client(edit):
    assert text_of(edit, DischargeSection.STATEMENT) == ""


def test_a_day_with_risk_is_named(desk, client, edit):
    risky = another_note(
        desk,
        client,
        date(2026, 3, 10),
        risk=Risk.PRESENT,
        risk_ideation="Passing thoughts",
        risk_plan="none",
        risk_means="none",
        risk_action="Safety plan",
    )
    notes.sign(desk, risky)

    fresh = discharges.open_edit(desk, edit.discharge.id)

    assert "Risk was present at 1 session on 03/10/2026." in text_of(fresh, DischargeSection.RISK)


def test_family_sessions_are_counted_with_who_came(desk, client, edit):
    family = another_note(
        desk, client, date(2026, 3, 9), kind=SessionKind.FAMILY, participants="His sister Ana"
    )
    notes.sign(desk, family)

    text = text_of(discharges.open_edit(desk, edit.discharge.id), DischargeSection.FAMILY)

    assert text == (
        "The family took part in 1 family session: 03/09/2026. Participants: His sister Ana."
    )


def test_a_task_closed_between_admission_and_a_late_inquiry_date_counts(desk, client):
    episode = episodes.open_of(desk, client.id)
    task = tasks.add(desk, client.id, NewTask(lane=Lane.CV, text="Write a first CV"))
    tasks.finish(desk, task)
    desk.clock.pass_by(days=3)
    with desk.write() as writer:  # as an earlier version kept it; today it is refused
        episode_rows.update(writer, replace(episode, inquiry_on=desk.today()))
    started = discharges.start(desk, client.id)

    assert [one.text for one in discharges.gather(desk, started).tasks] == ["Write a first CV"]


def test_a_lane_that_is_an_abbreviation_keeps_its_letters(desk, client):
    tasks.add(desk, client.id, NewTask(lane=Lane.CV, text="Write a first CV"))
    started = discharges.start(desk, client.id)
    facts = discharges.gather(desk, started)
    told = summaries.build_section(facts, started, DischargeSection.CONTINUING_CARE)

    assert told.facts[0].source == "Task, CV"


def test_edits_survive_a_changed_record(desk, client, edit):
    mine = summaries.written(edit, DischargeSection.COURSE, "He came every week and kept going.")
    discharges.keep(desk, mine)
    notes.sign(desk, another_note(desk, client, date(2026, 3, 11)))

    opened = discharges.open_edit(desk, edit.discharge.id)

    assert text_of(opened, DischargeSection.COURSE) == "He came every week and kept going."
    assert "2 of 2" in text_of(opened, DischargeSection.SERVICES)


def test_what_changed_below_an_edit_is_said_fact_by_fact(desk, client, edit):
    mine = summaries.written(edit, DischargeSection.COURSE, "He came every week.")
    discharges.keep(desk, mine)
    notes.sign(desk, another_note(desk, client, date(2026, 3, 11)))

    opened = discharges.open_edit(desk, edit.discharge.id)
    facts = discharges.gather(desk, opened.discharge)
    built = summaries.build_section(facts, opened.discharge, DischargeSection.COURSE)
    change = summaries.change_of(opened.discharge.part(DischargeSection.COURSE), built)

    assert [fact.text for fact in change.now] == ["Marcus attended 2 of 2 sessions."]
    assert change.gone == ("Marcus attended 1 of 1 session.",)
    assert change.count == 1


def test_a_section_that_was_not_edited_has_no_changes(desk, edit):
    facts = discharges.gather(desk, edit.discharge)
    built = summaries.build_section(facts, edit.discharge, DischargeSection.COURSE)

    assert summaries.change_of(edit.discharge.part(DischargeSection.COURSE), built).count == 0


def test_a_section_can_be_rebuilt_from_the_record(desk, edit):
    facts = discharges.gather(desk, edit.discharge)
    mine = summaries.written(edit, DischargeSection.GOALS, "All well.")

    back = summaries.rebuilt(mine, facts, DischargeSection.GOALS)

    assert back.discharge.part(DischargeSection.GOALS) == edit.discharge.part(
        DischargeSection.GOALS
    )


def test_changes_taken_as_read_are_not_said_again(desk, client, edit):
    mine = summaries.written(edit, DischargeSection.COURSE, "He came every week.")
    notes.sign(desk, another_note(desk, client, date(2026, 3, 11)))
    facts = discharges.gather(desk, mine.discharge)

    kept = summaries.accepted(mine, facts, DischargeSection.COURSE)
    built = summaries.build_section(facts, kept.discharge, DischargeSection.COURSE)

    part = kept.discharge.part(DischargeSection.COURSE)
    assert (part.text, summaries.change_of(part, built).count) == ("He came every week.", 0)


def test_what_was_typed_is_there_after_reopening(desk, edit):
    discharges.keep(desk, replace(edit, typed={"discharged_on": "soon"}))

    again = reopened(desk)
    try:
        back = discharges.open_edit(again, edit.discharge.id)
    finally:
        again.close()

    assert back.typed == {"discharged_on": "soon"}
    assert back.discharge.parts == edit.discharge.parts


def test_a_ready_summary_is_signed_and_ends_the_episode(desk, client, edit):
    signed = discharges.sign(desk, edit)

    assert signed.is_signed
    assert episodes.get(desk, signed.episode_id).closed_on == LAST_DAY
    assert discharges.current(desk, client.id) == signed


def test_signing_keeps_the_last_service(desk, edit):
    assert discharges.sign(desk, edit).last_service_on == date(2026, 3, 12)


def test_a_signed_summary_matches_its_seal(desk, edit):
    proof = discharges.proof(desk, discharges.sign(desk, edit))

    assert [one.printed_name for one in proof.signatures] == ["Dana Whitfield"]


def test_a_changed_summary_does_not_match_its_seal(desk, edit):
    signed = discharges.sign(desk, edit)

    with pytest.raises(BrokenSealError):
        discharges.proof(desk, replace(signed, type=DischargeType.OTHER))


def test_the_check_of_the_store_reads_discharge_seals(desk, edit):
    discharges.sign(desk, edit)

    results = {result.name: result for result in checks.run(desk)}

    assert results["seals"].sentence == "All 3 signed records match their seals."


def test_a_signed_summary_is_found_by_its_words(desk, client, edit):
    signed = discharges.sign(desk, edit)

    with desk.read() as reader:
        (hit,) = search.find(reader, "Alvarez", client_id=client.id)
    assert (hit.kind, hit.record_uid) == (RecordKind.DISCHARGE, signed.uid)


def test_signing_twice_is_refused(desk, edit):
    discharges.sign(desk, edit)

    with pytest.raises(AlreadySignedError):
        discharges.sign(desk, edit)


def test_a_signed_summary_takes_no_more_words(desk, edit):
    signed = discharges.sign(desk, edit)

    with pytest.raises(AlreadySignedError):
        discharges.keep(desk, DischargeEdit(discharge=signed))


def test_an_unsigned_note_keeps_it_from_being_signed(desk, client, edit):
    waiting = another_note(desk, client, date(2026, 3, 10))
    notes.keep(desk, waiting)

    with pytest.raises(UnreadyDischargeError) as refused:
        discharges.sign(desk, edit)

    assert refused.value.messages == ("Sign the note of March 10, 2026.",)
    assert episodes.get(desk, edit.discharge.episode_id).is_open


def test_an_assessment_that_was_begun_is_told_until_it_is_discarded(desk, client, edit):
    def told():
        facts = discharges.gather(desk, edit.discharge)
        return [one.repair for one in discharges.check(edit, facts)]

    assert "assessment" not in told()
    begun = assessments.start(desk, client.id)
    assert "assessment" in told()
    assessments.discard(desk, begun)
    assert "assessment" not in told()


def test_a_discarded_note_keeps_nothing_from_being_signed(desk, client, edit):
    notes.discard(desk, another_note(desk, client, date(2026, 3, 10)).note)

    assert discharges.sign(desk, edit).is_signed


def test_a_discharge_before_the_admission_is_refused(desk, edit):
    early = replace(edit, discharge=replace(edit.discharge, discharged_on=date(2026, 2, 4)))

    with pytest.raises(UnreadyDischargeError, match="before the admission on February 5, 2026"):
        discharges.sign(desk, early)


def test_a_note_that_an_earlier_version_brought_back_after_the_discharge_is_not_signed(
    desk, client, edit
):
    waiting = another_note(desk, client, date(2026, 3, 10))
    notes.discard(desk, waiting.note)
    discharges.sign(desk, edit)
    with desk.write() as writer:
        draft_rows.restore(writer, RecordKind.NOTE, waiting.note.uid)

    with pytest.raises(NoOpenEpisodeError):
        notes.sign(desk, waiting)


def test_the_chart_of_a_discharged_client_takes_no_new_note(desk, client, edit):
    discharges.sign(desk, edit)

    with pytest.raises(NoOpenEpisodeError):
        notes.start(desk, client.id)


def test_an_ended_episode_is_not_opened_again(desk, edit):
    signed = discharges.sign(desk, edit)
    ended = episodes.get(desk, signed.episode_id)

    with pytest.raises(ClosedEpisodeError):
        episodes.change(desk, replace(ended, closed_on=None))


def test_a_client_who_comes_back_gets_a_new_episode(desk, client, edit):
    signed = discharges.sign(desk, edit)

    again = episodes.start(desk, client.id)

    assert again.id != signed.episode_id
    assert discharges.current(desk, client.id) is None
    assert discharges.start(desk, client.id).uid != signed.uid


def test_what_could_not_be_read_as_a_date_is_said(desk, edit):
    typed = replace(edit, typed={"discharged_on": "soon"})

    (found,) = [
        one
        for one in discharges.check(typed, discharges.gather(desk, edit.discharge))
        if one.repair == "discharged_on"
    ]
    assert found.message == "“soon” could not be read as a date."


def test_a_discarded_summary_does_not_come_back_beside_a_newer_one(desk, client, edit):
    discharges.discard(desk, edit.discharge)
    newer = discharges.start(desk, client.id)

    with pytest.raises(NewerDischargeError):
        discharges.bring_back(desk, edit.discharge)
    assert discharges.current(desk, client.id).uid == newer.uid


def test_a_discarded_summary_can_be_brought_back(desk, client, edit):
    discharges.discard(desk, edit.discharge)
    assert discharges.current(desk, client.id) is None

    discharges.bring_back(desk, edit.discharge)
    assert discharges.current(desk, client.id).uid == edit.discharge.uid


def test_the_client_can_sign_the_printed_summary(desk, client, edit):
    signed = discharges.sign(desk, edit)

    given = GivenSignature(role=SignatureRole.CLIENT, printed_name=client.full_name, signed_at=NOW)
    signatures.add(desk, RecordKind.DISCHARGE, signed, given)

    methods = [one.method for one in discharges.proof(desk, signed).signatures]
    assert methods == [SignatureMethod.ELECTRONIC, SignatureMethod.PAPER]


def test_without_anything_but_the_admission_it_says_so(desk, client):
    started = discharges.start(desk, client.id)

    edit = discharges.open_edit(desk, started.id)

    assert "No treatment plan was signed" in text_of(edit, DischargeSection.GOALS)
    assert "No sessions are recorded." in text_of(edit, DischargeSection.SERVICES)
    assert repairs(edit, discharges.gather(desk, started)) == [
        "discharged_on",
        "type",
        "diagnoses",
        "risk",
        "continuing_care",
    ]


def test_goals_that_a_review_dropped_are_still_told(desk, client, plan, edit):
    review = plans.start(desk, client.id)
    (problem,) = plan.problems
    goal = replace(
        problem.goals[0],
        node_uid=desk.new_uid(),
        text="Sleep seven hours",
        objectives=tuple(
            replace(one, node_uid=desk.new_uid()) for one in problem.goals[0].objectives
        ),
    )
    changed = replace(review, problems=(replace(problem, goals=(goal,)),))
    plans.sign(desk, replace(plans.open_edit(desk, review.id), plan=changed))

    text = text_of(discharges.open_edit(desk, edit.discharge.id), DischargeSection.GOALS)

    assert text.split("\n") == [
        "1.1 · Sleep seven hours · 0 of 1 objective met · Not rated",
        "1.1 · Reach and keep abstinence · 0 of 1 objective met · Ended after version 1",
    ]


def test_gathering_asks_the_store_as_often_however_long_the_episode(desk, client, edit):
    with desk.database.counting() as few:
        discharges.gather(desk, edit.discharge)
    for day in range(1, 9):
        notes.sign(desk, another_note(desk, client, date(2026, 3, day)))

    with desk.database.counting() as many:
        discharges.gather(desk, edit.discharge)

    assert many.statements == few.statements == 30


def test_a_discharge_ends_the_places_in_groups(desk, client, edit):
    group = programme.group(desk)
    groups.join(desk, group.id, client.id)

    discharges.sign(desk, edit)

    assert [one.left_on for one in groups.history(desk, group.id)] == [LAST_DAY]
