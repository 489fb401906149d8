"""Continued-stay reviews in the store; they are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.stay_reviews import StayReview
from counselor_desk.storage.mistakes import STANDS
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId, EpisodeId
    from counselor_desk.storage.database import Reader, Writer

REVIEWS = Table("stay_review", StayReview)


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
