"""Who signs is checked before it stands under a signature."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counselor_desk.errors import NumberPatternError, UnusableTextError
from counselor_desk.services import programs


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
