"""What every clinical paper carries: furniture, the client's facts, signers, labelled text."""

from __future__ import annotations

from datetime import UTC, date, datetime

from counselor_desk.documents import labels
from counselor_desk.documents.blocks import (
    Block,
    Document,
    Field,
    Furniture,
    Meta,
    Paragraph,
    Run,
    Signer,
    Text,
    plain,
)
from counselor_desk.documents.legal import part2_short_notice
from counselor_desk.documents.markup import parse
from counselor_desk.records import dates, times
from counselor_desk.records.papers import PaperFrame
from counselor_desk.records.signatures import Seal, Signature, SignatureMethod, SignatureRole
from counselor_desk.records.store_settings import PaperNames

DRAFT_MARK = "DRAFT, not signed"
_BETWEEN = " · "


def document(
    frame: PaperFrame,
    blocks: tuple[Block, ...],
    *,
    title: str,
    head: str,
    is_signed: bool,
    notice: str = "",
) -> Document:
    """A clinical paper: `title` names its kind, `head` the record in the running head.

    `notice` stands at the foot in place of that of 42 CFR part 2.

    The file's own title has the kind and the record number, never a name; the client's name
    and record number stand on every page.
    """
    program, client = frame.program, frame.client
    return Document(
        title=title,
        meta=Meta(
            title=f"{title} {client.number}",
            subject=head,
            author=program.signing_name,
            made_at=frame.printed_at.astimezone(UTC),
        ),
        furniture=Furniture(
            program=program.program_name,
            header=program.header_lines,
            logo=frame.logo,
            running_head=_BETWEEN.join((frame.client_name, client.number, head)),
            notice=notice or part2_short_notice(),
            printed=_printed(frame),
            draft_mark="" if is_signed else DRAFT_MARK,
        ),
        blocks=blocks,
    )


def _printed(frame: PaperFrame) -> str:
    by = f" by {frame.program.signing_name}" if frame.program.signing_name else ""
    return _BETWEEN.join(
        part
        for part in (f"Printed {_at(frame.printed_at, ', ')}{by}", frame.program.program_name)
        if part
    )


def client_facts(frame: PaperFrame) -> tuple[Field, ...]:
    """The first row of every facts box."""
    client = frame.client
    return (
        Field("Client", frame.client_name),
        Field("Record number", client.number),
        Field("Date of birth", written(client.born_on)),
        Field("Level of care", labels.LEVELS_OF_CARE[frame.episode.level_of_care]),
    )


def written(day: date | None) -> str:
    """A date in figures, a dash where there is none."""
    return dates.write(day) if day else "–"


def labelled(label: str, text: str) -> tuple[Block, ...]:
    """A section of typed text after its label in bold; nothing when nothing was typed."""
    first, *rest = parse(text) or (None,)
    lead = Run(f"{label}: ", bold=True)
    if first is None:
        return ()
    if isinstance(first, Paragraph):
        return (Paragraph((lead, *first.text)), *rest)
    return (Paragraph((lead,)), first, *rest)


def quoted(text: str) -> Text:
    """A client's own words in quotation marks, unless they were typed with them."""
    typed = text.strip()
    return plain(typed if typed[:1] in "“\"„«'‘" else f"“{typed}”")


def signer(
    frame: PaperFrame,
    signature: Signature,
    *,
    role: str = "",
    more: str = "",
    picture: bytes = b"",
) -> Signer:
    """Somebody who has signed; `more` follows the moment, `picture` is what was drawn.

    Where the client is named by initials, a drawn name is left out; a pen leaves a day alone.
    """
    is_client = signature.role is SignatureRole.CLIENT
    hides_name = is_client and frame.names is PaperNames.INITIALS
    printed = frame.client_name if hides_name else signature.printed_name
    name = ", ".join(part for part in (printed, signature.credential) if part)
    return Signer(
        name=name,
        role=role,
        signed=f"{labels.SIGNED_HOW[signature.method]} {name}",
        detail=_BETWEEN.join(part for part in (f"on {_signed_at(frame, signature)}", more) if part),
        picture=b"" if frame.names is PaperNames.INITIALS else picture,
    )


def _signed_at(frame: PaperFrame, signature: Signature) -> str:
    if signature.method is SignatureMethod.PAPER:
        return dates.write_in_words(local(frame, signature.signed_at).date())
    return moment(frame, signature.signed_at)


def sealed(seal: Seal | None) -> str:
    """The line below the signatures; empty when there is no seal."""
    return f"Sealed {seal.short}" if seal else ""


def moment(frame: PaperFrame, at: datetime) -> str:
    """A moment in words, in the time zone of the printing: `March 11, 2026 at 8:20 am`."""
    return _at(local(frame, at), " at ")


def local(frame: PaperFrame, moment: datetime) -> datetime:
    """A moment in the time zone of the printing."""
    return moment.astimezone(frame.printed_at.tzinfo)


def _at(moment: datetime, between: str) -> str:
    return f"{dates.write_in_words(moment.date())}{between}{times.write_time(moment.time())}"
