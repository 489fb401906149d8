"""Drug tests in a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.errors import ImpossibleUseDateError, MissingFactError, NoOpenEpisodeError
from counselor_desk.records.drug_tests import TestKind, TestResult
from counselor_desk.services import drug_tests, episodes
from counselor_desk.services.changes import Kind
from counselor_desk.services.drug_tests import NewTest

SENT = NewTest(tested_on=date(2026, 3, 10), kind=TestKind.URINE)


def test_a_test_waits_for_its_result_and_gets_it(desk, client):
    changes = []
    desk.listen(changes.append)
    sent = drug_tests.add(desk, client.id, SENT)
    came = drug_tests.change(
        desk,
        replace(sent, result=TestResult.POSITIVE, substances="buprenorphine", is_expected=True),
    )

    assert sent.result is TestResult.PENDING
    assert drug_tests.of_client(desk, client.id) == (came,)
    assert came.is_expected
    assert [one.kinds for one in changes] == [{Kind.DRUG_TEST}] * 2


def test_only_a_positive_result_is_explained_by_a_prescription(desk, client):
    kept = drug_tests.add(
        desk, client.id, replace(SENT, result=TestResult.NEGATIVE, is_expected=True)
    )

    assert not kept.is_expected


def test_the_newest_test_comes_first(desk, client):
    drug_tests.add(desk, client.id, SENT)
    drug_tests.add(desk, client.id, replace(SENT, tested_on=date(2026, 3, 2)))
    drug_tests.add(desk, client.id, replace(SENT, tested_on=date(2026, 3, 12)))

    days = [one.tested_on.day for one in drug_tests.of_client(desk, client.id)]
    assert days == [12, 10, 2]


@pytest.mark.parametrize(
    ("day", "error"),
    [
        (date(2026, 3, 13), ImpossibleUseDateError),
        (date(1950, 5, 1), ImpossibleUseDateError),
        (None, MissingFactError),
    ],
)
def test_a_test_tomorrow_before_birth_or_on_no_day_is_refused(desk, client, day, error):
    new = replace(SENT, tested_on=day)

    assert list(drug_tests.problems(desk, client.id, new)) == ["tested_on"]
    with pytest.raises(error):
        drug_tests.add(desk, client.id, new)
    assert drug_tests.of_client(desk, client.id) == ()


def test_after_discharge_no_test_is_added(desk, client):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))

    with pytest.raises(NoOpenEpisodeError):
        drug_tests.add(desk, client.id, SENT)
