"""The stay beside a plan, gathered from a real chart."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counselor_desk.records.circumstances import CareLevel, LivingKind
from counselor_desk.records.medications import AddictionMedication
from counselor_desk.records.notes import Risk
from counselor_desk.records.people import Relation
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.substances import SubstanceClass
from counselor_desk.services import (
    circumstances,
    clients,
    episodes,
    medications,
    people,
    plan_stays,
    substances,
)
from counselor_desk.services.circumstances import NewLiving, NewPriorCare
from counselor_desk.services.medications import NewMedication
from counselor_desk.services.people import NewPerson
from counselor_desk.services.substances import NewReturn
from tests import chart_facts


@pytest.fixture
def episode(desk, client):
    return episodes.open_of(desk, client.id)


def test_home_barriers_and_care_before_are_gathered(desk, client, episode):
    circumstances.add_living(desk, client.id, NewLiving(kind=LivingKind.SOBER_LIVING))
    circumstances.change(desk, client.id, lambda now: replace(now, barriers="no car"))
    left_on = (episode.admitted_on or desk.today()) - timedelta(days=3)
    circumstances.add_prior_care(
        desk, client.id, NewPriorCare(level=CareLevel.DETOX, ended_on=left_on)
    )

    stay = plan_stays.gather(desk, episode)

    assert stay.home.kind is LivingKind.SOBER_LIVING
    assert stay.barriers == "no car"
    assert stay.came_from.level is CareLevel.DETOX
    assert stay.step_down_days == (3 if episode.admitted_on else None)


def test_family_and_their_sessions_are_gathered(desk, client, episode):
    for relation, name in ((Relation.PARTNER, "Yesenia"), (Relation.FRIEND, "Lou")):
        people.add(desk, client.id, NewPerson(relation=relation, name=name))
    told = "Client; Yesenia (consent on file)"
    for day, came in ((date(2026, 3, 2), told), (date(2026, 3, 9), "Client")):
        chart_facts.note(
            desk, client, day, Risk.NONE_REPORTED, kind=SessionKind.FAMILY, participants=came
        )
    chart_facts.note(desk, client, date(2026, 3, 10), Risk.NONE_REPORTED)

    stay = plan_stays.gather(desk, episode)

    assert [one.name for one in stay.family] == ["Yesenia"]
    assert stay.family_sessions == (date(2026, 3, 2), date(2026, 3, 9))
    assert stay.family_took_part == ("Yesenia (consent on file)",)


def test_only_medication_for_addiction_that_is_taken_is_gathered(desk, client, episode):
    assert not plan_stays.gather(desk, episode).is_medication_known
    medications.add(desk, client.id, NewMedication(name="Sertraline"))
    medications.add(
        desk,
        client.id,
        NewMedication(name="Naltrexone", for_addiction=AddictionMedication.NALTREXONE),
    )

    stay = plan_stays.gather(desk, episode)

    assert [one.name for one in stay.for_addiction] == ["Naltrexone"]
    assert stay.is_medication_known


def test_returns_to_use_are_counted(desk, client, episode):
    day: date = desk.today()
    new = NewReturn(used_on=day, learned_on=day, substance=SubstanceClass.ALCOHOL)
    substances.record_return(desk, client.id, new)

    assert plan_stays.gather(desk, episode).returns == 1


@pytest.mark.parametrize(("born_on", "named"), [(date(2010, 5, 1), 1), (date(1991, 6, 2), 0)])
def test_the_guardian_of_a_minor_is_gathered(desk, client, episode, born_on, named):
    people.add(desk, client.id, NewPerson(relation=Relation.PARENT, name="Rosa Reyes"))
    clients.change(desk, replace(client, born_on=born_on))

    assert len(plan_stays.gather(desk, episode).guardians) == named
