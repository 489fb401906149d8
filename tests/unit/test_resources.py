"""Facts about the files that belong to the program."""

import re

import pytest

from counselor_desk import resources
from counselor_desk.errors import DeskError

FONTS = sorted(resources.path("fonts").rglob("*.ttf"))
ICONS = sorted(resources.path("icons").glob("*.svg"))


def test_a_text_file_is_read():
    assert "Inter" in resources.read_text("fonts", "README.md")


def test_bytes_are_read_as_they_are():
    font = resources.path("fonts", "inter", "Inter-Regular.ttf")

    assert resources.read_bytes("fonts", "inter", "Inter-Regular.ttf") == font.read_bytes()


def test_a_missing_file_says_what_to_do():
    with pytest.raises(DeskError, match=r"missing: fonts/none\.ttf.*Install"):
        resources.path("fonts", "none.ttf")


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.name)
def test_fonts_are_true_type_and_so_embed_in_a_pdf(font):
    assert font.read_bytes()[:4] == b"\x00\x01\x00\x00"


@pytest.mark.parametrize("folder", sorted({font.parent.name for font in FONTS}))
def test_every_font_has_its_licence(folder):
    assert resources.path("licenses", f"{folder}.txt").stat().st_size > 1000


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.name)
def test_icons_reach_for_nothing_outside(icon):
    text = icon.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")

    assert not re.search(r"https?:|<script|<image|href", text)
