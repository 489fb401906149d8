"""Who signs is checked before it stands under a signature."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from counselor_desk.errors import (
    HeaderLinesError,
    LogoError,
    NumberPatternError,
    UnusableTextError,
)
from counselor_desk.services import programs
from counselor_desk.services.changes import Kind


def test_what_is_kept_has_no_space_around_it(desk):
    kept = programs.keep(desk, replace(desk.program(), counselor_name="  Dana Whitfield "))

    assert kept.counselor_name == desk.program().counselor_name == "Dana Whitfield"


@pytest.mark.parametrize("pattern", ["CD", "", "C#-##"])
def test_a_pattern_no_number_fits_into_is_refused(desk, pattern):
    with pytest.raises(NumberPatternError):
        programs.keep(desk, replace(desk.program(), number_pattern=pattern))


def test_control_characters_are_refused(desk):
    with pytest.raises(UnusableTextError):
        programs.keep(desk, replace(desk.program(), credential="LA\x07DC"))


def test_lines_of_the_head_are_kept_without_empty_ones(desk):
    kept = programs.keep(desk, replace(desk.program(), header=" 120 Mill Street \n\nTulsa, OK\n"))

    assert kept.header_lines == desk.program().header_lines == ("120 Mill Street", "Tulsa, OK")


def test_a_fourth_line_is_refused_and_the_lines_from_before_stay(desk):
    programs.keep(desk, replace(desk.program(), header="One"))

    with pytest.raises(HeaderLinesError):
        programs.keep(desk, replace(desk.program(), header="1\n2\n3\n4"))

    assert desk.program().header == "One"


def test_a_line_longer_than_the_head_is_refused(desk):
    with pytest.raises(UnusableTextError, match="A line"):
        programs.keep(desk, replace(desk.program(), header="x" * 91))


class TestLogo:
    @pytest.fixture
    def picture(self, tmp_path):
        path = tmp_path / "logo.png"
        Image.new("RGB", (200, 80), "teal").save(path)
        return path

    def test_a_new_store_has_none(self, desk):
        assert programs.logo(desk) == b""

    def test_it_is_kept_in_the_store_and_announced(self, desk, picture):
        heard = []
        desk.listen(heard.append)
        png = programs.read_logo(picture)
        programs.set_logo(desk, png, initiator="page")

        assert programs.logo(desk) == png
        assert heard[0].kinds == {Kind.PROGRAM}
        assert heard[0].initiator == "page"

    def test_another_one_takes_its_place(self, desk, picture):
        programs.set_logo(desk, programs.read_logo(picture))
        Image.new("RGB", (64, 64), "navy").save(picture)
        programs.set_logo(desk, programs.read_logo(picture))

        assert programs.logo(desk) == programs.read_logo(picture)
        assert _attachments(desk) == 1

    def test_it_can_be_removed_and_leaves_the_store(self, desk, picture):
        programs.set_logo(desk, programs.read_logo(picture))
        programs.remove_logo(desk)

        assert programs.logo(desk) == b""
        assert _attachments(desk) == 0

    def test_names_kept_from_before_it_came_do_not_remove_it(self, desk, picture):
        before = desk.program()
        programs.set_logo(desk, programs.read_logo(picture))
        programs.keep(desk, replace(before, credential="LADC II"))

        assert programs.logo(desk)

    def test_a_file_over_the_limit_is_refused(self, tmp_path):
        path = tmp_path / "logo.png"
        path.write_bytes(bytes(programs.MOST_LOGO_MB * 1024 * 1024 + 1))

        with pytest.raises(LogoError, match="more than 5 MB"):
            programs.read_logo(path)

    def test_a_picture_with_too_many_pixels_says_its_size(self, desk, picture):
        Image.new("RGB", (5001, 10)).save(picture)

        with pytest.raises(LogoError, match="5,001 by 10 pixels, and 5,000 by 5,000 is the most"):
            programs.read_logo(picture)

    def test_a_file_that_is_gone_is_refused(self, tmp_path):
        with pytest.raises(LogoError, match="no picture that can be read"):
            programs.read_logo(tmp_path / "gone.png")


def _attachments(desk):
    with desk.read() as reader:
        return reader.value("SELECT count(*) FROM attachment")
