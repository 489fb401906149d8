"""The one row about the owner and the program."""

from counselor_desk.records.program import Paper, Program, Weekday
from counselor_desk.storage import program


def test_a_new_store_has_the_defaults(reading):
    assert program.get(reading) == Program()


def test_what_was_entered_last_is_kept(writing, reading):
    entered = Program(counselor_name="Dana Whitfield", paper=Paper.A4, week_starts=Weekday.SUNDAY)

    with writing() as db:
        program.put(db, Program(counselor_name="D."))
        program.put(db, entered)

    assert program.get(reading) == entered
