"""The plan library: complete, measurable, person-first, and never inserted as it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counselor_desk import resources
from counselor_desk.errors import UnreadyPlanError, UnusablePlanLibraryError
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.ids import ClientId, EpisodeId, PlanId, Uid
from counselor_desk.records.phrase_text import blanks, with_first_choices
from counselor_desk.records.plans import ObjectiveCategory, Plan, numbered
from counselor_desk.rules import plan_content
from counselor_desk.rules import plans as plan_rules
from counselor_desk.rules.objectives import measurable
from counselor_desk.rules.wording import advise
from counselor_desk.services import plan_library, plans, starter_phrases

AREAS = plan_library.areas()
OBJECTIVES = [
    pytest.param(objective, id=f"{area.id}-{objective.text[:30]}")
    for area in AREAS
    for goal in area.goals
    for objective in goal.objectives
]
ALCOHOL = resources.read_text("plan_library", "alcohol.toml")
by_id = pytest.mark.parametrize("area", AREAS, ids=lambda area: area.id)


class Numbered:
    """Stands for the desk where only new uids are asked for."""

    def __init__(self):
        self.count = 0

    def new_uid(self) -> Uid:
        self.count += 1
        return Uid(f"n{self.count}")


def likely(text: str) -> str:
    """The text with each blank filled."""
    return "".join(piece for piece, _ in with_first_choices(text))


def filled(node):
    """The node and all below it with each blank filled."""
    below = {
        name: tuple(filled(one) for one in getattr(node, name))
        for name in ("goals", "objectives", "interventions")
        if hasattr(node, name)
    }
    return replace(node, text=likely(node.text), **below)


def whole(area, desk) -> Plan:
    planned_on = date(2026, 3, 12)
    problem = filled(plan_library.adapted_area(desk, area, area.goals, planned_on=planned_on))
    return numbered(
        Plan(
            id=PlanId(1),
            uid=Uid("plan"),
            client_id=ClientId(1),
            episode_id=EpisodeId(1),
            planned_on=planned_on,
            problems=(problem,),
        )
    )


def test_every_file_is_listed():
    files = {path.stem for path in resources.path("plan_library").glob("*.toml")}

    assert files == set(plan_library.ORDER)
    assert len(plan_library.ORDER) == len(AREAS) == 16


@by_id
def test_an_area_has_two_goals_with_two_objectives_each(area):
    assert len(area.goals) >= 2
    assert all(len(goal.objectives) >= 2 for goal in area.goals)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_an_objective_is_measurable_and_has_a_whole_intervention(objective):
    assert measurable(likely(objective.text)).is_measurable
    assert 7 <= objective.days <= 90
    assert objective.interventions


@by_id
def test_an_area_as_a_plan_meets_the_rules_of_its_words(area):
    plan = whole(area, Numbered())

    assert plan_rules.check(plan) == ()
    assert plan_content.p5_measurable(plan) == ()
    assert plan_content.p6_interventions(plan) == ()


@by_id
def test_the_own_words_of_the_client_are_left_open(area):
    plan = whole(area, Numbered())

    assert all(not goal.client_words for goal in plan.goals())
    assert plan_content.p4_client_words(plan)


@by_id
def test_the_wording_is_person_first(area):
    for text in plan_library.texts_of(area):
        # Search words are what people type, not what goes into a plan.
        if text not in area.words:
            assert advise(likely(text), starter_phrases.wordings()) == ()


@by_id
def test_every_goal_has_something_to_fill_in(area):
    # So that no goal of the library can be signed as it stands.
    assert all(blanks(goal.text) for goal in area.goals)


def test_no_text_stands_twice():
    texts = [goal.text for area in AREAS for goal in area.goals]
    texts += [objective.values[0].text for objective in OBJECTIVES]

    assert len(set(texts)) == len(texts)


@by_id
def test_an_adapted_area_has_uids_of_its_own(area):
    desk = Numbered()
    one, other = whole(area, desk), whole(area, desk)
    uids = [node.node_uid for plan in (one, other) for node in plan.nodes()]

    assert len(set(uids)) == len(uids)


def test_target_dates_are_counted_from_the_plan():
    area = AREAS[0]
    planned_on = date(2026, 3, 12)
    goal = plan_library.adapted(Numbered(), area, area.goals[0], planned_on=planned_on)

    assert [one.target_on for one in goal.objectives] == [
        planned_on + timedelta(days=one.days) for one in area.goals[0].objectives
    ]
    assert goal.target_on == max(one.target_on for one in goal.objectives)


def test_an_adapted_objective_keeps_what_it_builds():
    area = next(one for one in AREAS if one.id == "isolation")
    problem = plan_library.adapted_area(Numbered(), area, area.goals, planned_on=date(2026, 3, 12))

    assert [one.category for goal in problem.goals for one in goal.objectives] == [
        ObjectiveCategory.SOCIAL_SKILLS,
        ObjectiveCategory.SOCIAL_SKILLS,
        ObjectiveCategory.COMMUNITY,
        ObjectiveCategory.COMMUNITY,
    ]


def test_each_category_is_built_by_an_objective_of_the_library_and_not_by_all():
    built = {one.values[0].category for one in OBJECTIVES}

    assert built == {None, *ObjectiveCategory}


def test_a_goal_of_another_area_is_not_taken():
    with pytest.raises(ValueError, match="alcohol"):
        plan_library.adapted(Numbered(), AREAS[0], AREAS[1].goals[0], planned_on=date(2026, 3, 12))


def test_an_area_is_signed_once_its_blanks_are_filled(desk, client):
    started = plans.start(desk, client.id)
    problem = plan_library.adapted_area(
        desk, AREAS[0], AREAS[0].goals, planned_on=started.planned_on
    )
    unread = PlanEdit(plan=replace(started, problems=(problem,)))
    with pytest.raises(UnreadyPlanError, match="blank"):
        plans.sign(desk, unread)

    signed = plans.sign(desk, PlanEdit(plan=replace(started, problems=(filled(problem),))))

    assert plans.in_force(desk, client.id) == signed


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("alc", "alcohol"),
        ("RESUME", "unemployment"),
        ("résumé", "unemployment"),
        ("naloxone", "opioids"),
        ("urge surf", "cravings"),
        ("phq", "depressed_mood"),
    ],
)
def test_an_area_is_found_by_the_beginnings_of_words(text, first):
    assert plan_library.find(text)[0].id == first


@pytest.mark.parametrize(
    ("text", "fitting"),
    [
        ("Alcohol use disorder, severe", "alcohol"),
        ("Unemployed for 14 months", "unemployment"),
        ("Depressed mood (PHQ-9 16)", "depressed_mood"),
    ],
)
def test_an_area_fits_the_words_of_a_problem(text, fitting):
    assert plan_library.fitting(text).id == fitting


def test_no_area_fits_words_about_something_else():
    assert plan_library.fitting("Zebra crossing") is None


def test_no_words_list_all_areas_and_strange_ones_none():
    assert plan_library.find("  ") == AREAS
    assert plan_library.find("zebra '\"*(") == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("schema = 1", "schema = 2", "“schema” of alcohol is not 1"),
        ("title =", "titel =", "alcohol has no 'title'"),
        ('kind = "group"', 'kind = "groups"', "alcohol: 'groups' is not"),
        ("schema = 1", "schema", "alcohol: "),
        ("words = [", "words = 3 # [", "alcohol: "),
    ],
)
def test_a_file_that_was_changed_is_named(old, new, said):
    assert old in ALCOHOL

    with pytest.raises(UnusablePlanLibraryError, match=said):
        plan_library.read("alcohol", ALCOHOL.replace(old, new, 1))
