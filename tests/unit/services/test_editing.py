"""Editing: undo and redo as lists of values."""

from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.services.editing import Edit


def test_typing_makes_no_undo_step():
    assert Edit.of("a").set("ab").undo_words == ""


def test_undo_brings_back_the_value_and_keeps_its_words():
    edit = Edit.of("a").step("Add goal 1", "b")

    assert (edit.undo_words, edit.undo().current, edit.undo().redo_words) == (
        "Add goal 1",
        "a",
        "Add goal 1",
    )


def test_a_new_step_ends_what_could_be_redone():
    assert Edit.of("a").step("x", "b").undo().step("y", "c").redo_words == ""


@given(st.lists(st.text(), max_size=20))
def test_undoing_every_step_and_redoing_them_is_the_way_there_and_back(values):
    edit = Edit.of("start")
    for value in values:
        edit = edit.step("step", value)
    back = edit
    for _ in values:
        back = back.undo()
    forth = back
    for _ in values:
        forth = forth.redo()

    assert (back.current, forth.current) == ("start", edit.current)
