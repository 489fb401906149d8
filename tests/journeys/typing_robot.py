"""Types a note in the window without a pause, until it is killed; tells each letter and save."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counselor_desk.services.changes import Changes, Kind
from tests.desks import NOW, PASSPHRASE
from tests.journeys.persons import Person, begin

PACE_MS = 125
"""Eight letters a second: somebody who types well."""


def letters() -> Iterator[str]:
    """What is typed: counted words, so that every beginning of it can be told from any other."""
    for number in itertools.count(1):
        yield from f"word{number} "


def main(store: Path) -> None:
    """Open the store, begin a note, and type for good."""
    app = QApplication([])  # held, or it would be gone at once
    app.setQuitOnLastWindowClosed(False)
    window = begin(store, clock=_clock(), settings=store.parent / "settings.json")
    person = Person(window)
    person.unlocks(PASSPHRASE)
    person.presses("Ctrl+2")
    person.types("Reyes")
    person.presses("Return")
    person.clicks("New note")
    person.waits(lambda: person.focus() == "Data", "the caret in Data")
    window.desk.listen(_tell)
    _say("ready")
    for letter in letters():
        person.types(letter)
        _say("typed")
        QTest.qWait(PACE_MS)


def _clock() -> Callable[[], datetime]:
    """One that goes on from the day of the tests, so that what is typed is dated on it."""
    began = time.monotonic()
    return lambda: NOW + timedelta(seconds=time.monotonic() - began)


def _tell(changes: Changes) -> None:
    if Kind.DRAFT in changes.kinds:
        _say("saved")


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
