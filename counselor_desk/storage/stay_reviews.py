"""Continued-stay reviews in the store; they are only ever added."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from counselor_desk.records.ids import ClientId, EpisodeId, Uid
from counselor_desk.records.stay_reviews import FIRST_REVIEWED, ReviewedPlan, StayReview
from counselor_desk.storage.mistakes import STANDS
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.storage.database import Reader, Writer

REVIEWS = Table("stay_review", StayReview)

_OPEN = "SELECT id FROM episode WHERE closed_on IS NULL"
_REVIEWED = f"""
SELECT client_id, episode_id, uid, max(version), planned_on
FROM plan
WHERE state = 'signed' AND version >= ? AND episode_id IN ({_OPEN})
GROUP BY episode_id
"""
_MADE = f"""
SELECT episode_id, reviewed_on, plan_version
FROM stay_review
WHERE episode_id IN ({_OPEN}) AND {STANDS}
"""


def insert(db: Writer, review: StayReview) -> StayReview:
    """Keep a review for good."""
    return REVIEWS.insert(db, review)


def of_episode(db: Reader, episode_id: EpisodeId) -> list[StayReview]:
    """The reviews of an episode, the newest first."""
    clause = f"WHERE episode_id = ? AND {STANDS} ORDER BY reviewed_on DESC, id DESC"
    return REVIEWS.where(db, clause, episode_id)


def of_client(db: Reader, client_id: ClientId) -> list[StayReview]:
    """The reviews of a client, the newest first."""
    clause = f"WHERE client_id = ? AND {STANDS} ORDER BY reviewed_on DESC, id DESC"
    return REVIEWS.where(db, clause, client_id)


def newest_plans(db: Reader) -> list[ReviewedPlan]:
    """The newest signed plan of each open stay that is a review, and the reviews of the stay."""
    made: defaultdict[EpisodeId, list[tuple[date, int]]] = defaultdict(list)
    for episode_id, reviewed_on, version in db.rows(_MADE):
        made[EpisodeId(episode_id)].append((date.fromisoformat(reviewed_on), version))
    return [
        ReviewedPlan(
            client_id=ClientId(client_id),
            uid=Uid(uid),
            version=version,
            planned_on=date.fromisoformat(planned_on),
            stay_reviews=tuple(made[EpisodeId(episode_id)]),
        )
        for client_id, episode_id, uid, version, planned_on in db.rows(_REVIEWED, FIRST_REVIEWED)
    ]
