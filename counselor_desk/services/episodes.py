"""Episodes of care: admit a client, change the facts, extend the stay, start another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from counselor_desk.errors import (
    ClosedEpisodeError,
    ImpossibleDateError,
    ImpossibleStayDateError,
    MissingReasonError,
    NoOpenEpisodeError,
    OpenEpisodeError,
    OpenInquiryError,
    UnknownRecordError,
    UnusableLevelError,
    UnusableWeeksError,
)
from counselor_desk.records import dates
from counselor_desk.records.episodes import Episode, Extension
from counselor_desk.records.ids import ClientId, EpisodeId, ExtensionId
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import discharges as discharge_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import intakes as intake_rows
from counselor_desk.storage.database import Reader

MOST_WEEKS = 104
"""The longest stay that can be planned."""


def of_client(desk: Desk, client_id: ClientId) -> tuple[Episode, ...]:
    """All episodes of a client, newest first."""
    with desk.read() as reader:
        return tuple(episode_rows.of_client(reader, client_id))


def get(desk: Desk, episode_id: EpisodeId) -> Episode:
    """The episode of a row id.

    Raises:
        UnknownRecordError: there is none.
    """
    with desk.read() as reader:
        episode = episode_rows.get(reader, episode_id)
    if episode is None:
        raise UnknownRecordError("episode")
    return episode


def open_of(desk: Desk, client_id: ClientId) -> Episode:
    """The open episode of a client.

    Raises:
        NoOpenEpisodeError: the client was discharged.
    """
    with desk.read() as reader:
        episode = episode_rows.open_of(reader, client_id)
    if episode is None:
        raise NoOpenEpisodeError
    return episode


def require_open(reader: Reader, episode_id: EpisodeId) -> None:
    """Nothing is signed into an episode that has ended, and no draft comes back into it.

    Raises:
        NoOpenEpisodeError: it has.
    """
    episode = episode_rows.get(reader, episode_id)
    if episode is None or not episode.is_open:
        raise NoOpenEpisodeError


def require_open_of(reader: Reader, client_id: ClientId) -> None:
    """The facts of a client who was discharged stay as they are (decision 24).

    Raises:
        NoOpenEpisodeError: the client was.
    """
    if episode_rows.open_of(reader, client_id) is None:
        raise NoOpenEpisodeError


def current(desk: Desk, client_id: ClientId) -> Episode | None:
    """The open episode, else the newest one, else None."""
    every = of_client(desk, client_id)
    return next((episode for episode in every if episode.is_open), every[0] if every else None)


def start(
    desk: Desk, client_id: ClientId, *, inquiry_on: date | None = None, initiator: object = None
) -> Episode:
    """Open a new episode for a client who has none open.

    Raises:
        OpenEpisodeError: one is open already.
    """
    with desk.write() as writer:
        if episode_rows.open_of(writer, client_id) is not None:
            raise OpenEpisodeError
        episode = episode_rows.insert(
            writer,
            Episode(
                id=EpisodeId(0),
                uid=desk.new_uid(),
                client_id=client_id,
                inquiry_on=inquiry_on or desk.today(),
            ),
        )
    desk.announce(Changes.of(Kind.EPISODE, client_id=client_id, initiator=initiator))
    return episode


def change(desk: Desk, episode: Episode, *, initiator: object = None) -> Episode:
    """Keep changed facts of an episode; once admitted, it grows longer by `extend` alone.

    Its level of care is changed by `levels.change` then.

    Raises:
        ImpossibleDateError: its days cannot follow each other, or are before the birth; the
            inquiry is after today; the admission is not before a change of level, or is moved past
            a signed record or an attended session.
        ClosedEpisodeError: a signed discharge summary ended it.
        OpenEpisodeError: it would be open beside another open one.
        UnusableWeeksError: not 1 to 104 weeks, or more than planned since the admission, also
            one that was taken out again.
        UnusableLevelError: another level of care, likewise.
        UnusableTextError: a text is too long or has control characters.
    """
    kept = checked(episode)
    with desk.write() as writer:
        if discharge_rows.ended(writer, kept.id) is not None:
            raise ClosedEpisodeError
        _check_other_open(writer, kept)
        before = episode_rows.get(writer, kept.id)
        # Days that were kept by an earlier version stand in the way of no other fact.
        if before is None or _beginning(before) != _beginning(kept):
            check_beginning(kept, desk.today())
            _check_overlap(writer, kept)
            _check_after_birth(writer, kept)
            _check_papers(writer, kept)
            _check_level_changes(writer, kept)
            _check_records(writer, before, kept)
        _check_length(writer, before, kept)
        _check_level(writer, before, kept)
        episode_rows.update(writer, kept)
    _announce(desk, kept, initiator)
    return kept


def end_inquiry(
    desk: Desk,
    episode: Episode,
    reason: str,
    *,
    on: date | None = None,
    initiator: object = None,
) -> Episode:
    """An inquiry leads to no admission: it ends with the reason, today unless said otherwise.

    The client leaves the caseload and Today; the chart stays readable, and a new inquiry is
    begun with `start`. Source: services.md row 19d.

    Raises:
        MissingReasonError: nobody says why.
        UnusableTextError: the reason is too long or has control characters.
        ImpossibleStayDateError: it would end after today or before it was asked for.
        OpenInquiryError: the client was admitted, or a note is not signed.
        NoOpenEpisodeError: it has ended.
    """
    day = on or desk.today()
    told = clean("The reason", " ".join(reason.split()))
    if not told:
        raise MissingReasonError("An inquiry that ends without an admission")
    if day > desk.today():
        raise ImpossibleStayDateError.in_future("The end")
    with desk.write() as writer:
        require_open(writer, episode.id)
        now = episode_rows.get(writer, episode.id) or episode
        if now.admitted_on is not None:
            raise OpenInquiryError.was_admitted()
        if now.inquiry_on is not None and day < now.inquiry_on:
            raise ImpossibleStayDateError.before_inquiry("The end")
        if episode_rows.has_unsigned_notes(writer, now.id):
            raise OpenInquiryError.has_unsigned_notes()
        ended = replace(now, closed_on=day, no_admission_reason=told)
        episode_rows.update(writer, ended)
    _announce(desk, ended, initiator)
    return ended


def take_up_inquiry(desk: Desk, episode: Episode, *, initiator: object = None) -> Episode:
    """An inquiry that ended without an admission goes on after all.

    Raises:
        OpenEpisodeError: another one is open.
    """
    return change(
        desk, replace(episode, closed_on=None, no_admission_reason=""), initiator=initiator
    )


def extend(
    desk: Desk,
    episode: Episode,
    to_weeks: int,
    reason: str,
    *,
    decided_on: date | None = None,
    initiator: object = None,
) -> Extension:
    """Decide that the stay goes on past its planned weeks; the decision is kept for good.

    `to_weeks` counts from the admission. Source: services.md row 6.

    Raises:
        MissingReasonError: nobody says why.
        UnusableWeeksError: no longer than what is planned, or over 104 weeks.
        ImpossibleStayDateError: decided after today or before the admission.
        UnusableTextError: the reason is too long or has control characters.
        NoOpenEpisodeError: the episode has ended.
    """
    day = decided_on or desk.today()
    told = clean("The reason", " ".join(reason.split()))
    if not told:
        raise MissingReasonError("An extension")
    if to_weeks > MOST_WEEKS:
        raise UnusableWeeksError.out_of_range(MOST_WEEKS)
    if day > desk.today():
        raise ImpossibleStayDateError.in_future("The decision")
    with desk.write() as writer:
        require_open(writer, episode.id)
        now = episode_rows.get(writer, episode.id) or episode
        if to_weeks <= now.target_weeks:
            raise UnusableWeeksError.no_longer(now.target_weeks)
        if now.admitted_on is not None and day < now.admitted_on:
            raise ImpossibleStayDateError.extended_before_admission()
        extension = episode_rows.insert_extension(
            writer,
            Extension(
                id=ExtensionId(0),
                uid=desk.new_uid(),
                client_id=now.client_id,
                episode_id=now.id,
                decided_on=day,
                from_weeks=now.target_weeks,
                to_weeks=to_weeks,
                reason=told,
            ),
        )
        episode_rows.update(writer, replace(now, target_weeks=to_weeks))
    _announce(desk, now, initiator)
    return extension


def extensions(desk: Desk, episode_id: EpisodeId) -> tuple[Extension, ...]:
    """The extensions of an episode, in the order they were decided."""
    with desk.read() as reader:
        return tuple(episode_rows.extensions_of(reader, episode_id))


def checked(episode: Episode) -> Episode:
    """The episode as it can be kept, as far as it alone says.

    Raises:
        ImpossibleDateError, UnusableWeeksError, UnusableTextError: as in `change`.
    """
    admitted_on = episode.admitted_on
    if admitted_on and episode.closed_on and episode.closed_on < admitted_on:
        raise ImpossibleDateError.end_before_start()
    if not 1 <= episode.target_weeks <= MOST_WEEKS:
        raise UnusableWeeksError.out_of_range(MOST_WEEKS)
    return replace(
        episode,
        referred_by=clean("The referral", episode.referred_by),
        reason=clean("The reason", episode.reason),
        no_admission_reason=clean("The reason", episode.no_admission_reason),
    )


def check_beginning(episode: Episode, today: date) -> None:
    """Nobody asks tomorrow, or is admitted before they asked.

    Raises:
        ImpossibleStayDateError: the two days say otherwise.
    """
    inquiry_on, admitted_on = _beginning(episode)
    if inquiry_on is not None and inquiry_on > today:
        raise ImpossibleStayDateError.in_future("The inquiry")
    if inquiry_on is not None and admitted_on is not None and inquiry_on > admitted_on:
        raise ImpossibleStayDateError.asked_after_admission()


def _beginning(episode: Episode) -> tuple[date | None, date | None]:
    return episode.inquiry_on, episode.admitted_on


def _check_length(reader: Reader, before: Episode | None, episode: Episode) -> None:
    """Weeks past the plan are flagged until somebody says why; a longer plan would hide them."""
    if before is None or episode.target_weeks <= before.target_weeks:
        return
    if before.admitted_on is not None:
        raise UnusableWeeksError.without_reason(before.target_weeks)
    if episode_rows.was_ever_admitted(reader, before):
        raise UnusableWeeksError.was_admitted(before.target_weeks)


def _check_level(reader: Reader, before: Episode | None, episode: Episode) -> None:
    """Where a client was treated when is told by changes with a day and a reason."""
    if before is None or episode.level_of_care is before.level_of_care:
        return
    if episode_rows.was_ever_admitted(reader, before):
        raise UnusableLevelError.without_reason()


def _check_level_changes(reader: Reader, episode: Episode) -> None:
    """What changed within a stay did so after its admission."""
    changed = episode_rows.level_changes_in(reader, episode)
    admitted_on = episode.admitted_on
    if changed and (admitted_on is None or admitted_on > changed[0].changed_on):
        raise ImpossibleStayDateError.admitted_after_level_change()


def _check_records(reader: Reader, before: Episode | None, episode: Episode) -> None:
    """An admission that moves to a later day leaves nothing of the stay before it."""
    admitted_on = episode.admitted_on
    if before is None or before.admitted_on is None or admitted_on is None:
        return
    first = episode_rows.first_record_between(reader, episode, before.admitted_on, admitted_on)
    if first is not None:
        raise ImpossibleStayDateError.admitted_after_record(dates.write_in_words(first))


def _check_other_open(reader: Reader, episode: Episode) -> None:
    other = episode_rows.open_of(reader, episode.client_id) if episode.is_open else None
    if other is not None and other.id != episode.id:
        raise OpenEpisodeError


def _check_overlap(reader: Reader, episode: Episode) -> None:
    admitted_on = episode.admitted_on
    for other in episode_rows.of_client(reader, episode.client_id):
        is_before = other.id < episode.id and other.closed_on is not None
        if is_before and admitted_on and other.closed_on and admitted_on < other.closed_on:
            raise ImpossibleStayDateError.overlaps()


def _check_after_birth(reader: Reader, episode: Episode) -> None:
    client = client_rows.get(reader, episode.client_id)
    born_on = client.born_on if client else None
    for label, day in (("The inquiry", episode.inquiry_on), ("The admission", episode.admitted_on)):
        if born_on is not None and day is not None and day < born_on:
            raise ImpossibleStayDateError.before_birth(label)


def _check_papers(reader: Reader, episode: Episode) -> None:
    """No paper of the intake was gone through before anybody asked."""
    inquiry_on = episode.inquiry_on
    done = [item.done_on for item in intake_rows.of_episode(reader, episode.id) if item.done_on]
    if inquiry_on is not None and done and min(done) < inquiry_on:
        raise ImpossibleStayDateError.paper_before("the inquiry")


def _announce(desk: Desk, episode: Episode, initiator: object) -> None:
    desk.announce(
        Changes.of(Kind.EPISODE, Kind.CLIENT, client_id=episode.client_id, initiator=initiator)
    )
