"""Runs a made-up programme of twelve weeks through the services, and keeps a ledger beside.

Forty clients in four groups: one leads by day, one by night over the change of clocks, one is a
class, one is led by somebody else. Chance decides who comes, what is moved, and what is closed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from counselor_desk.errors import (
    DeskError,
    ImpossibleAttendanceError,
    ImpossibleNumberError,
    ImpossibleSeriesError,
)
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.mutual_help import Fellowship
from counselor_desk.records.reasons import ReasonCode, ReasonedRule
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import (
    attendance,
    groups,
    hours,
    mutual_help,
    profiles,
    schedule,
)
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.mutual_help import NewMeeting
from tests.desks import ZONE
from tests.programme_check import Disagreements
from tests.programme_events import WEEKS, Events, Times
from tests.programme_model import (
    CAME,
    DAY,
    WEEK,
    Mark,
    Person,
    Time,
)
from tests.programme_model import Stay as ToldStay

_CODES = {
    "present": 76,
    "late": 6,
    "left_early": 5,
    "excused": 4,
    "no_show": 4,
    "cancelled_client": 3,
    "cancelled_program": 2,
}


class Programme(Events):
    """One run: `run` lives through the twelve weeks day by day and compares once a week."""

    def run(self) -> Disagreements:
        with self.desk.write():
            self.open()
        for place in range(WEEKS * 7 + 3):
            today = self.begins_on + DAY * place
            self.clock.moment = self._at(today, time(7))
            with self.desk.write():
                self._morning(today, place)
            self.clock.moment = self._at(today, time(23, 58))
            with self.desk.write():
                self._evening(today)
            self._try_what_cannot_be(today)
            if today.weekday() == (2, 6)[place // 7 % 2]:
                self.compare(self.found)
                with self.desk.write():
                    self._give_reasons(today)
        return self.found

    def compare(self, found: Disagreements) -> None:
        """Compare everything that is told today."""
        today = self.desk.today()
        known = hours.of_caseload(self.desk)
        for person in self.people:
            for stay in person.stays:
                row = self.rows[id(stay)]
                is_now = stay is person.stay and stay.closed_on is None
                one = known[row.client_id] if is_now else hours.of_episode(self.desk, row.id)
                found.compare_stay(self.told, stay, one, today)
        for club in self.clubs:
            found.compare_group(club, groups.get(self.desk, self.rows[id(club)].id))

    def differences(self) -> list[str]:
        """What the program and the ledger tell differently now."""
        new = Disagreements()
        self.compare(new)
        return [*new.weeks, *new.findings, *new.groups]

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, ZoneInfo(ZONE)).astimezone(UTC)

    def _morning(self, today: date, place: int) -> None:
        for number, day in self.admitted.items():
            if day == today:
                self.admit(number, today)
        self._lives(today, place)
        self._change_plans(today)

    def _lives(self, today: date, place: int) -> None:
        """What happens to single clients on a day of the programme, counted from 0."""
        if place == 20:
            self.join(self.clubs[1], self.people[7], today)
            self.join(self.clubs[3], self.people[7], today)
        if place == 25:
            self.set_number(self.people[2], "week_hours_least", 6, today)
        if place == 30:
            self.leave(self.clubs[1], self.people[10], today)
            self.join(self.clubs[0], self.people[10], today)
        if place == 40:
            self.set_number(self.people[8], "week_hours_most", 9, today)
            profiles.set_number(self.desk, "service_days_least", 4, "Contract of March")
            self.told.clinic.append((today, "service_days_least", 4))
        if place == 45:
            self.extend(self.people[5], 14)
        if place == 52:
            self.discharge(self.people[3], today)
            self.discharge(self.people[6], today)
        if place == 60:
            self.admit_again(3, today)
        if place == 70:
            self.discharge(self.people[11], today)
            self.admit_again(11, today)

    def _change_plans(self, today: date) -> None:
        """Days off and times that are moved or left out, a few days before they come."""
        if self.chance.random() < 0.04:
            day = today + DAY * self.chance.randrange(1, 6)
            schedule.add_holiday(self.desk, day, "Closed")
            self.told.holidays.add(day)
            self.told.plans_changed()
        marked = {mark.key for person in self.people for mark in self.marks(person, today)}
        times = self.told.times(today, today + 4 * DAY)
        ahead = [one for one in times if one.key not in marked]
        for one in self.chance.sample(ahead, min(len(ahead), 1)):
            planned = self.planned(one, self.book(one.held_on))
            self.told.plans_changed()
            if self.chance.random() < 0.4:
                schedule.leave_out(self.desk, planned, "Room closed")
                one.slot.changed[one.planned_on] = None
                continue
            first = max(today, one.slot.begins_on)
            to = max(one.held_on + DAY * self.chance.randrange(-2, 3), first)
            starts, ends = time(7), time(8) if one.slot.person else time(10)
            schedule.move(self.desk, planned, to, starts, ends)
            one.slot.changed[one.planned_on] = (to, starts, ends)

    def _evening(self, today: date) -> None:
        """Attendance of the day, and what was left from the day before."""
        waiting, self.late = self.late, []
        book = self.book(today - DAY, 1)
        for one, person in waiting:
            self._mark(one, person, book)
        for one in self.told.times(today, today):
            is_late = self.chance.random() < 0.15
            for person in self.people:
                if not self._is_expected(one, person):
                    continue
                if is_late and self.chance.random() < 0.7:
                    self.late.append((one, person))
                else:
                    self._mark(one, person, book)
        if self.known() and self.chance.random() < 0.3:
            self._unplanned(today)

    def _is_expected(self, one: Time, person: Person) -> bool:
        if not person.stays or not self.told.expects(one, person):
            return False
        return person.stay.admitted_on <= one.held_on and person.stay.closed_on is None

    def _mark(self, one: Time, person: Person, book: Times) -> None:
        stay = next(
            one_stay
            for one_stay in reversed(person.stays)
            if one_stay.admitted_on <= one.held_on
            and (one_stay.closed_on is None or one.held_on <= one_stay.closed_on)
        )
        session = attendance.hold(self.desk, self.planned(one, book))
        code, minutes = self._what_became(stay, one)
        if code in CAME and self.told.is_busy(stay, one.held_on, one.starts, one.ends):
            self.clashing.append((session.id, person))
            code, minutes = "excused", 0
        self._put(session.id, person, code, minutes)
        stay.marks.append(
            Mark(
                held_on=one.held_on,
                starts=one.starts,
                ends=one.ends,
                service=one.slot.service,
                counts=one.slot.counts,
                code=code,
                told=minutes,
                key=one.key,
            )
        )

    def _put(self, session_id: int, person: Person, code: str, minutes: int) -> None:
        client = self.rows[id(person)]
        attendance.mark(self.desk, session_id, client.id, AttendanceCode(code), minutes)

    def _what_became(self, stay: ToldStay, one: Time) -> tuple[str, int]:
        """One who stays away from the fifth week on, and chance for everybody else."""
        silent = stay.person is self.people[4]
        if silent and one.held_on > self.begins_on + 4 * WEEK:
            return "no_show", 0
        code = self.chance.choices(tuple(_CODES), weights=tuple(_CODES.values()))[0]
        if code not in CAME:
            return code, 0
        if code == "present":
            return code, one.minutes
        return code, self.chance.randrange(0, one.minutes)

    def _unplanned(self, today: date) -> None:
        """A contact by phone, which counts no hours, or a session nobody planned."""
        there = [one for one in self.known() if one.stay.closed_on is None]
        person = self.chance.choice(there)
        starts, ends = time(6, 10), time(6, 40)
        if person is self.people[4] or self.told.is_busy(person.stay, today, starts, ends):
            return
        kind = self.chance.choice(
            (SessionKind.PHONE_CONTACT, SessionKind.INDIVIDUAL, SessionKind.MEDICATION_MANAGEMENT)
        )
        session = attendance.record(
            self.desk, NewSession(kind=kind, held_on=today, starts=starts, ends=ends)
        )
        self._put(session.id, person, "present", 30)
        service = "other" if kind is SessionKind.PHONE_CONTACT else kind.value
        person.stay.marks.append(
            Mark(
                held_on=today,
                starts=starts,
                ends=ends,
                service=service,
                counts=True,
                code="present",
                told=30,
            )
        )
        mutual_help.add(
            self.desk,
            self.rows[id(person)].id,
            NewMeeting(held_on=today, fellowship=Fellowship.AA),
        )

    def _try_what_cannot_be(self, today: date) -> None:
        """Bad input is refused each time and changes nothing."""
        for session_id, person in self.clashing:
            self._refuse(
                "two sessions at once", partial(self._put, session_id, person, "present", 30)
            )
        self.clashing.clear()
        if not self.known():
            return
        desk, person = self.desk, self.chance.choice(self.known())
        before = person.stays[0].admitted_on - DAY
        early = NewSession(
            kind=SessionKind.INDIVIDUAL, held_on=before, starts=time(4), ends=time(4, 30)
        )
        session = attendance.record(desk, early)
        self._refuse("before the admission", lambda: self._put(session.id, person, "present", 5))
        now = attendance.record(desk, replace(early, held_on=today))
        self._refuse("minutes beyond", lambda: self._put(now.id, person, "late", 31))
        if person.stay.closed_on is not None and person.stay.closed_on < today:
            self._refuse("after the discharge", lambda: self._put(now.id, person, "present", 5))
        self._refuse(
            "a session ahead", lambda: attendance.record(desk, replace(early, held_on=today + DAY))
        )
        client = self.rows[id(person)]
        self._refuse(
            "an impossible number",
            lambda: profiles.set_client_number(desk, client.id, "week_hours_least", 400, "Why"),
        )
        ahead = list(self.told.times(today + DAY, today + 2 * DAY))
        if ahead:
            planned = self.planned(ahead[0], self.book(ahead[0].held_on))
            if planned.series.ends > planned.series.starts:
                self._refuse(
                    "an end before its start",
                    lambda: schedule.move(desk, planned, today + DAY, time(12), time(11)),
                )

    def _refuse(self, what: str, act: object) -> None:
        try:
            act()
        except (ImpossibleAttendanceError, ImpossibleSeriesError, ImpossibleNumberError):
            return
        except DeskError as other:
            what = f"{what}: {type(other).__name__}"
        self.found.accepted.append(what)

    def _give_reasons(self, today: date) -> None:
        """Some findings are settled by a reason, on both sides."""
        for person in self.known():
            stay = person.stay
            for rule, message, due_on in self.told.findings(stay, today):
                about_on = self._about(stay, rule, message, due_on, today)
                if about_on is None or self.chance.random() < 0.5:
                    continue
                hours.give_reason(
                    self.desk,
                    self.rows[id(stay)].id,
                    ReasonedRule(rule),
                    about_on,
                    ReasonCode.ILLNESS,
                )
                stay.reasons.add((rule, about_on))

    def _about(
        self, stay: ToldStay, rule: str, message: str, due_on: date | None, today: date
    ) -> date | None:
        if rule == "H8":
            return due_on - WEEK
        if rule == "H2":
            return next(
                week.begins_on
                for week in self.told.weeks(stay, today)
                if f"of {week.begins_on:%b} {week.begins_on.day} " in message
            )
        if rule in ("I1", "I2", "H9"):
            name = {"I1": "individual_days", "I2": "family_days", "H9": "silence_days"}[rule]
            return due_on - DAY * self.told.number(name, stay.person, today)
        return None
