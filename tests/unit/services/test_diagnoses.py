"""Diagnoses: only codes that exist, exactly one that leads, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counselor_desk.errors import (
    ImpossibleDiagnosisDateError,
    ListedDiagnosisError,
    NoOpenEpisodeError,
    UnknownCodeError,
    UnknownRecordError,
    UnusableTextError,
)
from counselor_desk.records.diagnoses import DiagnosisStatus
from counselor_desk.records.ids import DiagnosisId
from counselor_desk.services import diagnoses, episodes
from counselor_desk.services.changes import Kind
from counselor_desk.services.diagnoses import NewDiagnosis

TODAY = date(2026, 3, 12)
SEVERE = "Alcohol use disorder, severe"


def added(desk, client, code, **more):
    return diagnoses.add(desk, client.id, NewDiagnosis(code=code, **more))


@pytest.fixture
def alcohol(desk, client):
    return added(desk, client, "F10.20", words=SEVERE, onset="2019")


@pytest.fixture
def trauma(desk, client, alcohol):
    return added(desk, client, "F43.10")


def leading(desk, client):
    return [one.code for one in diagnoses.of_client(desk, client.id) if one.is_principal]


def test_a_diagnosis_keeps_code_words_and_release(alcohol):
    assert (alcohol.code, alcohol.words, alcohol.release) == ("F10.20", SEVERE, 2026)
    assert (alcohol.status, alcohol.noted_on) == (DiagnosisStatus.ACTIVE, TODAY)


def test_a_code_without_words_takes_its_title(desk, client):
    assert added(desk, client, "f4310").words == "Post-traumatic stress disorder, unspecified"


def test_a_diagnosis_belongs_to_the_open_episode(desk, client, alcohol):
    assert alcohol.episode_id == episodes.open_of(desk, client.id).id


@pytest.mark.parametrize("code", ["F10.2", "F99.99", "", "alcohol"])
def test_a_code_that_does_not_exist_is_refused(desk, client, code):
    with pytest.raises(UnknownCodeError, match="ICD-10-CM 2026"):
        added(desk, client, code)

    assert diagnoses.of_client(desk, client.id) == ()


def test_the_first_that_holds_leads(desk, client, alcohol, trauma):
    assert leading(desk, client) == ["F10.20"]


def test_another_can_be_made_principal(desk, client, alcohol, trauma):
    made = diagnoses.make_principal(desk, trauma)

    assert made.is_principal
    assert leading(desk, client) == ["F43.10"]


def test_a_new_one_can_lead_from_the_start(desk, client, alcohol):
    added(desk, client, "F11.20", is_principal=True)

    assert leading(desk, client) == ["F11.20"]


def test_one_that_is_resolved_hands_over(desk, client, alcohol, trauma):
    resolved = diagnoses.resolve(desk, alcohol)

    assert (resolved.status, resolved.ended_on) == (DiagnosisStatus.RESOLVED, TODAY)
    assert leading(desk, client) == ["F43.10"]


def test_one_that_no_longer_leads_hands_over_to_another(desk, client, alcohol, trauma):
    diagnoses.change(desk, replace(alcohol, is_principal=False))

    assert leading(desk, client) == ["F43.10"]


def test_the_only_one_that_holds_goes_on_leading(desk, client, alcohol):
    changed = diagnoses.change(desk, replace(alcohol, is_principal=False))

    assert changed.is_principal


def test_nothing_leads_when_nothing_holds(desk, client, alcohol):
    diagnoses.rule_out(desk, alcohol)

    assert leading(desk, client) == []


def test_an_earlier_value_undoes_what_ended_it(desk, client, alcohol, trauma):
    diagnoses.rule_out(desk, alcohol)

    diagnoses.change(desk, alcohol)

    assert diagnoses.get(desk, alcohol.id) == alcohol
    assert leading(desk, client) == ["F10.20"]


def test_one_that_ended_can_hold_again(desk, client, alcohol):
    again = diagnoses.reopen(desk, diagnoses.resolve(desk, alcohol))

    assert again == alcohol


def test_those_that_hold_come_first(desk, client, alcohol, trauma):
    added(desk, client, "Z59.01")
    diagnoses.resolve(desk, alcohol)

    codes = [one.code for one in diagnoses.of_client(desk, client.id)]

    assert codes == ["F43.10", "Z59.01", "F10.20"]


def test_a_code_that_holds_is_listed_once(desk, client, alcohol):
    with pytest.raises(ListedDiagnosisError):
        added(desk, client, "F10.20", words="Alcohol use disorder, moderate")


def test_a_code_that_ended_may_come_back_as_a_new_one(desk, client, alcohol):
    diagnoses.resolve(desk, alcohol)

    assert added(desk, client, "F10.20").id != alcohol.id


def test_a_code_can_be_corrected(desk, client, alcohol):
    words = "Alcohol use disorder, severe, in early remission"

    changed = diagnoses.change(desk, replace(alcohol, code="F10.21", words=words))

    assert (changed.code, changed.words) == ("F10.21", words)


def test_a_code_of_an_older_release_stays_when_something_else_changes(desk, client, alcohol):
    from counselor_desk.storage import diagnoses as rows

    with desk.write() as writer:
        rows.update(writer, replace(alcohol, code="F99.99", words="Gone", release=2019))
    old = diagnoses.get(desk, alcohol.id)

    changed = diagnoses.change(desk, replace(old, remark="Seen in old papers"))

    assert (changed.code, changed.release, changed.remark) == ("F99.99", 2019, "Seen in old papers")


@pytest.mark.parametrize(
    "noted_on", [TODAY + timedelta(days=1), date(1980, 1, 1)], ids=["future", "before birth"]
)
def test_an_impossible_day_is_refused(desk, client, noted_on):
    from counselor_desk.services import clients

    clients.change(desk, replace(client, born_on=date(1990, 5, 1)))

    with pytest.raises(ImpossibleDiagnosisDateError):
        added(desk, client, "F10.20", noted_on=noted_on)


def test_it_cannot_end_before_it_was_noted(desk, client, alcohol):
    with pytest.raises(ImpossibleDiagnosisDateError, match="before the day it was noted"):
        diagnoses.resolve(desk, alcohol, on=TODAY - timedelta(days=1))

    assert diagnoses.get(desk, alcohol.id) == alcohol


@pytest.mark.parametrize(("name", "length"), [("onset", 81), ("remark", 501)])
def test_a_text_that_is_too_long_is_refused(desk, alcohol, name, length):
    with pytest.raises(UnusableTextError):
        diagnoses.change(desk, replace(alcohol, **{name: "a" * length}))


def test_line_breaks_of_a_pasted_text_become_spaces(desk, client):
    assert added(desk, client, "F10.20", remark=" seen\r\nin\tdetox ").remark == "seen in detox"


def test_every_problem_is_named_by_its_field(desk, alcohol, trauma):
    bad = replace(alcohol, code="F43.10", words="", noted_on=TODAY + timedelta(1), remark="a" * 501)

    assert set(diagnoses.problems(desk, bad)) == {"code", "noted_on", "remark"}
    assert diagnoses.problems(desk, alcohol) == {}


def test_a_discharged_clients_diagnoses_stay_as_they_are(desk, client, alcohol):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=TODAY))

    with pytest.raises(NoOpenEpisodeError):
        diagnoses.resolve(desk, alcohol)
    with pytest.raises(NoOpenEpisodeError):
        added(desk, client, "F43.10")


def test_a_diagnosis_that_is_not_there_is_said_so(desk, alcohol):
    with pytest.raises(UnknownRecordError):
        diagnoses.change(desk, replace(alcohol, id=DiagnosisId(99)))


def test_each_change_is_announced(desk, client, alcohol):
    heard = []
    desk.listen(heard.append)

    diagnoses.resolve(desk, alcohol)

    assert [(one.kinds, one.clients) for one in heard] == [
        (frozenset({Kind.DIAGNOSIS}), frozenset({client.id}))
    ]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4)), max_size=8))
def test_whatever_is_done_exactly_one_of_those_that_hold_leads(desk, client, steps):
    codes = ("F10.20", "F43.10", "F33.1")
    acts = (
        diagnoses.resolve,
        diagnoses.rule_out,
        diagnoses.reopen,
        diagnoses.make_principal,
        lambda desk, one: diagnoses.change(desk, replace(one, is_principal=False)),
    )
    known = {one.code: one.id for one in diagnoses.of_client(desk, client.id)}
    for code in codes:
        if code not in known:
            known[code] = added(desk, client, code).id
    for which, act in steps:
        acts[act](desk, diagnoses.get(desk, known[codes[which]]))

        holding = [one for one in diagnoses.of_client(desk, client.id) if one.is_active]
        assert sum(one.is_principal for one in holding) == min(len(holding), 1)
