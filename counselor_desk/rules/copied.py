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

    `first` is the section of the first such paragraph, None without any. `places` are all of them,
    each by its section and the number of its line, from 0.
    """

    paragraphs: int
    of: int
    percent: int
    first: SectionCode | None = None
    places: tuple[tuple[SectionCode, int], ...] = ()


class Original:
    """A note that others are compared with; it remembers the lines of the last one it saw.

    So one may ask after every pause in typing: only lines that changed are looked at again.
    """

    def __init__(self, previous: Note) -> None:
        self.note = previous
        known = (_plain(line) for _, _, line in _lines(previous))
        self._known = frozenset(plain for plain, count in known if count >= _FEWEST_WORDS)
        self._seen: dict[str, tuple[int, bool]] = {}

    def compare(self, note: Note) -> Copied:
        """What stands unchanged; case, spaces and short lines do not count."""
        before, self._seen = self._seen, {}
        paragraphs = total = same = 0
        places: list[tuple[SectionCode, int]] = []
        for code, number, line in _lines(note):
            count, is_same = self._seen[line] = before.get(line) or self._judged(line)
            paragraphs += bool(count)
            total += count
            if is_same:
                same += count
                places.append((code, number))
        return Copied(
            paragraphs=len(places),
            of=paragraphs,
            percent=100 * same // total if total else 0,
            first=places[0][0] if places else None,
            places=tuple(places),
        )

    def _judged(self, line: str) -> tuple[int, bool]:
        plain, count = _plain(line)
        return count, plain in self._known


def copied(note: Note, previous: Note) -> Copied:
    """What stands unchanged from another note."""
    return Original(previous).compare(note)


def n6_copied(note: Note, original: Original | None, most_percent: int) -> tuple[Finding, ...]:
    """N6: more than so many percent of the words stand unchanged in the note before.

    Args:
        note: the note as it stands on the screen.
        original: the client's last signed note of the same kind, None for the first.
        most_percent: the program's number.
    """
    if original is None:
        return ()
    found = original.compare(note)
    if found.first is None or found.percent <= most_percent:
        return ()
    held_on = original.note.held_on
    day = f" of {dates.write_in_words(held_on)}" if held_on else ""
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


def _lines(note: Note) -> Iterator[tuple[SectionCode, int, str]]:
    for code in SECTIONS[note.format]:
        for number, line in enumerate(note.text_of(code).split("\n")):
            yield code, number, line


def _plain(line: str) -> tuple[str, int]:
    """The words of a line without case and spaces between them, and how many there are."""
    words = line.casefold().split()
    return " ".join(words), len(words)
