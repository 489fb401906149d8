"""The head of papers: on everything clinical, and never on a CV."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from counselor_desk.documents.blocks import strings
from counselor_desk.records.tasks import Lane
from counselor_desk.services import cvs, discharges, exports, notes, programs, tasks
from counselor_desk.services.exports import DocumentKind
from counselor_desk.services.tasks import NewTask


@pytest.fixture
def letterhead(desk, tmp_path):
    """A line and a logo in the head of papers; gives the picture."""
    path = tmp_path / "logo.png"
    Image.new("RGB", (200, 80), "teal").save(path)
    programs.keep(desk, replace(desk.program(), header="120 Mill Street"))
    programs.set_logo(desk, programs.read_logo(path))
    return programs.logo(desk)


@pytest.mark.parametrize(
    "kind",
    [
        DocumentKind.FACE_SHEET,
        DocumentKind.TREATMENT_PLAN,
        DocumentKind.SESSION_NOTE,
        DocumentKind.VOCATIONAL_TASKS,
        DocumentKind.DISCHARGE_SUMMARY,
    ],
)
def test_a_clinical_paper_carries_the_head_of_the_program(
    desk, client, note_edit, letterhead, kind
):
    notes.sign(desk, note_edit)
    tasks.add(desk, client.id, NewTask(lane=Lane.JOB, text="Call the warehouse"))
    discharges.start(desk, client.id)

    (choice,) = exports.choose(desk, client.id, kind)
    furniture = exports.compose(desk, choice).document.furniture

    assert furniture.program == desk.program().program_name
    assert furniture.header == ("120 Mill Street",)
    assert furniture.logo == letterhead


def test_a_cv_names_no_program(desk, client, letterhead):
    contact = cvs.ContactValues(given_name="Marcus", family_name="Reyes")
    cvs.start(desk, client.id, contact, name="Warehouse")
    (choice,) = exports.choose(desk, client.id, DocumentKind.CV)
    document = exports.compose(desk, choice).document

    assert document.furniture.logo == b""
    assert "120 Mill Street" not in list(strings(document))
    assert desk.program().program_name not in list(strings(document))
