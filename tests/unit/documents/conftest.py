"""Documents to render, and ways to read them back."""

from __future__ import annotations

import base64
import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from counselor_desk import resources
from counselor_desk.documents import blocks as b
from counselor_desk.documents import fonts, system_fonts
from counselor_desk.records.clients import Client
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import (
    AddendumId,
    ClientId,
    EpisodeId,
    NoteId,
    PlanId,
    SealId,
    SignatureId,
    Uid,
)
from counselor_desk.records.notes import (
    Addendum,
    AddendumReason,
    LinkedObjective,
    Note,
    Risk,
    Section,
    SectionCode,
    TickedIntervention,
)
from counselor_desk.records.papers import NotePaper, PaperFrame, PlanPaper, SignedAddendum
from counselor_desk.records.plans import (
    Goal,
    Intervention,
    Objective,
    ObjectiveStatus,
    Plan,
    Problem,
    Rating,
    numbered,
)
from counselor_desk.records.program import Program
from counselor_desk.records.signatures import (
    Seal,
    Signature,
    SignatureMethod,
    SignatureRole,
)
from counselor_desk.records.signing import RecordKind, RecordState

MADE_AT = datetime(2026, 3, 12, 15, 58, tzinfo=UTC)
PLAN_COLUMNS = (
    b.Column("", width=32, is_number=True),
    b.Column("Objective", share=0.5),
    b.Column("Interventions · who · how often", share=0.5),
    b.Column("Target", width=64),
    b.Column("Status on 03/12/2026", width=82),
)


def _document(*blocks: b.Block, title: str = "Treatment plan", draft_mark: str = "") -> b.Document:
    return b.Document(
        title=title,
        meta=b.Meta(
            title="Treatment plan CD-0147",
            subject="Treatment plan, version 1",
            author="Cedar Ridge Recovery",
            made_at=MADE_AT,
        ),
        furniture=b.Furniture(
            program="Cedar Ridge Recovery",
            running_head="Marcus Reyes · CD-0147 · Treatment plan, version 1",
            notice="42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
            printed="Printed March 12, 2026, 9:58 am by D. Whitfield, LCDC",
            draft_mark=draft_mark,
        ),
        blocks=blocks,
    )


def _problem(number: int, rows: int) -> b.Block:
    cells = tuple(
        (
            b.cell(f"{number}.1.{row}"),
            b.cell("Name five triggers and practice one coping skill for each"),
            b.cell("CBT functional analysis", "counselor · weekly"),
            b.cell("04/30/2026"),
            b.cell("Progressing"),
        )
        for row in range(1, rows + 1)
    )
    return b.KeepTogether(
        (
            b.Heading(b.plain(f"Problem {number} · Alcohol use disorder, severe (F10.20)")),
            b.Heading(b.plain(f"Goal {number}.1 Reach and keep abstinence"), 2),
            b.Table(PLAN_COLUMNS, cells),
        )
    )


def _signature(seal: str = "") -> b.Signature:
    return b.Signature(
        (
            b.Signer("Marcus Reyes", "Client"),
            b.Signer(
                "D. Whitfield, LCDC",
                "Counselor",
                "Signed electronically by D. Whitfield, LCDC",
                "February 12, 2026, 4:05 pm",
            ),
        ),
        title="Signatures",
        statement="I took part in making this plan.",
        seal=seal,
    )


def _plan(problems: int = 3, rows: int = 3, draft_mark: str = "") -> b.Document:
    return _document(
        b.FieldGrid(
            (
                b.Field("Client", "Marcus Reyes"),
                b.Field("Record number", "CD-0147"),
                b.Field("Date of birth", "06/02/1991"),
                b.Field("Level of care", "IOP"),
                b.Field("Plan date", "02/12/2026"),
            )
        ),
        b.Paragraph((b.Run("Strengths: ", bold=True), b.Run("nine years of steady work."))),
        *(_problem(number, rows) for number in range(1, problems + 1)),
        _signature("Sealed 3F2A 91C0 77AB 0D1E"),
        draft_mark=draft_mark,
    )


@pytest.fixture(scope="session")
def document() -> Callable[..., b.Document]:
    """Makes a document of the given blocks."""
    return _document


@pytest.fixture(scope="session")
def plan() -> Callable[..., b.Document]:
    """Makes a plan-like document of so many problems with so many rows each."""
    return _plan


@pytest.fixture(scope="session")
def signature() -> Callable[..., b.Signature]:
    """Makes a signature block with its own title and statement."""
    return _signature


@pytest.fixture(scope="session")
def page_texts() -> Callable[[bytes], list[str]]:
    """Reads a PDF's text, page by page."""

    def read(content: bytes) -> list[str]:
        file = pypdfium2.PdfDocument(content)
        try:
            texts = []
            for page in file:
                text_page = page.get_textpage()
                texts.append(text_page.get_text_bounded().replace("\r\n", "\n"))
                text_page.close()
                page.close()
            return texts
        finally:
            file.close()

    return read


@pytest.fixture(scope="session")
def letter_boxes() -> Callable[[bytes], list[list[tuple[float, float, float, float]]]]:
    """The boxes (left, bottom, right, top) of every inked letter, page by page."""

    def read(content: bytes) -> list[list[tuple[float, float, float, float]]]:
        file = pypdfium2.PdfDocument(content)
        try:
            pages = []
            for page in file:
                text_page = page.get_textpage()
                text = text_page.get_text_range()
                boxes = [
                    text_page.get_charbox(at)
                    for at in range(text_page.count_chars())
                    if at < len(text) and not text[at].isspace()
                ]
                pages.append([box for box in boxes if box[2] > box[0]])
                text_page.close()
                page.close()
            return pages
        finally:
            file.close()

    return read


@pytest.fixture(scope="session")
def docx_part() -> Callable[[bytes, str], str]:
    """The XML of one part of a Word file."""

    def read(content: bytes, name: str = "word/document.xml") -> str:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return package.read(name).decode()

    return read


@pytest.fixture(scope="session")
def docx_text(docx_part: Callable[..., str]) -> Callable[[bytes], str]:
    """The letters of a Word file's body, a line feed for each break and paragraph end."""

    def read(content: bytes) -> str:
        xml = docx_part(content)
        pieces = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(<w:br/>)|(</w:p>)|(<w:tab/>)", xml)
        text = "".join(
            letters or ("\n" if line or end else "\t" if tab else "")
            for letters, line, end, tab in pieces
        )
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

    return read


@pytest.fixture(scope="session")
def picture() -> bytes:
    """A PNG of 2 by 1 pixels."""
    return base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGPk"
        "y05lYGAAAAQNAOCoR73JAAAAAElFTkSuQmCC"
    )


_ZONE = ZoneInfo("America/Chicago")


def _seal(kind: RecordKind, uid: str) -> Seal:
    return Seal(
        id=SealId(1),
        record_kind=kind,
        record_uid=Uid(uid),
        version=1,
        canonical=uid.encode(),
        signature=b"",
        sealed_at=MADE_AT,
    )


def _signed(kind: RecordKind, uid: str, signed_at: datetime) -> Signature:
    return Signature(
        id=SignatureId(1),
        record_kind=kind,
        record_uid=Uid(uid),
        seal_id=SealId(1),
        role=SignatureRole.COUNSELOR,
        printed_name="D. Whitfield",
        credential="LCDC",
        method=SignatureMethod.ELECTRONIC,
        signed_at=signed_at,
    )


@pytest.fixture(scope="session")
def frame() -> PaperFrame:
    """Program, client, episode and the moment of printing."""
    return PaperFrame(
        program=Program(
            counselor_name="D. Whitfield",
            credential="LCDC",
            program_name="Cedar Ridge Recovery",
        ),
        client=Client(
            id=ClientId(1),
            uid=Uid("c"),
            number="CD-0147",
            given_name="Marcus",
            family_name="Reyes",
            born_on=date(1991, 6, 2),
            made_at=MADE_AT,
        ),
        episode=Episode(
            id=EpisodeId(1), uid=Uid("e"), client_id=ClientId(1), admitted_on=date(2026, 2, 5)
        ),
        printed_at=MADE_AT.astimezone(_ZONE),
    )


def _objective(uid: str, text: str, *given: tuple[str, str, str]) -> Objective:
    return Objective(
        node_uid=Uid(uid),
        text=text,
        target_on=date(2026, 4, 30),
        interventions=tuple(
            Intervention(
                node_uid=Uid(f"{uid}i{at}"), text=what, responsible=who, frequency=how_often
            )
            for at, (what, who, how_often) in enumerate(given)
        ),
    )


def _plan_record() -> Plan:
    drinking = Goal(
        node_uid=Uid("g1"),
        text="Reach and keep abstinence while in the program",
        client_words="No more mornings like that.",
        target_on=date(2026, 4, 30),
        objectives=(
            _objective(
                "o1",
                "Name five triggers and practice one coping skill for each",
                ("CBT functional analysis", "counselor", "weekly"),
                ("Coping-skills practice", "group leader", "2 × week"),
            ),
            _objective(
                "o2",
                "Attend two 12-step meetings weekly and obtain a sponsor",
                ("12-step facilitation; meeting log", "counselor", "weekly"),
            ),
        ),
    )
    work = Goal(
        node_uid=Uid("g2"),
        text="Have first-shift full-time work",
        objectives=(_objective("o3", "Apply to four jobs a week"),),
    )
    return numbered(
        Plan(
            id=PlanId(1),
            uid=Uid("p"),
            client_id=ClientId(1),
            episode_id=EpisodeId(1),
            state=RecordState.SIGNED,
            planned_on=date(2026, 2, 12),
            client_words="I want my license back.",
            strengths="nine years of steady work",
            barriers="no car:\n- night shift\n- far from town",
            discharge_criteria="Objectives met; aftercare made.",
            problems=(
                Problem(
                    node_uid=Uid("p1"),
                    text="Alcohol use disorder, severe",
                    code="F10.20",
                    goals=(drinking,),
                ),
                Problem(node_uid=Uid("p2"), text="Unemployed for 14 months", goals=(work,)),
            ),
        )
    )


@pytest.fixture(scope="session")
def plan_paper(frame: PaperFrame) -> PlanPaper:
    """A signed plan with what its paper says beside it."""
    return PlanPaper(
        frame=frame,
        plan=_plan_record(),
        review_on=date(2026, 3, 14),
        statuses={
            Uid("o1"): ObjectiveStatus.PROGRESSING,
            Uid("o2"): ObjectiveStatus.OVERDUE,
            Uid("o3"): ObjectiveStatus.MET,
        },
        met_on={Uid("o3"): date(2026, 2, 24)},
        seal=_seal(RecordKind.PLAN, "p"),
        signatures=(_signed(RecordKind.PLAN, "p", datetime(2026, 2, 12, 22, 5, tzinfo=UTC)),),
    )


@pytest.fixture(scope="session")
def note_paper(frame: PaperFrame) -> NotePaper:
    """A signed note with one addendum."""
    note = Note(
        id=NoteId(1),
        uid=Uid("n"),
        client_id=ClientId(1),
        episode_id=EpisodeId(1),
        held_on=date(2026, 3, 10),
        starts=time(9),
        ends=time(9, 50),
        zone="America/Chicago",
        minutes=50,
        risk=Risk.NONE_REPORTED,
        risk_remark="Denies thoughts of suicide, self-harm or harm to others.",
        state=RecordState.SIGNED,
        due_at=datetime(2026, 3, 12, 14, 50, tzinfo=UTC),
        entered_at=MADE_AT,
        sections=(
            Section(code=SectionCode.DATA, text="He rode out two urges *this week*.\n\nOn time."),
            Section(code=SectionCode.ASSESSMENT, text="Mood steady; PHQ-9 **12**."),
            Section(code=SectionCode.PLAN, text="Homework:\n- Keep the trigger log.\n- Call."),
        ),
        objectives=(
            LinkedObjective(plan_id=PlanId(1), node_uid=Uid("o1"), rating=Rating.BETTER),
            LinkedObjective(plan_id=PlanId(1), node_uid=Uid("o2"), rating=Rating.SAME),
        ),
        interventions=(
            TickedIntervention(node_uid=Uid("o1i0"), text="CBT functional analysis"),
            TickedIntervention(node_uid=Uid("x"), text="Urge surfing"),
        ),
    )
    addendum = Addendum(
        id=AddendumId(1),
        uid=Uid("a"),
        note_id=NoteId(1),
        client_id=ClientId(1),
        reason=AddendumReason.CORRECTION,
        text="The meeting was on Sunday, not Saturday.",
        state=RecordState.SIGNED,
        entered_at=datetime(2026, 3, 11, 13, 20, tzinfo=UTC),
    )
    return NotePaper(
        frame=frame,
        note=note,
        plans=(_plan_record(),),
        seal=_seal(RecordKind.NOTE, "n"),
        signatures=(_signed(RecordKind.NOTE, "n", datetime(2026, 3, 10, 22, 12, tzinfo=UTC)),),
        addenda=(
            SignedAddendum(
                addendum=addendum,
                seal=_seal(RecordKind.ADDENDUM, "a"),
                signatures=(
                    _signed(RecordKind.ADDENDUM, "a", datetime(2026, 3, 11, 13, 20, tzinfo=UTC)),
                ),
            ),
        ),
    )


def _with_letter(font: bytes, letter: str) -> bytes:
    """A TrueType font that has one more letter, drawn as its `A`, and no other."""
    count = struct.unpack(">H", font[4:6])[0]
    start = len(font) + -len(font) % 4
    groups = struct.pack(">III", ord(letter), ord(letter), 36)
    table = struct.pack(">HHHHIHHIII", 0, 1, 3, 10, 12, 12, 0, 28, 0, 1) + groups
    made = bytearray(font.ljust(start, b"\0") + table)
    for entry in range(12, 12 + 16 * count, 16):
        if made[entry : entry + 4] == b"cmap":
            made[entry + 4 : entry + 16] = struct.pack(">III", 0, start, len(table))
    return bytes(made)


@pytest.fixture
def east_asian_font(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_fonts_of_this_machine: None
) -> Path:
    """A system font that has the one letter 李."""
    plain = resources.path("fonts", "dejavu", "DejaVuSans.ttf").read_bytes()
    file = tmp_path / "wqy-microhei.ttf"
    file.write_bytes(_with_letter(plain, "李"))
    monkeypatch.setattr(system_fonts, "east_asian_files", lambda: (file,))
    return file


@pytest.fixture(autouse=True)
def no_fonts_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The fonts of the machine that runs the tests decide no test."""
    monkeypatch.setattr(system_fonts, "east_asian_files", tuple)
    fonts._font_of.cache_clear()
    yield
    fonts._font_of.cache_clear()
