"""Note markup: blank line, `- ` item, `**bold**`, `*italic*`; all else is as typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from counselor_desk.documents.blocks import ItemList, Paragraph, Run, Text

TextBlock = Paragraph | ItemList
"""What a counselor can type into a section."""

_ITEM = "- "
_CONTINUED = "  "
_STARS = re.compile(r"\*+")
_ITALIC, _BOLD, _BOTH = 1, 2, 3


def parse(text: str) -> tuple[TextBlock, ...]:
    """The blocks of a section as it was typed. Never fails: what is no mark is a letter."""
    blocks: list[TextBlock] = []
    for lines in _stanzas(text):
        blocks += _blocks_of(lines)
    return tuple(blocks)


def write(blocks: tuple[TextBlock, ...]) -> str:
    """The text that `parse` reads as these blocks, as far as the marks can say them."""
    return "\n\n".join(_written(block) for block in blocks)


def _stanzas(text: str) -> list[list[str]]:
    stanzas: list[list[str]] = [[]]
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.strip():
            stanzas[-1].append(line)
        elif stanzas[-1]:
            stanzas.append([])
    return [lines for lines in stanzas if lines]


def _blocks_of(lines: list[str]) -> list[TextBlock]:
    blocks: list[TextBlock] = []
    items: list[str] = []
    paragraph: list[str] = []

    def close() -> None:
        if items:
            blocks.append(ItemList(tuple(inline(item) for item in items)))
        if paragraph:
            blocks.append(Paragraph(inline("\n".join(paragraph))))
        items.clear()
        paragraph.clear()

    for line in lines:
        if line.startswith(_ITEM) and line[len(_ITEM) :].strip():
            if paragraph:
                close()
            items.append(line[len(_ITEM) :])
        elif items and line.startswith(_CONTINUED):
            items[-1] += "\n" + line[len(_CONTINUED) :]
        else:
            if items:
                close()
            paragraph.append(line)
    close()
    return blocks


def _written(block: TextBlock) -> str:
    if isinstance(block, Paragraph):
        return _write_inline(block.text)
    return "\n".join(
        _ITEM + _write_inline(item).replace("\n", "\n" + _CONTINUED) for item in block.items
    )


@dataclass(slots=True)
class _Opener:
    at: int
    stars: int


def inline(text: str) -> Text:
    """One paragraph's runs: a pair of stars that hugs its words marks them."""
    marks = _pairs(text)
    runs: list[Run] = []
    style = start = 0
    for at in sorted(marks):
        _add(runs, text[start:at], style)
        style ^= marks[at]
        start = at + marks[at]
    _add(runs, text[start:], style)
    return tuple(runs)


def _add(runs: list[Run], text: str, style: int) -> None:
    if not text:
        return
    run = Run(text, bold=bool(style & _BOLD), italic=bool(style & _ITALIC))
    if runs and (runs[-1].bold, runs[-1].italic) == (run.bold, run.italic):
        run = replace(run, text=runs.pop().text + text)
    runs.append(run)


def _pairs(text: str) -> dict[int, int]:
    """The stars that mark: where they stand -> how many, which is also what they switch."""
    marks: dict[int, int] = {}
    open_marks: list[_Opener] = []
    for found in _STARS.finditer(text):
        at, stars = found.start(), len(found.group())
        before, after = text[at - 1 : at], text[found.end() : found.end() + 1]
        if stars > _BOTH:
            continue
        if before.strip() and not after.isalnum():
            left = _close(marks, open_marks, at, stars)
            if left < stars:
                continue
        if after.strip() and not before.isalnum():
            # No mark inside its own kind: the nearest one opens, an earlier one is a letter.
            open_marks[:] = [mark for mark in open_marks if not mark.stars & stars]
            open_marks.append(_Opener(at, stars))
    return marks


def _close(marks: dict[int, int], open_marks: list[_Opener], at: int, stars: int) -> int:
    """Match `stars` closing stars with what is open; returns how many found no partner."""
    while stars:
        depth = next(
            (n for n in range(len(open_marks) - 1, -1, -1) if _can_match(open_marks[n], stars)),
            None,
        )
        if depth is None:
            break
        del open_marks[depth + 1 :]
        opener = open_marks[-1]
        taken = min(opener.stars, stars)
        opener.stars -= taken
        marks[opener.at + opener.stars] = taken
        marks[at] = taken
        at += taken
        stars -= taken
        if not opener.stars:
            open_marks.pop()
    return stars


def _can_match(opener: _Opener, stars: int) -> bool:
    return opener.stars == stars or _BOTH in (opener.stars, stars)


def _write_inline(text: Text) -> str:
    out: list[str] = []
    open_marks: list[int] = []
    for place, run in enumerate(text):
        wanted = (_BOLD if run.bold else 0) | (_ITALIC if run.italic else 0)
        while any(not mark & wanted for mark in open_marks):
            out.append("*" * open_marks.pop())
        missing = [mark for mark in (_BOLD, _ITALIC) if mark & wanted and mark not in open_marks]
        missing.sort(key=lambda mark: _reach(text, place, mark), reverse=True)
        for mark in missing:
            out.append("*" * mark)
            open_marks.append(mark)
        out.append(run.text)
    while open_marks:
        out.append("*" * open_marks.pop())
    return "".join(out)


def _reach(text: Text, place: int, mark: int) -> int:
    """How many runs from `place` on carry the mark."""
    count = 0
    for run in text[place:]:
        if not (run.bold if mark == _BOLD else run.italic):
            break
        count += 1
    return count
