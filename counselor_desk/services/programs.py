"""Programs: keep who signs here, and the head of papers, checked before it is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from counselor_desk.documents import legal, pictures
from counselor_desk.errors import HeaderLinesError, LogoError, NumberPatternError
from counselor_desk.records.attachments import AttachmentKind
from counselor_desk.records.ids import AttachmentId
from counselor_desk.records.program import HEADER_LINES, Program
from counselor_desk.services import attachments, chosen_files
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import attachments as attachment_rows
from counselor_desk.storage import program as program_rows
from counselor_desk.storage.database import Writer

HEADER_LINE_LIMIT = 90
"""The longest line in the head of a paper, in characters."""

MOST_LOGO_MB = 5

_PATTERN = re.compile(r"[^#]*#+[^#]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A statement of law on papers, word for word, with its source and when that was checked."""

    text: str
    source: str
    checked_on: date


def notice() -> Notice:
    """What stands at the foot of clinical papers. Source: 42 CFR 2.32(a)."""
    source, checked_on = legal.part2_short_source()
    return Notice(text=legal.part2_short_notice(), source=source, checked_on=checked_on)


def keep(desk: Desk, program: Program, *, initiator: object = None) -> Program:
    """Keep who signs, for which program, on which paper; the logo stays as it is.

    Raises:
        UnusableTextError: a field is too long or has control characters.
        NumberPatternError: the pattern of record numbers has no place for the number.
        HeaderLinesError: the head of papers has more than three lines.
    """
    checked = replace(
        program,
        counselor_name=clean("Your name", program.counselor_name),
        credential=clean("The credential", program.credential),
        program_name=clean("The program name", program.program_name),
        number_pattern=clean("The pattern of record numbers", program.number_pattern, limit=40),
        header=_header(program.header),
        logo_id=desk.program().logo_id,
    )
    if not _PATTERN.fullmatch(checked.number_pattern):
        raise NumberPatternError
    desk.set_program(checked, initiator=initiator)
    return checked


def read_logo(path: Path) -> bytes:
    """The picture in a file, redrawn as a PNG for the head of papers; runs in a task.

    Raises:
        LogoError: it is no PNG or JPEG, is damaged or too large.
    """
    content = chosen_files.read(
        path,
        most=MOST_LOGO_MB * 1024 * 1024,
        missing=LogoError.unreadable(),
        too_big=LogoError.too_big(MOST_LOGO_MB),
    )
    try:
        return pictures.redrawn(content, pictures.LOGO)
    except pictures.BadPictureError as reason:
        if reason.size is None:
            raise LogoError.unreadable() from reason
        raise LogoError.too_many_pixels(*reason.size, pictures.LOGO.most_a_side) from reason


def set_logo(desk: Desk, png: bytes, *, initiator: object = None) -> Program:
    """Print this picture, which `read_logo` gave, in the head of papers from now on.

    Raises:
        DeskError: it could not be kept; the one from before is still there.
    """
    with desk.write() as writer:
        kept = attachments.keep(desk, writer, None, AttachmentKind.LOGO, png)
        program = _with_logo(writer, kept.id)
    desk.announce(Changes.of(Kind.PROGRAM, initiator=initiator))
    return program


def remove_logo(desk: Desk, *, initiator: object = None) -> Program:
    """Print no picture in the head of papers; it leaves the store.

    Raises:
        DeskError: that could not be kept; the logo is still there.
    """
    with desk.write() as writer:
        program = _with_logo(writer, None)
    desk.announce(Changes.of(Kind.PROGRAM, initiator=initiator))
    return program


def logo(desk: Desk) -> bytes:
    """The picture in the head of papers as a PNG; empty when there is none."""
    with desk.read() as reader:
        logo_id = program_rows.get(reader).logo_id
        kept = None if logo_id is None else attachment_rows.get(reader, logo_id)
        return b"" if kept is None else kept.content


def _with_logo(writer: Writer, logo_id: AttachmentId | None) -> Program:
    """Change the logo and nothing else; the picture from before leaves the store."""
    before = program_rows.get(writer)
    program = replace(before, logo_id=logo_id)
    program_rows.put(writer, program)
    if before.logo_id is not None:
        attachment_rows.delete(writer, before.logo_id)
    return program


def _header(typed: str) -> str:
    """The lines that say something."""
    found = [clean("A line", line, limit=HEADER_LINE_LIMIT) for line in typed.splitlines()]
    lines = [line for line in found if line]
    if len(lines) > HEADER_LINES:
        raise HeaderLinesError(HEADER_LINES)
    return "\n".join(lines)
