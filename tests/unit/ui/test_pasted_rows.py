"""Lines of the clipboard as rows of a plan: levels, bullets, and where they may stand."""

from __future__ import annotations

from itertools import count

import pytest

from counselor_desk.records.ids import Uid
from counselor_desk.records.plan_tree import added_after, children
from counselor_desk.ui.plans import pasting
from tests.threads import PLAN

OUTLINE = """\
1. Alcohol use
    1.1 Live without alcohol
        - Attend three groups
            • Group facilitation
        - Name five triggers
2. Low mood
"""


def uids():
    numbers = count(1)
    return lambda: Uid(f"new {next(numbers)}")


def pasted(text, after=None):
    return pasting.paste(PLAN, after, pasting.rows_of(text), uids())


def told(node, depth=0):
    """The words of a branch with how deep they stand."""
    yield depth, node.text
    for child in children(node):
        yield from told(child, depth + 1)


def test_an_outline_becomes_problems_goals_objectives_and_interventions():
    first, second = pasted(OUTLINE).plan.problems[1:]

    assert list(told(first)) == [
        (0, "Alcohol use"),
        (1, "Live without alcohol"),
        (2, "Attend three groups"),
        (3, "Group facilitation"),
        (2, "Name five triggers"),
    ]
    assert second.text == "Low mood"


def test_lines_stand_after_the_current_row_on_its_level():
    plan = pasted("Call a sponsor\nWrite a list", Uid("o")).plan

    assert [one.text for one in plan.problems[0].goals[0].objectives] == [
        "Name five triggers",
        "Call a sponsor",
        "Write a list",
    ]


def test_a_row_without_words_takes_the_first_line():
    plan = added_after(PLAN, Uid("o"), Uid("blank"))
    rows = pasting.rows_of("Call a sponsor\nWrite a list")
    step = pasting.paste(plan, Uid("blank"), rows, uids())

    assert [one.text for one in step.plan.problems[0].goals[0].objectives] == [
        "Name five triggers",
        "Call a sponsor",
        "Write a list",
    ]
    assert step.focus == "blank"


def test_what_stands_too_deep_goes_as_deep_as_it_can():
    plan = pasted("Call a sponsor\n  Coaching\n    Deeper\n      Still deeper", Uid("o")).plan
    objective = plan.problems[0].goals[0].objectives[1]

    assert [one.text for one in objective.interventions] == ["Coaching", "Deeper", "Still deeper"]


def test_a_first_line_that_stands_in_is_the_highest():
    assert pasting.rows_of("    Call\nWrite") == (
        pasting.PastedRow("Call", 0),
        pasting.PastedRow("Write", 0),
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- Call", "Call"),
        ("• Call", "Call"),
        ("1.1.2 Call", "Call"),
        ("3) Call", "Call"),
        ("b) Call", "Call"),
        ("12-step meetings twice", "12-step meetings twice"),
        ("4 of 5 triggers", "4 of 5 triggers"),
        ("2.5 mg at noon", "2.5 mg at noon"),
        ("A walk a day", "A walk a day"),
        ("-", "-"),
    ],
)
def test_bullets_and_numbers_of_a_list_are_left_out_and_words_stay(line, words):
    assert pasting.rows_of(line)[0].text == words


def test_empty_lines_are_no_rows():
    assert len(pasting.rows_of("\r\n\r\nCall\r\n \t\r\nWrite\r\n")) == 2
    assert not pasting.has_rows("Call\n\n")


def test_the_rest_of_the_plan_stays_as_it_was():
    assert pasted(OUTLINE).plan.find(Uid("o")) == PLAN.find(Uid("o"))
