"""The CV on paper: complete, readable by machines, and silent about where it was written."""

import io
import re
import zipfile
import zlib
from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counselor_desk.documents import docx, pdf, text
from counselor_desk.documents.cvs import build_cv, span
from counselor_desk.records.cvs import (
    Certificate,
    Cv,
    CvLanguage,
    Job,
    Reference,
    Skill,
    SpokenLanguage,
    Training,
)
from counselor_desk.records.ids import ClientId, CvId, Uid
from counselor_desk.records.program import Paper

PAPERS = pytest.mark.parametrize("paper", list(Paper))
MOMENT = datetime(2026, 3, 12, 15, 58, tzinfo=UTC)
FULL = Cv(
    id=CvId(9),
    uid=Uid("4f2c7d1e-0000-4000-8000-000000000009"),
    client_id=ClientId(147),
    name="Warehouse lead, morning shift",
    given_name="Marcus",
    family_name="Reyes",
    town="Tulsa, OK",
    phone="(918) 555-0142",
    email="marcus.reyes@example.com",
    headline="Warehouse lead · forklift certified",
    profile="Dependable warehouse lead with nine years in distribution.",
    made_at=MOMENT,
    changed_at=MOMENT,
    jobs=(
        Job(
            title="Shipping Lead",
            employer="Prairie Distribution",
            town="Tulsa",
            begun="2019",
            ended="present",
            did="Led a crew of six; cut mis-ships from 2.1 % to 0.6 %\n\nTrained 14 new hires",
        ),
        Job(title="Forklift Operator", employer="Ozark Foods", begun="03/2015", ended="2019"),
    ),
    trainings=(Training(title="GED", place="Tulsa Community College", ended="2011"),),
    certificates=(Certificate(title="Forklift operator, sit-down", received="2025"),),
    skills=(Skill(text="RF scanners"), Skill(text="WMS")),
    languages=(SpokenLanguage(name="Spanish", level="fluent"),),
    references=(Reference(name="Ana Ortiz", relation="Supervisor", phone="(918) 555-0199"),),
)
EMPTY = Cv(id=CvId(1), uid=Uid("u"), client_id=ClientId(1), made_at=MOMENT, changed_at=MOMENT)
BETRAYING = (
    "counselor",
    "desk",
    "clinic",
    "cedar ridge",
    "whitfield",
    "cd-0147",
    "treatment",
    "recovery",
    "42 cfr",
    "confidential",
    "reportlab",
    "python-docx",
    "warehouse lead, morning shift",
    FULL.uid,
)
"""Words that no byte of a CV may say: where, by whom and with what it was written."""


def pages(cv: Cv) -> int:
    file = pypdfium2.PdfDocument(pdf.render(build_cv(cv), cv.paper))
    try:
        return len(file)
    finally:
        file.close()


def every_byte_of_pdf(content: bytes) -> bytes:
    """The file, each stream as it is and as it was before it was packed."""
    unpacked = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            unpacked.append(zlib.decompress(stream))
        except zlib.error:
            unpacked.append(stream)
    return b"\n".join((content, *unpacked))


def every_byte_of_docx(content: bytes) -> bytes:
    """The names, comments and content of every part."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [
            part
            for one in package.infolist()
            for part in (one.filename.encode(), one.comment, one.extra, package.read(one))
        ]
        return b"\n".join((package.comment, *parts))


@PAPERS
def test_no_byte_of_the_pdf_says_where_it_was_written(paper):
    content = every_byte_of_pdf(pdf.render(build_cv(FULL), paper)).lower()

    assert b"marcus reyes" in content
    for word in BETRAYING:
        for coded in (word.encode(), word.encode("utf-16-be"), word.encode().hex().encode()):
            assert coded not in content, word


@PAPERS
def test_no_part_of_the_word_file_says_where_it_was_written(paper):
    content = every_byte_of_docx(docx.render(build_cv(FULL), paper)).lower()

    assert b"marcus reyes" in content
    for word in BETRAYING:
        assert word.encode() not in content, word


def test_no_letter_on_the_page_says_where_it_was_written(page_texts):
    said = "\n".join(page_texts(pdf.render(build_cv(FULL), Paper.LETTER))).lower()

    assert not [word for word in BETRAYING if word in said]


def test_the_file_gives_the_client_as_author_and_nobody_as_maker():
    file = pypdfium2.PdfDocument(pdf.render(build_cv(FULL), Paper.LETTER))
    told = file.get_metadata_dict()
    file.close()

    assert (told["Title"], told["Author"]) == ("Marcus Reyes CV", "Marcus Reyes")
    assert (told["Creator"], told["Producer"], told["Subject"], told["Keywords"]) == ("",) * 4


def test_the_word_file_gives_the_client_as_author(docx_part):
    core = docx_part(docx.render(build_cv(FULL), Paper.LETTER), "docProps/core.xml")

    assert "<dc:creator>Marcus Reyes</dc:creator>" in core
    assert "<cp:lastModifiedBy>Marcus Reyes</cp:lastModifiedBy>" in core
    assert "<dc:title>Marcus Reyes CV</dc:title>" in core


@PAPERS
def test_everything_it_says_is_on_the_page(page_texts, paper):
    (said,) = page_texts(pdf.render(build_cv(FULL), paper))

    for words in (
        "Marcus Reyes",
        "Warehouse lead · forklift certified",
        "Tulsa, OK · (918) 555-0142 · marcus.reyes@example.com",
        "Experience",
        "Shipping Lead",
        "2019 – present",
        "Prairie Distribution, Tulsa",
        "Trained 14 new hires",
        "03/2015 – 2019",
        "Education and training",
        "GED, Tulsa Community College",
        "Certificates",
        "RF scanners · WMS",
        "Spanish (fluent)",
    ):
        assert words in said


def test_the_page_reads_from_top_to_bottom(page_texts):
    """Programs that sort applications read the letters in the order of the file."""
    (said,) = page_texts(pdf.render(build_cv(FULL), Paper.LETTER))
    order = ["Marcus", "Tulsa, OK", "Profile", "Experience", "Shipping", "Forklift Operator"]
    order += ["Education", "Certificates", "Skills", "Languages"]

    assert sorted(order, key=said.index) == order


def test_headings_speak_the_language_of_the_cv(page_texts):
    spanish = replace(FULL, language=CvLanguage.SPANISH)
    (said,) = page_texts(pdf.render(build_cv(spanish), Paper.LETTER))

    for words in ("Perfil", "Experiencia", "2019 – actualidad", "Formación", "Idiomas"):
        assert words in said
    assert build_cv(spanish).meta.language == "es-US"


def test_word_has_real_headings(docx_part):
    xml = docx_part(docx.render(build_cv(FULL), Paper.LETTER))
    styles = docx_part(docx.render(build_cv(FULL), Paper.LETTER), "word/styles.xml")

    assert xml.count('w:val="Heading1"') == 6
    assert xml.count('w:val="Heading2"') == 2
    assert xml.count('w:val="ListBullet"') == 2
    assert xml.count('w:val="Title"') == 1
    assert re.search(r'w:styleId="Title".*?<w:sz w:val="50"/>', styles)


def test_word_has_no_tables_to_confuse_a_parser(docx_part):
    assert "<w:tbl>" not in docx_part(docx.render(build_cv(FULL), Paper.LETTER))


def test_references_stand_on_a_sheet_of_their_own_when_wanted(page_texts):
    with_references = replace(FULL, has_references=True)
    first, second = page_texts(pdf.render(build_cv(with_references), Paper.LETTER))

    assert "Ana Ortiz" not in first
    assert "References" in second
    assert "Supervisor · (918) 555-0199" in second


def test_references_stay_away_when_not_wanted(page_texts):
    assert "Ana Ortiz" not in "".join(page_texts(pdf.render(build_cv(FULL), Paper.LETTER)))


def test_an_empty_part_has_no_heading(page_texts):
    bare = replace(FULL, jobs=(Job(), Job(did=" \n ")), skills=(Skill(),))
    (said,) = page_texts(pdf.render(build_cv(bare), Paper.LETTER))

    assert "Experience" not in said
    assert "Skills" not in said


@PAPERS
def test_an_empty_cv_is_an_empty_page(page_texts, paper):
    assert [said.strip() for said in page_texts(pdf.render(build_cv(EMPTY), paper))] == [""]
    assert docx.render(build_cv(EMPTY), paper).startswith(b"PK")
    assert text.render(build_cv(EMPTY), paper) == b"\n"


def many(count: int) -> Cv:
    did = "\n".join(f"Did thing {at} and improved it by {at} percent" for at in range(10))
    jobs = tuple(
        Job(title=f"Position {at}", employer="Works", begun="2001", ended="2002", did=did)
        for at in range(count)
    )
    return replace(FULL, jobs=jobs)


@PAPERS
def test_thirty_jobs_and_eight_pages_lose_nothing(page_texts, paper):
    texts = page_texts(pdf.render(build_cv(many(30)), paper))

    assert len(texts) >= 8
    assert all(f"Position {at}" in "\n".join(texts) for at in range(30))
    assert all("Marcus Reyes" in page for page in texts)


@PAPERS
def test_a_bullet_of_two_thousand_characters_stays_inside_the_margins(letter_boxes, paper):
    words = "palletized " * 180
    cv = replace(FULL, jobs=(Job(title="Packer", did=words + "x" * 200),))
    for boxes in letter_boxes(pdf.render(build_cv(cv), paper)):
        assert max(box[2] for box in boxes) <= 612 - 50


def test_long_dates_do_not_push_the_title_off_the_page(page_texts):
    cv = replace(FULL, jobs=(Job(title="Packer", begun="since school " * 20, ended="x" * 300),))

    assert "Packer" in page_texts(pdf.render(build_cv(cv), Paper.LETTER))[0]


def test_equal_cvs_give_equal_bytes():
    assert pdf.render(build_cv(FULL), Paper.A4) == pdf.render(build_cv(FULL), Paper.A4)
    assert docx.render(build_cv(FULL), Paper.A4) == docx.render(build_cv(FULL), Paper.A4)


@pytest.mark.parametrize(
    ("begun", "ended", "shown"),
    [
        ("2019", "2024", "2019 – 2024"),
        ("2019", "", "2019"),
        ("", "2011", "2011"),
        ("since school", "Now", "since school – present"),
        (" ", " ", ""),
    ],
)
def test_dates_stand_as_they_were_typed(begun, ended, shown):
    assert span(begun, ended, "present") == shown


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_the_page(title, did):
    cv = replace(EMPTY, given_name=title, jobs=(Job(title=title, did=did, ended=title),))
    document = build_cv(cv)

    assert pdf.render(document, Paper.LETTER).startswith(b"%PDF")
    assert docx.render(document, Paper.LETTER).startswith(b"PK")
    text.render(document, Paper.LETTER)


def test_one_page_for_the_usual_cv():
    assert pages(FULL) == 1
