"""Plans in the store: whole trees in few statements, versions, drafts, progress."""

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.errors import ClosedRecordError
from counselor_desk.records.notes import LinkedObjective
from counselor_desk.records.plans import Progress, Rating
from counselor_desk.records.signing import RecordKind
from counselor_desk.storage import drafts, episodes, plans
from tests.unit.storage import charts, samples


@pytest.fixture
def draft(writing, client, episode):
    with writing() as db:
        return plans.insert(db, samples.plan(client.id, episode.id, width=2))


def test_a_plan_comes_back_with_its_whole_tree(draft, reading):
    assert plans.get(reading, draft.id) == draft


def test_a_plan_is_found_by_its_uid(draft, reading):
    assert plans.by_uid(reading, draft.uid) == draft


def test_an_unknown_plan_is_none(reading):
    assert plans.get(reading, 99) is None


def test_filling_a_draft_replaces_its_tree(draft, writing, reading):
    changed = replace(draft, needs="A ride", problems=draft.problems[1:])

    with writing() as db:
        plans.fill(db, changed)

    assert plans.get(reading, draft.id) == changed


def test_the_order_of_nodes_is_kept(draft, writing, reading):
    turned = replace(draft, problems=draft.problems[::-1])

    with writing() as db:
        plans.fill(db, turned)

    assert plans.get(reading, draft.id).problems == turned.problems


def test_filling_a_signed_plan_is_refused(chart, writing, reading):
    with pytest.raises(ClosedRecordError), writing() as db:
        plans.fill(db, replace(chart.plan, problems=()))

    assert plans.get(reading, chart.plan.id) == chart.plan


@pytest.mark.parametrize("width", [1, 4])
def test_opening_a_plan_takes_six_statements(client, episode, writing, database, width):
    with writing() as db:
        plan = plans.insert(db, samples.plan(client.id, episode.id, width=width))

    with database.counting() as counts, database.read() as reader:
        plans.get(reader, plan.id)

    assert counts.statements == 6


def test_all_versions_take_six_statements(client, episode, writing, database):
    with writing() as db:
        for version in range(1, 6):
            plan = samples.plan(client.id, episode.id, version=version)
            charts.sign_plan(db, plan)

    with database.counting() as counts, database.read() as reader:
        found = plans.of_client(reader, client.id)

    assert (len(found), counts.statements) == (5, 6)


def test_versions_are_newest_first(signed_plan, writing, reading):
    review = replace(signed_plan, uid=samples.uid(), version=2, state=samples.DRAFT)
    with writing() as db:
        plans.insert(db, review)

    found = plans.of_client(reader := reading, signed_plan.client_id)

    assert [plan.version for plan in found] == [2, 1]
    assert plans.newest_signed(reader, signed_plan.client_id) == signed_plan
    assert plans.in_force_of(reader, [signed_plan.client_id]) == [signed_plan]


def test_the_newest_signed_version_is_that_in_force(signed_plan, writing, reading):
    review = replace(signed_plan, uid=samples.uid(), version=2, problems=(), ratings=())
    with writing() as db:
        kept = plans.insert(db, review)

    assert plans.in_force_of(reading, [signed_plan.client_id]) == [kept]


def test_the_plan_of_an_earlier_stay_is_not_in_force_in_a_new_one(
    signed_plan, episode, writing, reading
):
    client_id = signed_plan.client_id
    with writing() as db:
        episodes.update(db, replace(episode, closed_on=date(2026, 3, 12)))
    assert plans.in_force(reading, client_id) == signed_plan
    assert plans.in_force_of(reading, [client_id]) == [signed_plan]

    with writing() as db:
        episodes.insert(db, samples.episode(client_id))

    assert plans.in_force(reading, client_id) is None
    assert plans.in_force_of(reading, [client_id]) == []
    assert plans.newest_signed(reading, client_id) == signed_plan


def test_nodes_keep_their_uid_in_every_version(signed_plan, writing, reading):
    review = replace(signed_plan, uid=samples.uid(), version=2, state=samples.DRAFT)
    with writing() as db:
        kept = plans.insert(db, review)

    assert plans.get(reading, kept.id).problems == signed_plan.problems


def test_the_draft_of_an_episode_is_not_the_signed_plan(signed_plan, reading):
    assert plans.draft_of(reading, signed_plan.episode_id) is None


def test_the_draft_of_an_episode_is_found(draft, reading):
    assert plans.draft_of(reading, draft.episode_id) == draft


def test_a_discarded_plan_leaves_every_list(draft, writing, reading):
    with writing() as db:
        drafts.keep(db, RecordKind.PLAN, draft.uid, "{}", samples.AT)
        drafts.discard(db, RecordKind.PLAN, draft.uid, samples.AT)

    assert plans.of_client(reading, draft.client_id) == []
    assert plans.draft_of(reading, draft.episode_id) is None


def test_after_discarding_a_draft_another_of_the_same_version_can_be_signed(draft, writing):
    other = samples.plan(draft.client_id, draft.episode_id)

    with writing() as db:
        signed = charts.sign_plan(db, other)

    assert signed.version == draft.version


def test_every_signed_plan_is_gone_through(signed_plan, writing, reading):
    with writing() as db:
        plans.insert(db, samples.plan(signed_plan.client_id, signed_plan.episode_id, version=2))

    assert list(plans.signed(reading)) == [signed_plan]


def test_numbers_are_those_of_the_linked_version(signed_plan, reading):
    objective = next(signed_plan.objectives())
    known = LinkedObjective(plan_id=signed_plan.id, node_uid=objective.node_uid)
    unknown = LinkedObjective(plan_id=signed_plan.id, node_uid=samples.uid())

    numbers = plans.numbers_of(reading, (unknown, known))
    assert numbers == {(known.plan_id, known.node_uid): objective.number}


def test_no_link_has_no_number(reading):
    assert plans.numbers_of(reading, ()) == {}


def test_progress_is_told_oldest_first(signed_plan, writing, reading):
    days = [date(2026, 3, 9), date(2026, 3, 2)]
    with writing() as db:
        for day in days:
            plans.insert_progress(db, _progress(signed_plan, day))

    told = plans.progress_of(reading, signed_plan.client_id)

    assert [one.rated_on for one in told] == sorted(days)


def _progress(plan, day):
    return Progress(
        id=0,
        uid=samples.uid(),
        client_id=plan.client_id,
        plan_id=plan.id,
        node_uid=next(plan.objectives()).node_uid,
        rated_on=day,
        rating=Rating.SAME,
    )
