"""Cravings: keep the strongest urge since the last session, and say when it wants attention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from counselor_desk.errors import AlreadySignedError, ScoreOutOfRangeError, UnknownRecordError
from counselor_desk.records.cravings import HIGHEST_SCORE, WITHOUT_CLIENT, Craving, Urge
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import ClientId, CravingId, NoteId
from counselor_desk.records.notes import Note
from counselor_desk.rules import use as use_rules
from counselor_desk.rules.findings import Finding
from counselor_desk.services import fact_checks
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.fact_checks import Problems, Text, require
from counselor_desk.storage import cravings as craving_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage.database import Reader, Writer

_DAY = "Enter the day of the score."
_SCORE = "Choose a score from 0, no urge, to 10, the strongest."
_TEXTS = {"trigger": Text("The trigger"), "skill": Text("The skill")}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCraving:
    """What is entered for one score, 0 to 10. `note_id` is the note of the session, if any."""

    rated_on: date | None
    score: int | None
    trigger: str = field(default="", repr=False)
    skill: str = field(default="", repr=False)
    note_id: NoteId | None = None


def add(desk: Desk, client_id: ClientId, new: NewCraving, *, initiator: object = None) -> Craving:
    """Keep a score in the client's open episode.

    Raises:
        NoOpenEpisodeError: the client was discharged.
        MissingFactError: the day or the score is not told.
        ScoreOutOfRangeError: it is below 0 or above 10.
        ImpossibleUseDateError: the day lies in the future or before the stay.
        UnusableTextError: a text is too long or has control characters.
    """
    with desk.write() as writer:
        episode = fact_checks.open_episode(writer, client_id)
        fact_checks.raise_first(_problems(desk, episode, new))
        kept = craving_rows.insert(
            writer,
            Craving(
                id=CravingId(0),
                uid=desk.new_uid(),
                client_id=client_id,
                episode_id=episode.id,
                rated_on=require(new.rated_on, _DAY),
                score=require(new.score, _SCORE),
                note_id=new.note_id,
                **fact_checks.kept_texts(new, _TEXTS),
            ),
        )
    _announce(desk, client_id, initiator)
    return kept


def change(desk: Desk, craving: Craving, *, initiator: object = None) -> Craving:
    """Keep a corrected score.

    Raises:
        AlreadySignedError: it was told in a note, which is signed.
        UnknownRecordError: there is no such score.
        NoOpenEpisodeError, ScoreOutOfRangeError, ImpossibleUseDateError, UnusableTextError: as in
            `add`.
    """
    with desk.write() as writer:
        fact_checks.raise_first(_problems(desk, _stay_of(writer, craving), craving))
        before = craving_rows.get(writer, craving.id)
        if before is None:
            raise UnknownRecordError("score")
        if before.note_id is not None:
            raise AlreadySignedError("note")
        kept = replace(craving, **fact_checks.kept_texts(craving, _TEXTS))  # type: ignore[arg-type]  # fields of text
        craving_rows.update(writer, kept)
    _announce(desk, kept.client_id, initiator)
    return kept


def tell_in_note(desk: Desk, writer: Writer, note: Note, urge: Urge) -> Craving | None:
    """Keep what a note tells of the urge, in the transaction that signs it; None when nothing.

    Raises:
        UnusableTextError: a text is too long or has control characters.
    """
    if urge.score is None or note.held_on is None or note.kind in WITHOUT_CLIENT:
        return None
    return craving_rows.insert(
        writer,
        Craving(
            id=CravingId(0),
            uid=desk.new_uid(),
            client_id=note.client_id,
            episode_id=note.episode_id,
            rated_on=note.held_on,
            score=urge.score,
            note_id=note.id,
            **fact_checks.kept_texts(urge, _TEXTS),
        ),
    )


def of_client(desk: Desk, client_id: ClientId) -> tuple[Craving, ...]:
    """The scores of a client, the newest first."""
    with desk.read() as reader:
        return tuple(craving_rows.of_client(reader, client_id))


def last_score(desk: Desk, client_id: ClientId) -> int | None:
    """The client's newest score, None before the first."""
    with desk.read() as reader:
        return craving_rows.last_score(reader, client_id)


def problems(desk: Desk, client_id: ClientId, new: NewCraving | Craving) -> Problems:
    """What keeps a score from being kept, by the name of the field.

    Raises:
        NoOpenEpisodeError: the client was discharged.
    """
    with desk.read() as reader:
        episode = (
            _stay_of(reader, new)
            if isinstance(new, Craving)
            else fact_checks.open_episode(reader, client_id)
        )
    return _problems(desk, episode, new)


def findings(scores: Sequence[Craving]) -> tuple[Finding, ...]:
    """What the newest of some scores wants attention for; they are given newest first."""
    return use_rules.check_urges(scores)


def _stay_of(reader: Reader, craving: Craving) -> Episode:
    """The stay a score belongs to, an earlier one too; it is written in an open one alone.

    Raises:
        NoOpenEpisodeError: the client was discharged.
        UnknownRecordError: there is no such stay.
    """
    fact_checks.open_episode(reader, craving.client_id)
    episode = episode_rows.get(reader, craving.episode_id)
    if episode is None:
        raise UnknownRecordError("score")
    return episode


def _problems(desk: Desk, episode: Episode, new: NewCraving | Craving) -> Problems:
    return fact_checks.problems(
        {
            "rated_on": lambda: fact_checks.check_in_stay(
                "The score", require(new.rated_on, _DAY), episode, desk.today()
            ),
            "score": lambda: _check_score(require(new.score, _SCORE)),
            **fact_checks.check_texts(new, _TEXTS),
        }
    )


def _check_score(score: int) -> None:
    if not 0 <= score <= HIGHEST_SCORE:
        raise ScoreOutOfRangeError(score, HIGHEST_SCORE)


def _announce(desk: Desk, client_id: ClientId, initiator: object) -> None:
    desk.announce(Changes.of(Kind.CRAVING, client_id=client_id, initiator=initiator))
