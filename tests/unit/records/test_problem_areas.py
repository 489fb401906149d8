"""Problem areas: which family of codes is about what."""

import pytest

from counselor_desk.records.problem_areas import ProblemArea, area_of


@pytest.mark.parametrize(
    ("code", "area"),
    [
        ("F10.20", ProblemArea.SUBSTANCE_USE),
        ("f19.10", ProblemArea.SUBSTANCE_USE),
        ("F50.010", ProblemArea.EATING),
        ("F98.21", ProblemArea.EATING),
        ("F98.0", ProblemArea.MENTAL_HEALTH),
        ("F32.1", ProblemArea.MENTAL_HEALTH),
        ("Z56.0", ProblemArea.OTHER),
        ("", ProblemArea.OTHER),
    ],
)
def test_a_code_tells_its_area(code, area):
    assert area_of(code) is area
