"""Nothing readable lies on the disk: not in the store, not beside it, open or closed."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import date, time

import pytest

from counselor_desk.records.edits import NoteEdit, PlanEdit
from counselor_desk.records.notes import Risk, Section, SectionCode
from counselor_desk.records.plans import Goal, Objective, Problem
from counselor_desk.services import clients, notes, plans
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from tests.desks import PASSPHRASE, new_desk
from tests.traces import forms, found

MARKERS = {
    "name": "Quirinsson",
    "preferred name": "Zebulonja",
    "note word": "wintergreenquartz",
    "unsaved word": "halcyonmarmalade",
    "plan word": "periwinklesextant",
    "passphrase": PASSPHRASE,
}


def write_everything(desk: Desk) -> None:
    client = clients.add(
        desk,
        NewClient(
            given_name=MARKERS["name"],
            preferred_name=MARKERS["preferred name"],
            admitted_on=date(2026, 2, 5),
        ),
    )
    objective = Objective(node_uid=desk.new_uid(), text=MARKERS["plan word"])
    goal = Goal(node_uid=desk.new_uid(), text="goal", objectives=(objective,))
    problem = Problem(node_uid=desk.new_uid(), text="problem", goals=(goal,))
    plans.sign(desk, PlanEdit(plan=replace(plans.start(desk, client.id), problems=(problem,))))
    notes.sign(desk, NoteEdit(note=replace(notes.start(desk, client.id), **ready())))
    half = (Section(code=SectionCode.DATA, text=MARKERS["unsaved word"] * 500),)
    notes.keep(desk, NoteEdit(note=replace(notes.start(desk, client.id), sections=half)))


def ready() -> dict[str, object]:
    return {
        "starts": time(9, 0),
        "ends": time(9, 50),
        "risk": Risk.NONE_REPORTED,
        "unlinked_reason": "intake",
        "sections": tuple(
            Section(code=code, text=f"{MARKERS['note word']} " * 300)
            for code in (SectionCode.DATA, SectionCode.INTERVENTION, SectionCode.PLAN)
        ),
    }


def test_nothing_can_be_read_while_the_store_is_open_or_after(tmp_path, places):
    desk = new_desk(tmp_path / "Records.cdesk")
    write_everything(desk)
    open_found = found(places, MARKERS)
    desk.close()

    assert open_found == {}
    assert found(places, MARKERS) == {}


@pytest.mark.parametrize("what", list(MARKERS))
def test_the_scan_finds_each_marker_where_it_was_left(tmp_path, places, what):
    for number, form in enumerate(forms(MARKERS[what])):
        (tmp_path / "temporary" / f"left{number}").write_bytes(b"\0" + form + b"\0")

    assert set(found(places, MARKERS)) == {what}


def test_the_store_does_not_compress_to_a_pattern(tmp_path):
    desk = new_desk(tmp_path / "Records.cdesk")
    write_everything(desk)
    desk.close()
    records = (tmp_path / "Records.cdesk" / "records.db").read_bytes()

    assert len(zlib.compress(records, 9)) > 0.99 * len(records)
