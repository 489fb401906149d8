"""Twelve weeks of a made-up programme: the program and a ledger kept beside it say the same.

One seed in the suite, more by `COUNSELOR_DESK_FAULTS`: usual 4, full 20. Even seeds run through
the change of clocks in spring, odd ones through that in autumn; two of four begin their weeks on
Sunday.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from counselor_desk.services import exports
from counselor_desk.services.exports import DocumentKind, Format
from tests.faults.counts import count
from tests.programme_model import Person
from tests.programme_run import Programme

RULES = ("H1", "H2", "H3", "H4", "H5", "H8", "H9", "G1", "G2", "I1", "I2")
SEEDS = range(count(1, 4, 20))


@pytest.fixture(scope="module", params=SEEDS)
def lived(request: pytest.FixtureRequest, tmp_path_factory) -> Iterator[Programme]:
    """A programme after its twelve weeks, compared once in each of them."""
    folder: Path = tmp_path_factory.mktemp("programme") / "Records.cdesk"
    programme = Programme(folder, request.param)
    with closing(programme.desk):
        programme.run()
        yield programme


def paper(lived: Programme, person: Person, kind: DocumentKind) -> str:
    """The words of a paper about a client, set apart by single spaces."""
    choice = exports.choose(lived.desk, lived.rows[id(person)].id, kind)[0]
    made = exports.compose(lived.desk, choice)
    return " ".join(exports.render(made.document, Format.TXT, made.paper).decode().split())


def test_the_hours_of_every_week_agree(lived):
    assert lived.found.compared > 400
    assert lived.found.weeks == []


def test_the_findings_of_every_stay_agree(lived):
    assert lived.found.findings == []


def test_full_groups_are_told_of_and_others_are_not(lived):
    assert lived.found.groups == []


def test_every_rule_spoke_up_and_kept_quiet(lived):
    silent = [rule for rule in RULES if not lived.found.fired[rule] or not lived.found.quiet[rule]]

    assert silent == []


def test_every_rule_on_hours_reaches_the_counselor(lived):
    assert set(lived.found.shown) == {rule for rule in RULES if not rule.startswith("G")}


def test_nothing_impossible_was_kept(lived):
    assert lived.found.accepted == []


@pytest.mark.parametrize(
    ("kind", "figures"),
    [(DocumentKind.ATTENDANCE_LETTER, "letter"), (DocumentKind.HOURS_REPORT, "report")],
)
def test_letters_and_reports_tell_the_figures_of_the_ledger(lived, kind, figures):
    today = lived.desk.today()
    missing = [
        f"{person.name}: {line}"
        for person in lived.people[:20]
        for line in getattr(lived.told, figures)(person.stay, today)
        if line not in paper(lived, person, kind)
    ]

    assert missing == []


def test_a_letter_of_progress_tells_the_same_attendance(lived):
    person = lived.people[15]
    (told, *_) = lived.told.letter(person.stay, lived.desk.today())

    assert told in paper(lived, person, DocumentKind.PROGRESS_LETTER)


def test_a_single_minute_of_difference_is_found(lived):
    stay = lived.people[12].stay
    place, mark = next((n, one) for n, one in enumerate(stay.marks) if one.minutes)
    stay.marks[place] = replace(mark, told=mark.told - 1)
    try:
        assert lived.differences()
    finally:
        stay.marks[place] = mark
    assert lived.differences() == []
