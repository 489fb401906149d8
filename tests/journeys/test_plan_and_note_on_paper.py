"""The whole path: an empty folder, a client, a signed plan and note, paper, lock, and back."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from counselor_desk.ui import messages
from tests.desks import PASSPHRASE
from tests.journeys.persons import Person
from tests.traces import found

GIVEN, FAMILY = "Quirinssohn", "Łukaszewiczễ"
PROBLEM = "Alcohol use disorder, periwinklesextant"
GOAL = "Stay sober through summer"
OBJECTIVES = (
    "Attend three groups weekly and one individual session",
    "Name five triggers and practice one skill for each",
)
CLIENT_WORDS = "I want to be there for my girls, marmaladehalcyon"
INTERVENTION = "Functional analysis of drinking"
SECTIONS = {
    "Data": "He named four triggers, wintergreenquartz.",
    "Assessment": "Growing insight; tensions at home.",
    "Plan": "Practice urge surfing daily, next session on Thursday.",
}
MOST_STOPS = 20
"""Stops of the tab key on the preview."""

MARKERS = {
    "given name": GIVEN,
    "family name": FAMILY,
    "problem": "periwinklesextant",
    "client words": "marmaladehalcyon",
    "note": "wintergreenquartz",
    "passphrase": PASSPHRASE,
}

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


def test_from_an_empty_folder_to_signed_paper_and_back(start, tmp_path, places, paper, answers):
    folder = tmp_path / "Records.cdesk"
    person = start(folder)
    words = make_the_store(person, folder, paper)
    add_the_client(person)
    write_the_plan(person)
    sign(person, answers, "Sign this plan?", "Plan signed")
    save_on_paper(person, paper, "Print")
    write_the_note(person)
    sign(person, answers, "Sign this note?", "Note signed")
    save_on_paper(person, paper, "Print…")
    check_paper(paper)

    markers = MARKERS | {"recovery words": " ".join(words)}
    assert found(places, markers, outside=paper) == {}

    place = person.window.workspace.place()
    person.locks()
    assert not person.sees(GIVEN)
    person.unlocks(PASSPHRASE)
    assert person.window.workspace.place() == place
    check_note(person)
    person.window.close()
    assert found(places, markers, outside=paper) == {}

    again = start(folder)
    again.unlocks(PASSPHRASE)
    check_chart(again)
    check_note(again)


def make_the_store(person: Person, folder: Path, paper: Path) -> list[str]:
    """The first run: four steps, and nothing on the disk before the words were typed back."""
    person.waits_to_see("Who works here?")
    for text in ("Dana Whitfield", "LADC", "Cedar Ridge Recovery"):
        person.types(text)
        person.presses("Tab")
    person.clicks("Continue")
    person.waits_to_see("Choose a passphrase")
    for _ in range(2):
        person.types(PASSPHRASE)
        person.presses("Return")
    person.waits_to_see("Print your recovery sheet")
    words = written_down(person)
    person.clicks("I have it, continue")
    person.waits_to_see("Print or save the sheet first.")
    person.clicks("Save as PDF…")
    person.waits_to_see("Saved ")
    sheet = next(paper.iterdir())
    assert all(word in read(sheet) for word in words)
    sheet.unlink()
    asked = re.findall(r"\bWord (\d+)", person.reads())
    first, second = (int(number) for number in dict.fromkeys(asked))
    person.fills(f"Word {first}", words[first - 1])
    person.fills(f"Word {second}", "zebra" * 2)
    person.clicks("I have it, continue")
    person.waits_to_see(f"This is not word {second}.")
    person.fills(f"Word {second}", words[second - 1])
    person.presses("Return")
    person.waits_to_see("Choose where backups go")
    assert not folder.exists()

    person.clicks("Go on without a backup")
    person.waits_to_see("Nothing owed.")
    return words


def written_down(person: Person) -> list[str]:
    """The twelve words as one would copy them from the screen, in their order."""
    numbered = [line.split() for line in person.reads().splitlines()]
    pairs = {int(line[0]): line[1] for line in numbered if len(line) == 2 and line[0].isdigit()}
    return [pairs[number] for number in range(1, 13)]


def add_the_client(person: Person) -> None:
    person.clicks("Add client")
    person.types(GIVEN)
    person.presses("Tab")
    person.types(FAMILY)
    person.fills("Birth date", "5/2/1991")
    person.fills("Admitted on", "2/9")
    person.presses("Ctrl+Return")
    person.waits_to_see("No plan yet.")
    person.clicks("Plan")
    person.waits_to_see("No treatment plan yet")


def write_the_plan(person: Person) -> None:
    """Enter adds a row, Tab moves it in; the inspector takes what is longer."""
    person.clicks("Start the plan")
    person.presses("Space")
    person.types(PROBLEM)
    person.presses("Return", "Return")
    person.types(GOAL)
    person.presses("Tab", "Return")
    person.types(OBJECTIVES[0])
    person.presses("Tab", "Return")
    person.types(OBJECTIVES[1])
    person.presses("Return")
    person.clicks("Add intervention")
    person.types(INTERVENTION)
    person.fills("How often", "weekly")
    person.fills("For how long", "12 weeks")
    person.fills("Target date", "4/30")
    person.clicks("Treatment plan")
    person.presses("Esc")
    person.fills("In the client’s own words", CLIENT_WORDS)
    person.waits_to_see("Ready to sign")


def sign(person: Person, answers, question: str, said: str) -> None:
    answers.expect(question, lambda: person.presses("Return"))
    person.presses("Ctrl+Return")
    person.waits_to_see(said)


def save_on_paper(person: Person, paper: Path, button: str) -> None:
    """From the preview, by keyboard, and back to where one was."""
    person.clicks(button)
    person.waits_to_see("Print preview")
    # Every desktop gives the focus back when a dialog closes; the offscreen one does not.
    person.window.activateWindow()
    person.waits(lambda: bool(person.focus()), "the focus")
    for entry, suffix in (("PDF…", ".pdf"), ("Word…", ".docx")):
        before = len(list(paper.glob(f"*{suffix}")))
        for _ in range(MOST_STOPS):
            if person.focus() == entry:
                break
            person.presses("Tab")
        assert person.focus() == entry
        person.presses("Space")
        person.waits(
            lambda ending=suffix, count=before: len(list(paper.glob(f"*{ending}"))) > count, entry
        )
        person.waits_to_see("Saved ")
    person.presses("Esc")
    person.waits(lambda: not person.sees("Print preview"), "the page one came from")


def write_the_note(person: Person) -> None:
    """Objective, times and risk beside the text, each where it is on the screen."""
    person.clicks("New note")
    person.waits(lambda: person.focus() == "Data", "the caret in Data")
    person.types(SECTIONS["Data"])
    person.presses("Ctrl+2")
    person.clicks("Progress on 1.1.2: Better")
    person.clicks(INTERVENTION)
    person.fills("Start – end", "9-950")
    person.presses("Return")
    assert person.sees("9:00 – 9:50 am")
    for section in ("Assessment", "Plan"):
        person.clicks(section)
        person.types(SECTIONS[section])
    person.clicks("Risk today: None reported")
    person.waits_to_see("Ready to sign")


def check_paper(paper: Path) -> None:
    """Plan and note say the same in both formats, every letter of the name included."""
    written = {path.name: read(path) for path in paper.iterdir()}
    assert len(written) == 4
    for name, text in written.items():
        said = [GIVEN, FAMILY, "Dana Whitfield, LADC", OBJECTIVES[1], INTERVENTION]
        is_plan = "treatment plan" in name
        said += [PROBLEM, GOAL, OBJECTIVES[0], CLIENT_WORDS] if is_plan else SECTIONS.values()
        missing = [words for words in said if "".join(words.split()) not in text]
        assert not missing, f"{name} does not say {missing}"


def read(path: Path) -> str:
    """The text of a document without its spaces, which depend on where lines end."""
    if path.suffix == ".docx":
        body = Document(path).element.body
        return "".join("".join(node.text.split()) for node in body.iter(qn("w:t")) if node.text)
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "".join("".join(text.split()) for text in pages)


def check_note(person: Person) -> None:
    """The signed note is on the screen, in full."""
    for text in (*SECTIONS.values(), OBJECTIVES[1], "Signed"):
        assert person.sees(text), f"{text!r} is not in:\n{person.reads()}"


def check_chart(person: Person) -> None:
    """From the list to the plan and on to the note."""
    person.presses("Ctrl+2")
    person.types(FAMILY[:4])
    person.presses("Return")
    person.waits_to_see(GOAL)
    person.clicks("Plan")
    person.waits_to_see("Active · signed")
    for text in (PROBLEM, GOAL, *OBJECTIVES, CLIENT_WORDS):
        assert person.sees(text), f"{text!r} is not in:\n{person.reads()}"
    person.clicks("Notes")
    person.waits_to_see(SECTIONS["Data"])
