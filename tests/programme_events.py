"""What happens to the clients of a made-up programme, in the program and in a ledger beside it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from counselor_desk.records.groups import Group, GroupType
from counselor_desk.records.program import Weekday
from counselor_desk.records.schedule import Occurrence, Series
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.services import (
    clients,
    departures,
    episodes,
    groups,
    profiles,
    schedule,
)
from counselor_desk.services.clients import NewClient
from tests.desks import PROGRAM, ZONE, Clock, new_desk
from tests.programme_check import Disagreements
from tests.programme_model import (
    DAY,
    WEEK,
    Club,
    Ledger,
    Mark,
    Membership,
    Person,
    Slot,
    Time,
)
from tests.programme_model import Stay as ToldStay

SPRING, AUTUMN = date(2026, 2, 2), date(2026, 9, 7)
"""Mondays; the clocks change within the twelve weeks after each."""

WEEKS = 12
Times = dict[tuple[int, date], Occurrence]
_GROUPS = (
    (GroupType.RELAPSE_PREVENTION, "", ((0, 9, 12), (2, 9, 12), (4, 9, 12))),
    (GroupType.SKILLS, "R. Ames", ((0, 18, 21), (1, 18, 21), (3, 18, 21))),
    (GroupType.PSYCHOEDUCATION, "", ((1, 13, 16), (2, 13, 16), (4, 13, 16))),
    (GroupType.EMOTIONAL_SUPPORT, "", ((0, 22, 1), (2, 22, 1), (5, 23, 3))),
)
_THURSDAY, _FRIDAY, _SATURDAY, _SUNDAY = 3, 4, 5, 6


class Events:
    """Clients, groups and plans: each event goes through the services and into the ledger.

    `people` are in the order of their numbers; `rows` tells the record of each entry of the ledger.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - events, not secrets
        self.begins_on = AUTUMN if seed % 2 else SPRING
        self.clock = Clock(datetime.combine(self.begins_on, time(7), ZoneInfo(ZONE)))
        first_weekday = (0, 6)[seed // 2 % 2]
        program = replace(PROGRAM, week_starts=Weekday(first_weekday))
        self.desk = new_desk(folder, self.clock, program=program)
        self.told = Ledger(first_weekday)
        self.found = Disagreements()
        self.people = [
            Person(name=f"Client{number}", born_on=self.begins_on) for number in range(40)
        ]
        self.clubs: list[Club] = []
        self.rows: dict[object, object] = {}
        self.late: list[tuple[Time, Person]] = []
        self.clashing: list[tuple[int, Person]] = []
        self.admitted = {
            number: self.begins_on + DAY * self.chance.randrange(0, 15) for number in range(40)
        }

    def open(self) -> None:
        """Groups with their weekly times, and a number of the clinic's own from the beginning."""
        for number, (kind, leader, times) in enumerate(_GROUPS):
            cap = 9 if kind is GroupType.PSYCHOEDUCATION else None
            rule = "G2" if kind is GroupType.PSYCHOEDUCATION else "G1"
            club = Club(name=f"Group {number}", cap=cap or 10, rule=rule)
            self._add_group(club, type=kind, led_by=leader, cap=cap)
            for weekday, starts, ends in times:
                half = time(starts, 30) if starts == 23 else time(starts)
                self._plan(
                    Slot(
                        service="group",
                        weekday=weekday,
                        starts=half,
                        ends=time(ends, 30) if starts == 23 else time(ends),
                        begins_on=self.begins_on,
                        club=club,
                    ),
                    SessionKind.GROUP,
                    led_by=leader,
                    modality=Modality.VIDEO if rule == "G2" else Modality.IN_PERSON,
                )
        walk = Club(name="Walk", service="complementary", counts=False)
        self._add_group(walk, type=GroupType.COMPLEMENTARY, counts_hours=False)
        self._plan(self._side(walk, _SUNDAY, counts=False), SessionKind.GROUP)
        family = Club(name="Families", service="family", cap=60)
        self._add_group(family, type=GroupType.FAMILY, cap=60)
        self._plan(self._side(family, _SATURDAY, every=4), SessionKind.GROUP)
        profiles.set_number(self.desk, "gap_days_most", 3, "Contract of 2026")
        self.told.clinic.append((self.begins_on, "gap_days_most", 3))

    def _side(self, club: Club, weekday: int, *, every: int = 1, counts: bool = True) -> Slot:
        return Slot(
            service=club.service,
            weekday=weekday,
            starts=time(10),
            ends=time(11, 30),
            begins_on=self.begins_on + WEEK,
            every=every,
            club=club,
            counts=counts,
        )

    def _add_group(self, club: Club, **facts: object) -> None:
        kept = groups.add(self.desk, Group(id=0, uid="", name=club.name, **facts))
        self.rows[id(club)] = kept
        self.clubs.append(club)

    def _plan(self, slot: Slot, kind: SessionKind, **facts: object) -> None:
        owner = (
            {"care_group_id": self.rows[id(slot.club)].id}
            if slot.club
            else {"client_id": self.rows[id(slot.person)].id}
        )
        series = Series(
            id=0,
            uid="",
            zone="",
            kind=kind,
            weekday=Weekday(slot.weekday),
            starts=slot.starts,
            ends=slot.ends,
            begins_on=slot.begins_on,
            ends_on=slot.ends_on,
            every_weeks=slot.every,
            **owner,
            **facts,
        )
        self.rows[id(slot)] = schedule.plan(self.desk, series, ends_next_day=True)
        self.told.slots.append(slot)
        self.told.plans_changed()

    def admit(self, number: int, today: date) -> None:
        """A client of 16 years, one who turns 18 meanwhile, and adults."""
        born_on = date(1980, 1, 1) + WEEK * number
        if number == 0:
            born_on = date(2010, 1, 1)
        if number == 1:
            born_on = (self.begins_on + 6 * WEEK + 2 * DAY).replace(year=2008)
        person = self.people[number]
        person.born_on = born_on
        weeks = 8 if number == 5 else WEEKS
        self.rows[id(person)] = clients.add(
            self.desk,
            NewClient(
                given_name=person.name,
                family_name="Cole",
                born_on=born_on,
                admitted_on=today,
                target_weeks=weeks,
            ),
        )
        self._begin(person, number, today, weeks)

    def admit_again(self, number: int, today: date) -> None:
        client = self.rows[id(self.people[number])]
        started = episodes.start(self.desk, client.id, inquiry_on=today)
        episodes.change(self.desk, replace(started, admitted_on=today))
        self._begin(self.people[number], number, today, WEEKS)

    def known(self) -> list[Person]:
        """Who was admitted so far."""
        return [one for one in self.people if one.stays]

    def _begin(self, person: Person, number: int, today: date, weeks: int) -> None:
        stay = ToldStay(person=person, admitted_on=today, weeks=weeks)
        person.stays.append(stay)
        client = self.rows[id(person)]
        self.rows[id(stay)] = episodes.open_of(self.desk, client.id)
        self.join(self.clubs[number // 10], person, today)
        if number % 10 < 5 and number < 20:
            self.join(self.clubs[4], person, today)
        if number // 10 in (0, 2):
            self.join(self.clubs[5], person, today)
        hour = 8 + number % 10
        self._own(person, SessionKind.INDIVIDUAL, _THURSDAY, hour, 50, 1 + number % 2, today)
        if number % 4 == 0:
            self._own(person, SessionKind.CASE_MANAGEMENT, _FRIDAY, 17, 30, 2, today)
        if number % 5 == 0:
            self._own(person, SessionKind.VOCATIONAL, _SATURDAY, 14, 45, 3, today)

    def _own(
        self,
        person: Person,
        kind: SessionKind,
        weekday: int,
        hour: int,
        minutes: int,
        every: int,
        today: date,
    ) -> None:
        slot = Slot(
            service=kind.value,
            weekday=weekday,
            starts=time(hour),
            ends=time(hour, minutes),
            begins_on=today,
            every=every,
            person=person,
        )
        self._plan(slot, kind)

    def join(self, club: Club, person: Person, today: date) -> None:
        client = self.rows[id(person)]
        member = groups.join(self.desk, self.rows[id(club)].id, client.id, joined_on=today)
        kept = Membership(person=person, joined_on=today)
        club.members.append(kept)
        self.rows[id(kept)] = member

    def leave(self, club: Club, person: Person, today: date) -> None:
        for one in club.members:
            if one.person is person and one.left_on is None:
                groups.leave(self.desk, self.rows[id(one)], left_on=today)
                one.left_on = today

    def set_number(self, person: Person, name: str, value: int, today: date) -> None:
        client = self.rows[id(person)]
        profiles.set_client_number(self.desk, client.id, name, value, "Works mornings")
        self.told.own.append((today, person, name, value))

    def extend(self, person: Person, weeks: int) -> None:
        stay = person.stay
        episode = self.rows[id(stay)]
        episodes.extend(self.desk, episode, weeks, "Still has urges at work")
        stay.weeks = weeks

    def discharge(self, person: Person, today: date) -> None:
        stay = person.stay
        episode = episodes.get(self.desk, self.rows[id(stay)].id)
        episodes.change(self.desk, replace(episode, closed_on=today))
        with self.desk.write() as writer:
            departures.take_leave(writer, episode.client_id, today)
        stay.closed_on = today
        for member in (one for club in self.clubs for one in club.members):
            if member.person is person and member.left_on is None:
                member.left_on = today
        for slot in self.told.slots:
            if slot.person is person and slot.ends_on is None:
                slot.ends_on = today
                slot.changed.update(
                    {
                        day: None
                        for day, moved in slot.changed.items()
                        if moved is not None and moved[0] > today
                    }
                )
        self.told.plans_changed()

    def marks(self, person: Person, since: date) -> list[Mark]:
        return [one for stay in person.stays for one in stay.marks if one.held_on >= since]

    def book(self, first_on: date, days: int = 0) -> Times:
        """The planned times as the program tells them."""
        told = schedule.book(self.desk, first_on, first_on + DAY * days)
        return {(one.series.id, one.planned_on): one for one in told.occurrences}

    def planned(self, one: Time, book: Times) -> Occurrence:
        return book[self.rows[id(one.slot)].id, one.planned_on]
