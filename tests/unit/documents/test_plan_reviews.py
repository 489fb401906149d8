"""The plan paper says who took part, and how the review rated what the version before wanted."""

from dataclasses import replace

import pytest

from counselor_desk.documents import blocks as b
from counselor_desk.documents import text
from counselor_desk.documents.plans import build_plan
from counselor_desk.records.ids import Uid
from counselor_desk.records.plans import Rating, ReviewRating
from counselor_desk.records.program import Paper


@pytest.fixture
def reviewed(plan_paper):
    """The second version, which rates one objective and says who was there."""
    plan = replace(
        plan_paper.plan,
        version=2,
        client_took_part=True,
        took_part="Gloria Reyes, mother\nJ. Ortiz, probation officer\n",
        ratings=(ReviewRating(node_uid=Uid("o1"), rating=Rating.BETTER),),
    )
    return replace(plan_paper, plan=plan, before=plan_paper.plan)


def written(paper):
    return " ".join(text.render(build_plan(paper), Paper.LETTER).decode("utf-8").split())


def test_it_names_everyone_who_took_part(reviewed):
    words = written(reviewed)

    assert "The client took part: Yes." in words
    assert "Also took part: Gloria Reyes, mother; J. Ortiz, probation officer" in words


def test_it_says_why_the_client_did_not(reviewed):
    plan = replace(reviewed.plan, client_took_part=False, absence_reason="He was in the hospital.")

    assert "The client took part: No. He was in the hospital." in written(
        replace(reviewed, plan=plan)
    )


def rows(paper):
    """What the review rated: number, words and rating."""
    table = next(
        one
        for one in build_plan(paper).blocks
        if isinstance(one, b.Table) and one.columns[1].title == "Progress since version 1"
    )
    return [tuple(b.words(lines[0]) for lines in row) for row in table.rows]


def test_it_prints_the_rating_of_each_objective(reviewed):
    objective = reviewed.before.find(Uid("o1"))

    assert rows(reviewed) == [(objective.number, objective.text, "Better")]


def test_an_objective_that_was_left_out_is_told_with_its_old_words(reviewed):
    objective = reviewed.before.find(Uid("o1"))
    gone = replace(reviewed, plan=replace(reviewed.plan, problems=()))

    assert rows(gone) == [(objective.number, objective.text, "Better, no longer in the plan")]


def test_a_plan_that_says_nothing_of_it_prints_nothing(plan_paper):
    words = written(plan_paper)

    assert "took part:" not in words
    assert "Progress since" not in words
