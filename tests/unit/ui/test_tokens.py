"""Every pair of colors that meet on the screen can be told apart, in both themes."""

from __future__ import annotations

import pytest

from counselor_desk.ui import tokens

PAPERS = ("window", "sidebar", "surface", "raised", "sunken", "hover", "selected")
READABLE = [
    *[(ink, paper) for ink in ("text", "text2") for paper in PAPERS],
    *[
        ("text3", p)
        for p in ("window", "surface", "sunken", "sidebar", "selected", "hover", "accent_soft")
    ],
    ("text2", "track"),
    *[("accent", paper) for paper in ("surface", "window", "accent_soft", "selected")],
    *[("on_accent", paper) for paper in ("accent", "accent_hover", "accent_pressed")],
    *[("link", paper) for paper in ("surface", "window", "overdue_bg", "sunken", "raised")],
    *[(tone, f"{tone}_bg") for tone in tokens.TONES],
    *[(ink, f"{tone}_bg") for tone in tokens.TONES for ink in ("text", "text2")],
    *[
        (tone, paper)
        for tone in ("risk", "overdue", "signed", "draft")
        for paper in ("surface", "window")
    ],
    *[
        (tone, paper)
        for tone in ("risk", "overdue", "signed")
        for paper in ("selected", "sunken", "raised")
    ],
]
VISIBLE = [
    *[("border_strong", paper) for paper in ("surface", "window", "sunken")],
    *[("focus", paper) for paper in ("surface", "window", "sidebar", "raised", "sunken")],
    ("text", "accent"),
    *[(line, "surface") for line in ("chart1", "chart2", "chart3")],
]
THEMES = {
    "light": tokens.LIGHT,
    "dark": tokens.DARK,
    "light high contrast": tokens.high_contrast(tokens.LIGHT),
    "dark high contrast": tokens.high_contrast(tokens.DARK),
}


@pytest.mark.parametrize("colors", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize(("ink", "paper"), READABLE)
def test_words_can_be_read(colors, ink, paper):
    assert tokens.contrast(colors[ink], colors[paper]) >= 4.5


@pytest.mark.parametrize("colors", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("line", "paper"), [pair for pair in VISIBLE if pair[0] != "text"])
def test_outlines_and_lines_can_be_seen(colors, line, paper):
    assert tokens.contrast(colors[line], colors[paper]) >= 3.0


def test_both_themes_have_the_same_tokens():
    assert tokens.LIGHT.keys() == tokens.DARK.keys()


def test_contrast_runs_from_one_to_twenty_one():
    assert tokens.contrast("#777777", "#777777") == pytest.approx(1)
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_no_type_step_is_smaller_than_a_key_cap():
    assert min(px for px, _ in tokens.TYPE.values()) == tokens.TYPE["key"][0] == 11
    assert all(px >= 12 for kind, (px, _) in tokens.TYPE.items() if kind != "key")
