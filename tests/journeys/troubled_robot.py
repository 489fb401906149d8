"""Writes a note in the window while the disk refuses, and tells what the window says."""

from __future__ import annotations

import json
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests import privileges
from tests.desks import PASSPHRASE
from tests.journeys.persons import Person, begin

FULL_AT_BYTES = 64
"""Too little for anything."""
ALMOST_FULL_AT_BYTES = 8192
"""Room for a small file, and none for the records."""
REASON = "What was saved before is safe."
FIRST, LATER = "He came on time.", " He named four triggers."


def main(trouble: str, store: Path) -> None:
    """Meet one kind of trouble; print what was seen as JSON."""
    if trouble == "read-only":
        privileges.drop()
    app = QApplication([])
    window = begin(store, clock=lambda: datetime.now(UTC), settings=store.parent / "settings.json")
    person = Person(window)
    seen = TROUBLES[trouble](person)
    sys.stdout.write(json.dumps(seen))
    window.close()
    app.processEvents()


def _open_read_only(person: Person) -> dict[str, object]:
    person.waits(lambda: person.focus() == "Passphrase", "the passphrase")
    person.types(PASSPHRASE)
    person.presses("Return")
    person.waits_to_see("cannot be written to")
    return {"is open": person.window.desk is not None, "says": person.reads()}


def _begin_note(person: Person) -> None:
    person.unlocks(PASSPHRASE)
    person.presses("Ctrl+2")
    person.types("Reyes")
    person.presses("Return")
    person.clicks("New note")
    person.waits(lambda: person.focus() == "Data", "the caret in Data")
    person.types(FIRST)
    person.presses("Ctrl+S")


def _write_on_a_full_disk(person: Person) -> dict[str, object]:
    _begin_note(person)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (FULL_AT_BYTES, before[1]))
    person.types(LATER)
    person.waits_to_see("This note could not be saved. Your text is safe on this screen.")
    while_full = person.reads()
    said = while_full.count(REASON)
    person.presses("Ctrl+L")
    person.waits(lambda: person.reads().count(REASON) > said, "the reason why it does not lock")
    is_open = person.window.desk is not None
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    person.clicks("Try again")
    person.waits(lambda: not person.sees("could not be saved"), "the note to be saved")
    return {"is open": is_open, "says": while_full, "after": person.reads()}


def _lock_on_an_almost_full_disk(person: Person) -> dict[str, object]:
    """The last words go into a rescue file, the window locks, and the next opening has them."""
    folder = person.window.opening.folder
    _begin_note(person)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ALMOST_FULL_AT_BYTES, before[1]))
    person.types(LATER)
    person.waits_to_see("The records cannot be written right now.")
    while_full = person.reads()
    person.locks()
    rescued = b"".join(path.read_bytes() for path in folder.glob("*.cdrescue"))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    person.unlocks(PASSPHRASE)
    person.waits_to_see("Your last words were brought back")
    person.clicks("Open note")
    person.waits_to_see(LATER.strip())
    return {
        "says": while_full,
        "rescued": len(rescued),
        "is readable": LATER.strip().encode() in rescued,
        "after": person.reads(),
        "left": [path.name for path in folder.glob("*.cdrescue")],
    }


TROUBLES = {
    "full disk": _write_on_a_full_disk,
    "almost full disk": _lock_on_an_almost_full_disk,
    "read-only": _open_read_only,
}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
