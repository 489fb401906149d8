"""Hours of one stay told as a whole: each session, each kind of care, each topic, each week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.episodes import Episode
from counselor_desk.records.groups import GroupType
from counselor_desk.records.hours import CAME, COUNTED, WEEK, HourLimits, Standing, Week
from counselor_desk.records.ids import AttendanceId, ClientId, SeriesId, SessionId, Uid
from counselor_desk.records.reasons import GivenReason, ReasonedRule
from counselor_desk.records.schedule import CourseTopic, Service, TaughtTopic
from counselor_desk.records.sessions import Modality


class HourPaperKind(StrEnum):
    """The papers that are made from attendance."""

    CLIENT_SCHEDULE = "client_schedule"
    ATTENDANCE_REPORT = "attendance_report"
    HOURS_REPORT = "hours_report"
    COMPLETION_LIST = "completion_list"
    ATTENDANCE_LETTER = "attendance_letter"
    PROGRESS_LETTER = "progress_letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class HourPaperWish:
    """One of these papers, about the newest stay of a client; nobody signs it in the program."""

    uid: Uid
    client_id: ClientId
    kind: HourPaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """A client at one session. `minutes` are those attended, `planned` its length.

    `name` is the group, empty for a session of the client alone, and `printed_name` what papers
    call it; `led_by` is empty where the store's owner led it; `given_by` tells who gave a
    complementary therapy; `own_type` is the word for a group of a type of its own; `counts` is
    off where the time is no treatment (H6).
    """

    attendance_id: AttendanceId
    session_id: SessionId
    held_on: date
    starts: time
    ends: time
    service: Service
    name: str = field(default="", repr=False)
    printed_name: str = field(default="", repr=False)
    led_by: str = field(default="", repr=False)
    given_by: str = field(default="", repr=False)
    modality: Modality = Modality.IN_PERSON
    code: AttendanceCode
    minutes: int
    planned: int
    counts: bool = True
    topic: str = field(default="", repr=False)
    course_topic: CourseTopic | None = None
    group_type: GroupType | None = None
    own_type: str = field(default="", repr=False)

    @property
    def has_come(self) -> bool:
        """Whether the client was there, for a part at least."""
        return self.code in CAME

    @property
    def is_counted(self) -> bool:
        """Whether its time is treatment."""
        return self.counts and self.service in COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmarkedTime:
    """A planned time before today of which nobody said how the client took part.

    `planned` is its length in minutes; `counts` is off where the time is no treatment (H6).
    """

    held_on: date
    service: Service
    planned: int
    counts: bool = True

    @property
    def is_counted(self) -> bool:
        """Whether its time is treatment."""
        return self.counts and self.service in COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSum:
    """Planned and delivered minutes of one kind of care, and how often it was."""

    service: Service
    planned: int
    delivered: int
    sessions: int
    attended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSum:
    """Delivered minutes of one type of group, and how often it was; `own_type` names an own one."""

    type: GroupType
    own_type: str = field(default="", repr=False)
    delivered: int
    sessions: int
    attended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSum:
    """What a client had of one topic of the course."""

    topic: TaughtTopic
    sessions: int
    minutes: int
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """A time that comes back each `every_weeks` weeks, or one that is planned on `held_on`.

    `own_series` is the series of a time of the client alone, None for a group's.
    """

    weekday: int
    starts: time
    ends: time
    service: Service
    name: str = field(default="", repr=False)
    printed_name: str = field(default="", repr=False)
    led_by: str = field(default="", repr=False)
    given_by: str = field(default="", repr=False)
    modality: Modality = Modality.IN_PERSON
    every_weeks: int = 1
    held_on: date | None = None
    is_moved: bool = False
    own_series: SeriesId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HourFinding:
    """A rule on hours that a stay does not meet, told once with the most pressing of its weeks.

    Attributes:
        rule: its id in the rule catalogue.
        message: what was found, as a sentence that names nobody.
        source: where the rule comes from, as short as a citation.
        more: how many other weeks it holds for.
        week: the first day of the week it is about, None where it is about no week.
        reasoned: the rule and the day that a reason settles it for; None where none does.
    """

    rule: str
    message: str
    source: str
    more: int = 0
    week: date | None = None
    reasoned: tuple[ReasonedRule, date] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HourReport:
    """Everything told of the hours of one stay on the day `today`.

    Attributes:
        weeks: every week of the stay, past and planned.
        sessions: the newest first.
        unmarked: what was planned before today and is not among them, the oldest first.
        findings: what the rules on hours ask for, once for each rule; what a reason or a session
            must settle before what is only worth knowing.
        longest_gap: the days between two days of service, and the day before them.
        last_planned_on: the day of the last session still planned in the running week.
        weekly: the times that come back; `coming`: those of the next two weeks.
        closed: the days off in the next two weeks, with their names.
    """

    client_id: ClientId
    episode: Episode
    today: date
    limits: HourLimits
    weeks: tuple[Week, ...] = ()
    sessions: tuple[SessionLine, ...] = ()
    unmarked: tuple[UnmarkedTime, ...] = ()
    reasons: tuple[GivenReason, ...] = ()
    findings: tuple[HourFinding, ...] = ()
    longest_gap: tuple[int, date] | None = None
    last_planned_on: date | None = None
    weekly: tuple[PlannedLine, ...] = ()
    coming: tuple[PlannedLine, ...] = ()
    closed: tuple[tuple[date, str], ...] = field(default=(), repr=False)

    @property
    def delivered(self) -> int:
        """All countable minutes attended so far."""
        return sum(week.minutes for week in self.weeks)

    @property
    def expected(self) -> int:
        """Countable minutes at the end, if everything planned is attended."""
        return sum(week.expected for week in self.weeks)

    @property
    def shown_weeks(self) -> tuple[Week, ...]:
        """The weeks that have a number; the part of a week before the first has none."""
        return tuple(week for week in self.weeks if week.number)

    @property
    def full_weeks(self) -> tuple[Week, ...]:
        """The weeks that are judged."""
        return tuple(week for week in self.weeks if week.standing is Standing.FULL)

    @property
    def short_weeks(self) -> tuple[Week, ...]:
        """Full weeks below the least hours; those without a reason first."""
        short = [week for week in self.full_weeks if week.minutes < week.least]
        return tuple(sorted(short, key=lambda week: (self.reason(week) is not None, week.number)))

    @property
    def running(self) -> Week | None:
        """The week that goes on."""
        return next((one for one in self.weeks if one.standing is Standing.RUNNING), None)

    @property
    def short_ahead(self) -> tuple[Week, ...]:
        """Weeks ahead that have something planned, and too little."""
        return tuple(
            week
            for week in self.weeks
            if week.standing is Standing.AHEAD and week.ahead and self.lacks(week)
        )

    def lacks(self, week: Week) -> int:
        """The minutes a week lacks, or will lack; 0 where it reaches the least or is not judged."""
        is_part = week.standing is Standing.PARTIAL or self._is_past_end(week)
        return 0 if is_part else week.short_by(week.least)

    def _is_past_end(self, week: Week) -> bool:
        """Whether a week ahead goes on after the last planned day of the stay."""
        began = self.episode.admitted_on
        if began is None or week.standing is not Standing.AHEAD:
            return False
        return week.last_on >= began + WEEK * self.episode.target_weeks

    def reason(self, week: Week) -> GivenReason | None:
        """The reason given for a short week."""
        return self.reason_for(ReasonedRule.SHORT_WEEK, week.begins_on)

    def reason_for(self, rule: ReasonedRule, about_on: date) -> GivenReason | None:
        """The reason given for a week, or for what stands since a day."""
        wanted = (rule, about_on)
        return next((one for one in self.reasons if (one.rule, one.about_on) == wanted), None)

    @property
    def other_reasons(self) -> tuple[GivenReason, ...]:
        """The reasons that stand beside no short week, the newest first."""
        short = {(ReasonedRule.SHORT_WEEK, week.begins_on) for week in self.short_weeks}
        found = [one for one in self.reasons if (one.rule, one.about_on) not in short]
        return tuple(sorted(found, key=lambda one: one.about_on, reverse=True))


def by_service(
    sessions: Iterable[SessionLine], unmarked: Iterable[UnmarkedTime] = ()
) -> tuple[ServiceSum, ...]:
    """Planned and delivered by kind of care, in the order the kinds have; no kind without any.

    What nobody marked was planned all the same (services.md row 4).
    """
    lines: dict[Service, list[SessionLine]] = {}
    planned: dict[Service, list[int]] = {}
    for line in sessions:
        if line.is_counted:
            lines.setdefault(line.service, []).append(line)
            planned.setdefault(line.service, []).append(line.planned)
    for one in unmarked:
        if one.is_counted:
            planned.setdefault(one.service, []).append(one.planned)
    came = {kind: [one for one in some if one.has_come] for kind, some in lines.items()}
    return tuple(
        ServiceSum(
            service=service,
            planned=sum(planned[service]),
            delivered=sum(one.minutes for one in came.get(service, ())),
            sessions=len(planned[service]),
            attended=len(came.get(service, ())),
        )
        for service in _KINDS
        if service in planned
    )


def by_group_type(sessions: Iterable[SessionLine]) -> tuple[GroupSum, ...]:
    """Treatment hours by what a group is for, in the order of the types (services.md row 22)."""
    lines: dict[tuple[GroupType, str], list[SessionLine]] = {}
    for one in sessions:
        if one.is_counted and one.group_type is not None:
            lines.setdefault((one.group_type, one.own_type), []).append(one)
    order = list(GroupType)
    return tuple(
        GroupSum(
            type=kind,
            own_type=own_type,
            delivered=sum(one.minutes for one in some if one.has_come),
            sessions=len(some),
            attended=sum(1 for one in some if one.has_come),
        )
        for (kind, own_type), some in sorted(
            lines.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
        )
    )


def remote_minutes(sessions: Iterable[SessionLine]) -> int:
    """The treatment minutes attended by video or phone (services.md row 8)."""
    return sum(
        one.minutes
        for one in sessions
        if one.is_counted and one.has_come and one.modality is not Modality.IN_PERSON
    )


def by_topic(sessions: Iterable[SessionLine]) -> Mapping[TaughtTopic, TopicSum]:
    """What was attended of each topic of the course; topics without any are left out."""
    lines: dict[TaughtTopic, list[SessionLine]] = {}
    for one in sessions:
        if one.course_topic is not None and one.has_come:
            topic = TaughtTopic.of(one.course_topic, one.topic)
            lines.setdefault(topic, []).append(one)
    return {
        topic: TopicSum(
            topic=topic,
            sessions=len(some),
            minutes=sum(one.minutes for one in some),
            first_on=min(one.held_on for one in some),
            last_on=max(one.held_on for one in some),
        )
        for topic, some in lines.items()
    }


_KINDS = (Service.GROUP, *(one for one in Service if one is not Service.GROUP))
