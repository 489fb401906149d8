"""Does a day's work in the window, told by the word for each part: for a look from outside.

A note is typed, a CV saved as a PDF, a backup made and restored; in between the window is locked.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from counselor_desk.ui import messages, tasks
from tests.desks import PASSPHRASE
from tests.journeys.conftest import Answers
from tests.journeys.persons import Person, begin
from tests.journeys.test_backup_and_restore import back_up, confirm, lock

PARTS = ("typed", "exported", "backed up", "unlocked again", "restored", "closed")
NAME = "Quirinsson"
NOTE_WORD = "wintergreenquartz"
CV_WORD = "cloudberrylathe"


def main(store: Path, drive: Path, paper: Path) -> None:
    """Do all of it, over a store with one client; what is chosen goes into two folders."""
    app = QApplication([])  # held, or it would be gone at once
    app.setQuitOnLastWindowClosed(False)
    messages.choose_folder = lambda *_asked: drive
    messages.choose_save_path = lambda _parent, _title, suggested, _kinds: paper / suggested.name
    answers = Answers()
    messages.run = answers.run
    window = begin(store, clock=lambda: datetime.now(UTC), settings=store.parent / "settings.json")
    person = Person(window)
    person.unlocks(PASSPHRASE)
    _type_a_note(person)
    _export(person, paper)
    back_up(person)
    _say("backed up")
    lock(person)
    person.unlocks(PASSPHRASE)
    _say("unlocked again")
    _restore(person, answers)
    lock(person)
    answers.check()
    window.close()
    tasks.finish()
    _say("closed")


def _open_the_client(person: Person) -> None:
    person.presses("Ctrl+2", "Ctrl+A")  # over what stands in the filter
    person.types(NAME)
    person.presses("Return")
    person.waits(lambda: person.has("New note"), "the chart")


def _type_a_note(person: Person) -> None:
    _open_the_client(person)
    person.clicks("New note")
    person.waits(lambda: person.focus() == "Data", "the caret in Data")
    person.types(NOTE_WORD)
    person.waits_to_see("Saved ")
    _say("typed")


def _export(person: Person, paper: Path) -> None:
    person.presses("Alt+Left")
    _open_the_client(person)
    person.clicks("Work & life")
    person.waits(lambda: person.has("CVs"), "the way to the CVs")
    person.clicks("CVs")
    person.clicks("New CV")
    person.types("Warehouse")
    person.fills("Phone", "405 555 0142")
    person.fills("Town and state", CV_WORD)
    person.clicks("PDF")
    person.waits(lambda: bool(list(paper.glob("*.pdf"))), "the PDF")
    _say("exported")


def _restore(person: Person, answers: Answers) -> None:
    person.waits(lambda: person.has("Restore a backup…"), "the page of backups")
    person.clicks("Restore a backup…")
    person.waits(lambda: person.has("Choose"), "the backup of the drive")
    person.clicks("Choose")
    person.fills("Passphrase of the backup", PASSPHRASE)
    person.presses("Return")
    person.waits(lambda: person.has("Replace current data…"), "what is in the backup")
    answers.expect("Replace current data?", lambda: confirm(person))
    person.clicks("Replace current data…")
    person.waits_to_see("The former records are kept in")
    _say("restored")


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*(Path(one) for one in sys.argv[1:]))
