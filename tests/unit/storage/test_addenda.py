"""Addenda in the store: beside the note, which stays as it was."""

from dataclasses import replace

import pytest

from counselor_desk.errors import ClosedRecordError
from counselor_desk.records.signing import RecordKind
from counselor_desk.storage import addenda, drafts
from tests.unit.storage import samples


def test_an_addendum_stands_with_its_note(chart, reading):
    assert addenda.of_note(reading, chart.note.id) == [chart.addendum]


@pytest.mark.parametrize("find", [addenda.get, addenda.by_uid])
def test_an_addendum_is_found(chart, reading, find):
    key = chart.addendum.id if find is addenda.get else chart.addendum.uid

    assert find(reading, key) == chart.addendum


def test_a_signed_addendum_is_closed(chart, writing):
    with pytest.raises(ClosedRecordError), writing() as db:
        addenda.fill(db, replace(chart.addendum, text="Something else."))


def test_a_discarded_addendum_leaves_the_list(chart, writing, reading):
    with writing() as db:
        begun = addenda.insert(db, samples.addendum(chart.note))
        drafts.keep(db, RecordKind.ADDENDUM, begun.uid, "{}", samples.AT)
        drafts.discard(db, RecordKind.ADDENDUM, begun.uid, samples.AT)

    assert addenda.of_note(reading, chart.note.id) == [chart.addendum]
