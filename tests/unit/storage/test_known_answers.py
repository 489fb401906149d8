"""The ciphers under everything give the answers that their standards print."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counselor_desk.storage import known_answers


@pytest.mark.parametrize("known", known_answers.ANSWERS, ids=lambda known: known.algorithm)
def test_each_gives_the_answer_of_its_standard(known):
    assert known.compute().hex() == known.expected, known.source


def test_where_all_are_right_none_is_named():
    assert known_answers.wrong() == ""


@pytest.mark.parametrize("place", range(len(known_answers.ANSWERS)))
def test_one_wrong_bit_is_told_by_name(monkeypatch, place):
    known = known_answers.ANSWERS[place]
    answer = bytearray(known.compute())
    answer[-1] ^= 1
    broken = replace(known, compute=lambda: bytes(answer))
    answers = (*known_answers.ANSWERS[:place], broken, *known_answers.ANSWERS[place + 1 :])
    monkeypatch.setattr(known_answers, "ANSWERS", answers)

    assert known_answers.wrong() == known.algorithm
