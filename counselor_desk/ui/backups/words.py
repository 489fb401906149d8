"""The words of backups: when, where, how large, what is inside, and why one failed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records.backups import BackupTry, OnlyHere
from counselor_desk.records.dates import MONTHS, WEEKDAYS, write_in_words
from counselor_desk.records.times import write_time

_THOUSAND = 1000
_UNITS = ("KB", "MB", "GB", "TB")

_ONE: dict[str, object] = {
    "clients": QT_TRANSLATE_NOOP("backups", "1 client"),
    "signed_notes": QT_TRANSLATE_NOOP("backups", "1 signed note"),
    "drafts": QT_TRANSLATE_NOOP("backups", "1 draft"),
    "unfinished_forms": QT_TRANSLATE_NOOP("backups", "1 unfinished form"),
    "plans": QT_TRANSLATE_NOOP("backups", "1 plan"),
    "assessments": QT_TRANSLATE_NOOP("backups", "1 assessment"),
    "tasks": QT_TRANSLATE_NOOP("backups", "1 task"),
    "cvs": QT_TRANSLATE_NOOP("backups", "1 CV"),
    "discharges": QT_TRANSLATE_NOOP("backups", "1 discharge summary"),
    "log_entries": QT_TRANSLATE_NOOP("backups", "1 log entry"),
}
_MANY: dict[str, object] = {
    "clients": QT_TRANSLATE_NOOP("backups", "{n:,} clients"),
    "signed_notes": QT_TRANSLATE_NOOP("backups", "{n:,} signed notes"),
    "drafts": QT_TRANSLATE_NOOP("backups", "{n:,} drafts"),
    "unfinished_forms": QT_TRANSLATE_NOOP("backups", "{n:,} unfinished forms"),
    "plans": QT_TRANSLATE_NOOP("backups", "{n:,} plans"),
    "assessments": QT_TRANSLATE_NOOP("backups", "{n:,} assessments"),
    "tasks": QT_TRANSLATE_NOOP("backups", "{n:,} tasks"),
    "cvs": QT_TRANSLATE_NOOP("backups", "{n:,} CVs"),
    "discharges": QT_TRANSLATE_NOOP("backups", "{n:,} discharge summaries"),
    "log_entries": QT_TRANSLATE_NOOP("backups", "{n:,} log entries"),
}
_KINDS: dict[str, object] = {
    "clients": QT_TRANSLATE_NOOP("backups", "Clients"),
    "signed_notes": QT_TRANSLATE_NOOP("backups", "Signed notes"),
    "drafts": QT_TRANSLATE_NOOP("backups", "Drafts"),
    "unfinished_forms": QT_TRANSLATE_NOOP("backups", "Unfinished forms"),
    "plans": QT_TRANSLATE_NOOP("backups", "Treatment plans"),
    "assessments": QT_TRANSLATE_NOOP("backups", "Assessments"),
    "tasks": QT_TRANSLATE_NOOP("backups", "Tasks"),
    "cvs": QT_TRANSLATE_NOOP("backups", "CVs"),
    "discharges": QT_TRANSLATE_NOOP("backups", "Discharge summaries"),
    "log_entries": QT_TRANSLATE_NOOP("backups", "Log entries"),
}
_TOLD = ("clients", "signed_notes")
"""What is told of a backup in a sentence."""

_FAILURES: dict[str, tuple[object, object]] = {
    "missing": (
        QT_TRANSLATE_NOOP("backups", "The backup folder was not found"),
        QT_TRANSLATE_NOOP(
            "backups",
            "Your work is saved on this computer. Plug in “{place}” or make it reachable, and "
            "try again.",
        ),
    ),
    "full": (
        QT_TRANSLATE_NOOP("backups", "There is no room for a backup in “{place}”"),
        QT_TRANSLATE_NOOP(
            "backups",
            "Your work is saved on this computer. Free some space there, or choose another folder.",
        ),
    ),
    "read_only": (
        QT_TRANSLATE_NOOP("backups", "“{place}” cannot be written to"),
        QT_TRANSLATE_NOOP(
            "backups",
            "Your work is saved on this computer. Allow writing there, or choose another folder.",
        ),
    ),
    "damaged": (
        QT_TRANSLATE_NOOP("backups", "The backup in “{place}” was not written well"),
        QT_TRANSLATE_NOOP(
            "backups",
            "It was read back, did not match and was not kept. Your work is saved on this "
            "computer. Check the store below, then try again or use another drive.",
        ),
    ),
    "cancelled": (
        QT_TRANSLATE_NOOP("backups", "The last backup to “{place}” was canceled"),
        QT_TRANSLATE_NOOP("backups", "Your work is saved on this computer. Back up again soon."),
    ),
}
_OTHER_FAILURE: tuple[object, object] = (
    QT_TRANSLATE_NOOP("backups", "No backup could be made in “{place}”"),
    QT_TRANSLATE_NOOP(
        "backups",
        "Your work is saved on this computer. Check the drive and its cable, then try again.",
    ),
)


def long_moment(moment: datetime) -> str:
    """A local moment for a sentence: "Tuesday, March 10, 6:02 pm"; the year is left to context."""
    day = f"{WEEKDAYS[moment.weekday()]}, {MONTHS[moment.month - 1]} {moment.day}"
    return f"{day}, {write_time(moment.time())}"


def short_moment(moment: datetime, now: datetime) -> str:
    """A local moment for a list: "Tue, Mar 10, 6:02 pm", with the year when it is not this one."""
    day = f"{WEEKDAYS[moment.weekday()][:3]}, {MONTHS[moment.month - 1][:3]} {moment.day}"
    year = "" if moment.year == now.year else f", {moment.year}"
    return f"{day}{year}, {write_time(moment.time())}"


def ago(moment: datetime, now: datetime) -> str:
    """How many days ago a local moment was: "today", "yesterday", "2 days ago".

    A clock that once ran ahead leaves a moment that is still to come.
    """
    if moment > now:
        return say("in the future")
    days = (now.date() - moment.date()).days
    if days == 0:
        return say("today")
    return say("yesterday") if days == 1 else say("{n:,} days ago").format(n=days)


def size(n_bytes: int) -> str:
    """A size in decimal units: "142 MB"."""
    amount = n_bytes / _THOUSAND
    for unit in _UNITS[:-1]:
        if amount < _THOUSAND:
            return f"{_figure(amount)} {unit}"
        amount /= _THOUSAND
    return f"{_figure(amount)} {_UNITS[-1]}"


def place(folder: str | Path) -> str:
    """A folder as one calls it: its last part, or the drive itself."""
    path = Path(folder)
    return path.name or str(path)


def kind(what: str) -> str:
    """What is counted, as the head of a row."""
    return _translated(_KINDS[what]) if what in _KINDS else what


def count(what: str, n: int) -> str:
    """Some of one kind: "1 client", "2,410 signed notes"."""
    words = _ONE if n == 1 else _MANY
    return _translated(words[what]).format(n=n) if what in words else f"{n:,} {what}"


def counted(counts: Mapping[str, int], *kinds: str) -> str:
    """What was counted, kind by kind: "88 clients, 2,410 signed notes"."""
    return ", ".join(count(what, counts[what]) for what in kinds if what in counts)


def inside(counts: Mapping[str, int]) -> str:
    """What a backup holds, in short: "88 clients, 2,410 signed notes"."""
    return counted(counts, *_TOLD)


def span(days: Sequence[date | None]) -> str:
    """From when to when some notes are: ", notes from March 10 to March 12", or nothing."""
    known = sorted(day for day in days if day is not None)
    if not known:
        return ""
    first, last = write_in_words(known[0]), write_in_words(known[-1])
    if first == last:
        return say("; the notes are of {day}").format(day=first)
    return say("; the notes are from {first} to {last}").format(first=first, last=last)


def only_here(
    found: Sequence[OnlyHere], local: Callable[[datetime], datetime]
) -> dict[str, tuple[str, ...]]:
    """What would go, kind by kind in the order of the table: "CD-0147 · March 12, 2026"."""
    lines: dict[str, list[str]] = {what: [] for what in _KINDS}
    for one in found:
        day = write_in_words(one.held_on or local(one.added_at).date())
        lines[one.what].append(f"{one.number} · {day}" if one.number else day)
    return {what: tuple(some) for what, some in lines.items() if some}


def failure(tried: BackupTry) -> tuple[str, str]:
    """What went wrong with a try and what to do, as title and sentence."""
    title, sentence = _FAILURES.get(tried.failure, _OTHER_FAILURE)
    name = place(tried.folder)
    return _translated(title).format(place=name), _translated(sentence).format(place=name)


def say(text: str) -> str:
    """A text of this package in the language of the window."""
    return QCoreApplication.translate("backups", text)


def _translated(text: object) -> str:
    # Qt's marker is typed as `object`; what it gives is the text.
    return say(cast("str", text))


def _figure(amount: float) -> str:
    return f"{amount:.1f}" if amount < 10 else f"{amount:,.0f}"  # noqa: PLR2004 - two figures are enough
