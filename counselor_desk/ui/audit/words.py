"""The words, icons and tones of the activity log on the screen."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates, times
from counselor_desk.records.activity import LogCheck, LogLine, Part
from counselor_desk.records.audit import Act

_PARTS: dict[Part, object] = {
    Part.ALL: QT_TRANSLATE_NOOP("audit", "All"),
    Part.SIGNED: QT_TRANSLATE_NOOP("audit", "Signed"),
    Part.RELEASED: QT_TRANSLATE_NOOP("audit", "Released"),
    Part.SECURITY: QT_TRANSLATE_NOOP("audit", "Security"),
    Part.CHANGES: QT_TRANSLATE_NOOP("audit", "Changes"),
}
_LOOKS: dict[Act, tuple[str, str]] = {
    Act.INSERT: ("plus", "text2"),
    Act.UPDATE: ("square-pen", "draft"),
    Act.DELETE: ("trash-2", "overdue"),
    Act.VIEW: ("eye", "text2"),
    Act.SIGN: ("lock", "signed"),
    Act.ADD_ADDENDUM: ("lock", "signed"),
    Act.EXPORT: ("file-down", "overdue"),
    Act.PRINT: ("printer", "text2"),
    Act.COPY_OUT: ("copy", "overdue"),
    Act.DISCARD: ("trash-2", "text2"),
    Act.RESTORE_DRAFT: ("undo-2", "text2"),
    Act.UNLOCK: ("lock-open", "text2"),
    Act.FAILED_UNLOCK: ("triangle-alert", "risk"),
    Act.LOCK: ("moon", "text2"),
    Act.AUTO_LOCK: ("moon", "text2"),
    Act.BACK_UP: ("hard-drive", "signed"),
    Act.BACKUP_FAILED: ("triangle-alert", "risk"),
    Act.RESTORE: ("archive-restore", "overdue"),
    Act.CHECK: ("shield-check", "text2"),
    Act.CLOCK_JUMP: ("clock", "overdue"),
    Act.ACCEPT_OLDER_COPY: ("triangle-alert", "risk"),
}
_KEYS = ("key-round", "text2")


def part(one: Part) -> str:
    """What a part of the log is called."""
    return _tr(_PARTS[one])


def look(act: Act) -> tuple[str, str]:
    """The icon of something done, and its color."""
    return _LOOKS.get(act, _KEYS)


def clock(at: datetime) -> str:
    """The time in a row: "9:58 am"."""
    return times.write_time(at.time())


def day(one: date, today: date) -> str:
    """The day above its lines: "Thursday, March 12", with the year when it is not this one."""
    weekday = dates.WEEKDAYS[one.weekday()]
    if one.year != today.year:
        return f"{weekday}, {dates.write_in_words(one)}"
    return f"{weekday}, {dates.MONTHS[one.month - 1]} {one.day}"


def entries(count: int) -> str:
    """How many: "14 entries"."""
    if count == 1:
        return _tr(QT_TRANSLATE_NOOP("audit", "1 entry"))
    return _tr(QT_TRANSLATE_NOOP("audit", "{count:,} entries")).format(count=count)


def standing(check: LogCheck, today: date) -> str:
    """Whether the log is whole."""
    if check.first_bad_seq is not None:
        text = QT_TRANSLATE_NOOP(
            "audit", "Entry {seq:,} does not fit; everything before it is good"
        )
        return _tr(text).format(seq=check.first_bad_seq)
    text = QT_TRANSLATE_NOOP("audit", "Unbroken: all {count:,} entries checked {when}, since {day}")
    at = check.checked_at
    when = (
        _tr(QT_TRANSLATE_NOOP("audit", "today at {time}"))
        if at.date() == today
        else f"{dates.write_short(at.date(), today)}, {{time}}"
    )
    since = dates.write_in_words((check.since or at).date())
    return _tr(text).format(count=check.entries, when=when.format(time=clock(at)), day=since)


def clock_standing(check: LogCheck) -> str:
    """Whether the clock of the computer was steady."""
    if not check.clock_jumps:
        return _tr(QT_TRANSLATE_NOOP("audit", "clock steady"))
    if check.clock_jumps == 1:
        return _tr(QT_TRANSLATE_NOOP("audit", "the clock jumped once"))
    text = QT_TRANSLATE_NOOP("audit", "the clock jumped {count:,} times")
    return _tr(text).format(count=check.clock_jumps)


def described(line: LogLine) -> str:
    """One line as text: to be copied, and for a screen reader."""
    when = f"{dates.write(line.at.date())} {clock(line.at)}"
    parts = (f"{line.event.seq:,}", when, line.what, line.client, line.detail, line.who)
    return " · ".join(each for each in parts if each)


def _tr(text: object) -> str:
    return QCoreApplication.translate("audit", str(text))
