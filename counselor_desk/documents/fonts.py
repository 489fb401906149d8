"""Chooses the font for every letter on paper, so that none vanishes silently."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from counselor_desk import resources
from counselor_desk.documents import scripts, system_fonts
from counselor_desk.documents.blocks import Document, strings
from counselor_desk.documents.letters import REPLACEMENT, printable


class Piece(NamedTuple):
    """Letters that one embedded font can draw, with the name reportlab knows it by."""

    font: str
    text: str


@dataclass(frozen=True, slots=True)
class _Family:
    folder: str
    regular: str
    bold: str
    italic: str = ""
    bold_italic: str = ""

    def files(self, *, bold: bool, italic: bool) -> tuple[str, ...]:
        """The files to try: the cut that is asked for, then the upright of that weight."""
        upright = self.bold if bold else self.regular
        slanted = self.bold_italic if bold else self.italic
        return (slanted, upright) if italic and slanted else (upright,)


# In the order they are tried: the paper font, one with more letters, one for Arabic whose
# letters join, one with most signs and Hebrew.
_FAMILIES = (
    _Family(
        "source-sans",
        "SourceSansPro-Regular",
        "SourceSansPro-Semibold",
        "SourceSansPro-Italic",
        "SourceSansPro-SemiboldItalic",
    ),
    _Family(
        "noto-sans",
        "NotoSans-Regular",
        "NotoSans-Bold",
        "NotoSans-Italic",
        "NotoSans-BoldItalic",
    ),
    _Family("noto-sans-arabic", "NotoSansArabic-Regular", "NotoSansArabic-Bold"),
    _Family("dejavu", "DejaVuSans", "DejaVuSans-Bold"),
)

# Scripts whose letters change shape or place beside each other and that are not shaped here: the
# PDF engine would set them in the wrong order or form, which is worse than a visible gap.
_UNSHAPED = re.compile(
    "[\u0700-\u074f\u0780-\u086f\u0900-\u109f\u1780-\u17ff\u1a00-\u1aaf\u1b00-\u1c4f"
    "\ua840-\uabff\U00010800-\U00011fff\U0001e800-\U0001efff]"
)
# Marks without a shape of their own: joiners, direction marks, variation selectors.
_INVISIBLE = re.compile(
    "[\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
_PLAIN_SPACES = {ord(space): " " for space in "\u1680\u2000\u2001\u2002\u2003\u2004\u2005"}
_PLAIN_SPACES |= {ord(space): " " for space in "\u2006\u2008\u2009\u200a\u205f\u3000"}
_HARD_SPACES = {0x2007: "\u00a0", 0x202F: "\u00a0"}
_SPACES = _PLAIN_SPACES | _HARD_SPACES

_LAST_TOLD = 0xFFFF
"""Letters beyond it are drawn well, but reportlab tells readers another letter for them: what is
copied or read aloud would be wrong. They count as missing, and the person is told."""


@cache
def _letters_of(folder: str, file: str) -> frozenset[str]:
    """Registers a font under its file name; returns what it can draw."""
    return _registered(file, resources.path("fonts", folder, f"{file}.ttf"))


def _registered(name: str, file: Path) -> frozenset[str]:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, str(file))
    pdfmetrics.registerFont(font)
    return frozenset(chr(code) for code in font.face.charToGlyph if code <= _LAST_TOLD)


@cache
def _system_letters(file: Path) -> frozenset[str]:
    """Registers the first face of a system font; none when it cannot be embedded."""
    from reportlab.pdfbase.ttfonts import TTFError

    try:
        return _registered(file.name, file)
    except (OSError, TTFError):
        return frozenset()


@cache
def _easy_letters(folder: str, file: str) -> frozenset[str]:
    """The letters of a font that need no second look: nothing to compose, drop or replace."""
    return frozenset(
        letter
        for letter in _letters_of(folder, file)
        if not unicodedata.combining(letter)
        and _composed(letter) == letter
        and not _UNSHAPED.match(letter)
    ) | {"\n"}


def base_font(*, bold: bool = False, italic: bool = False) -> str:
    """The name of the paper font in the given cut, ready for use."""
    file = _FAMILIES[0].files(bold=bold, italic=italic)[0]
    _letters_of(_FAMILIES[0].folder, file)
    return file


def pieces(text: str, *, bold: bool = False, italic: bool = False) -> list[Piece]:
    """The text cut where the font must change; what no font has becomes U+FFFD.

    Arabic letters come in the form they take beside their neighbors; the order is as typed.
    Composed forms are preferred (a letter with its accents is drawn as one), spaces become
    plain or hard ones, and marks without a shape are left out. Line feeds stay.
    """
    file = base_font(bold=bold, italic=italic)
    if _easy_letters(_FAMILIES[0].folder, file).issuperset(text):
        return [Piece(file, text)] if text else []
    return _cut(_visible(scripts.shaped(_normal(text))), bold=bold, italic=italic)


def missing_letters(document: Document) -> str:
    """The letters that cannot be printed in a PDF, each once, in order of appearance."""
    found: dict[str, None] = {}
    for text in strings(document):
        found.update(dict.fromkeys(missing_in(text)))
    return "".join(found)


def missing_in(text: str) -> str:
    """The letters of a text that no font can draw, each once; their accents stay with them."""
    if _easy_letters(_FAMILIES[0].folder, _FAMILIES[0].regular).issuperset(text):
        return ""
    clusters = _clusters(_composed(text))
    fonts = {one: _font_of(scripts.shaped(one), False, False) for one in clusters}
    return "".join(one for one, font in fonts.items() if font is None)


def _composed(text: str) -> str:
    return _visible(_normal(text))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", printable(text))


def _visible(text: str) -> str:
    return _INVISIBLE.sub("", text).translate(_SPACES)


def _clusters(text: str) -> list[str]:
    """Each letter with the combining marks that follow it."""
    clusters: list[str] = []
    for letter in text:
        if clusters and clusters[-1] != "\n" and unicodedata.combining(letter):
            clusters[-1] += letter
        else:
            clusters.append(letter)
    return clusters


def _cut(text: str, *, bold: bool, italic: bool) -> list[Piece]:
    cut: list[Piece] = []
    for cluster in _clusters(text):
        font = _font_of(cluster, bold, italic)
        if font is None:
            piece = Piece(
                _font_of(REPLACEMENT, bold, italic) or base_font(), REPLACEMENT * len(cluster)
            )
        else:
            piece = Piece(font, cluster)
        if cut and cut[-1].font == piece.font:
            piece = Piece(piece.font, cut.pop().text + piece.text)
        cut.append(piece)
    return cut


@lru_cache(maxsize=4096)
def _font_of(cluster: str, bold: bool, italic: bool) -> str | None:
    """The first font that has the whole cluster, None when no font has."""
    if cluster == "\n":
        return base_font(bold=bold, italic=italic)
    if _UNSHAPED.search(cluster) or scripts.lacks_forms(cluster):
        return None
    for family in _FAMILIES:
        for file in family.files(bold=bold, italic=italic):
            if _letters_of(family.folder, file).issuperset(cluster):
                return file
    return _system_font_of(cluster) if system_fonts.is_east_asian(cluster) else None


def _system_font_of(cluster: str) -> str | None:
    for file in system_fonts.east_asian_files():
        if _system_letters(file).issuperset(cluster):
            return file.name
    return None
