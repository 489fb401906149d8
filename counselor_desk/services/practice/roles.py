"""Roles: who of each dozen shows what only one client shows, so that every rule speaks once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from counselor_desk.services.practice import timetable
from counselor_desk.services.practice.cases import Case
from counselor_desk.services.practice.steps import Role

_BLOCK = 12
_SESSIONS_FOR_EXTENSION = 5
_SESSIONS_FOR_CALL = 3
STEPS_DOWN_AFTER = timedelta(days=9)
"""How long after the admission the client goes on at a lower level of care."""


def deal(cases: Sequence[Case], today: date) -> Mapping[int, frozenset[Role]]:
    """The roles by the number of the case; a role nobody of a dozen can play is left out."""
    dealt: dict[int, frozenset[Role]] = {}
    for start in range(0, len(cases), _BLOCK):
        block = cases[start : start + _BLOCK]
        for role, can_play in _CASTING.items():
            able = [case for case in block if case.number not in dealt and can_play(case, today)]
            if able:
                dealt[able[-1].number] = frozenset({role})
    return dealt


def called_on(today: date) -> date:
    """The day on which a client called between sessions."""
    return timetable.working_day_before(today)


def reviewed(case: Case) -> bool:
    """Whether a plan was reviewed and signed."""
    return any(one.plan.version > 1 and one.signed_at is not None for one in case.plans)


def _is_extended(case: Case, _today: date) -> bool:
    held = case.grounds.sessions
    return case.closed_on is None and len(held) >= _SESSIONS_FOR_EXTENSION and reviewed(case)


def _can_call(case: Case, today: date) -> bool:
    grounds = case.grounds
    is_quiet = grounds.lapse_on is None and grounds.safety_on is None
    is_written = all(note.signed_at is not None for note in case.notes)
    if case.closed_on is not None or not (is_quiet and is_written):
        return False
    held = grounds.sessions
    last_on = max((note.note.held_on or today for note in case.notes), default=today)
    used_on = called_on(today) - timedelta(days=1)
    return len(held) >= _SESSIONS_FOR_CALL and last_on <= used_on


def _can_lack_review(case: Case, _today: date) -> bool:
    return case.closed_on is None and reviewed(case)


def _is_back(case: Case, _today: date) -> bool:
    return case.closed_on is None and bool(case.grounds.sessions)


def _can_step_down(case: Case, today: date) -> bool:
    is_in = case.closed_on is None and case.admitted_on is not None
    return is_in and today - (case.admitted_on or today) > STEPS_DOWN_AFTER


_CASTING: dict[Role, Callable[[Case, date], bool]] = {
    Role.CALLED_LATE: _can_call,
    Role.EXTENDED: _is_extended,
    Role.UNREVIEWED: _can_lack_review,
    Role.READMITTED: _is_back,
    Role.STEPPED_DOWN: _can_step_down,
}
