"""Treatment plans in the store: a header row and four tables of nodes, read as one tree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from counselor_desk.records.plans import (
    Goal,
    Intervention,
    Objective,
    Plan,
    PlanHead,
    Problem,
    Progress,
    ReviewRating,
)
from counselor_desk.records.signing import RecordState
from counselor_desk.storage.addenda import in_error
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from counselor_desk.records.ids import ClientId, EpisodeId, PlanId, Uid
    from counselor_desk.records.notes import LinkedObjective
    from counselor_desk.storage.database import Reader, Writer

PLANS = Table("plan", Plan)
PROBLEMS = Table("plan_problem", Problem, beside=("plan_id", "position"))
_UNDER = ("plan_id", "parent_uid", "position")
GOALS = Table("plan_goal", Goal, beside=_UNDER)
OBJECTIVES = Table("plan_objective", Objective, beside=_UNDER)
INTERVENTIONS = Table("plan_intervention", Intervention, beside=_UNDER)
RATINGS = Table("plan_rating", ReviewRating, beside=("plan_id", "position"))
PROGRESS = Table("progress", Progress)

_COMPARED_FROM = 20
_SQUEEZED = "replace(replace(replace(lower({}), ' ', ''), ',', ''), '.', '')"

_PARTS = (INTERVENTIONS, OBJECTIVES, GOALS, PROBLEMS, RATINGS)
_KEPT = (
    "NOT EXISTS (SELECT 1 FROM draft WHERE draft.kind = 'plan' AND record_uid = plan.uid"
    " AND discarded_at IS NOT NULL)"
)
# A stay that was opened anew has no plan until its own is signed.
_GOES_ON = (
    "NOT EXISTS (SELECT 1 FROM episode WHERE episode.client_id = plan.client_id"
    " AND closed_on IS NULL AND episode.id <> plan.episode_id)"
)
_NEWEST_FIRST = "ORDER BY episode_id DESC, version DESC, id DESC"


def insert(db: Writer, plan: Plan) -> Plan:
    """Keep a plan that was started."""
    kept = PLANS.insert(db, plan)
    _insert_parts(db, kept)
    return kept


def fill(db: Writer, plan: Plan) -> None:
    """Write a draft's whole content over what was there; with `state` signed it is closed."""
    for table in _PARTS:
        db.execute(f"DELETE FROM {table.name} WHERE plan_id = ?", plan.id)
    _insert_parts(db, plan)
    PLANS.update(db, plan)


def get(db: Reader, plan_id: PlanId) -> Plan | None:
    """The plan of a row id, with its tree."""
    return _only(_trees(db, "WHERE id = ?", plan_id))


def by_uid(db: Reader, uid: Uid) -> Plan | None:
    """The plan of a uid, with its tree."""
    return _only(_trees(db, "WHERE uid = ?", uid))


def of_client(db: Reader, client_id: ClientId) -> list[Plan]:
    """Every version that was not discarded, the newest first."""
    return _trees(db, f"WHERE client_id = ? AND {_KEPT} {_NEWEST_FIRST}", client_id)


def newest_signed(db: Reader, client_id: ClientId) -> Plan | None:
    """The newest signed version of the newest episode that has one."""
    clause = f"WHERE client_id = ? AND state = 'signed' {_NEWEST_FIRST} LIMIT 1"
    return _only(_trees(db, clause, client_id))


def in_force(db: Reader, client_id: ClientId) -> Plan | None:
    """As `newest_signed`, but none while a stay is open that has no signed plan of its own."""
    clause = f"WHERE client_id = ? AND state = 'signed' AND {_GOES_ON} {_NEWEST_FIRST} LIMIT 1"
    return _only(_trees(db, clause, client_id))


def in_force_of(db: Reader, client_ids: Sequence[ClientId]) -> list[Plan]:
    """As `in_force`, of each of these clients who has one."""
    clause = (
        f"WHERE client_id IN ({_marks(client_ids)}) AND {_GOES_ON}"
        " AND id = (SELECT id FROM plan AS newest"
        " WHERE newest.client_id = plan.client_id AND newest.state = 'signed'"
        f" {_NEWEST_FIRST} LIMIT 1)"
    )
    return _trees(db, clause, *client_ids)


def last_signed_at(db: Reader, episode_id: EpisodeId) -> datetime | None:
    """When the newest signed version of an episode was signed."""
    sql = (
        "SELECT max(seal.sealed_at) FROM plan JOIN seal"
        " ON seal.record_kind = 'plan' AND seal.record_uid = plan.uid"
        " WHERE plan.episode_id = ? AND plan.state = 'signed'"
    )
    moment = db.value(sql, episode_id)
    return None if moment is None else datetime.fromisoformat(moment)


def draft_of(db: Reader, episode_id: EpisodeId) -> Plan | None:
    """The plan or review of an episode that was started and neither signed nor discarded."""
    clause = f"WHERE episode_id = ? AND state = 'draft' AND {_KEPT} ORDER BY id DESC LIMIT 1"
    return _only(_trees(db, clause, episode_id))


def signed(db: Reader) -> Iterator[Plan]:
    """Every signed plan in the store, one client's at a time."""
    for (client_id,) in db.rows("SELECT id FROM client"):
        yield from _trees(db, "WHERE client_id = ? AND state = 'signed' ORDER BY id", client_id)


def heads_of(db: Reader, client_ids: Sequence[ClientId]) -> list[PlanHead]:
    """The last signed version and the draft of the open episode of each of these clients."""
    if not client_ids:
        return []
    sql = (
        "SELECT id, client_id, version, state FROM plan WHERE episode_id IN ("
        f"SELECT id FROM episode WHERE closed_on IS NULL AND client_id IN ({_marks(client_ids)}))"
        f" AND {_KEPT} ORDER BY version, id"
    )
    # Of one client and state the last version stays.
    found = {(row[1], row[3]): row for row in db.rows(sql, *client_ids)}
    ids = [row[0] for row in found.values()]
    goals, objectives = _counts(db, GOALS, ids), _counts(db, OBJECTIVES, ids)
    return [
        PlanHead(
            id=plan_id,
            client_id=client_id,
            version=version,
            state=RecordState(state),
            goals=goals.get(plan_id, 0),
            objectives=objectives.get(plan_id, 0),
        )
        for plan_id, client_id, version, state in found.values()
    ]


def with_interventions(db: Reader, plan_ids: Collection[PlanId]) -> set[tuple[PlanId, Uid]]:
    """The objectives of these plans for which something is done, each by plan and node."""
    if not plan_ids:
        return set()
    sql = f"SELECT plan_id, parent_uid FROM plan_intervention WHERE plan_id IN ({_marks(plan_ids)})"
    return set(db.rows(sql, *plan_ids))


def numbers_of(db: Reader, linked: Iterable[LinkedObjective]) -> dict[tuple[PlanId, Uid], str]:
    """The numbers (1.1.2) of objectives by plan and node, each as in its version of the plan."""
    wanted = dict.fromkeys((one.plan_id, one.node_uid) for one in linked)
    if not wanted:
        return {}
    pairs = ", ".join(["(?, ?)"] * len(wanted))
    sql = (
        "SELECT plan_id, node_uid, number FROM plan_objective"
        f" WHERE (plan_id, node_uid) IN (VALUES {pairs})"
    )
    rows = db.rows(sql, *chain.from_iterable(wanted))
    return {(plan_id, node_uid): number for plan_id, node_uid, number in rows}


def shared_goals(db: Reader, plan: Plan) -> set[Uid]:
    """The goals of a plan that stand word for word in a signed plan of another client.

    Case, spaces, commas and full stops do not count; a goal of a few words is not compared.
    """
    texts = {goal.node_uid: goal.text for goal in plan.goals() if len(goal.text) >= _COMPARED_FROM}
    if not texts:
        return set()
    wanted = ", ".join(["(?, " + _SQUEEZED.format("?") + ")"] * len(texts))
    sql = (
        f"WITH wanted (node_uid, words) AS (VALUES {wanted}) SELECT DISTINCT wanted.node_uid"
        " FROM plan JOIN plan_goal ON plan_goal.plan_id = plan.id"
        f" JOIN wanted ON wanted.words = {_SQUEEZED.format('plan_goal.text')}"
        " WHERE plan.state = 'signed' AND plan.client_id <> ?"
    )
    return {uid for (uid,) in db.rows(sql, *chain.from_iterable(texts.items()), plan.client_id)}


def insert_progress(db: Writer, progress: Progress) -> Progress:
    """Keep a rating for good."""
    return PROGRESS.insert(db, progress)


def progress_of(db: Reader, client_id: ClientId) -> list[Progress]:
    """Every rating of a client's objectives, the oldest first.

    What a note rated that was entered in error is left out.
    """
    clause = f"WHERE client_id = ? AND NOT {in_error('progress.note_id')} ORDER BY rated_on, id"
    return PROGRESS.where(db, clause, client_id)


def _insert_parts(db: Writer, plan: Plan) -> None:
    for place, rated in enumerate(plan.ratings):
        RATINGS.insert(db, rated, plan_id=plan.id, position=place)
    for place, problem in enumerate(plan.problems):
        PROBLEMS.insert(db, problem, plan_id=plan.id, position=place)
        _insert_under(db, GOALS, plan.id, problem.node_uid, problem.goals)
    for goal in plan.goals():
        _insert_under(db, OBJECTIVES, plan.id, goal.node_uid, goal.objectives)
    for objective in plan.objectives():
        _insert_under(db, INTERVENTIONS, plan.id, objective.node_uid, objective.interventions)


def _insert_under(
    db: Writer, table: Table[Any], plan_id: PlanId, parent: Uid, nodes: Sequence[Any]
) -> None:
    for place, node in enumerate(nodes):
        table.insert(db, node, plan_id=plan_id, parent_uid=parent, position=place)


def _counts(db: Reader, table: Table[Any], plan_ids: Sequence[int]) -> dict[int, int]:
    """How many nodes of one sort each plan has."""
    sql = (
        f"SELECT plan_id, count(*) FROM {table.name} WHERE plan_id IN ({_marks(plan_ids)})"
        " GROUP BY plan_id"
    )
    return dict(db.rows(sql, *plan_ids))


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))


def _only(plans: list[Plan]) -> Plan | None:
    return plans[0] if plans else None


def _trees(db: Reader, clause: str, *parameters: object) -> list[Plan]:
    """Whole plans in six statements, however many plans and nodes there are."""
    headers = PLANS.where(db, clause, *parameters)
    if not headers:
        return []
    of_plans = f"WHERE plan_id IN ({_marks(headers)}) ORDER BY position"
    ids = [plan.id for plan in headers]
    interventions = _by_owner(INTERVENTIONS.where_with(db, of_plans, *ids))
    objectives = _by_owner(
        (replace(node, interventions=interventions[place[0], node.node_uid]), place)
        for node, place in OBJECTIVES.where_with(db, of_plans, *ids)
    )
    goals = _by_owner(
        (replace(node, objectives=objectives[place[0], node.node_uid]), place)
        for node, place in GOALS.where_with(db, of_plans, *ids)
    )
    problems = _by_owner(
        (replace(node, goals=goals[place[0], node.node_uid]), place)
        for node, place in PROBLEMS.where_with(db, of_plans, *ids)
    )
    ratings = _by_owner(RATINGS.where_with(db, of_plans, *ids))
    return [
        replace(plan, problems=problems[plan.id,], ratings=ratings[plan.id,]) for plan in headers
    ]


def _by_owner(
    nodes: Iterable[tuple[Any, tuple[Any, ...]]],
) -> defaultdict[tuple[Any, ...], tuple[Any, ...]]:
    """Nodes grouped by what stands beside them but their position: the plan and the parent."""
    owned: defaultdict[tuple[Any, ...], tuple[Any, ...]] = defaultdict(tuple)
    for node, place in nodes:
        owned[place[:-1]] += (node,)
    return owned
