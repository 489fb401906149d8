"""A group of ten written up by keyboard: how many keys it costs, and that no key has to wait."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time

import pytest

from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.plans import Goal, Intervention, Objective, Problem
from counselor_desk.records.program import Weekday
from counselor_desk.services import clients, group_sessions, groups, notes, plans
from counselor_desk.services.clients import NewClient
from tests import programme
from tests.desks import PASSPHRASE
from tests.journeys.persons import Person
from tests.journeys.watchdog import Watchdog

# What the offscreen platform says of menus.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")

MOST_BEYOND_PROSE = 45
NAMES = ("Aisha", "Brett", "Devon", "Emil", "Jolene", "Marta", "Nina", "Otis", "Ruben", "Sofia")
TOPIC = "High-risk situations"
DONE = "Role-played refusing a drink in three situations."
NEXT = "Try one refusal before Friday."
SENTENCES = (
    "Shared a script that worked at a wedding.",
    "Quiet at first, then engaged in the work in pairs.",
    "Named paydays as the hardest time of the month.",
    "Practiced leaving early and calling a friend.",
    "Cried when speaking of home, and stayed.",
    "Asked for a second turn and used a calmer voice.",
    "Wrote down three people to call on Saturday.",
    "Doubted that it helps; agreed to try it once.",
    "Explained the relapse chain in plain words.",
    "Gave useful feedback and took some as well.",
)


@dataclass
class Counted:
    """A person whose keys are counted; words of the notes are not."""

    person: Person
    actions: int = 0

    def presses(self, *keys: str) -> None:
        """Keys that are no prose."""
        self.actions += len(keys)
        self.person.presses(*keys)

    def enters(self, letter: str) -> None:
        """A letter that is no prose: an answer."""
        self.actions += len(letter)
        self.person.types(letter)


def add_members(desk):
    """Ten clients with signed plans of two objectives, in a group that met this morning."""
    group = programme.group(desk)
    for name in NAMES:
        client = clients.add(
            desk, NewClient(given_name=name, family_name="Cole", admitted_on=date(2026, 2, 9))
        )
        step = Intervention(node_uid=desk.new_uid(), text="Group", frequency="weekly")
        steps = tuple(
            Objective(
                node_uid=desk.new_uid(),
                text=text,
                interventions=(replace(step, node_uid=desk.new_uid()),),
            )
            for text in ("Refuses a drink in 3 situations", "Names 5 triggers")
        )
        goal = Goal(node_uid=desk.new_uid(), text="Stay sober", objectives=steps)
        problem = Problem(node_uid=desk.new_uid(), text="Alcohol", goals=(goal,))
        begun = plans.start(desk, client.id)
        plans.sign(desk, PlanEdit(plan=replace(begun, problems=(problem,))))
        groups.join(desk, group.id, client.id, joined_on=date(2026, 2, 10))
    programme.weekly(
        desk, of_group=group, weekday=Weekday.THURSDAY, starts=time(8), ends=time(9, 30)
    )


@pytest.fixture
def person(start, store, reopened) -> Person:
    """Somebody on Today who leads a group of ten."""
    desk = reopened(store)
    add_members(desk)
    desk.close()
    made = start(store)
    made.unlocks(PASSPHRASE)
    return made


def open_session(person: Person) -> None:
    """From the palette, whatever page is open."""
    person.presses("Ctrl+K")
    person.types("write up")
    person.presses("Return")
    person.waits(lambda: person.focus() == "Topic", "the caret in Topic")


def write_shared(counted: Counted) -> None:
    counted.person.types(TOPIC)
    counted.presses("Tab")
    counted.person.types(DONE)
    counted.presses("Tab")
    counted.person.types(NEXT)
    counted.presses("Ctrl+Shift+A", "Ctrl+Shift+R", "Alt+Down")


def write_member(counted: Counted, sentence: str) -> None:
    assert counted.person.focus() == "Response"
    counted.person.types(sentence)
    counted.presses("Ctrl+1")
    assert counted.person.focus() == "Progress on 1.1.1: Worse"
    counted.enters("b")
    counted.presses("Alt+Down")


def test_ten_notes_by_keyboard_only(person, answers):
    open_session(person)
    counted = Counted(person)
    write_shared(counted)
    for sentence in SENTENCES:
        write_member(counted, sentence)
    assert person.focus() == "Sign 10 ready notes…"
    answers.expect("Sign 10 notes?", lambda: counted.presses("Return"))
    counted.presses("Ctrl+Return")

    person.waits_to_see("10 notes signed")
    desk = person.window.desk
    signed = [notes.rows(desk, one.id) for one in clients.rows(desk) if one.name != "Marcus R."]
    assert [len(one) for one in signed] == [1] * len(NAMES)
    assert group_sessions.unfinished(desk) == ()
    assert counted.actions <= MOST_BEYOND_PROSE


def test_the_notes_of_ten_name_nobody_else(person, answers):
    open_session(person)
    counted = Counted(person)
    write_shared(counted)
    for sentence in SENTENCES:
        write_member(counted, sentence)
    answers.expect("Sign 10 notes?", lambda: counted.presses("Return"))
    counted.presses("Ctrl+Return")
    person.waits_to_see("10 notes signed")

    desk = person.window.desk
    for row in clients.rows(desk):
        for one in notes.rows(desk, row.id):
            text = "\n".join(part.text for part in notes.get(desk, one.id).sections)
            assert not any(name in text for name in NAMES)


def test_two_alike_responses_are_flagged_until_one_is_changed(person):
    open_session(person)
    counted = Counted(person)
    write_shared(counted)
    write_member(counted, SENTENCES[0])
    assert not person.sees("Similar text")

    write_member(counted, SENTENCES[0])
    person.waits_to_see("Similar text")
    person.presses("Alt+Up", "Ctrl+A")
    person.types(SENTENCES[1])
    person.presses("Alt+Down")

    person.waits(lambda: not person.sees("Similar text"), "the flag to go")
    assert person.sees("Ready")


def test_no_letter_of_a_response_waits(person):
    open_session(person)
    counted = Counted(person)
    write_shared(counted)
    watch = Watchdog()
    for sentence in SENTENCES[:2]:
        watch.types(person, sentence)
        person.presses("Alt+Down")
    watch.waits(lambda: person.sees("Saved "), "the session to be saved")

    assert watch.stalls == []


def test_after_the_lock_the_same_row_is_open(person, answers):
    open_session(person)
    person.types(TOPIC)
    person.presses("Alt+Down", "Alt+Down")
    person.types("Spoke about")
    person.locks()
    person.unlocks(PASSPHRASE)
    person.waits(lambda: person.focus() == "Response", "the caret in the response")

    person.types(" Friday.")

    assert person.sees("Spoke about Friday.")
    assert person.window.desk is not None
    held = group_sessions.unfinished(person.window.desk)[0]
    edit = group_sessions.open_edit(person.window.desk, held.session.id)
    assert edit.members[1].text.startswith("Spoke about")
