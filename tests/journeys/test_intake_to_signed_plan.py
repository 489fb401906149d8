"""From intake to a plan that everybody signed, by keyboard, and the paper that says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counselor_desk.records.signatures import SignatureMethod, SignatureRole
from counselor_desk.services import clients, plans
from counselor_desk.ui import messages
from counselor_desk.ui.signature_pad import SignaturePad
from tests.journeys.persons import Person
from tests.journeys.test_plan_and_note_on_paper import read, save_on_paper

# What the offscreen platform says of menus.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")

MOST_STOPS = 60


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


def test_from_intake_to_a_plan_that_everybody_signed(person, paper, answers):
    take_in(person)
    write_the_plan(person)
    answers.expect("Sign this plan?", lambda: person.presses("Return"))
    person.presses("Ctrl+Return")
    person.waits_to_see("Plan signed")
    let_go_of_the_row(person)
    assert person.sees("The client has not signed version 1, and no reason is written down.")
    sign_by_typed_name(person, answers)
    person.waits_to_see("Client · by typed name")
    assert not person.sees("no reason is written down")
    sign_by_hand(person, answers, "Ruth Okafor")
    person.waits_to_see("Clinical supervisor · by hand")

    desk = person.window.desk
    row = next(one for one in clients.rows(desk) if "Tessaly" in one.name)
    plan = plans.in_force(desk, row.id)
    signed = plans.proof(desk, plan).signatures
    assert [(one.role, one.method) for one in signed] == [
        (SignatureRole.COUNSELOR, SignatureMethod.ELECTRONIC),
        (SignatureRole.CLIENT, SignatureMethod.TYPED),
        (SignatureRole.SUPERVISOR, SignatureMethod.DRAWN),
    ]
    save_on_paper(person, paper, "Print")
    for path in paper.iterdir():
        text = read(path)
        assert "SignedbytypednamebyTessalyOrtega" in text, path.name
        assert "SignedbyhandonthescreenbyRuthOkafor" in text, path.name


def tabs_to(person: Person, name: str) -> None:
    """Press Tab until something has the focus."""
    # Every desktop gives the focus back when a dialog closes; the offscreen one does not.
    person.window.activateWindow()
    person.waits(lambda: bool(person.focus()), "the focus")
    for _ in range(MOST_STOPS):
        if person.focus() == name:
            return
        person.presses("Tab")
    raise AssertionError(f"Tab does not reach {name!r}; it is at {person.focus()!r}")


def take_in(person: Person) -> None:
    """Ctrl+Shift+N is the form of a new client; names and the day of admission are enough."""
    person.presses("Ctrl+2")
    tabs_to(person, "Add client")
    person.presses("Space")
    person.types("Tessaly")
    person.presses("Tab")
    person.types("Ortega")
    tabs_to(person, "Admitted on")
    person.presses("Ctrl+A")
    person.types("3/10")
    person.presses("Ctrl+Return")
    person.waits_to_see("No plan yet.")
    tabs_to(person, "Overview")
    person.presses("Right", "Right")
    person.waits_to_see("No treatment plan yet")


def write_the_plan(person: Person) -> None:
    """Enter adds a row, Tab moves it in."""
    tabs_to(person, "Start the plan")
    person.presses("Space")
    person.waits(lambda: person.focus() == "Add problem", "the first problem")
    person.presses("Space")
    person.types("Alcohol use disorder")
    person.presses("Return", "Return")
    person.types("Stay sober through summer")
    person.presses("Tab", "Return")
    person.types("Name five triggers by April")
    person.presses("Tab", "Return", "Esc")
    person.waits_to_see("Ready to sign")


def let_go_of_the_row(person: Person) -> None:
    """Esc in the tree, so that the plan itself is beside it."""
    tabs_to(person, "Treatment plan")
    person.presses("Esc")


def ask_for_signature(person: Person, answers, sign) -> None:
    """From the tree to the button beside it."""
    answers.expect("Who signs this plan?", sign)
    let_go_of_the_row(person)
    tabs_to(person, "Add a signature…")
    person.presses("Space")


def sign_by_typed_name(person: Person, answers) -> None:
    """The client takes the keyboard: the name stands there, and a tick says what it means."""

    def sign() -> None:
        pad_of(person).window().activateWindow()
        person.waits(lambda: person.focus() == "Printed name", "the dialog")
        person.presses("Tab", "Right", "Space", "Tab", "Space", "Return")

    ask_for_signature(person, answers, sign)


def sign_by_hand(person: Person, answers, name: str) -> None:
    """The supervisor chooses the role, types the name, and draws."""

    def sign() -> None:
        pad_of(person).window().activateWindow()
        person.waits(lambda: person.focus() == "Printed name", "the dialog")
        person.presses("Shift+Tab", "Down", "Down")
        person.fills("Printed name", name)
        pad = pad_of(person)
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(pad, left, none, QPoint(30, 90))
        for x, y in ((70, 20), (110, 100), (160, 40), (220, 80)):
            QTest.mouseMove(pad, QPoint(x, y))
        QTest.mouseRelease(pad, left, none, QPoint(220, 80))
        person.clicks("Record signature")

    ask_for_signature(person, answers, sign)


def pad_of(person: Person) -> SignaturePad:
    """The field to sign in; it takes no keys."""
    dialog = QApplication.activeModalWidget()
    assert dialog is not None, person.reads()
    pad = dialog.findChild(SignaturePad)
    assert isinstance(pad, SignaturePad)
    return pad
