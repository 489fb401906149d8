"""Writes a word of its own into every kind of record, and goes on until somebody ends it."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, time
from pathlib import Path

from counselor_desk.records.attachments import AttachmentKind
from counselor_desk.records.edits import NoteEdit, PlanEdit
from counselor_desk.records.ids import ClientId
from counselor_desk.records.notes import Note, Risk, Section, SectionCode
from counselor_desk.records.people import Relation
from counselor_desk.records.plans import Goal, Objective, Problem
from counselor_desk.services import (
    attachments,
    clients,
    counseling_notes,
    cvs,
    medications,
    notes,
    people,
    plans,
)
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from counselor_desk.services.medications import NewMedication
from counselor_desk.services.people import NewPerson
from tests.desks import PASSPHRASE
from tests.faults import scripted

FACTS = {
    "contact": "Obradovichka",
    "medication": "zanthoxylamide",
    "CV word": "cloudberrylathe",
    "word of a scan": "tamarindgyroscope",
    "counseling word": "juniperastrolabe",
    "passphrase of the counseling notes": "granite-otter-velvet-compass-thunder",
}
MARKERS = {
    "name": "Quirinsson",
    "preferred name": "Zebulonja",
    "note word": "wintergreenquartz",
    "unsaved word": "halcyonmarmalade",
    "plan word": "periwinklesextant",
    "passphrase": PASSPHRASE,
    **FACTS,
}


def write_everything(desk: Desk) -> None:
    """A client with facts, a signed plan, a signed note, and a note that nobody signed."""
    client = clients.add(
        desk,
        NewClient(
            given_name=MARKERS["name"],
            preferred_name=MARKERS["preferred name"],
            admitted_on=date(2026, 2, 5),
        ),
    )
    write_facts(desk, client.id)
    objective = Objective(node_uid=desk.new_uid(), text=MARKERS["plan word"])
    goal = Goal(node_uid=desk.new_uid(), text="goal", objectives=(objective,))
    problem = Problem(node_uid=desk.new_uid(), text="problem", goals=(goal,))
    plans.sign(desk, PlanEdit(plan=replace(plans.start(desk, client.id), problems=(problem,))))
    notes.sign(desk, NoteEdit(note=_ready(notes.start(desk, client.id))))
    keep_unsigned(desk, notes.start(desk, client.id), 500)


def write_facts(desk: Desk, client_id: ClientId) -> None:
    """A contact, a medication, a CV, a scan and a counseling note."""
    person = NewPerson(relation=Relation.FAMILY, name=FACTS["contact"])
    people.add(desk, client_id, person, is_sure=True)
    medications.add(desk, client_id, NewMedication(name=FACTS["medication"]))
    cv = cvs.start(desk, client_id, cvs.ContactValues(phone="405 555 0142"))
    cvs.keep(desk, replace(cv, headline=FACTS["CV word"]))
    scan = f"%PDF-1.4\n% {FACTS['word of a scan']}\n%%EOF\n".encode()
    with desk.write() as writer:
        attachments.keep(desk, writer, client_id, AttachmentKind.SCAN, scan)
    opened = counseling_notes.set_up(desk, FACTS["passphrase of the counseling notes"])
    started = counseling_notes.start(desk, opened, client_id)
    counseling_notes.keep(desk, opened, started, FACTS["counseling word"])
    opened.close()


def keep_unsigned(desk: Desk, note: Note, times: int) -> None:
    """Keep the unsaved word, so many times, as the draft of a note."""
    half = (Section(code=SectionCode.DATA, text=MARKERS["unsaved word"] * times),)
    notes.keep(desk, NoteEdit(note=replace(note, sections=half)))


def _ready(note: Note) -> Note:
    sections = tuple(
        Section(code=code, text=f"{MARKERS['note word']} " * 300)
        for code in (SectionCode.DATA, SectionCode.INTERVENTION, SectionCode.PLAN)
    )
    return replace(
        note,
        starts=time(9, 0),
        ends=time(9, 50),
        risk=Risk.NONE_REPORTED,
        unlinked_reason="intake",
        sections=sections,
    )


def main(store: Path) -> None:
    """Write everything; then keep a draft again and again, until somebody ends this process."""
    with scripted.opened(store) as desk:
        scripted.say("begun")
        write_everything(desk)
        scripted.say("written")
        (client,) = clients.rows(desk)
        note = notes.start(desk, client.id)
        while True:
            for times in range(1, 200, 9):
                keep_unsigned(desk, note, times)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
