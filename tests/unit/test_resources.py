"""Facts about the files that belong to the program."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from counselor_desk import resources
from counselor_desk.errors import DeskError

ROOT = Path(__file__).parents[2]
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


def test_an_installed_wheel_finds_its_files(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    place = tmp_path / "installed"
    zipfile.ZipFile(next(tmp_path.glob("*.whl"))).extractall(place)
    ask = "from counselor_desk import resources; print(resources.path('icons', 'app.svg'))"

    found = subprocess.run(
        [sys.executable, "-c", ask], cwd=place, capture_output=True, text=True, check=True
    )

    assert Path(found.stdout.strip()).is_relative_to(place.resolve())
