"""The sign-in sheet of a group session: a line for each member to sign on.

It stays with the program and is never part of a chart or a release, so it names members by first
name and initial alone.
"""

from __future__ import annotations

from datetime import UTC

from counselor_desk.documents.blocks import (
    Column,
    Document,
    Field,
    FieldGrid,
    Furniture,
    Meta,
    Paragraph,
    Signature,
    Signer,
    Table,
    cell,
    plain,
)
from counselor_desk.records import dates, times
from counselor_desk.records.group_sessions import SignInSheet

TITLE = "Group sign-in sheet"
ROW_HEIGHT = 34
"""In points: room for a signature."""

_RULE = "This sheet stays with the program. It is no part of a client’s record or of a release."
_ASKED = (
    "Who is here stays here. Please sign your own line when you come, and write when you leave."
)
_COLUMNS = (
    Column("", width=22, is_number=True),
    Column("Name", share=0.3),
    Column("Time in", width=58),
    Column("Signature", share=0.4),
    Column("Time out", width=58),
    Column("Staff", width=44),
)


def build_sheet(sheet: SignInSheet) -> Document:
    """Members in the order of the session, then empty lines for whoever comes besides."""
    span = f"{times.write_time(sheet.starts)} to {times.write_time(sheet.ends)}"
    facts = FieldGrid(
        (
            Field("Group", sheet.group_name),
            Field("Date", dates.write_with_weekday(sheet.held_on)),
            Field("Time", span),
            Field("Led by", sheet.leader or "–"),
            *((Field("Given by", sheet.given_by),) if sheet.given_by else ()),
            Field("Topic", sheet.topic or "–"),
        )
    )
    names = (*sheet.names, *("",) * sheet.empty_lines)
    rows = tuple(
        (cell(str(place)), cell(name), cell(""), cell(""), cell(""), cell(""))
        for place, name in enumerate(names, 1)
    )
    printed_on = dates.write_in_words(sheet.printed_at.date())
    return Document(
        title=TITLE,
        meta=Meta(
            title=TITLE,
            author=sheet.program.signing_name,
            made_at=sheet.printed_at.astimezone(UTC),
        ),
        furniture=Furniture(
            program=sheet.program.program_name,
            header=sheet.program.header_lines,
            logo=sheet.logo,
            running_head=f"{TITLE} · {sheet.group_name} · {dates.write(sheet.held_on)}",
            notice=_RULE,
            printed=f"Printed {printed_on}, {times.write_time(sheet.printed_at.time())}",
        ),
        blocks=(
            facts,
            Paragraph(plain(_ASKED)),
            Table(_COLUMNS, rows, row_height=ROW_HEIGHT),
            Signature((Signer(name=sheet.leader, role="Leader"),)),
        ),
    )
