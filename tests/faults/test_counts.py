"""The counts of a run follow one environment variable, and a misspelt one is no short run."""

import pytest

from tests.faults.counts import VARIABLE, count


@pytest.mark.parametrize(("word", "expected"), [("short", 5), ("usual", 50), ("full", 220)])
def test_the_variable_chooses_the_count(monkeypatch, word, expected):
    monkeypatch.setenv(VARIABLE, word)

    assert count(5, 50, 220) == expected


def test_a_run_is_short_unless_told(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)

    assert count(5, 50, 220) == 5


def test_another_word_is_refused(monkeypatch):
    monkeypatch.setenv(VARIABLE, "ful")

    with pytest.raises(ValueError, match="short, usual, full"):
        count(5, 50, 220)
