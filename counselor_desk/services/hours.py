"""Hours: what is known of each stay week by week, and the reasons given for what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from operator import attrgetter

from counselor_desk.errors import UnknownRecordError
from counselor_desk.records.attendance import Attendance
from counselor_desk.records.clients import age_at
from counselor_desk.records.episodes import Episode
from counselor_desk.records.groups import Group
from counselor_desk.records.hours import CAME, WEEK, Ahead, EarlierLimits, HourLimits, Visit
from counselor_desk.records.ids import (
    ClientId,
    EpisodeId,
    GivenReasonId,
    GroupId,
    SeriesId,
    SessionId,
)
from counselor_desk.records.profiles import Profile
from counselor_desk.records.reasons import GivenReason, ReasonCode, ReasonedRule
from counselor_desk.records.schedule import Meeting, Occurrence, service_of
from counselor_desk.records.sessions import Modality, Session
from counselor_desk.rules.hours import HoursKnown
from counselor_desk.services import profiles, schedule
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.services.profiles import NumbersSoFar
from counselor_desk.services.schedule import Book
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import hours as hour_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import reasons as reason_rows
from counselor_desk.storage.database import Reader
from counselor_desk.storage.hours import Presence

_DAY = timedelta(days=1)

ADULT_FROM = 18
"""The age in years from which the numbers of adults hold."""


def of_episode(desk: Desk, episode_id: EpisodeId) -> HoursKnown:
    """What is known of one stay today.

    Raises:
        UnknownRecordError: there is no such stay.
    """
    with desk.read() as reader:
        episode = episode_rows.get(reader, episode_id)
        if episode is None:
            raise UnknownRecordError("stay")
        client_id = episode.client_id
        return _known(
            desk,
            reader,
            [episode],
            presences=hour_rows.of_client(reader, client_id),
            book=schedule.book_of_client(reader, client_id, *_span([episode], desk.today())),
            reasons=reason_rows.of_client(reader, client_id),
        )[client_id]


def of_caseload(desk: Desk) -> Mapping[ClientId, HoursKnown]:
    """What is known today of every stay that goes on and began, by client."""
    with desk.read() as reader:
        every = episode_rows.open_of_caseload(reader)
        begun = [one for one in every if one.admitted_on is not None]
        return _known(
            desk,
            reader,
            begun,
            presences=hour_rows.of_open_stays(reader),
            book=schedule.book_within(reader, *_span(begun, desk.today())),
            reasons=reason_rows.every(reader),
        )


def limits(profile: Profile, age: int | None) -> HourLimits:
    """The numbers that hours are judged by, in minutes; those of minors below eighteen years."""
    is_minor = age is not None and age < ADULT_FROM
    week = profile.week_hours_least_minor if is_minor else profile.week_hours_least
    day = profile.day_hours_least_minor if is_minor else profile.day_hours_least
    return HourLimits(
        week_least=week * 60,
        week_most=profile.week_hours_most * 60,
        day_least=day * 60,
        days_least=profile.service_days_least,
        gap_most=profile.gap_days_most,
        silence_days=profile.silence_days,
        individual_days=profile.individual_days,
        family_days=profile.family_days,
        individual_first_weeks=profile.individual_first_weeks,
        individual_first_days=profile.individual_first_days,
    )


def give_reason(
    desk: Desk,
    episode_id: EpisodeId,
    rule: ReasonedRule,
    about_on: date,
    code: ReasonCode,
    *,
    remark: str = "",
    initiator: object = None,
) -> GivenReason:
    """Say why a week was short, a silence long, or a session did not take place.

    Raises:
        UnknownRecordError: there is no such stay.
        UnusableTextError: the remark is too long or has control characters.
    """
    with desk.write() as writer:
        episode = episode_rows.get(writer, episode_id)
        if episode is None:
            raise UnknownRecordError("stay")
        kept = reason_rows.put(
            writer,
            GivenReason(
                id=GivenReasonId(0),
                client_id=episode.client_id,
                episode_id=episode_id,
                rule=rule,
                about_on=about_on,
                code=code,
                remark=clean("The remark", remark),
            ),
        )
    desk.announce(Changes.of(Kind.ATTENDANCE, client_id=episode.client_id, initiator=initiator))
    return kept


def take_reason(desk: Desk, reason: GivenReason, *, initiator: object = None) -> None:
    """Take a reason back."""
    with desk.write() as writer:
        reason_rows.take(writer, reason)
    desk.announce(Changes.of(Kind.ATTENDANCE, client_id=reason.client_id, initiator=initiator))


def restore_reason(desk: Desk, reason: GivenReason, *, initiator: object = None) -> GivenReason:
    """Give a reason again as it stood before it was changed or taken back.

    Raises:
        UnknownRecordError: the stay is gone.
    """
    return give_reason(
        desk,
        reason.episode_id,
        reason.rule,
        reason.about_on,
        reason.code,
        remark=reason.remark,
        initiator=initiator,
    )


def _known(
    desk: Desk,
    reader: Reader,
    episodes: list[Episode],
    *,
    presences: list[Presence],
    book: Book,
    reasons: list[GivenReason],
) -> dict[ClientId, HoursKnown]:
    today = desk.today()
    numbers = profiles.numbers_so_far(reader)
    born = client_rows.birth_dates(reader, [one.client_id for one in episodes])
    visits = _visits(presences)
    ahead = _ahead(book, presences)
    contacts = note_rows.last_contact_days(reader, [one.id for one in episodes])
    given: dict[EpisodeId, list[GivenReason]] = {}
    for reason in reasons:
        given.setdefault(reason.episode_id, []).append(reason)
    first_weekday = int(desk.program().week_starts)
    return {
        one.client_id: HoursKnown(
            episode=one,
            limits=_limits_on(numbers, one, born[one.client_id], one.closed_on or today),
            earlier=_earlier(numbers, one, born[one.client_id], today),
            today=today,
            visits=visits.get(one.id, ()),
            ahead=_of_stay(ahead.get(one.client_id, ()), one, today),
            reasons=tuple(given.get(one.id, ())),
            last_contact_on=_last_contact(contacts.get(one.id), visits.get(one.id, ())),
            first_weekday=first_weekday,
        )
        for one in episodes
    }


def _of_stay(ahead: Iterable[Ahead], episode: Episode, today: date) -> tuple[Ahead, ...]:
    """What lies ahead of a stay that goes on, until its last planned day."""
    if episode.closed_on is not None:
        return ()
    last_on = _last_planned(episode, today)
    return tuple(one for one in ahead if one.held_on <= last_on)


def _limits_on(
    numbers: NumbersSoFar, episode: Episode, born_on: date | None, day: date
) -> HourLimits:
    age = None if born_on is None else age_at(born_on, day)
    return limits(numbers.on(day, episode.client_id), age)


def _earlier(
    numbers: NumbersSoFar, episode: Episode, born_on: date | None, today: date
) -> tuple[EarlierLimits, ...]:
    """The numbers before those of the last day: others were set, or the client came of age."""
    began, last = episode.admitted_on, episode.closed_on or today
    if began is None:
        return ()
    changed = set(numbers.changed_on(episode.client_id))
    if born_on is not None:
        changed.add(_grown_up_on(born_on))
    return tuple(
        EarlierLimits(until=day, limits=_limits_on(numbers, episode, born_on, day - _DAY))
        for day in sorted(changed)
        if began < day <= last
    )


def _grown_up_on(born_on: date) -> date:
    """The eighteenth birthday, on March 1 for those born on the day that comes every four years."""
    try:
        return born_on.replace(year=born_on.year + ADULT_FROM)
    except ValueError:
        return date(born_on.year + ADULT_FROM, 3, 1)


def _span(episodes: Iterable[Episode], today: date) -> tuple[date, date]:
    """From today to the last planned day of any stay."""
    return today, max((_last_planned(one, today) for one in episodes), default=today)


def _last_planned(episode: Episode, today: date) -> date:
    if episode.admitted_on is None:
        return today
    ends = episode.admitted_on + WEEK * episode.target_weeks - _DAY
    return max(ends, today + WEEK)


def _visits(presences: Iterable[Presence]) -> dict[EpisodeId, tuple[Visit, ...]]:
    found: dict[EpisodeId, list[Visit]] = {}
    for one in presences:
        found.setdefault(one.episode_id, []).append(one.visit)
    in_time = attrgetter("held_on", "session_id")
    return {key: tuple(sorted(many, key=in_time)) for key, many in found.items()}


def visit_of(
    one: Attendance, session: Session, meeting: Meeting | None, groups: Mapping[GroupId, Group]
) -> Visit:
    """A client's part in a held session, as the hours it adds."""
    group = None if session.group_id is None else groups.get(GroupId(session.group_id))
    return Visit(
        session_id=SessionId(session.id),
        held_on=session.held_on,
        service=service_of(session.kind, group.type if group else None),
        code=one.code,
        minutes=one.minutes,
        planned=session.minutes,
        counts=group.counts_hours if group else True,
        is_remote=session.modality is not Modality.IN_PERSON,
        group_type=group.type if group else None,
        course_topic=meeting.course_topic if meeting else None,
    )


def _marked(
    book: Book, presences: Iterable[Presence]
) -> dict[tuple[SeriesId, date], set[ClientId]]:
    """Whose attendance is set for a planned time that is in the store already."""
    found: dict[tuple[SeriesId, date], set[ClientId]] = {key: set() for key in book.held}
    for one in presences:
        if one.planned in found:
            found[one.planned].add(one.client_id)
    return found


def _ahead(book: Book, presences: Iterable[Presence]) -> dict[ClientId, list[Ahead]]:
    """What is planned from today on, by client.

    A session of today that is in the store is still ahead of those whose attendance is not set:
    it is held as soon as somebody opens it to write it up.
    """
    marked = _marked(book, presences)
    found: defaultdict[ClientId, list[Ahead]] = defaultdict(list)
    for one in book.occurrences:
        planned = ahead_of(book, one)
        there = marked.get((one.series.id, one.planned_on), ())
        for client_id in book.clients_of(one):
            if client_id not in there:
                found[client_id].append(planned)
    return found


def ahead_of(book: Book, one: Occurrence) -> Ahead:
    """A planned time as the hours it would add."""
    group = book.group_of(one)
    return Ahead(
        held_on=one.held_on,
        service=book.service_of(one),
        minutes=schedule.minutes_of(one),
        counts=group.counts_hours if group else True,
    )


def _last_contact(noted_on: date | None, visits: Iterable[Visit]) -> date | None:
    days = [one.held_on for one in visits if one.code in CAME]
    if noted_on is not None:
        days.append(noted_on)
    return max(days, default=None)
