"""What is painted: boxes whose pictures are kept look like boxes that are drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPixmapCache

from counselor_desk.ui import painting
from counselor_desk.ui.theme import Theme

PLACE = QRect(7, 5, 120, 22)
THEMES = [Theme(), Theme(dark=True), Theme(scale=1.5)]


def _painted(theme: Theme, *, ratio: float = 1.0) -> QImage:
    image = QImage(round(160 * ratio), round(40 * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(theme.color("surface"))
    with QPainter(image) as painter:
        painting.draw_box(painter, PLACE, theme, "risk_bg", "risk_bd", 6)
        painting.draw_avatar(painter, QRect(132, 5, 24, 24), theme, "Marcus R.")
    return image


def _difference(one: QImage, other: QImage) -> int:
    """The largest difference of any pixel in any color, 0-255."""
    first, second = one.constBits(), other.constBits()
    return max(abs(a - b) for a, b in zip(bytes(first), bytes(second), strict=True))


@pytest.fixture
def drawn(monkeypatch):
    """The same, with every box drawn anew."""

    def make(theme: Theme, *, ratio: float = 1.0) -> QImage:
        with monkeypatch.context() as here:
            here.setattr(painting, "_MOST_KEPT", 0)
            return _painted(theme, ratio=ratio)

    return make


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ratio", [1.0, 2.0, 1.25])
def test_a_kept_box_looks_like_one_that_is_drawn(look, drawn, theme, ratio):
    QPixmapCache.clear()
    first, again = _painted(theme, ratio=ratio), _painted(theme, ratio=ratio)

    assert first == again
    assert _difference(first, drawn(theme, ratio=ratio)) <= 3


def test_a_box_of_other_colors_would_be_seen(look, drawn):
    assert _difference(_painted(Theme()), drawn(Theme(dark=True))) > 50


def test_a_kept_box_follows_the_theme(look):
    _painted(Theme())

    middle = PLACE.center()
    assert _painted(Theme(dark=True)).pixelColor(middle) == Theme(dark=True).color("risk_bg")


def test_nothing_is_written_where_there_is_no_text(look):
    image = QImage(40, 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    before = image.copy()
    with QPainter(image) as painter:
        is_cut = painting.draw_text(painter, image.rect(), Theme(), "")

    assert not is_cut
    assert image == before
