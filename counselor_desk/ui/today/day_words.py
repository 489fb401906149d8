"""The words of a day's sessions and of a week's hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QT_TRANSLATE_NOOP

from counselor_desk.records import times
from counselor_desk.records.schedule import Service
from counselor_desk.records.sessions import minutes_between
from counselor_desk.records.weeks import WriteUp
from counselor_desk.ui.delegates import ChipWords
from counselor_desk.ui.today.words import say

if TYPE_CHECKING:
    from counselor_desk.records.weeks import Block
    from counselor_desk.services.today import HoursLine

_SERVICES: dict[Service, object] = {
    Service.INDIVIDUAL: QT_TRANSLATE_NOOP("today", "Individual"),
    Service.GROUP: QT_TRANSLATE_NOOP("today", "Group"),
    Service.FAMILY: QT_TRANSLATE_NOOP("today", "Family"),
    Service.MEDICATION_MANAGEMENT: QT_TRANSLATE_NOOP("today", "Medication management"),
    Service.CASE_MANAGEMENT: QT_TRANSLATE_NOOP("today", "Case management"),
    Service.VOCATIONAL: QT_TRANSLATE_NOOP("today", "Vocational"),
    Service.LIFE_SKILLS: QT_TRANSLATE_NOOP("today", "Life skills"),
    Service.COMPLEMENTARY: QT_TRANSLATE_NOOP("today", "Complementary"),
    Service.OTHER: QT_TRANSLATE_NOOP("today", "Other"),
}
_CHIPS = {
    WriteUp.SIGNED: ("Signed", "signed", "lock"),
    WriteUp.DRAFT: ("Draft", "draft", "square-pen"),
}


def described(block: object, now: datetime, *, is_hidden: bool = False) -> str:
    """A session as a screen reader says it; `is_hidden` as in `caption`."""
    one = cast("Block", block)
    said = state(one, now)
    last = said.text if isinstance(said, ChipWords) else said
    parts = (
        times.write_time(one.starts),
        length(one),
        one.title,
        caption(one, is_hidden=is_hidden),
        last,
    )
    return ", ".join(part for part in parts if part)


def length(block: Block) -> str:
    """How long it is: "50 min"."""
    minutes = minutes_between(block.held_on, block.starts, block.ends, block.zone)
    return say("{n} min").format(n=minutes)


def caption(block: Block, *, is_hidden: bool = False) -> str:
    """Its kind, and for how many or with whom; nobody is named while names are hidden."""
    # Qt's marker is typed as `object`; what it gives is the text.
    kind = say(cast("str", _SERVICES[block.service]))
    if block.group_id is not None:
        count = block.expected
        more = say("1 member") if count == 1 else say("{n} members").format(n=count)
    else:
        more = (
            say("with {whom}").format(whom=block.with_whom)
            if block.with_whom and not is_hidden
            else ""
        )
    led = say("led by {name}").format(name=block.led_by) if block.led_by and not is_hidden else ""
    return " · ".join(part for part in (kind, more, led) if part)


def state(block: Block, now: datetime) -> ChipWords | str:
    """How far its note is, or the step to it; nothing for what is to come or led by another."""
    if block.write_up in _CHIPS:
        text, tone, icon = _CHIPS[block.write_up]
        return ChipWords(text=say(text), tone=tone, icon=icon)
    if not block.is_mine or block.begins_after(now) or not block.expected:
        return ""
    return say("Write note") if block.group_id is None else say("Write notes")


def open_words() -> str:
    """What the button of the next session says."""
    return say("Open")


def next_of(blocks: Sequence[Block], now: datetime) -> Block | None:
    """The first session that is still to come."""
    return next((one for one in blocks if one.is_mine and one.begins_after(now)), None)


def day_line(blocks: Sequence[Block], now: datetime) -> str:
    """The day in few words: "4 sessions · next at 10:30 am"; empty without any."""
    if not blocks:
        return ""
    count = len(blocks)
    text = say("1 session") if count == 1 else say("{n} sessions").format(n=count)
    coming = next_of(blocks, now)
    if coming is None:
        return text
    at = say("next at {time}").format(time=times.write_time(coming.starts))
    return f"{text} · {at}"


def hours_described(line: object) -> str:
    """A client's hours as a screen reader says them."""
    one = cast("HoursLine", line)
    short = say("will not reach the hours of the week") if one.is_short else ""
    return ", ".join(part for part in (one.name, hours_text(one), short) if part)


def hours_text(line: HoursLine) -> str:
    """The hours so far, with the least of the week where it will not be reached."""
    hours = f"{line.minutes / 60:.1f}"
    if line.is_short:
        return say("{n} / {least:g} h").format(n=hours, least=line.least / 60)
    return say("{n} h").format(n=hours)
