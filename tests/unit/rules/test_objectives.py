"""What the words of an objective say: something to count, a time, and who acts."""

from __future__ import annotations

import pytest

from counselor_desk.rules.objectives import measurable

COUNTED = [
    "Attend 3 groups a week for 4 weeks",
    "Name five triggers and practice one skill for each",
    "Call the sponsor twice a week",
    "Take naltrexone daily as prescribed",
    "Attend every scheduled group until the next review",
    "Rate urges at 3 or lower on 80% of days",
    "Submit at least two applications per week",
    "Lower the PHQ-9 score by 5 points",
    "Write a safety plan once a month",
    "Keep half of the paycheck in savings",
]
EMPTY = [
    "Feel better about life",
    "Improve coping skills",
    "Be less anxious by 4/30/2026",
    "Stop drinking by April 30, 2026",
    "Have a lower PHQ-9 score",
    "Work the 12-step program",
    "Take one day at a time",
    "Manage daily living",
    "Understand how F10.20 affects the family",
    "Make every effort to be on time",
    "",
]


@pytest.mark.parametrize("text", COUNTED)
def test_something_is_counted(text):
    assert measurable(text).is_measurable


@pytest.mark.parametrize("text", EMPTY)
def test_nothing_is_counted(text):
    assert not measurable(text).is_measurable


@pytest.mark.parametrize(
    "text",
    [
        "Attend 3 groups a week for 4 weeks",
        "Stop smoking by 4/30/2026",
        "Finish the résumé by Friday",
        "See a doctor within 30 days",
        "Sleep seven hours a night over the next two weeks",
        "Have a bed before discharge",
        "Be ready on 2026-04-30",
    ],
)
def test_a_time_is_said(text):
    assert measurable(text).is_time_bound


@pytest.mark.parametrize(
    "text", ["Attend 3 groups a week", "Name five triggers", "Fill the form", "Stand by a friend"]
)
def test_no_time_is_said(text):
    assert not measurable(text).is_time_bound


@pytest.mark.parametrize(
    "text",
    ["Marcus will call two employers", "I call my sister", "Meet with the case manager weekly"],
)
def test_somebody_acts(text):
    assert measurable(text).says_who


@pytest.mark.parametrize("text", ["Call two employers", "Name five triggers"])
def test_nobody_is_named(text):
    assert not measurable(text).says_who


def test_a_blank_says_nothing_yet():
    told = measurable("Stay without alcohol for {?how many: 14|30} days by {?date}")

    assert not told.is_measurable
