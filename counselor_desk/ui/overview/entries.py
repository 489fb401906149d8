"""The rows of each card of the overview, made from what it tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from counselor_desk.records import dates
from counselor_desk.records.flags import FlagKind
from counselor_desk.records.ids import ClientId
from counselor_desk.records.medications import Medication
from counselor_desk.records.notes import NoteRow
from counselor_desk.records.people import Person
from counselor_desk.records.signing import RecordState
from counselor_desk.records.today import (
    Due,
    Owed,
    OwedAnswer,
    OwedBackup,
    OwedDischarge,
    OwedGroupNotes,
    OwedHours,
    OwedLength,
    OwedNote,
    OwedPlan,
    OwedReview,
    OwedRoster,
    OwedSession,
    OwedStayReview,
    OwedTask,
)
from counselor_desk.services.overviews import GoalStanding, Overview
from counselor_desk.services.shown_names import Veil
from counselor_desk.ui.delegates import STRETCH, Geometry, Picture, Words
from counselor_desk.ui.navigation import Page, Place, Tab, View
from counselor_desk.ui.overview import words
from counselor_desk.ui.overview.rows import Entry, Shape, Track

MOST_DUE = 5
MOST_MEDICATIONS = 4
"""More than this are counted in a last row."""

_EDGES = {"left": 15.0, "right": 16.0}
GOALS = Shape(
    wide=Geometry(widths=(24, STRETCH, 96, 118, 116), height=29, gap=10, **_EDGES),
    narrow=Geometry(widths=(24, STRETCH, 116), height=29, gap=10, **_EDGES),
    narrow_below=640,
)
NOTES = Shape(
    wide=Geometry(widths=(60, 72, STRETCH, 84, 82), height=35, gap=12, **_EDGES),
    narrow=Geometry(widths=(60, STRETCH, 82), height=35, gap=12, **_EDGES),
    narrow_below=560,
    has_lines=True,
)
SHARES = Shape(wide=Geometry(widths=(16, STRETCH), height=28, gap=8, **_EDGES))
DUES = Shape(wide=Geometry(widths=(16, STRETCH, 88), height=26, gap=8, **_EDGES))
PEOPLE = Shape(wide=Geometry(widths=(80, STRETCH), height=38, gap=16, **_EDGES))
MEDICATIONS = Shape(wide=Geometry(widths=(16, STRETCH), height=40, gap=8, **_EDGES))


def goals(overview: Overview) -> tuple[Entry, ...]:
    """Each goal of the plan in force with where it stands."""
    return tuple(_goal(overview.client.id, one) for one in overview.goals)


def notes(overview: Overview, today: date) -> tuple[Entry, ...]:
    """The newest notes."""
    return tuple(_note(overview.client.id, row, today) for row in overview.last_notes)


def shares(overview: Overview) -> tuple[Entry, ...]:
    """How the hours are shared between groups and other care."""
    text = "" if overview.hours is None else words.shares(overview.hours)
    if not text:
        return ()
    place = Place(page=Page.CHART, client_id=overview.client.id, tab=Tab.ATTENDANCE)
    cells = (Picture(icon="timer"), Words(text=text))
    return (Entry(text=text, cells=cells, place=place),)


def dues(overview: Overview, owed: Sequence[Due], today: date) -> tuple[Entry, ...]:
    """What is owed, the next session, and the next review though it is further ahead."""
    client_id = overview.client.id
    mine = [one for one in owed if isinstance(one, Owed) and one.client_id == client_id]
    found = [(one.due_on, one.is_late, *words.due(one), _place(one), _session(one)) for one in mine]
    review_on = overview.review_on
    if review_on is not None and not any(isinstance(one, OwedPlan) for one in mine):
        plan = Place(page=Page.CHART, client_id=client_id, tab=Tab.PLAN)
        found.append((review_on, review_on < today, words.say("Plan review"), "target", plan, None))
    found.sort(key=lambda one: one[0])
    coming = overview.next_session
    if coming is not None:
        del found[MOST_DUE - 1 :]
        attendance = Place(page=Page.CHART, client_id=client_id, tab=Tab.ATTENDANCE)
        text = words.next_session(coming)
        found.append((coming.held_on, False, text, "calendar-days", attendance, None))
        found.sort(key=lambda one: one[0])
    entries = []
    for due_on, is_late, text, icon, place, session in found[:MOST_DUE]:
        day = words.day(due_on, today)
        ink = "risk" if is_late else "text2"
        cells = (Picture(icon=icon), Words(text=text), Words(text=day, kind="caption", ink=ink))
        late = words.say("late") if is_late else ""
        said = ", ".join(part for part in (text, day, late) if part)
        entries.append(Entry(text=said, cells=cells, place=place, session=session))
    return tuple(entries)


def people(overview: Overview, legal_name: str, veil: Veil) -> tuple[Entry, ...]:
    """Who the client is, and whom to call; initials while names are hidden."""
    client = overview.client
    born = ""
    if client.born_on is not None and not veil.is_worn:
        born = words.say("born {day}").format(day=dates.write(client.born_on))
    facts = _facts(client.id)
    return (
        _labeled(words.say("Legal name"), legal_name, born, facts("person")),
        _contact(words.say("Emergency"), overview.emergency, veil, facts("people")),
        _contact(words.say("Physician"), overview.physician, veil, facts("people")),
    )


def medications(overview: Overview, today: date) -> tuple[Entry, ...]:
    """What is taken now."""
    place = Place(
        page=Page.CHART, client_id=overview.client.id, tab=Tab.MEDICATIONS, part="medications"
    )
    shown = overview.medications[:MOST_MEDICATIONS]
    entries = [_medication(one, today, place) for one in shown]
    rest = len(overview.medications) - len(shown)
    if rest:
        text = words.say("{n} more").format(n=rest)
        entries.append(Entry(text=text, cells=(None, Words(text=text, ink="text2")), place=place))
    return tuple(entries)


def _goal(client_id: ClientId, standing: GoalStanding) -> Entry:
    goal, chip = standing.goal, words.goal_chip(standing)
    number = Words(text=goal.number, ink="text2", is_tabular=True)
    text, measured = Words(text=goal.text), words.on_track(standing)
    place = Place(page=Page.CHART, client_id=client_id, tab=Tab.PLAN, node_uid=goal.node_uid)
    return Entry(
        text=f"{goal.number} {goal.text}, {measured}, {chip.text}",
        cells=(number, text, Track(share=standing.share), Words(text=measured, ink="text2"), chip),
        narrow=(number, text, chip),
        place=place,
    )


def _note(client_id: ClientId, row: NoteRow, today: date) -> Entry:
    day = dates.write_short(row.held_on, today) if row.held_on else words.say("No date")
    kind, chip = words.kind(row.kind), words.note_chip(row)
    numbers = "  ".join(row.objective_numbers[:2])
    is_draft = row.state is RecordState.DRAFT
    place = (
        Place(page=Page.NOTE, client_id=client_id, note_id=row.id)
        if is_draft
        else Place(page=Page.CHART, client_id=client_id, tab=Tab.NOTES, note_id=row.id)
    )
    date_cell = Words(text=day, kind="strong")
    text = Words(text=row.first_words or words.say("Nothing written yet"))
    if not row.first_words:
        text = Words(text=text.text, ink="text3")
    return Entry(
        text=", ".join(part for part in (f"{day} {kind}", chip.text, row.first_words) if part),
        cells=(date_cell, Words(text=kind, ink="text2"), text, _numbers(numbers), chip),
        narrow=(date_cell, text, chip),
        place=place,
    )


def _numbers(text: str) -> Words:
    return Words(text=text, kind="caption", ink="text2", is_tabular=True)


def _labeled(label: str, text: str, caption: str, place: Place) -> Entry:
    name = Words(text=label, kind="caption", ink="text2")
    ink = "text" if text else "text3"
    shown = text or words.say("Not named yet")
    said = ", ".join(part for part in (label, shown, caption) if part)
    return Entry(text=said, cells=(name, Words(text=shown, caption=caption, ink=ink)), place=place)


def _contact(label: str, person: Person | None, veil: Veil, place: Place) -> Entry:
    if person is None:
        return _labeled(label, "", "", place)
    reached = (veil.reach(person.phone), veil.name(person.organization))
    who = words.who(person, veil.name(person.name))
    return _labeled(label, who, " · ".join(filter(None, reached)), place)


def _medication(one: Medication, today: date, place: Place) -> Entry:
    text, caption = words.medicine(one), words.medicine_facts(one, today)
    said = ", ".join(part for part in (text, caption) if part)
    cells = (Picture(icon="pill"), Words(text=text, caption=caption))
    return Entry(text=said, cells=cells, place=place)


def _facts(client_id: ClientId) -> Callable[[str], Place]:
    return lambda part: Place(
        page=Page.CHART, client_id=client_id, tab=Tab.OVERVIEW, view=View.FACTS, part=part
    )


def _length(item: OwedLength) -> Place:
    if item.asks is not FlagKind.WEEK_EIGHT:
        return _facts(item.client_id)("extend")
    return _stay_review(item.client_id)


def _stay_review(client_id: ClientId) -> Place:
    chart = Place(page=Page.CHART, client_id=client_id)
    return replace(chart, tab=Tab.ASSESSMENT, view=View.STAY, part="new")


def _session(item: Due) -> OwedSession | None:
    return item if isinstance(item, OwedSession) else None


def _place(item: Due) -> Place:
    """Where it is done."""
    match item:
        case OwedNote():
            found = Place(page=Page.NOTE, client_id=item.client_id, note_id=item.note_id)
        case OwedPlan() | OwedReview():
            found = Place(page=Page.CHART, client_id=item.client_id, tab=Tab.PLAN)
        case OwedStayReview():
            found = _stay_review(item.client_id)
        case OwedLength():
            found = _length(item)
        case OwedDischarge():
            found = Place(page=Page.CHART, client_id=item.client_id, tab=Tab.DISCHARGE)
        case OwedTask(task=task):
            found = Place(
                page=Page.CHART,
                client_id=item.client_id,
                tab=Tab.WORK,
                view=View.TASKS,
                task_uid=task.uid,
            )
        case OwedAnswer():
            found = Place(page=Page.AMENDMENTS, client_id=item.client_id)
        case OwedHours():
            found = Place(page=Page.CHART, client_id=item.client_id, tab=Tab.ATTENDANCE)
        case OwedSession():
            found = Place(page=Page.CHART, client_id=item.client_id, tab=Tab.NOTES)
        case OwedGroupNotes() | OwedRoster():
            found = Place(page=Page.TODAY)
        case OwedBackup():
            found = Place(page=Page.BACKUP)

    return found
