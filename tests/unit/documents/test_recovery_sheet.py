"""The recovery sheet on paper: one page with every word, and nothing that names a client."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from counselor_desk.documents import pdf, text
from counselor_desk.documents.recovery_sheet import build_recovery_sheet
from counselor_desk.records.program import Paper
from counselor_desk.records.recovery_sheets import RecoverySheet

GOLDEN = Path(__file__).parents[2] / "golden" / "documents" / "recovery_sheet.txt"
WORDS = (
    *("orbit", "maple", "cactus", "violin", "harbor", "pencil"),
    *("summit", "lantern", "walnut", "copper", "meadow", "kettle"),
)


@pytest.fixture
def sheet() -> RecoverySheet:
    return RecoverySheet(
        words=WORDS,
        store_label="Records",
        store_id="3f2a91c0" * 4,
        made_at=datetime(2026, 3, 12, 8, 14, tzinfo=ZoneInfo("America/Chicago")),
    )


def test_it_reads_as_agreed(sheet):
    made = text.render(build_recovery_sheet(sheet), Paper.LETTER).decode()

    assert made == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("paper", list(Paper))
def test_it_is_one_page_with_every_word_beside_its_number(sheet, paper, page_texts):
    pages = page_texts(pdf.render(build_recovery_sheet(sheet), paper))

    assert len(pages) == 1
    words = pages[0].split()
    for number, word in enumerate(WORDS, 1):
        assert word in words
        assert f"Word {number}" in pages[0]


def test_the_store_is_told_by_its_name_and_its_mark(sheet, page_texts):
    (page,) = page_texts(pdf.render(build_recovery_sheet(sheet), Paper.LETTER))

    assert "Records" in page
    assert "3F2A 91C0" in page
    assert "March 12, 2026" in page


def test_the_longest_words_still_fit_on_one_page(sheet, page_texts):
    long = RecoverySheet(
        words=("umbrella",) * 12,
        store_label="Records of the Cedar Ridge Recovery Center " * 3,
        store_id=sheet.store_id,
        made_at=sheet.made_at,
    )

    assert len(page_texts(pdf.render(build_recovery_sheet(long), Paper.LETTER))) == 1


def test_no_word_is_in_a_repr_or_in_what_the_file_says_of_itself(sheet):
    meta = build_recovery_sheet(sheet).meta

    assert not any(word in repr(sheet) for word in WORDS)
    assert not any(word in repr(build_recovery_sheet(sheet)) for word in WORDS)
    assert (meta.title, meta.subject, meta.author) == ("Recovery sheet", "", "")
