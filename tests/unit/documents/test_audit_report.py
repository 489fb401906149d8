"""The report of the activity log: whether it is whole, what was asked for, its lines."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from counselor_desk.documents import docx, pdf, text
from counselor_desk.documents.audit_report import build_report, standing
from counselor_desk.records.activity import LogCheck, LogLine, LogReport
from counselor_desk.records.audit import Act, AuditEvent
from counselor_desk.records.ids import Uid
from counselor_desk.records.program import Paper, Program

CHICAGO = ZoneInfo("America/Chicago")
PROGRAM = Program(
    counselor_name="D. Whitfield", credential="LCDC", program_name="Cedar Ridge Recovery"
)


def check(bad=None):
    return LogCheck(
        entries=18422,
        first_bad_seq=bad,
        since=datetime(2026, 2, 2, 9, tzinfo=CHICAGO),
        checked_at=datetime(2026, 3, 12, 8, 2, tzinfo=CHICAGO),
    )


def line(seq, hour):
    at = datetime(2026, 3, 12, hour, 58, tzinfo=UTC)
    event = AuditEvent(seq=seq, at=at, session_uid=Uid("s"), actor="owner", act=Act.SIGN)
    return LogLine(
        event=event,
        at=at.astimezone(CHICAGO),
        what="Note signed",
        client="Marcus R.",
        detail="Individual note, Mar 9",
        who="D. Whitfield",
    )


@pytest.fixture
def report():
    return LogReport(
        check=check(),
        filters=(("Shown", "Signed"), ("Client", "All clients")),
        total=7000,
        lines=(line(12044, 14), line(12043, 3)),
    )


def read(report) -> str:
    document = build_report(report, PROGRAM, datetime(2026, 3, 12, 11, tzinfo=CHICAGO))
    return " ".join(text.render(document, Paper.LETTER).decode().split())


def test_a_whole_log_says_how_many_entries_since_when():
    assert standing(check()) == (
        "Unbroken: all 18,422 entries checked March 12, 2026 at 8:02 am, since February 2, 2026."
    )


def test_a_broken_log_names_the_entry():
    assert standing(check(12044)).startswith(
        "Entry 12,044 does not fit; everything before it is good."
    )


def test_the_filters_are_printed(report):
    shown = read(report)

    assert "Shown: Signed" in shown
    assert "newest 2 of 7,000" in shown


def test_lines_stand_below_their_local_day(report):
    shown = read(report)

    assert "Thursday, March 12, 2026 · 1 entry" in shown
    assert "Wednesday, March 11, 2026 · 1 entry" in shown
    assert shown.index("12,044") < shown.index("12,043")


def test_what_the_log_cannot_prove_is_said(report):
    assert "cannot prove that the owner of the store did not make it anew" in read(report)


def test_the_report_can_be_made_in_every_format(report):
    document = build_report(report, PROGRAM, datetime(2026, 3, 12, 11, tzinfo=CHICAGO))

    for render in (pdf.render, docx.render, text.render):
        assert render(document, Paper.LETTER)
