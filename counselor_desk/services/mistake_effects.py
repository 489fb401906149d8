"""What follows when a fact is crossed out or counts again: the rest of the chart goes along."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counselor_desk.errors import AlreadySignedError, UnknownRecordError, UnusableLevelError
from counselor_desk.records.cravings import Craving
from counselor_desk.records.diagnoses import Diagnosis
from counselor_desk.records.episodes import Extension, LevelChange
from counselor_desk.records.medications import Reconciliation
from counselor_desk.records.substances import Substance
from counselor_desk.services import circumstances, episodes
from counselor_desk.storage import circumstances as circumstance_rows
from counselor_desk.storage import diagnoses as diagnosis_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import medications as medication_rows
from counselor_desk.storage import substances as substance_rows

if TYPE_CHECKING:
    from counselor_desk.records.episodes import Episode
    from counselor_desk.records.ids import EpisodeId
    from counselor_desk.records.mistakes import Fact
    from counselor_desk.storage.database import Reader, Writer


def allow(reader: Reader, fact: Fact) -> None:
    """See that a fact can be crossed out.

    Raises:
        AlreadySignedError: it is told in a signed note.
        UnusableLevelError: a later change of level rests on it.
        NoOpenEpisodeError: it is about the course of a stay that has ended.
    """
    match fact:
        case Craving() if fact.note_id is not None:
            raise AlreadySignedError("note")
        case Extension():
            episodes.require_open(reader, fact.episode_id)
        case LevelChange():
            episodes.require_open(reader, fact.episode_id)
            standing = episode_rows.level_changes_in(reader, _stay(reader, fact.episode_id))
            if standing[-1].uid != fact.uid:
                raise UnusableLevelError.followed()


def allow_back(reader: Reader, fact: Fact) -> None:
    """See that a fact can count again.

    Raises:
        UnusableLevelError: the level of care was changed since.
        NoOpenEpisodeError: it is about the course of a stay that has ended.
    """
    match fact:
        case Extension():
            episodes.require_open(reader, fact.episode_id)
        case LevelChange():
            episodes.require_open(reader, fact.episode_id)
            stay = _stay(reader, fact.episode_id)
            later = [
                one
                for one in episode_rows.level_changes_in(reader, stay)
                if (one.changed_on, one.id) > (fact.changed_on, fact.id)
            ]
            if later or stay.level_of_care is not fact.from_level:
                raise UnusableLevelError.changed_since()


def follow(writer: Writer, fact: Fact) -> None:
    """Bring the rest in line with a fact that was just crossed out.

    What counts no more cannot be what treatment is mainly about, nor make a stay longer.
    """
    match fact:
        case Diagnosis() if fact.is_principal:
            diagnosis_rows.update(writer, replace(fact, is_principal=False))
        case Substance() if fact.is_primary:
            substance_rows.update(writer, replace(fact, is_primary=False))
        case Extension():
            _shorten(writer, fact)
        case LevelChange():
            stay = _stay(writer, fact.episode_id)
            episode_rows.update(writer, replace(stay, level_of_care=fact.from_level))
        case Reconciliation():
            _take_denial_back(writer, fact)


def follow_back(writer: Writer, fact: Fact) -> None:
    """Bring the rest in line with a fact that counts again."""
    match fact:
        case Extension():
            stay = _stay(writer, fact.episode_id)
            weeks = max(stay.target_weeks, fact.to_weeks)
            episode_rows.update(writer, replace(stay, target_weeks=weeks))
        case LevelChange():
            stay = _stay(writer, fact.episode_id)
            episode_rows.update(writer, replace(stay, level_of_care=fact.to_level))
        case Reconciliation():
            _deny_again(writer, fact)


def _shorten(writer: Writer, extension: Extension) -> None:
    """The planned weeks as the other decisions have them; not where they were changed since."""
    stay = _stay(writer, extension.episode_id)
    if stay.target_weeks != extension.to_weeks:
        return
    standing = [one.to_weeks for one in episode_rows.extensions_of(writer, stay.id)]
    planned = episode_rows.planned_weeks_of(writer, stay.id) or extension.from_weeks
    weeks = max(standing, default=planned)
    episode_rows.update(writer, replace(stay, target_weeks=weeks))


def _take_denial_back(writer: Writer, check: Reconciliation) -> None:
    """That the client takes nothing was said at this check, and at no other of the day."""
    known = circumstance_rows.get(writer, check.client_id)
    others = medication_rows.reconciliations_of(writer, check.client_id)
    is_said_again = any(one.checked_on == check.checked_on for one in others)
    if known is not None and known.medications_denied_on == check.checked_on and not is_said_again:
        circumstances.write(writer, check.client_id, medications_denied_on=None)


def _deny_again(writer: Writer, check: Reconciliation) -> None:
    known = circumstance_rows.get(writer, check.client_id)
    is_unsaid = known is None or known.medications_denied_on is None
    listed = medication_rows.of_client(writer, check.client_id)
    if is_unsaid and not any(one.is_current for one in listed):
        circumstances.write(writer, check.client_id, medications_denied_on=check.checked_on)


def _stay(reader: Reader, episode_id: EpisodeId) -> Episode:
    stay = episode_rows.get(reader, episode_id)
    if stay is None:
        raise UnknownRecordError("episode")
    return stay
