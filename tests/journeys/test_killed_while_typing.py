"""The program is killed while somebody types: the next window offers the draft."""

from __future__ import annotations

from tests.desks import PASSPHRASE
from tests.faults.typing_kills import kill_while_typing

TYPED_S = 4.0
"""Long enough for the first save, which comes at least every three seconds."""


def test_the_draft_is_offered_by_the_next_window(store, start):
    killed = kill_while_typing(store, TYPED_S)
    assert killed.kept

    person = start(store)
    person.unlocks(PASSPHRASE)
    person.presses("Ctrl+2")
    person.types("Reyes")
    person.presses("Return")
    person.clicks("Notes")
    person.waits_to_see("Draft")
    person.clicks("Continue")
    person.waits(lambda: person.focus() == "Assessment", "the caret in Assessment")

    assert person.sees(killed.kept.strip())
