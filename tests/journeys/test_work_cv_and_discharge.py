"""From a task to the end of a stay: work, CV and discharge, all five documents, lock and back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from counselor_desk.records.clients import Client
from counselor_desk.records.discharges import DischargeType
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.plans import Goal, Intervention, Objective, Problem
from counselor_desk.records.tasks import TaskStatus
from counselor_desk.services import clients, cvs, discharges, episodes, notes, plans, stores, tasks
from counselor_desk.services.desk import Desk
from counselor_desk.ui import messages
from counselor_desk.ui.cvs.preview import PreviewPane
from tests.caseloads import written_note
from tests.desks import PASSPHRASE, PROGRAM, ZONE, Clock
from tests.journeys.conftest import Answers
from tests.journeys.persons import Person
from tests.journeys.test_plan_and_note_on_paper import read, save_on_paper, sign

TASK = "Call the forklift school about the evening course"
JOB, EMPLOYER = "Warehouse lead", "Northfield Freight"
BULLETS = ("Led a crew of nine on the night shift", "Cut loading errors by a third")
PHONE, CV_STEM = "218 555 0142", "Reyes_Marcus_CV"
PROBLEM, DATA = "Alcohol use disorder", "He named four of five triggers"
DIAGNOSES = "Alcohol use disorder, moderate: in early remission."
AFTERCARE = "First appointment at Lakeside Counseling on March 19 at 10 am."
DAYS_SINCE_THE_PLAN = 28

# What the offscreen platform says of menus.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the person saves documents in."""
    folder = tmp_path / "paper"
    folder.mkdir()
    monkeypatch.setattr(
        messages,
        "choose_save_path",
        lambda _parent, _title, suggested, _kinds: folder / suggested.name,
    )
    return folder


@pytest.fixture
def person(start: Callable[..., Person], store: Path, clock: Clock) -> Person:
    """Somebody on Today; one client has a signed note, and a signed plan soon to be reviewed."""
    clock.pass_by(days=-DAYS_SINCE_THE_PLAN)
    desk = stores.unlock(store, PASSPHRASE, config_dir=None, zone=ZONE, clock=clock)
    (client,) = clients.rows(desk)
    step = Intervention(node_uid=desk.new_uid(), text="Functional analysis", frequency="weekly")
    objective = Objective(node_uid=desk.new_uid(), text="Name five triggers", interventions=(step,))
    goal = Goal(node_uid=desk.new_uid(), text="Stay sober", objectives=(objective,))
    problem = Problem(node_uid=desk.new_uid(), text=PROBLEM, goals=(goal,))
    draft = replace(plans.start(desk, client.id), problems=(problem,))
    plan = plans.sign(desk, PlanEdit(plan=draft))
    clock.pass_by(days=DAYS_SINCE_THE_PLAN)
    notes.sign(desk, written_note(desk, notes.start(desk, client.id), plan, day=2))
    stores.lock(desk)
    made = start(store)
    made.unlocks(PASSPHRASE)
    return made


def test_from_a_task_to_the_end_of_the_stay_and_back(person, start, store, paper, answers):
    number = the_client(person.window.desk).number
    open_from_today(person)
    do_a_task(person)
    save_on_paper(person, paper, "Print")
    write_a_cv(person)
    save_the_cv(person, paper)
    discharge(person, answers)
    save_on_paper(person, paper, "Print…")
    save_plan_and_note(person, paper)
    check_paper(paper, number)
    check_cv(paper, number)

    person.locks()
    assert not person.sees("Marcus")
    person.unlocks(PASSPHRASE)
    person.waits_to_see(DATA)
    person.window.close()

    again = start(store)
    again.unlocks(PASSPHRASE)
    check_records(again.window.desk)
    check_chart(again)


def the_client(desk: Desk) -> Client:
    """The only client, whole."""
    (row,) = clients.rows(desk)
    return clients.get(desk, row.id)


def open_from_today(person: Person) -> None:
    """The review that is due leads to the chart."""
    person.waits_to_see("Treatment plan review")
    person.presses("Space")
    person.waits_to_see("At a glance")


def do_a_task(person: Person) -> None:
    """Added in its lane, then ticked."""
    person.clicks("Work & life")
    person.clicks("Add the first task")
    person.types(TASK)
    person.fills("Due", "3/20")
    person.presses("Return")
    person.waits_to_see(TASK)
    person.presses("Esc", "Space")
    person.waits_to_see("Task done")


def write_a_cv(person: Person) -> None:
    """Contact, one job, and the page that comes of it."""
    person.clicks("CVs")
    person.clicks("New CV")
    person.types("Warehouse")
    person.fills("Town and state", "Duluth, MN")
    person.fills("Phone", PHONE)
    person.fills("E-mail", "marcus@example.org")
    person.clicks("Experience, 0")
    person.clicks("Add job")
    person.types(JOB)
    person.fills("From", "2021")
    person.fills("To", "2025")
    person.fills("Employer", EMPLOYER)
    person.fills("What you did: start with a verb, add a number", BULLETS[0])
    person.presses("Return")
    person.types(BULLETS[1])
    preview = person.window.findChild(PreviewPane)
    person.waits(preview.is_drawn, "the page of the CV")
    assert person.sees("1 page · Letter")


def save_the_cv(person: Person, paper: Path) -> None:
    """The two buttons of the editor, then back to the list of CVs."""
    for button, suffix in (("PDF", ".pdf"), ("Word", ".docx")):
        person.clicks(button)
        person.waits((paper / f"{CV_STEM}{suffix}").exists, button)
    person.clicks("All CVs")
    person.waits_to_see("New CV")


def discharge(person: Person, answers: Answers) -> None:
    """Built from the record; what only the counselor knows is asked for, gap by gap."""
    person.clicks("Discharge")
    person.clicks("Start the summary")
    person.waits_to_see("of 12 sections ready")
    leads_to(person, "Date of discharge")
    person.types("3/12")
    leads_to(person, "Discharge type")
    person.types("1")
    leads_to(person, "Diagnoses and domains")
    person.presses("Ctrl+A")
    person.types(DIAGNOSES)
    leads_to(person, "Continuing care")
    assert person.sees(TASK)
    person.presses("Ctrl+End")
    person.types(AFTERCARE)
    person.waits_to_see("Ready to sign")
    sign(person, answers, "Sign this discharge summary?", "Discharge summary signed")


def leads_to(person: Person, name: str) -> None:
    """Signing what is not complete puts the caret into what is missing."""
    person.presses("Ctrl+Return")
    assert person.focus() == name


def save_plan_and_note(person: Person, paper: Path) -> None:
    """A discharged chart can still be put on paper."""
    person.clicks("Plan")
    person.waits_to_see(PROBLEM)
    save_on_paper(person, paper, "Print")
    person.clicks("Notes")
    person.waits_to_see(DATA)
    save_on_paper(person, paper, "Print")


def check_paper(paper: Path, number: str) -> None:
    """Every document says what it is about, in both formats."""
    said = {
        f"{number} treatment plan v1": PROBLEM,
        f"{number} session note 2026-03-10": DATA,
        f"{number} vocational tasks": TASK,
        f"{number} discharge summary 2026-03-12": AFTERCARE,
        CV_STEM: EMPLOYER,
    }
    written = {path.name: read(path) for path in paper.iterdir()}
    assert written.keys() == {f"{stem}{form}" for stem in said for form in (".pdf", ".docx")}
    for name, text in written.items():
        for words in ("Marcus", "Reyes", said[name.rpartition(".")[0]]):
            assert "".join(words.split()) in text, f"{name} does not say {words!r}"


def check_cv(paper: Path, number: str) -> None:
    """It says what was typed, and nothing of where the person is in treatment."""
    secrets = (number, PROGRAM.program_name, PROGRAM.counselor_name, PROBLEM)
    for path in (paper / f"{CV_STEM}.pdf", paper / f"{CV_STEM}.docx"):
        text, raw = read(path), everything_in(path)
        for words in (JOB, EMPLOYER, PHONE, *BULLETS):
            assert "".join(words.split()) in text, f"{path.name} does not say {words!r}"
        for secret in secrets:
            assert "".join(secret.split()) not in text, f"{path.name} says {secret!r}"
            for coding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert secret.encode(coding) not in raw, f"{path.name} holds {secret!r}"


def everything_in(path: Path) -> bytes:
    """The bytes of the file, of its parts where it has some, and what it says of itself."""
    raw = path.read_bytes()
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            return raw + b"".join(parts.read(name) for name in parts.namelist())
    with pypdfium2.PdfDocument(path) as document:
        return raw + str(document.get_metadata_dict()).encode()


def check_chart(person: Person) -> None:
    """The chart of the ended stay, tab by tab."""
    person.clicks("Clients, 0")
    person.fills("Filter by name or number", "rey")
    person.waits_to_see("1 discharged client matches")
    person.clicks("Show discharged")
    person.fills("Filter by name or number", "rey")
    person.presses("Return")
    person.waits_to_see("Discharged Mar 12")
    person.clicks("Work & life")
    person.clicks("View: Tasks")
    person.waits_to_see(TASK)
    person.clicks("View: CVs")
    person.waits_to_see("Warehouse")
    person.clicks("Discharge")
    person.waits_to_see("The chart of this episode can only be read.")


def check_records(desk: Desk) -> None:
    """The disk says the same."""
    client = the_client(desk)
    assert not episodes.current(desk, client.id).is_open
    (task,) = tasks.of_client(desk, client.id)
    assert (task.text, task.status) == (TASK, TaskStatus.DONE)
    (cv,) = cvs.of_client(desk, client.id)
    assert [job.employer for job in cv.jobs] == [EMPLOYER]
    summary = discharges.current(desk, client.id)
    assert (summary.type, summary.is_signed) == (DischargeType.COMPLETED, True)
