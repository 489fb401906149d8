"""The words of sessions, groups and course topics on the screen, for every page that has them."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates, times
from counselor_desk.records.episodes import Track
from counselor_desk.records.groups import Group, GroupType
from counselor_desk.records.program import Weekday
from counselor_desk.records.schedule import CourseTopic, Series
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.records.times import TimeRange

_TYPES: dict[GroupType, object] = {
    GroupType.SKILLS: QT_TRANSLATE_NOOP("sessions", "Skills development"),
    GroupType.PSYCHOEDUCATION: QT_TRANSLATE_NOOP("sessions", "Psychoeducation"),
    GroupType.REFUSAL_TRAINING: QT_TRANSLATE_NOOP("sessions", "Refusal training"),
    GroupType.RELAPSE_PREVENTION: QT_TRANSLATE_NOOP("sessions", "Relapse prevention"),
    GroupType.FAMILY: QT_TRANSLATE_NOOP("sessions", "Family"),
    GroupType.EMOTIONAL_SUPPORT: QT_TRANSLATE_NOOP("sessions", "Emotional support"),
    GroupType.LIFE_SKILLS: QT_TRANSLATE_NOOP("sessions", "Life-skills class"),
    GroupType.COMPLEMENTARY: QT_TRANSLATE_NOOP("sessions", "Complementary therapy"),
    GroupType.OWN: QT_TRANSLATE_NOOP("sessions", "Own type"),
}
_TOPICS: dict[CourseTopic, tuple[object, object]] = {
    CourseTopic.VOCATIONAL_SKILLS: (
        QT_TRANSLATE_NOOP("sessions", "Vocational skills"),
        QT_TRANSLATE_NOOP("sessions", "Vocational"),
    ),
    CourseTopic.TRAUMA: (
        QT_TRANSLATE_NOOP("sessions", "Trauma"),
        QT_TRANSLATE_NOOP("sessions", "Trauma"),
    ),
    CourseTopic.RELAPSE_PREVENTION: (
        QT_TRANSLATE_NOOP("sessions", "Relapse-prevention strategies"),
        QT_TRANSLATE_NOOP("sessions", "Relapse prev."),
    ),
    CourseTopic.SELF_DISCOVERY: (
        QT_TRANSLATE_NOOP("sessions", "Self-discovery"),
        QT_TRANSLATE_NOOP("sessions", "Self-discovery"),
    ),
    CourseTopic.RELATIONSHIPS: (
        QT_TRANSLATE_NOOP("sessions", "Family and friend relationships"),
        QT_TRANSLATE_NOOP("sessions", "Relationships"),
    ),
    CourseTopic.OWN: (
        QT_TRANSLATE_NOOP("sessions", "Own topic"),
        QT_TRANSLATE_NOOP("sessions", "Own"),
    ),
}
_TRACKS: dict[Track, object] = {
    Track.MORNING: QT_TRANSLATE_NOOP("sessions", "Morning track"),
    Track.EVENING: QT_TRANSLATE_NOOP("sessions", "Evening track"),
    Track.OTHER: QT_TRANSLATE_NOOP("sessions", "Track of another time"),
}
_MODALITIES: dict[Modality, object] = {
    Modality.IN_PERSON: QT_TRANSLATE_NOOP("sessions", "In person"),
    Modality.VIDEO: QT_TRANSLATE_NOOP("sessions", "Video"),
    Modality.PHONE: QT_TRANSLATE_NOOP("sessions", "Phone"),
}
_PLANNED_KINDS: dict[SessionKind, object] = {
    SessionKind.INDIVIDUAL: QT_TRANSLATE_NOOP("sessions", "Individual"),
    SessionKind.FAMILY: QT_TRANSLATE_NOOP("sessions", "Family"),
    SessionKind.GROUP: QT_TRANSLATE_NOOP("sessions", "Group"),
    SessionKind.CASE_MANAGEMENT: QT_TRANSLATE_NOOP("sessions", "Case management"),
    SessionKind.MEDICATION_MANAGEMENT: QT_TRANSLATE_NOOP("sessions", "Medication management"),
    SessionKind.VOCATIONAL: QT_TRANSLATE_NOOP("sessions", "Vocational"),
    SessionKind.CRISIS: QT_TRANSLATE_NOOP("sessions", "Crisis"),
    SessionKind.PHONE_CONTACT: QT_TRANSLATE_NOOP("sessions", "Phone contact"),
    SessionKind.COLLATERAL_CONTACT: QT_TRANSLATE_NOOP("sessions", "Collateral contact"),
    SessionKind.CASE_CONFERENCE: QT_TRANSLATE_NOOP("sessions", "Case conference"),
    SessionKind.NO_SHOW: QT_TRANSLATE_NOOP("sessions", "No-show"),
}
_OF_ONE_CLIENT = (
    SessionKind.INDIVIDUAL,
    SessionKind.FAMILY,
    SessionKind.CASE_MANAGEMENT,
    SessionKind.MEDICATION_MANAGEMENT,
    SessionKind.VOCATIONAL,
)
_MOST_WEEKS = 4


def translated(text: object) -> str:
    """A text of this module in the language of the window."""
    # Qt's marker is typed as `object`; what it gives is the text.
    return QCoreApplication.translate("sessions", cast("str", text))


def group_type(group: Group) -> str:
    """What a group is for; one of its own type in the word that was typed for it."""
    return group.own_type if group.type is GroupType.OWN else translated(_TYPES[group.type])


def group_type_options() -> tuple[tuple[object, str], ...]:
    """What a group can be for, to choose from."""
    return tuple((value, translated(text)) for value, text in _TYPES.items())


def course_topic(topic: CourseTopic) -> str:
    """A topic of a course in full."""
    return translated(_TOPICS[topic][0])


def course_topic_in_short(topic: CourseTopic) -> str:
    """A topic of a course above a narrow column."""
    return translated(_TOPICS[topic][1])


def course_topic_options() -> tuple[tuple[object, str], ...]:
    """The topics a course can have, to choose from."""
    return tuple((one, course_topic(one)) for one in CourseTopic)


def modality(how: Modality) -> str:
    """How clients take part."""
    return translated(_MODALITIES[how])


def modality_options() -> tuple[tuple[object, str], ...]:
    """How clients can take part, to choose from."""
    return tuple((value, translated(text)) for value, text in _MODALITIES.items())


def kind(value: SessionKind) -> str:
    """The kind of a session."""
    return translated(_PLANNED_KINDS[value])


def kind_of_one_client_options() -> tuple[tuple[object, str], ...]:
    """What can be planned for one client, to choose from."""
    return tuple((value, kind(value)) for value in _OF_ONE_CLIENT)


def track(value: Track | None) -> str:
    """Of which track a weekly time is; empty for one that belongs to none."""
    return "" if value is None else translated(_TRACKS[value])


def track_options() -> tuple[tuple[object, str], ...]:
    """The tracks a weekly time can belong to, to choose from."""
    none = translated(QT_TRANSLATE_NOOP("sessions", "No track"))
    return ((None, none), *((one, track(one)) for one in Track))


def every_weeks_options() -> tuple[tuple[object, str], ...]:
    """How often a weekly time comes back, to choose from."""
    return tuple((weeks, every_weeks(weeks)) for weeks in range(1, _MOST_WEEKS + 1))


def every_weeks(weeks: int) -> str:
    """How often a weekly time comes back."""
    if weeks == 1:
        return translated(QT_TRANSLATE_NOOP("sessions", "Every week"))
    text = translated(QT_TRANSLATE_NOOP("sessions", "Every {count} weeks"))
    return text.format(count=weeks)


def weekday(day: Weekday) -> str:
    """A weekday in full."""
    return dates.WEEKDAYS[day]


def short_weekday(day: Weekday) -> str:
    """A weekday in three letters."""
    return dates.WEEKDAYS[day][:3]


def span(series: Series) -> str:
    """From when to when it lasts."""
    return times.write_range(TimeRange(start=series.starts, end=series.ends))


def when(series: Series) -> str:
    """The weekday and the times of one that comes back."""
    return f"{weekday(series.weekday)} {span(series)}"


def weekly(series: list[Series], today: date) -> str:
    """When something meets each week: "Mon, Wed, Fri 9:00 – 10:30 am"."""
    current = [one for one in series if one.ends_on is None or one.ends_on >= today]
    by_hour: dict[str, list[Series]] = {}
    for one in sorted(current, key=lambda one: (one.weekday, one.starts)):
        by_hour.setdefault(span(one), []).append(one)
    return " · ".join(
        f"{', '.join(dict.fromkeys(short_weekday(one.weekday) for one in some))} {hours}"
        for hours, some in by_hour.items()
    )
