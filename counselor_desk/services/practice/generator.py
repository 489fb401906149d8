"""The generator: a fictional caseload, the same for the same seed, size and day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from counselor_desk.services.practice import course
from counselor_desk.services.practice.caseload import Stay, stays
from counselor_desk.services.practice.cases import Case
from counselor_desk.services.practice.people import invent
from counselor_desk.services.practice.stories import Library, library
from counselor_desk.services.practice.wording import Voice, dice

_LOTS = 1000


def cases(seed: int, count: int, today: date, *, counselor: str) -> Iterator[Case]:
    """Practice clients in the order in which they asked for help.

    Args:
        seed: any number; another seed gives another caseload.
        count: 1 to 1,000 clients.
        today: the day that anchors the caseload; nothing happens on it or later.
        counselor: how the counselor is named in a plan, `Dana Whitfield, LADC`.
    """
    books = library()
    taken_names: set[str] = set()
    taken_goals: set[str] = set()
    first_lot = dice("lots", seed).randrange(_LOTS)
    for stay in stays(seed, count, today):
        lot = first_lot + stay.number
        yield _case(seed, stay, lot, books, counselor, taken_names, taken_goals)


def _case(
    seed: int,
    stay: Stay,
    lot: int,
    books: Library,
    counselor: str,
    taken_names: set[str],
    taken_goals: set[str],
) -> Case:
    chance = dice("case", seed, stay.today, stay.number)
    person = invent(
        chance,
        books,
        background=stay.background,
        stories=[books.stories[key] for key in (stay.substance, *stay.lives)],
        on=stay.inquiry_at.date(),
        lot=lot,
        taken_names=taken_names,
    )
    screen = books.stories[stay.substance].words["screen"]
    voice = Voice(chance, {**person.facts, "counselor": counselor, "screen": chance.choice(screen)})
    told = course.tell(stay, books, voice, taken_goals)
    return Case(
        number=stay.number,
        person=person,
        inquiry_at=stay.inquiry_at,
        admitted_on=stay.admitted_on,
        track=stay.place.track,
        target_weeks=stay.target_weeks,
        closed_on=stay.closed_on,
        plans=tuple(told.plans),
        notes=tuple(told.notes),
        grounds=told.grounds(),
    )
