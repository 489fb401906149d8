"""Rule N6 of the catalogue: a note that mostly repeats the one before is pointed out.

Source: findings of surveys on notes that repeat each other; the share is a number of the profile.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counselor_desk.records import dates
from counselor_desk.records.notes import SECTIONS, Note, SectionCode
from counselor_desk.rules.findings import Finding, Severity

_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """How much of a note stands in another: paragraphs, and the percent of all words, 0 to 100.

    `first` is the section of the first such paragraph, None without any.
    """

    paragraphs: int
    of: int
    percent: int
    first: SectionCode | None = None


def copied(note: Note, previous: Note) -> Copied:
    """What stands unchanged from another note; case, spaces and short lines do not count."""
    before = {words for _, words in _paragraphs(previous) if len(words) >= _FEWEST_WORDS}
    mine = list(_paragraphs(note))
    same = [(code, words) for code, words in mine if words in before]
    total = sum(len(words) for _, words in mine)
    return Copied(
        paragraphs=len(same),
        of=len(mine),
        percent=100 * sum(len(words) for _, words in same) // total if total else 0,
        first=same[0][0] if same else None,
    )


def n6_copied(note: Note, previous: Note | None, most_percent: int) -> tuple[Finding, ...]:
    """N6: more than so many percent of the words stand unchanged in the note before.

    Args:
        note: the note as it stands on the screen.
        previous: the client's last signed note of the same kind, None for the first.
        most_percent: the program's number.
    """
    if previous is None:
        return ()
    found = copied(note, previous)
    if found.first is None or found.percent <= most_percent:
        return ()
    day = f" of {dates.write_in_words(previous.held_on)}" if previous.held_on else ""
    noun = "paragraph stands" if found.of == 1 else "paragraphs stand"
    return (
        Finding(
            rule="N6",
            subject=note.uid,
            severity=Severity.WARN,
            message=f"{found.paragraphs} of {found.of} {noun} unchanged from the note{day}.",
            repair=f"section_{found.first.value}",
        ),
    )


def _paragraphs(note: Note) -> Iterator[tuple[SectionCode, tuple[str, ...]]]:
    for code in SECTIONS[note.format]:
        for line in note.text_of(code).splitlines():
            words = tuple(line.casefold().split())
            if words:
                yield code, words
