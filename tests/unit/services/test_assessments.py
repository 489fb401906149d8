"""Assessments: drafting, signing, reassessing, and what a plan makes of them."""

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.errors import (
    AlreadySignedError,
    BrokenSealError,
    ClosedRecordError,
    NewerAssessmentError,
    NoOpenEpisodeError,
    UnreadyAssessmentError,
)
from counselor_desk.records.assessments import (
    AssessmentKind,
    Criterion,
    CriterionAnswer,
    CriterionCode,
    DomainCode,
    Edition,
    Harm,
    Level,
    changes,
    return_risks,
)
from counselor_desk.records.edits import AssessmentEdit
from counselor_desk.records.signing import RecordKind
from counselor_desk.rules.findings import Severity
from counselor_desk.services import assessments, checks, episodes, plans
from counselor_desk.services.changes import Kind
from counselor_desk.storage import activity, search
from counselor_desk.storage.audit import EVENTS
from tests.assessing import filled, signed
from tests.desks import reopened


@pytest.fixture
def edit(desk, client) -> AssessmentEdit:
    """An assessment that is ready to be signed."""
    return AssessmentEdit(assessment=filled(assessments.start(desk, client.id)))


@pytest.fixture
def first(desk, edit):
    """The signed assessment of the admission."""
    return assessments.sign(desk, edit)


def rules_of(desk, plan_edit) -> list[str]:
    found = (one.rule for one in plans.check(desk, plan_edit))
    return [rule for rule in found if rule.startswith("A")]


def test_the_first_one_copies_nothing(desk, client):
    started = assessments.start(desk, client.id)

    assert started.kind is AssessmentKind.ADMISSION
    assert all(one.rating is None and not one.narrative for one in started.domains)
    assert [one.code for one in started.domains] == list(DomainCode)


def test_a_draft_that_is_there_is_gone_on_with(desk, client, edit):
    assessments.keep(desk, edit)

    assert assessments.start(desk, client.id) == edit.assessment


def test_a_discharged_client_has_no_new_assessment(desk, client):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=date(2026, 3, 12)))

    with pytest.raises(NoOpenEpisodeError):
        assessments.start(desk, client.id)


def test_what_is_typed_comes_back_after_reopening(desk, edit):
    half = replace(edit, typed={"assessed_on": "next fryday"})
    assessments.keep(desk, half)

    again = reopened(desk)
    found = assessments.open_edit(again, edit.assessment.id)
    again.close()

    assert found == half


def test_a_date_that_cannot_be_read_blocks_once(desk, edit):
    found = assessments.check(desk, replace(edit, typed={"assessed_on": "fryday"}))

    assert [(one.severity, one.repair) for one in found] == [(Severity.BLOCK, "assessed_on")]


@pytest.mark.parametrize(
    ("day", "said"), [(date(1950, 5, 1), "birth date"), (date(2026, 1, 31), "The inquiry")]
)
def test_an_assessment_before_birth_or_inquiry_is_not_signed(desk, client, edit, day, said):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, inquiry_on=date(2026, 2, 1)))

    found = assessments.check(
        desk, replace(edit, assessment=replace(edit.assessment, assessed_on=day))
    )

    (block,) = [one for one in found if one.severity is Severity.BLOCK]
    assert block.repair == "assessed_on"
    assert said in block.message


def test_an_unready_one_is_refused_and_names_what_is_missing(desk, client):
    started = assessments.start(desk, client.id)

    with pytest.raises(UnreadyAssessmentError) as refused:
        assessments.sign(desk, AssessmentEdit(assessment=started))

    assert "Rate domain 1." in refused.value.messages
    assert "Answer the risk of harm to self." in refused.value.messages


def test_a_signed_one_is_all_there_after_reopening(desk, client, first):
    again = reopened(desk)
    kept = assessments.in_force(again, client.id)
    proof = assessments.proof(again, first)
    again.close()

    assert kept == first
    assert proof.signatures[0].printed_name == "Dana Whitfield"


def test_signing_ends_the_draft(desk, edit, first):
    assert assessments.open_edit(desk, first.id) == AssessmentEdit(assessment=first)

    with pytest.raises(AlreadySignedError):
        assessments.sign(desk, edit)
    with pytest.raises(AlreadySignedError):
        assessments.keep(desk, AssessmentEdit(assessment=first))
    with pytest.raises(AlreadySignedError):
        assessments.discard(desk, first)


def test_a_signed_one_cannot_be_written_to_in_the_store(desk, first):
    with pytest.raises(ClosedRecordError), desk.write() as writer:
        writer.execute("UPDATE assessment_domain SET rating = 0 WHERE assessment_id = ?", first.id)


def test_a_changed_one_does_not_match_its_seal(desk, first):
    with pytest.raises(BrokenSealError):
        assessments.proof(desk, replace(first, level_of_care="1.0"))


def test_the_check_of_the_store_knows_its_seal(desk, first):
    seals = next(one for one in checks.run(desk) if one.name == "seals")

    assert seals.sentence == "All 1 signed records match their seals."


def test_the_search_finds_what_was_signed(desk, first):
    with desk.read() as reader:
        found = search.find(reader, "paydays")

    assert [(hit.kind, hit.record_uid) for hit in found] == [(RecordKind.ASSESSMENT, first.uid)]


def test_what_an_answer_hides_is_not_signed(desk, edit):
    hidden = replace(
        edit.assessment,
        harm_level=Level.HIGH,
        ideation="Typed, then answered with none.",
        action="Typed too.",
        withdrawal_decision="Nothing to decide.",
        criteria=(
            Criterion(code=CriterionCode.HOME, answer=CriterionAnswer.MET, reason="Was not met."),
        ),
    )

    made = assessments.sign(desk, AssessmentEdit(assessment=hidden))

    assert (made.harm_level, made.ideation, made.action) == (Level.UNSAID, "", "")
    assert made.withdrawal_decision == ""
    assert made.criterion(CriterionCode.HOME).reason == ""
    assert [one.code for one in made.criteria] == list(CriterionCode)


def test_control_characters_are_not_signed(desk, edit):
    made = assessments.sign(
        desk, replace(edit, assessment=replace(edit.assessment, summary="fits\x00 well"))
    )

    assert made.summary == "fits well"


def test_a_reassessment_starts_from_the_last_and_keeps_it(desk, client, first):
    started = assessments.start(desk, client.id)

    assert started.kind is AssessmentKind.REASSESSMENT
    assert started.domains == first.domains
    assert (started.severity, started.level_of_care) == (first.severity, "2.1")
    assert (started.harm_to_self, started.in_withdrawal) == (None, None)
    assert assessments.in_force(desk, client.id) == first


def test_a_reassessment_shows_the_change_per_domain(desk, client, clock, first):
    clock.pass_by(days=30)
    later = signed(desk, client.id, 0, 1, 2, 1, 2, 4)

    changed = changes(later, assessments.before(desk, later))

    assert [one.step for one in changed.values()] == [-2, 0, -1, -1, -2, 1]
    assert changed[DomainCode.D5].was == 4
    assert assessments.in_force(desk, client.id) == later


def test_an_answer_on_withdrawal_is_announced_as_more_than_a_draft(desk, client, edit):
    heard = []
    desk.listen(heard.append)
    asked = replace(edit.assessment, in_withdrawal=True)
    for assessment in (asked, asked, replace(asked, summary="Fits.")):
        assessments.keep(desk, AssessmentEdit(assessment=assessment))

    more, *drafts = [one.kinds for one in heard]
    assert more == {Kind.DRAFT, Kind.ASSESSMENT}
    assert drafts == [{Kind.DRAFT}, {Kind.DRAFT}]


def test_the_ratings_of_all_assessments_stand_in_a_row(desk, client, clock, first):
    for ratings in ((0, 1, 2, 1, 3, 4), (0, 1, 2, 1, 2, 4)):
        clock.pass_by(days=30)
        later = signed(desk, client.id, *ratings)
    earlier = assessments.earlier(desk, later)

    changed = changes(later, assessments.before(desk, later), earlier)

    assert earlier == (first,)
    assert changed[DomainCode.D5].line == "4 → 3 → 2"
    assert return_risks([first, later]) == (4, 2)


def test_two_ratings_make_no_row(desk, client, clock, first):
    clock.pass_by(days=30)
    later = signed(desk, client.id, 0, 1, 2, 1, 2, 4)
    before, earlier = assessments.before(desk, later), assessments.earlier(desk, later)

    assert earlier == ()
    assert {one.line for one in changes(later, before, earlier).values()} == {""}


def test_ratings_under_other_domain_names_are_no_part_of_the_row(desk, client, clock, first):
    for ratings in ((0, 1, 2, 1, 3, 4), (0, 1, 2, 1, 2, 4)):
        clock.pass_by(days=30)
        later = signed(desk, client.id, *ratings)
    other = replace(first, edition=Edition.FOURTH)

    changed = changes(later, assessments.before(desk, later), [other])

    assert changed[DomainCode.D5].line == ""


def test_other_domain_names_are_not_compared(desk, client, first):
    other = replace(first, edition=Edition.FOURTH)

    assert changes(other, first) == {}
    assert changes(first, None) == {}


def test_the_first_one_follows_none(desk, first):
    assert assessments.before(desk, first) is None


def test_a_new_episode_begins_anew_with_the_same_domain_names(desk, client, edit):
    fourth = replace(edit.assessment, edition=Edition.FOURTH)
    assessments.sign(desk, AssessmentEdit(assessment=fourth))
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=date(2026, 3, 12)))
    episodes.start(desk, client.id)

    started = assessments.start(desk, client.id)

    assert started.kind is AssessmentKind.ADMISSION
    assert started.edition is Edition.FOURTH
    assert started.domain(DomainCode.D1).rating is None
    assert assessments.before(desk, started) is None


def test_nothing_is_signed_into_an_ended_episode(desk, client, edit):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=date(2026, 3, 12)))

    with pytest.raises(NoOpenEpisodeError):
        assessments.sign(desk, edit)


def test_a_discarded_draft_can_come_back_as_it_was_typed(desk, client, edit):
    assessments.keep(desk, edit)
    assessments.discard(desk, edit.assessment)
    assert assessments.of_client(desk, client.id) == ()

    assessments.bring_back(desk, edit.assessment)

    found = assessments.current(desk, client.id)
    assert assessments.open_edit(desk, found.id) == edit


def test_a_discarded_draft_does_not_come_back_beside_a_newer_one(desk, client, edit):
    assessments.discard(desk, edit.assessment)
    assessments.start(desk, client.id)

    with pytest.raises(NewerAssessmentError):
        assessments.bring_back(desk, edit.assessment)


def test_the_one_being_written_is_current(desk, client, first):
    assert assessments.current(desk, client.id) == first

    started = assessments.start(desk, client.id)

    assert assessments.current(desk, client.id).uid == started.uid
    assert [one.uid for one in assessments.of_client(desk, client.id)] == [started.uid, first.uid]


def test_the_log_tells_the_day_of_an_assessment_and_its_parts(desk, first):
    with desk.read() as reader:
        events = EVENTS.where(reader, "WHERE table_name LIKE 'assessment%'")
        told = activity.subjects(reader, events)

    assert {table for table, _ in told} == {
        "assessment",
        "assessment_domain",
        "assessment_criterion",
    }
    assert told["assessment", first.id].day == first.assessed_on


def test_signing_is_announced_for_the_client(desk, client, edit):
    heard = []
    desk.listen(heard.append)

    assessments.sign(desk, edit)

    assert heard[-1].kinds == {Kind.ASSESSMENT, Kind.CLIENT}
    assert heard[-1].clients == {client.id}


def test_a_plan_without_a_signed_assessment_is_warned_about(desk, client, plan_edit, edit):
    assert rules_of(desk, plan_edit) == ["A1"]

    assessments.sign(desk, edit)

    assert rules_of(desk, plan_edit) == []


def test_a_plan_is_warned_about_when_risk_was_not_asked(desk, client, plan_edit):
    signed(desk, client.id, harm_to_others=Harm.NOT_ASKED)

    assert rules_of(desk, plan_edit) == ["A1"]


def test_the_warning_does_not_keep_the_plan_from_being_signed(desk, plan_edit):
    assert plans.sign(desk, plan_edit).is_signed
