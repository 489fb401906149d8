"""What a medication list misses: a check with the client, a prescription that ran out.

M1: the list is gone through with the client every 30 days; M2: a prescription that ran out is
renewed or stopped. Both only point something out. The 30 days are a choice of the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from counselor_desk.records import dates
from counselor_desk.records.medications import Medication, MedicationList
from counselor_desk.rules.findings import Finding, Severity

CHECK_EVERY = timedelta(days=30)
"""How long a check of the list holds."""


def find(listed: MedicationList, today: date) -> tuple[Finding, ...]:
    """Everything that is noticed in a list on the day `today`."""
    return (*m1_check(listed, today), *m2_run_out(listed, today))


def check_due_on(listed: MedicationList) -> date | None:
    """The last day on which the newest check holds, None when there was none."""
    last = listed.last_check
    return None if last is None else last.checked_on + CHECK_EVERY


def needs_check(listed: MedicationList, today: date) -> bool:
    """Whether the list was never gone through, or not for more than 30 days."""
    due_on = check_due_on(listed)
    return due_on is None or due_on < today


def m1_check(listed: MedicationList, today: date) -> Iterator[Finding]:
    """M1: gone through with the client within the last 30 days."""
    if not needs_check(listed, today):
        return
    last = listed.last_check
    if last is None:
        message = "The medications were never gone through with the client."
    else:
        days = (today - last.checked_on).days
        message = f"The medications were last gone through with the client {days} days ago."
    yield Finding(
        rule="M1",
        subject=listed.uid,
        severity=Severity.WARN,
        message=message,
        repair="check",
        due_on=check_due_on(listed),
    )


def m2_run_out(listed: MedicationList, today: date) -> Iterator[Finding]:
    """M2: no prescription of a current medication ran out."""
    for one in listed.current:
        if one.has_run_out(today) and one.expected_until is not None:
            yield _run_out(one, one.expected_until, today)


def _run_out(medication: Medication, until: date, today: date) -> Finding:
    day = dates.write_short(until, today)
    return Finding(
        rule="M2",
        subject=medication.uid,
        severity=Severity.WARN,
        message=f"The prescription for {medication.title} ran out on {day}. Renewed or stopped?",
        repair="expected_until",
        due_on=until,
    )
