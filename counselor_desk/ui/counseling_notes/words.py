"""What the page of counseling notes says: what they are, and what may stand in them.

Sources: 42 CFR 2.11 (SUD counseling notes) and 2.31(b) (their consent), final rule of February 16,
2024; 45 CFR 164.501 (psychotherapy notes).
"""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from counselor_desk.records import dates, times


def about() -> str:
    """What counseling notes are."""
    return _tr(
        "Your own notes on what was said in a session and what you think about it, kept apart from "
        "the chart. They have a passphrase of their own and are never searched, printed, exported "
        "or used in a plan or discharge summary."
    )


def allowed() -> str:
    """What may stand in them."""
    return _tr(
        "The content of a conversation, your impressions and hypotheses, questions for supervision."
    )


def excluded() -> str:
    """What belongs in the chart, and may not stand here alone."""
    return _tr(
        "Medications and their monitoring, start and stop times, kind and frequency of treatment, "
        "test results, and any summary of diagnosis, functioning, treatment plan, symptoms, "
        "prognosis or progress."
    )


def consent() -> str:
    """What it takes to give them to somebody."""
    return _tr(
        "They leave only under a consent for counseling notes alone, and treatment may not depend "
        "on it."
    )


def source() -> str:
    """Where the law says so."""
    return _tr(
        "42 CFR 2.11 and 2.31(b), final rule of February 16, 2024; 45 CFR 164.501 (psychotherapy "
        "notes)."
    )


def reminder() -> str:
    """One line below a note."""
    return _tr(
        "Only what was said and what you think about it. Times, services, medications, tests and "
        "progress belong in the chart."
    )


def when(written_at: datetime, today: date) -> str:
    """When a note was begun, on the wall clock."""
    day = dates.write_short(written_at.date(), today)
    return f"{day}, {times.write_time(written_at.time())}"


def nothing_yet() -> str:
    """In place of the first words of an empty note."""
    return _tr("Nothing written yet")


def _tr(text: str) -> str:
    return QCoreApplication.translate("counseling_notes", text)
