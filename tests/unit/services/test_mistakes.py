"""Entered in error: a fact of any kind is crossed out, counts no more, and stays readable."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counselor_desk.errors import (
    AlreadySignedError,
    MissingReasonError,
    NoOpenEpisodeError,
    UnknownRecordError,
    UnusableLevelError,
)
from counselor_desk.records.circumstances import CareLevel, LivingKind
from counselor_desk.records.cravings import Urge
from counselor_desk.records.episodes import LevelOfCare
from counselor_desk.records.flags import FlagKind
from counselor_desk.records.mistakes import MistakeKind
from counselor_desk.records.people import Relation
from counselor_desk.records.program import Paper
from counselor_desk.records.stay_reviews import StayDecision
from counselor_desk.records.substances import SubstanceClass
from counselor_desk.services import (
    allergies,
    circumstances,
    clients,
    cravings,
    diagnoses,
    drug_tests,
    episodes,
    exports,
    flags,
    levels,
    medications,
    mistakes,
    notes,
    people,
    plan_stays,
    stay_reviews,
    substances,
)
from counselor_desk.services.allergies import NewAllergy
from counselor_desk.services.changes import Kind
from counselor_desk.services.circumstances import NewLiving, NewPriorCare
from counselor_desk.services.cravings import NewCraving
from counselor_desk.services.diagnoses import NewDiagnosis
from counselor_desk.services.drug_tests import NewTest
from counselor_desk.services.exports import DocumentKind, Format
from counselor_desk.services.medications import NewMedication
from counselor_desk.services.people import NewPerson
from counselor_desk.services.stay_reviews import NewStayReview
from counselor_desk.services.substances import NewReturn, NewSubstance

REASON = "Entered in the wrong chart"


def alcohol(desk, client, **facts):
    new = NewSubstance(substance=SubstanceClass.ALCOHOL, **facts)
    return substances.add(desk, client.id, new)


def used(desk, client):
    day = desk.today()
    new = NewReturn(used_on=day, learned_on=day, substance=SubstanceClass.ALCOHOL)
    return substances.record_return(desk, client.id, new)


def dependence(desk, client):
    new = NewDiagnosis(code="F10.20", is_principal=True)
    return diagnoses.add(desk, client.id, new)


def detox(desk, client):
    new = NewPriorCare(level=CareLevel.DETOX, ended_on=desk.today() - timedelta(days=2))
    return circumstances.add_prior_care(desk, client.id, new)


def felt(desk, client, score=8, days_ago=0):
    day = desk.today() - timedelta(days=days_ago)
    return cravings.add(desk, client.id, NewCraving(rated_on=day, score=score))


def checked(desk, client):
    return medications.reconcile(desk, client.id)


def guardian(desk, client):
    return people.add(desk, client.id, NewPerson(relation=Relation.PARENT, name="Ana Reyes"))


def stay(desk, client):
    return episodes.open_of(desk, client.id)


def extended(desk, client, to_weeks=16):
    return episodes.extend(desk, stay(desk, client), to_weeks, "Goals are near")


def reviewed(desk, client):
    new = NewStayReview(
        reviewed_on=desk.today(), decision=StayDecision.CONTINUE, reason="Still learning"
    )
    return stay_reviews.add(desk, client.id, new)


def stepped(desk, client, to_level=LevelOfCare.PHP):
    return levels.change(desk, stay(desk, client), to_level, "Needs more hours")


FACTS = {
    MistakeKind.MEDICATION: (
        lambda desk, client: medications.add(desk, client.id, NewMedication(name="Naltrexone")),
        lambda desk, client: medications.of_client(desk, client.id).medications,
    ),
    MistakeKind.ALLERGY: (
        lambda desk, client: allergies.add(desk, client.id, NewAllergy(substance="penicillin")),
        lambda desk, client: medications.of_client(desk, client.id).allergies,
    ),
    MistakeKind.DIAGNOSIS: (
        dependence,
        lambda desk, client: diagnoses.of_client(desk, client.id),
    ),
    MistakeKind.SUBSTANCE: (
        lambda desk, client: alcohol(desk, client, is_primary=True),
        lambda desk, client: substances.of_client(desk, client.id),
    ),
    MistakeKind.RETURN_TO_USE: (
        used,
        lambda desk, client: substances.returns_of(desk, client.id),
    ),
    MistakeKind.DRUG_TEST: (
        lambda desk, client: drug_tests.add(desk, client.id, NewTest(tested_on=desk.today())),
        lambda desk, client: drug_tests.of_client(desk, client.id),
    ),
    MistakeKind.PRIOR_CARE: (
        detox,
        lambda desk, client: circumstances.prior_care(desk, client.id),
    ),
    MistakeKind.LIVING: (
        lambda desk, client: circumstances.add_living(
            desk, client.id, NewLiving(kind=LivingKind.SHELTER)
        ),
        lambda desk, client: circumstances.living(desk, client.id),
    ),
    MistakeKind.URGE: (felt, lambda desk, client: cravings.of_client(desk, client.id)),
    MistakeKind.MEDICATION_CHECK: (
        checked,
        lambda desk, client: medications.of_client(desk, client.id).checks,
    ),
    MistakeKind.CONTACT: (guardian, lambda desk, client: people.of_client(desk, client.id)),
    MistakeKind.EXTENSION: (
        extended,
        lambda desk, client: episodes.extensions(desk, stay(desk, client).id),
    ),
    MistakeKind.STAY_REVIEW: (
        reviewed,
        lambda desk, client: stay_reviews.of_client(desk, client.id),
    ),
    MistakeKind.LEVEL_CHANGE: (
        stepped,
        lambda desk, client: levels.of_episode(desk, stay(desk, client).id),
    ),
}


def test_every_kind_is_tried_here():
    assert set(FACTS) == set(MistakeKind)


@pytest.mark.parametrize("kind", FACTS)
def test_a_fact_leaves_its_list_and_stays_readable(desk, client, kind):
    add, listed = FACTS[kind]
    fact = add(desk, client)
    assert [one.uid for one in listed(desk, client)] == [fact.uid]

    mistakes.mark(desk, fact, REASON)

    assert not listed(desk, client)
    (struck,) = mistakes.of_client(desk, client.id)
    assert struck.fact.uid == fact.uid
    assert (struck.mistake.kind, struck.mistake.reason) == (kind, REASON)


@pytest.mark.parametrize("kind", FACTS)
def test_a_mark_that_was_wrong_is_taken_back(desk, client, kind):
    add, listed = FACTS[kind]
    fact = add(desk, client)
    mistake = mistakes.mark(desk, fact, REASON)

    mistakes.take_back(desk, mistake)

    assert [one.uid for one in listed(desk, client)] == [fact.uid]
    assert not mistakes.of_client(desk, client.id)


def test_it_needs_a_reason(desk, client):
    fact = alcohol(desk, client)

    with pytest.raises(MissingReasonError, match="reason"):
        mistakes.mark(desk, fact, "  ")

    assert substances.of_client(desk, client.id) == (fact,)


def test_it_is_crossed_out_once(desk, client):
    fact = alcohol(desk, client)
    mistakes.mark(desk, fact, REASON)

    with pytest.raises(UnknownRecordError):
        mistakes.mark(desk, fact, REASON)


def test_what_is_crossed_out_is_not_changed(desk, client):
    fact = alcohol(desk, client)
    mistakes.mark(desk, fact, REASON)

    with pytest.raises(UnknownRecordError):
        substances.change(desk, replace(fact, name="wine"))


def test_after_the_end_of_the_stay_nothing_is_crossed_out(desk, client):
    fact = alcohol(desk, client)
    episodes.change(desk, replace(episodes.open_of(desk, client.id), closed_on=desk.today()))

    with pytest.raises(NoOpenEpisodeError):
        mistakes.mark(desk, fact, REASON)


def test_only_the_wanted_kinds_are_read(desk, client):
    mistakes.mark(desk, alcohol(desk, client), REASON)

    assert mistakes.of_client(desk, client.id, MistakeKind.SUBSTANCE)
    assert not mistakes.of_client(desk, client.id, MistakeKind.ALLERGY)


def test_another_diagnosis_can_lead_in_place_of_one_that_was_wrong(desk, client):
    mistakes.mark(desk, dependence(desk, client), REASON)

    other = diagnoses.add(desk, client.id, NewDiagnosis(code="F11.20", is_principal=True))

    assert diagnoses.of_client(desk, client.id) == (other,)


def test_flags_and_findings_of_a_return_go_with_it(desk, client):
    use = used(desk, client)
    assert FlagKind.RETURN_TO_USE in {one.kind for one in flags.of_client(desk, client.id)}
    assert client.id in flags.risks(desk)
    assert substances.plan_findings(desk, client.id)

    mistakes.mark(desk, use, REASON)

    assert FlagKind.RETURN_TO_USE not in {one.kind for one in flags.of_client(desk, client.id)}
    assert client.id not in flags.risks(desk)
    assert not substances.plan_findings(desk, client.id)


def test_the_flag_of_an_allergy_goes_with_it(desk, client):
    new = NewAllergy(substance="penicillin", reaction="anaphylaxis")
    allergy = allergies.add(desk, client.id, new)
    assert FlagKind.ALLERGY in {one.kind for one in flags.of_client(desk, client.id)}

    mistakes.mark(desk, allergy, REASON)

    assert FlagKind.ALLERGY not in {one.kind for one in flags.of_client(desk, client.id)}


def test_the_flag_of_the_first_days_goes_with_the_care_before(desk, client):
    care = detox(desk, client)
    assert FlagKind.AFTER_DISCHARGE in {one.kind for one in flags.of_client(desk, client.id)}

    mistakes.mark(desk, care, REASON)

    assert FlagKind.AFTER_DISCHARGE not in {one.kind for one in flags.of_client(desk, client.id)}
    assert plan_stays.gather(desk, episodes.open_of(desk, client.id)).came_from is None


def test_no_paper_tells_it(desk, client):
    wrong = medications.add(desk, client.id, NewMedication(name="Methadone"))
    medications.add(desk, client.id, NewMedication(name="Sertraline"))
    mistakes.mark(desk, wrong, REASON)

    for kind in (DocumentKind.MEDICATION_LIST, DocumentKind.FACE_SHEET):
        (choice,) = exports.choose(desk, client.id, kind)
        document = exports.compose(desk, choice).document
        told = exports.render(document, Format.TXT, Paper.LETTER).decode()
        assert "Sertraline" in told
        assert "Methadone" not in told


def test_it_is_announced_to_the_page_of_its_kind(desk, client):
    fact = alcohol(desk, client)
    heard = []
    desk.listen(heard.append)

    mistakes.mark(desk, fact, REASON)

    assert [(one.kinds, one.clients) for one in heard] == [
        (frozenset({Kind.SUBSTANCE}), frozenset({client.id}))
    ]


def test_the_days_of_both_are_kept(desk, client):
    mistakes.mark(desk, detox(desk, client), REASON)

    (struck,) = mistakes.of_client(desk, client.id)

    assert struck.mistake.marked_at == desk.now()
    assert isinstance(struck.fact.ended_on, date)


def raised(desk, client) -> set[FlagKind]:
    return {one.kind for one in flags.of_client(desk, client.id)}


def test_the_alert_of_an_urge_goes_with_it(desk, client):
    felt(desk, client, 4, days_ago=2)
    high = felt(desk, client, 8)
    assert FlagKind.CRAVING in raised(desk, client)
    assert client.id in flags.risks(desk)

    mistakes.mark(desk, high, REASON)

    assert FlagKind.CRAVING not in raised(desk, client)
    assert client.id not in flags.risks(desk)
    assert cravings.findings(cravings.of_client(desk, client.id)) == ()
    assert cravings.last_score(desk, client.id) == 4


def test_a_rise_is_measured_from_the_score_that_stands(desk, client):
    felt(desk, client, 3, days_ago=2)
    low = felt(desk, client, 1, days_ago=1)
    felt(desk, client, 4)
    assert FlagKind.CRAVING in raised(desk, client)

    mistakes.mark(desk, low, REASON)

    assert FlagKind.CRAVING not in raised(desk, client)


def test_an_urge_of_a_signed_note_stays_with_its_note(desk, client, note_edit):
    notes.sign(desk, replace(note_edit, urge=Urge(score=8)))
    (told,) = cravings.of_client(desk, client.id)

    with pytest.raises(AlreadySignedError):
        mistakes.mark(desk, told, REASON)

    assert cravings.of_client(desk, client.id) == (told,)


def test_the_weeks_of_an_extension_go_back_and_come_again(desk, client):
    mistake = mistakes.mark(desk, extended(desk, client, 16), REASON)
    assert stay(desk, client).target_weeks == 12

    mistakes.take_back(desk, mistake)
    assert stay(desk, client).target_weeks == 16


def test_the_weeks_follow_the_extensions_that_stand(desk, client):
    first, second = extended(desk, client, 16), extended(desk, client, 20)

    mistakes.mark(desk, first, REASON)
    assert stay(desk, client).target_weeks == 20

    mistakes.mark(desk, second, REASON)
    assert stay(desk, client).target_weeks == 12


def test_a_length_that_was_changed_since_stays(desk, client):
    wrong = extended(desk, client, 16)
    episodes.change(desk, replace(stay(desk, client), target_weeks=14))

    mistakes.mark(desk, wrong, REASON)

    assert stay(desk, client).target_weeks == 14


def test_past_its_weeks_the_stay_is_flagged_again(desk, client, clock):
    wrong = extended(desk, client, 20)
    clock.pass_by(days=90)
    assert FlagKind.PAST_TARGET not in raised(desk, client)

    mistakes.mark(desk, wrong, REASON)

    assert FlagKind.PAST_TARGET in raised(desk, client)


def test_the_level_goes_back_and_comes_again(desk, client):
    mistake = mistakes.mark(desk, stepped(desk, client), REASON)
    assert stay(desk, client).level_of_care is LevelOfCare.IOP

    mistakes.take_back(desk, mistake)
    assert stay(desk, client).level_of_care is LevelOfCare.PHP


def test_a_level_that_another_rests_on_is_crossed_out_last(desk, client):
    first = stepped(desk, client)
    second = stepped(desk, client, LevelOfCare.OUTPATIENT)
    with pytest.raises(UnusableLevelError, match="later one first"):
        mistakes.mark(desk, first, REASON)

    mistakes.mark(desk, second, REASON)
    mistakes.mark(desk, first, REASON)

    assert stay(desk, client).level_of_care is LevelOfCare.IOP


def test_a_level_does_not_come_again_over_another(desk, client):
    mistake = mistakes.mark(desk, stepped(desk, client), REASON)
    stepped(desk, client, LevelOfCare.OUTPATIENT)

    with pytest.raises(UnusableLevelError, match="changed since"):
        mistakes.take_back(desk, mistake)

    assert stay(desk, client).level_of_care is LevelOfCare.OUTPATIENT


def test_that_nothing_is_taken_goes_with_the_check_that_said_so(desk, client):
    mistake = mistakes.mark(desk, checked(desk, client), REASON)
    assert medications.of_client(desk, client.id).denied_on is None

    mistakes.take_back(desk, mistake)
    assert medications.of_client(desk, client.id).denied_on == desk.today()


def test_a_minor_is_without_a_guardian_again(desk, client):
    young = clients.change(desk, replace(client, born_on=date(2010, 1, 5)))
    parent = guardian(desk, young)
    assert FlagKind.GUARDIAN not in raised(desk, young)

    mistakes.mark(desk, parent, REASON)

    assert FlagKind.GUARDIAN in raised(desk, young)
    assert people.needs_guardian(desk, young.id)


def test_a_face_sheet_does_not_tell_somebody_who_was_wrong(desk, client):
    mistakes.mark(desk, guardian(desk, client), REASON)
    (choice,) = exports.choose(desk, client.id, DocumentKind.FACE_SHEET)
    document = exports.compose(desk, choice).document

    assert "Ana Reyes" not in exports.render(document, Format.TXT, Paper.LETTER).decode()


def test_a_review_that_was_wrong_is_not_printed(desk, client):
    wrong = reviewed(desk, client)
    assert exports.choices(desk, client.id, DocumentKind.STAY_REVIEW)

    mistakes.mark(desk, wrong, REASON)

    assert not exports.choices(desk, client.id, DocumentKind.STAY_REVIEW)


def test_the_course_of_an_earlier_stay_stays_as_it_is(desk, client):
    wrong = extended(desk, client)
    episodes.change(desk, replace(stay(desk, client), closed_on=desk.today()))
    episodes.start(desk, client.id)

    with pytest.raises(NoOpenEpisodeError):
        mistakes.mark(desk, wrong, REASON)
