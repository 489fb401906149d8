"""The words, tones and icons of the week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates, times
from counselor_desk.records.schedule import Service
from counselor_desk.records.sessions import Modality
from counselor_desk.records.times import TimeRange
from counselor_desk.records.weeks import Block, Entry, OwnTime, Week, WriteUp
from counselor_desk.ui import session_words

_SERVICES: dict[Service, tuple[object, str]] = {
    Service.INDIVIDUAL: (QT_TRANSLATE_NOOP("schedule", "Individual"), "draft"),
    Service.GROUP: (QT_TRANSLATE_NOOP("schedule", "Group"), "accent"),
    Service.FAMILY: (QT_TRANSLATE_NOOP("schedule", "Family"), "overdue"),
    Service.MEDICATION_MANAGEMENT: (
        QT_TRANSLATE_NOOP("schedule", "Medication management"),
        "neutral",
    ),
    Service.CASE_MANAGEMENT: (QT_TRANSLATE_NOOP("schedule", "Case management"), "neutral"),
    Service.VOCATIONAL: (QT_TRANSLATE_NOOP("schedule", "Vocational"), "neutral"),
    Service.LIFE_SKILLS: (QT_TRANSLATE_NOOP("schedule", "Class"), "accent"),
    Service.COMPLEMENTARY: (QT_TRANSLATE_NOOP("schedule", "Complementary"), "accent"),
    Service.OTHER: (QT_TRANSLATE_NOOP("schedule", "Session"), "neutral"),
}
_WRITE_UPS: dict[WriteUp, tuple[object, str, str]] = {
    WriteUp.NONE: (QT_TRANSLATE_NOOP("schedule", ""), "", ""),
    WriteUp.SIGNED: (QT_TRANSLATE_NOOP("schedule", "signed"), "lock", "signed"),
    WriteUp.DRAFT: (QT_TRANSLATE_NOOP("schedule", "draft"), "square-pen", "draft"),
    WriteUp.LATE: (QT_TRANSLATE_NOOP("schedule", "late"), "circle-alert", "risk"),
}


def translated(text: object) -> str:
    """A text of this package in the language of the window."""
    # Qt's marker is typed as `object`; what it gives is the text.
    return QCoreApplication.translate("schedule", cast("str", text))


def service(value: Service) -> str:
    """The kind of care in a word."""
    return translated(_SERVICES[value][0])


def tone(value: Service) -> str:
    """The tone of a kind of care."""
    return _SERVICES[value][1]


def legend_kinds() -> tuple[tuple[str, str], ...]:
    """The tones of the three kinds that are most, with their words."""
    shown = (Service.GROUP, Service.INDIVIDUAL, Service.FAMILY)
    return tuple((tone(one), service(one).lower()) for one in shown)


def legend_states() -> tuple[tuple[str, str, str], ...]:
    """The icons of write-ups with their tones and words."""
    shown = (WriteUp.SIGNED, WriteUp.DRAFT, WriteUp.LATE)
    return tuple((icon(one), state_tone(one), write_up(one)) for one in shown)


def write_up(value: WriteUp) -> str:
    """How far the notes are, in a word; empty before anything."""
    text = _WRITE_UPS[value][0]
    return translated(text) if text else ""


def icon(value: WriteUp) -> str:
    """The icon of it; empty before anything."""
    return _WRITE_UPS[value][1]


def state_tone(value: WriteUp) -> str:
    """The tone of that icon."""
    return _WRITE_UPS[value][2]


def line(block: Entry) -> str:
    """What stands below the name: "10:30 am · Group · 8", "2:00 pm · Job interview"."""
    if isinstance(block, OwnTime):
        return joined(times.write_time(block.starts), block.told.text)
    is_group = block.group_id is not None
    return joined(
        times.write_time(block.starts),
        service(block.service),
        str(block.expected) if is_group else "",
        session_words.modality(block.modality).lower()
        if block.modality is not Modality.IN_PERSON
        else "",
    )


def people(block: Entry) -> str:
    """Who takes part beside the client, and who leads where it is not the counselor."""
    if isinstance(block, OwnTime):
        return ""
    return joined(
        translated("with {name}").format(name=block.with_whom) if block.with_whom else "",
        translated("led by {name}").format(name=block.led_by) if block.led_by else "",
    )


def clashes(block: Entry) -> str:
    """What overlaps with it, in a sentence; empty where nothing does."""
    if not block.clashes:
        return ""
    others = translated(" and ").join(
        translated("{title} at {time}").format(title=title, time=times.write_time(starts))
        for title, starts in block.clashes
    )
    return translated("Overlaps with {others}.").format(others=others)


def own() -> str:
    """What an appointment of a client is called in the legend."""
    return translated("client’s own time")


def spoken(block: Entry) -> str:
    """A block as it is read out."""
    day = f"{dates.WEEKDAYS[block.held_on.weekday()]} {_month_day(block.held_on)}"
    hours = times.write_range(TimeRange(start=block.starts, end=block.ends))
    if isinstance(block, OwnTime):
        facts = (block.title, own(), day, hours, block.told.text, clashes(block))
        return ", ".join(filter(None, facts))
    expected = translated("{count} expected").format(count=block.expected) if block.group_id else ""
    parts = (
        block.title,
        service(block.service),
        day,
        hours,
        expected,
        people(block),
        write_up(block.write_up),
        clashes(block),
    )
    return ", ".join(filter(None, parts))


def tip(block: Entry) -> str:
    """Everything that may be cut in a block, as its tooltip."""
    return "\n".join(filter(None, (block.title, line(block), people(block), clashes(block))))


def heading(week: Week, next_one: Block | None, today: date) -> str:
    """What week it is, how much is in it, and what is next."""
    count = len(week.blocks)
    sessions = (translated("1 session") if count == 1 else translated("{count} sessions")).format(
        count=count
    )
    year = "" if week.last_on.year == today.year else f", {week.last_on.year}"
    return joined(
        translated("Week of {days}").format(days=_days(week, is_short=False) + year),
        sessions,
        next_words(next_one, today),
    )


def next_words(block: Block | None, today: date) -> str:
    """When the next session is."""
    if block is None:
        return ""
    at = times.write_time(block.starts)
    if block.held_on == today:
        return translated("next at {time}").format(time=at)
    day = dates.WEEKDAYS[block.held_on.weekday()]
    return translated("next {day} at {time}").format(day=day, time=at)


def days(week: Week) -> str:
    """The days of a week in short: "Mar 9 – 15"."""
    return _days(week, is_short=True)


def day_head(day: date) -> str:
    """The head of a column: "Mon 9"."""
    return f"{dates.WEEKDAYS[day.weekday()][:3]} {day.day}"


def day_line(day: date, today: date, off: str = "") -> str:
    """The head of a day in the list: "Monday, March 9"; `off` is what a day off is called."""
    named = f"{dates.WEEKDAYS[day.weekday()]}, {_month_day(day)}"
    return joined(named, off, translated("today") if day == today else "")


def hour(value: int) -> str:
    """An hour at the left edge: "9 am"."""
    half = "am" if value % 24 < 12 else "pm"  # noqa: PLR2004 - noon and midnight
    return f"{value % 12 or 12} {half}"


def next_up(blocks: Iterable[Block], now: datetime) -> Block | None:
    """The counselor's own session that begins next."""
    return next((one for one in blocks if one.is_mine and one.begins_after(now)), None)


def moved(block: Block, minutes: int) -> str:
    """What a toast says of a session that was moved by some minutes."""
    at = datetime.combine(block.held_on, block.starts) + timedelta(minutes=minutes)
    return translated("{title} moved to {time}").format(
        title=block.title, time=times.write_time(at.time())
    )


def copied(count: int) -> str:
    """What a toast says of a week that was copied."""
    if not count:
        return translated("Nothing of last week is to be copied: weekly times come by themselves")
    if count == 1:
        return translated("1 session of last week copied")
    return translated("{count} sessions of last week copied").format(count=count)


def bring_back(block: Block) -> str:
    """The entry of a menu that brings a session back: "Bring back Marcus R., Fri 13 9:00 am"."""
    return translated("Bring back {title}, {day} {time}").format(
        title=block.title, day=day_head(block.held_on), time=times.write_time(block.starts)
    )


def joined(*parts: str) -> str:
    """Small facts in one line."""
    return " · ".join(filter(None, parts))


def _days(week: Week, *, is_short: bool) -> str:
    first, last = week.first_on, week.last_on
    end = str(last.day) if first.month == last.month else _month_day(last, is_short=is_short)
    return f"{_month_day(first, is_short=is_short)} – {end}"


def _month_day(day: date, *, is_short: bool = False) -> str:
    name = dates.MONTHS[day.month - 1]
    return f"{name[:3] if is_short else name} {day.day}"
