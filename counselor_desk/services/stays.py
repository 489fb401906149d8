"""Where a stay stands: its week, what it stepped down from, the stays before, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from counselor_desk.records.circumstances import CareLevel, PriorCare
from counselor_desk.records.episodes import (
    Episode,
    Extension,
    LevelChange,
    LevelOfCare,
    admitted_to,
)
from counselor_desk.services.desk import Desk
from counselor_desk.storage import circumstances as circumstance_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage.database import Reader

FIRST_DAYS = 28
"""How long the time of highest risk after a higher level of care lasts (services.md row 11)."""

_HIGHER = frozenset({CareLevel.DETOX, CareLevel.INPATIENT, CareLevel.RESIDENTIAL, CareLevel.PHP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One episode as it stands on `today`.

    Attributes:
        stepped_down_from: the last higher level of care that ended by the admission.
        earlier: the episodes before this one, the latest first.
        inquiries: those before this one that led to no admission, the latest first.
        level_changes: how the level of care went on, in the order it did.
    """

    episode: Episode
    today: date
    stepped_down_from: PriorCare | None = None
    extensions: tuple[Extension, ...] = ()
    earlier: tuple[Episode, ...] = ()
    inquiries: tuple[Episode, ...] = ()
    level_changes: tuple[LevelChange, ...] = ()

    @property
    def admitted_to(self) -> LevelOfCare:
        """The level of care the stay began at; the episode has the one of today."""
        return admitted_to(self.episode, self.level_changes)

    @property
    def week(self) -> int | None:
        """The week of treatment, from 1; None before the admission and after the end."""
        return self.episode.week_on(self.today) if self.episode.is_open else None

    @property
    def weeks_past(self) -> int:
        """Weeks beyond the planned ones; 0 while the plan holds."""
        return max((self.week or 0) - self.episode.target_weeks, 0)

    @property
    def expected_end_on(self) -> date | None:
        """The last day of the planned weeks, extensions among them; None before the admission."""
        admitted_on = self.episode.admitted_on
        if admitted_on is None:
            return None
        return admitted_on + timedelta(weeks=self.episode.target_weeks) - timedelta(days=1)

    @property
    def waited_days(self) -> int | None:
        """Days from the inquiry to the admission."""
        return _days(self.episode.inquiry_on, self.episode.admitted_on)

    @property
    def step_down_days(self) -> int | None:
        """Days from the end of the higher level of care to the admission."""
        care = self.stepped_down_from
        return _days(care.ended_on if care else None, self.episode.admitted_on)

    @property
    def first_days_end_on(self) -> date | None:
        """The last of the 28 days after the higher level of care."""
        care = self.stepped_down_from
        if care is None or care.ended_on is None:
            return None
        return care.ended_on + timedelta(days=FIRST_DAYS)

    @property
    def is_in_first_days(self) -> bool:
        """Whether these are still the 28 days after a higher level of care."""
        last = self.first_days_end_on
        return self.episode.is_open and last is not None and self.today <= last

    @property
    def since_last_stay_days(self) -> int | None:
        """Days from the end of the stay before this one to this admission, or to today."""
        ended_on = self.earlier[0].closed_on if self.earlier else None
        return _days(ended_on, self.episode.admitted_on or self.today)


def of(desk: Desk, episode: Episode) -> Stay:
    """An episode with what is known of the time before it."""
    with desk.read() as reader:
        return read(reader, episode, desk.today())


def read(reader: Reader, episode: Episode, today: date) -> Stay:
    """The same within a transaction that reads more."""
    care = circumstance_rows.prior_care_of(reader, episode.client_id)
    every = episode_rows.of_client(reader, episode.client_id)
    before = [one for one in every if one.id < episode.id and not one.is_open]
    return Stay(
        episode=episode,
        today=today,
        stepped_down_from=_last_higher(care, episode.admitted_on or today),
        extensions=tuple(episode_rows.extensions_of(reader, episode.id)),
        earlier=tuple(one for one in before if not one.was_only_asked_for),
        inquiries=tuple(one for one in before if one.was_only_asked_for),
        level_changes=tuple(episode_rows.level_changes_in(reader, episode)),
    )


def _last_higher(care: list[PriorCare], by: date) -> PriorCare | None:
    ended = [one for one in care if one.level in _HIGHER and one.ended_on and one.ended_on <= by]
    return max(ended, key=lambda one: (one.ended_on or date.min, one.id), default=None)


def _days(start: date | None, end: date | None) -> int | None:
    return None if start is None or end is None else (end - start).days
