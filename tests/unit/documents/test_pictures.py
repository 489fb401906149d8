"""Pictures are drawn anew, made smaller, and read whatever their bytes are."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image

from counselor_desk.documents import pictures
from counselor_desk.documents.pictures import LOGO, SCAN, BadPictureError


def drawn(form="PNG", size=(300, 120), mode="RGB", **more):
    out = io.BytesIO()
    Image.new(mode, size, "teal" if mode != "P" else 3).save(out, form, **more)
    return out.getvalue()


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("PNG", "RGB"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "L"),
        ("JPEG", "RGB"),
        ("JPEG", "CMYK"),
    ],
)
def test_every_usual_kind_of_picture_becomes_a_png(form, mode):
    made = pictures.redrawn(drawn(form, mode=mode), LOGO)

    assert made.startswith(b"\x89PNG")
    assert pictures.size(made) == (300, 120)


def test_a_large_picture_is_made_smaller():
    assert pictures.size(pictures.redrawn(drawn(size=(4000, 1000)), LOGO)) == (1200, 300)


def test_what_is_hidden_in_a_picture_is_left_behind():
    noted = drawn("JPEG", comment=b"Marcus Reyes")
    assert b"Marcus" in noted

    assert b"Marcus" not in pictures.redrawn(noted, LOGO)


def test_what_is_clear_becomes_white():
    out = io.BytesIO()
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(out, "PNG")

    made = Image.open(io.BytesIO(pictures.redrawn(out.getvalue(), LOGO)))
    assert made.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"\xff\xd8"]
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(BadPictureError):
        pictures.redrawn(content, LOGO)


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_decoded():
    small = drawn(size=(10, 10))
    header = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + small[24:29]
    vast = small[:12] + header + zlib.crc32(header).to_bytes(4, "big") + small[33:]

    with pytest.raises(BadPictureError) as refused:
        pictures.redrawn(vast, LOGO)

    assert refused.value.size == (60_000, 60_000)


def test_a_picture_just_over_the_limit_says_its_size():
    with pytest.raises(BadPictureError) as refused:
        pictures.redrawn(drawn(size=(5001, 10)), LOGO)

    assert refused.value.size == (5001, 10)


def test_a_scan_is_kept_as_a_jpeg_that_can_be_read():
    made = pictures.redrawn(drawn(size=(5100, 6600)), SCAN)

    assert made.startswith(b"\xff\xd8")
    assert max(Image.open(io.BytesIO(made)).size) == 2200


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_damaged_picture_is_read_or_refused_and_nothing_else(form):
    whole = drawn(form, size=(64, 48))
    for place in range(0, len(whole), 3):
        for broken in (whole[:place], whole[:place] + b"\xff" + whole[place + 1 :]):
            try:
                made = pictures.redrawn(broken, LOGO)
            except BadPictureError:
                continue
            assert made.startswith(b"\x89PNG")
