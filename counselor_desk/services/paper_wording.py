"""Wording on papers: words that reduce a person to a problem, told before a client reads them.

It advises only, and a paper is printed as it stands. Source: services.md row 40.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from counselor_desk.rules.wording import Advice, advise
from counselor_desk.services import starter_phrases

if TYPE_CHECKING:
    from counselor_desk.documents.blocks import Document
    from counselor_desk.documents.passages import Passage

_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]")
_DIAGNOSIS = re.compile(r"\bF1\d(\.\d+)?\b")
_OFFICIAL = " abuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAdvice:
    """Words of a paper that could be said better, and the heading or label they stand below."""

    found: str
    proposal: str
    place: str = field(repr=False)


def advice(document: Document) -> tuple[PaperAdvice, ...]:
    """What could be said better on a paper, each once for each place, in the order of reading.

    A client's own words in quotation marks stay as they were said, and a diagnosis beside its
    code keeps its official name, such as “Alcohol abuse”.
    """
    from counselor_desk.documents.passages import passages

    found: dict[tuple[str, str], PaperAdvice] = {}
    for passage in passages(document):
        for one in _of(passage):
            told = PaperAdvice(found=one.found, proposal=one.proposal, place=passage.place)
            found.setdefault((one.found.casefold(), passage.place), told)
    return tuple(found.values())


def _of(passage: Passage) -> Iterator[Advice]:
    text = passage.text
    quoted = [hit.span() for hit in _QUOTED.finditer(text)]
    for one in advise(text, starter_phrases.wordings()):
        is_quoted = any(start <= one.start and one.end <= end for start, end in quoted)
        is_official = one.found.casefold().endswith(_OFFICIAL) and _DIAGNOSIS.search(text)
        if not (is_quoted or is_official):
            yield one
