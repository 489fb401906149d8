"""The words, tones and icons of groups, their members and their weekly times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from PySide6.QtCore import QCoreApplication

from counselor_desk.records import dates, times
from counselor_desk.records.courses import Course, CourseLine
from counselor_desk.records.groups import Group, Member
from counselor_desk.records.schedule import Occurrence, Series
from counselor_desk.services.groups import GroupNow
from counselor_desk.services.schedule import Clash
from counselor_desk.ui import session_words


@dataclass(frozen=True, slots=True)
class Said:
    """A word with its tone and icon."""

    text: str
    tone: str = "neutral"
    icon: str = ""


def translated(text: object) -> str:
    """A text of this package in the language of the window."""
    # Qt's marker is typed as `object`; what it gives is the text.
    return QCoreApplication.translate("groups", cast("str", text))


def kind(group: Group) -> str:
    """What a group is for, for whom, and who gives a complementary therapy."""
    uncounted = "" if group.counts_hours else translated("not treatment hours")
    return joined(session_words.group_type(group), group.affinity, group.given_by, uncounted)


def leader(name: str) -> str:
    """Who leads."""
    return name or translated("You")


def places(now: GroupNow) -> str:
    """How many of the places are taken."""
    return translated("{count} of {limit}").format(count=len(now.members), limit=now.limit)


def members(now: GroupNow) -> Said:
    """The same, with the warning of a group that is too full."""
    if now.findings:
        return Said(places(now), "overdue", "triangle-alert")
    return Said(places(now))


def counted(told: Sequence[GroupNow]) -> str:
    """How many groups meet, and how many places are taken in them; empty without any."""
    if not told:
        return ""
    taken = sum(len(one.members) for one in told)
    groups = translated("1 group") if len(told) == 1 else translated("{count} groups")
    places_taken = translated("1 place taken") if taken == 1 else translated("{taken} places taken")
    return joined(groups, places_taken).format(count=len(told), taken=taken)


def next_meeting(one: Occurrence | None, today: date) -> str:
    """When a group meets next."""
    if one is None:
        return translated("Nothing planned")
    return f"{day(one.held_on, today)} {times.write_time(one.starts)}"


def day(value: date, today: date) -> str:
    """A day near today: Today, Tomorrow, else Thu Mar 12."""
    ahead = (value - today).days
    if ahead in (0, 1):
        return translated("Today") if ahead == 0 else translated("Tomorrow")
    return f"{dates.WEEKDAYS[value.weekday()][:3]} {dates.write_short(value, today)}"


def short(value: date | None, today: date) -> str:
    """A day in a list; empty where there is none."""
    return dates.write_short(value, today) if value else ""


def stay(member: Member, today: date) -> str:
    """From when to when a client was in a group."""
    begun, left = short(member.joined_on, today), short(member.left_on, today)
    return f"{begun} – {left}" if left else translated("since {day}").format(day=begun)


def series_caption(series: Series, today: date) -> str:
    """How, by whom and between which days a weekly time is."""
    often = "" if series.every_weeks == 1 else session_words.every_weeks(series.every_weeks)
    return joined(
        session_words.modality(series.modality),
        translated("led by {name}").format(name=series.led_by) if series.led_by else "",
        often,
        session_words.track(series.track),
        validity(series, today),
    )


def validity(series: Series, today: date) -> str:
    """Between which days a weekly time holds, as far as that is not plain."""
    if series.ends_on is not None:
        first, last = short(series.begins_on, today), short(series.ends_on, today)
        return f"{first} – {last}"
    if series.begins_on > today:
        return translated("from {day}").format(day=short(series.begins_on, today))
    return ""


def clash(one: Clash, title: str, name: str, today: date) -> str:
    """What overlaps, in a sentence.

    Args:
        one: the two times; the first is this group's.
        title: what the other one is called.
        name: the client who cannot be at both, empty where it is the leader.
        today: the local date.
    """
    facts = {
        "day": day(one.one.held_on, today),
        "time": times.write_time(one.other.starts),
        "title": title,
        "name": name,
    }
    text = (
        translated("{name} is expected elsewhere: {title}, {day} at {time}.")
        if name
        else translated("You also lead {title}: {day} at {time}.")
    )
    return text.format(**facts)


def course(told: Course) -> str:
    """How much of what a class plans was taught; empty where nothing is planned."""
    if not told.topics:
        return ""
    topics = (
        translated("{covered} of 1 topic covered")
        if told.topics == 1
        else translated("{covered} of {topics} topics covered")
    )
    meetings = translated("Taught {taught} of {planned} planned meetings")
    facts = {"taught": told.taught, "planned": told.planned}
    return joined(meetings.format(**facts), topics.format(covered=told.covered, topics=told.topics))


def covered(told: Course) -> str:
    """How many of the planned topics somebody had as often as planned."""
    return translated("{covered} of {topics}").format(covered=told.covered, topics=told.topics)


def times_taught(line: CourseLine) -> str:
    """How often a topic was, of how often it is planned; a dash where it is neither."""
    if line.planned:
        facts = {"taught": line.taught, "planned": line.planned}
        return translated("{taught} of {planned}").format(**facts)
    return str(line.taught) if line.taught else "–"


def topic_caption(line: CourseLine) -> str:
    """Where a topic stands."""
    if not line.planned:
        return translated("Taught, not planned")
    if line.is_covered:
        return translated("Covered")
    return translated("Begun") if line.taught else translated("Not yet taught")


def joined(*parts: str) -> str:
    """Small facts in one line."""
    return " · ".join(filter(None, parts))


def joined_by_comma(*parts: str) -> str:
    """Facts that belong to each other."""
    return ", ".join(filter(None, parts))
