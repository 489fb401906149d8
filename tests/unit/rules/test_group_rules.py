"""Groups: how many, who is named in whose note, and responses that are too alike."""

from datetime import UTC, datetime

import pytest

from counselor_desk.records.clients import Client
from counselor_desk.records.groups import Group, GroupType
from counselor_desk.rules import groups
from counselor_desk.rules.findings import Severity

CAPS = {"group_cap": 10, "class_cap": 35}


def group(**fields):
    return Group(id=1, uid="group", name="Monday", **fields)


def client(given, family="Reyes", **fields):
    return Client(
        id=0,
        uid="",
        number="",
        given_name=given,
        family_name=family,
        made_at=datetime(2026, 3, 12, tzinfo=UTC),
        **fields,
    )


def test_ten_members_are_not_too_many():
    assert groups.g1_g2_cap(group(), 10, **CAPS) == ()


def test_the_eleventh_member_is_warned_of_and_never_blocked():
    (found,) = groups.g1_g2_cap(group(), 11, **CAPS)

    assert (found.rule, found.severity) == ("G1", Severity.WARN)
    assert found.message == "11 members, 10 are the most."


def test_a_class_has_room_for_thirty_five():
    lesson = group(type=GroupType.LIFE_SKILLS)

    assert groups.g1_g2_cap(lesson, 35, **CAPS) == ()
    assert [one.rule for one in groups.g1_g2_cap(lesson, 36, **CAPS)] == ["G2"]


def test_a_group_may_have_a_limit_of_its_own():
    assert groups.g1_g2_cap(group(cap=4), 5, **CAPS)


@pytest.mark.parametrize(
    "text",
    [
        "Told Devon that it gets easier.",
        "told DEVON that it gets easier",
        "Mr. Abara listened.",
        "Sat beside D’Angelo and devon.",
    ],
)
def test_the_name_of_another_member_is_found(text):
    assert groups.named_in(text, [client("Devon", "Abara")])


def test_a_called_name_is_found_too():
    assert groups.named_in("Thanked Dee.", [client("Devon", "Abara", preferred_name="Dee")])


def test_accents_do_not_hide_a_name():
    assert groups.named_in("Jose nodded.", [client("José", "Núñez")])


def test_a_name_inside_another_word_is_no_name():
    assert not groups.named_in("Felt grateful and marked the page.", [client("Mark", "Gratia")])


def test_a_note_that_names_nobody_is_quiet():
    assert groups.findings_of_names("Named two triggers.", [client("Devon")], "note") == ()


def test_a_note_that_names_another_member_is_blocked():
    (found,) = groups.findings_of_names("Thanked Devon.", [client("Devon")], "note")

    assert (found.rule, found.severity) == ("G3", Severity.BLOCK)
    assert "Devon stands in this note" in found.message


def test_two_equal_responses_are_too_alike():
    texts = {1: "Named two triggers and one skill.", 2: "Named two triggers and one skill."}

    assert groups.g3_too_alike(texts, percent=85) == {1: (2, 100), 2: (1, 100)}


def test_two_different_responses_are_not():
    texts = {1: "Named two triggers and one skill.", 2: "Came late, quiet, left with a plan."}

    assert groups.g3_too_alike(texts, percent=85) == {}


def test_a_few_words_are_not_compared():
    assert groups.g3_too_alike({1: "Engaged.", 2: "Engaged."}, percent=85) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("named paydays as his hardest time", "named paydays as his hardest time"),
        ("named paydays as his hardest time", "time hardest his as paydays named"),
        ("he practiced and he rested and he left", "he practiced and rested"),
    ],
)
def test_counting_words_never_hides_texts_that_are_alike(one, other):
    share = groups.alike(one, other)

    found = groups.g3_too_alike({1: one, 2: other}, percent=share)

    assert set(found) >= {1}


def test_a_name_whose_accents_stand_apart_is_found():
    assert groups.named_in("Thanked Jose\u0301.", [client("José", "Núñez")])
