"""The activity log: find lines, read a page of them, check the chain, lay it out for paper."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from counselor_desk.records.activity import (
    LogCheck,
    LogDay,
    LogFilter,
    LogIndex,
    LogLine,
    LogReport,
    Part,
    Subject,
    View,
    Word,
)
from counselor_desk.records.audit import Act
from counselor_desk.records.ids import ClientId
from counselor_desk.records.printing import PrintWish
from counselor_desk.services import audit_words, programs, shown_names
from counselor_desk.services.desk import OWNER, Desk
from counselor_desk.services.exports import Composed, Trace
from counselor_desk.storage import activity, audit
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage.database import Database, Reader
from counselor_desk.storage.search import plain
from counselor_desk.storage.vault import Vault

MOST_PRINTED = 5000
"""Lines that go on paper; the newest ones of those that were asked for."""

_REPORT_FILE = "Activity log"

PAGE = 64
"""Lines that are read at a time."""

_HOUR_LENGTH = len("2026-03-12T14:5")
"""A moment up to its tens of minutes: no zone changes its date within them."""


def wanted(
    desk: Desk,
    *,
    part: Part = Part.ALL,
    text: str = "",
    client_id: ClientId | None = None,
    first_on: date | None = None,
    last_on: date | None = None,
) -> LogFilter:
    """What is asked for: a part, words, a client, and local days, the last one included."""
    with desk.read() as reader:
        words = tuple(_word(reader, word) for word in text.split())
    return LogFilter(
        part=part,
        words=words,
        client_id=client_id,
        since=_midnight(desk, first_on),
        until=_midnight(desk, last_on + timedelta(days=1) if last_on else None),
    )


def index(database: Database, zone: str, sought: LogFilter) -> LogIndex:
    """The places of the wanted lines. Scans the log, so it runs in a task, on its own connection.

    Takes about a second for a million lines.
    """
    with database.read() as reader:
        found = activity.places(reader, sought)
    local_day = _LocalDays(zone)
    days: list[LogDay] = []
    for day, lines_of_day in groupby(found, key=lambda line: local_day[line[1][:_HOUR_LENGTH]]):
        first = days[-1].first + days[-1].count if days else 0
        days.append(LogDay(day=day, first=first, count=sum(1 for _ in lines_of_day)))
    return LogIndex(
        wanted=sought,
        seqs=array("q", (seq for seq, _ in found)),
        days=tuple(days),
    )


def index_of(vault: Vault, zone: str, sought: LogFilter) -> LogIndex:
    """As `index`, on a connection of its own: for a task."""
    with closing(vault.connect()) as database:
        return index(database, zone, sought)


def lines(desk: Desk, seqs: Sequence[int]) -> tuple[LogLine, ...]:
    """The lines with these numbers in words, the newest first; at most `PAGE` at a time."""
    with desk.read() as reader:
        return tuple(_lines(reader, desk, seqs))


def around(desk: Desk, seq: int) -> tuple[LogLine, ...]:
    """The lines before and after an entry and itself if it is there, the newest first."""
    return lines(desk, range(seq + PAGE // 2 - 1, max(seq - PAGE // 2 - 1, 0), -1))


def check(database: Database, now: datetime, zone: str) -> LogCheck:
    """Compute the whole chain anew. Takes long, so it runs in a task, on its own connection."""
    local = ZoneInfo(zone)
    with database.read() as reader:
        report = audit.verify(reader, database.keys)
        first = activity.first_at(reader)
        jumps = activity.count(reader, Act.CLOCK_JUMP)
    return LogCheck(
        entries=report.entries,
        first_bad_seq=report.first_bad_seq,
        since=datetime.fromisoformat(first).astimezone(local) if first else None,
        checked_at=now.astimezone(local),
        clock_jumps=jumps,
    )


def check_of(vault: Vault, now: datetime, zone: str) -> LogCheck:
    """As `check`, on a connection of its own: for a task."""
    with closing(vault.connect()) as database:
        return check(database, now, zone)


def note_checked(desk: Desk, result: LogCheck) -> None:
    """Put into the log that somebody had it checked, and what came of it.

    Not into that of an older copy which nobody has decided about.
    """
    if desk.is_read_only:
        return
    with desk.write() as writer:
        outcome = "log good" if result.is_whole else "log damaged"
        writer.act(Act.CHECK, table="audit_event", result=outcome)


def record_views(desk: Desk, views: Sequence[View]) -> None:
    """Put into the log which charts and notes were on the screen, each at its own moment.

    They come together, after a pause, so that leafing through notes waits for no disk
    (45 CFR 164.312(b): record and examine activity). An older copy that nobody has decided about
    can be read, and its log takes nothing.
    """
    if desk.is_read_only:
        return
    with desk.write():
        for view in views:
            own = desk.database.write(view.at, OWNER, session_uid=desk.session_uid)
            with own as writer:
                is_note = view.note_id is not None
                writer.act(
                    Act.VIEW,
                    table="note" if is_note else "client",
                    row_id=view.note_id if is_note else view.client_id,
                    client_id=view.client_id,
                )


def report(
    desk: Desk, found: LogIndex, checked: LogCheck, filters: tuple[tuple[str, str], ...]
) -> LogReport:
    """The wanted lines for paper, the newest `MOST_PRINTED` of them."""
    printed = found.seqs[:MOST_PRINTED]
    pages = (printed[at : at + PAGE] for at in range(0, len(printed), PAGE))
    with desk.read() as reader:
        gathered = tuple(line for seqs in pages for line in _lines(reader, desk, seqs))
    return LogReport(check=checked, filters=filters, total=len(found.seqs), lines=gathered)


def selection(
    chosen: Sequence[LogLine], checked: LogCheck, filters: tuple[tuple[str, str], ...]
) -> LogReport:
    """Some lines that somebody picked, for paper."""
    return LogReport(check=checked, filters=filters, total=len(chosen), lines=tuple(chosen))


def compose(desk: Desk, made: LogReport, wish: PrintWish) -> Composed:
    """The report laid out as it is wished; it takes long and may run in a task."""
    from counselor_desk.documents.audit_report import build_report
    from counselor_desk.documents.fonts import missing_letters

    program = desk.program()
    document = build_report(made, program, desk.local(desk.now()), programs.logo(desk))
    return Composed(
        document=document,
        stem=_REPORT_FILE,
        paper=wish.paper or program.paper,
        trace=Trace(table="audit_event"),
        missing_letters=missing_letters(document),
    )


def note_released(desk: Desk, act: Act, result: str) -> None:
    """Put into the log that lines of it left the store, as by copying them."""
    with desk.write() as writer:
        writer.act(act, table="audit_event", result=result)


class _LocalDays(dict[str, date]):
    """The local date of the first letters of a moment in UTC, worked out once for each."""

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = ZoneInfo(zone)

    def __missing__(self, start: str) -> date:
        day = datetime.fromisoformat(f"{start}0:00+00:00").astimezone(self._zone).date()
        self[start] = day
        return day


def _lines(reader: Reader, desk: Desk, seqs: Sequence[int]) -> Iterator[LogLine]:
    events = activity.page(reader, seqs)
    subjects = activity.subjects(reader, events)
    ids = sorted({event.client_id for event in events if event.client_id is not None})
    names = shown_names.alone_of(desk, client_rows.some(reader, ids))
    owner, today = desk.program().counselor_name or OWNER, desk.today()
    for event in events:
        subject = subjects.get((event.table_name, event.row_id or 0), Subject())
        yield LogLine(
            event=event,
            at=desk.local(event.at),
            what=audit_words.what(event),
            client=names.get(event.client_id, "") if event.client_id is not None else "",
            detail=audit_words.detail(event, subject, today),
            who=owner if event.actor == OWNER else event.actor,
            subject=subject,
        )


def _word(reader: Reader, word: str) -> Word:
    acts, tables = audit_words.meaning(word)
    number = word.replace(",", "")
    return Word(
        clients=frozenset(client_rows.matching(reader, word) if plain(word) else ()),
        acts=acts,
        tables=tables,
        seq=int(number) if number.isascii() and number.isdigit() and len(number) < 19 else None,  # noqa: PLR2004 - what SQLite can count to
    )


def _midnight(desk: Desk, day: date | None) -> datetime | None:
    """The first moment of a local day."""
    return None if day is None else datetime.combine(day, time.min, ZoneInfo(desk.zone))
