"""Draws a picture that a person chose anew: bounded, upright, on white, nothing hidden in it."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL import Image

_QUALITY = 85
_WHITE = (255, 255, 255, 255)
# What the decoder raises for bytes that are no whole picture.
_DAMAGE = (
    SyntaxError, OSError, ValueError, EOFError, LookupError, TypeError, struct.error, zlib.error
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What a picture is drawn for.

    Attributes:
        most_a_side: the widest or highest one that is read, in pixels.
        kept: the size it is made smaller to, in pixels.
        form: how it is kept.
    """

    most_a_side: int
    kept: tuple[int, int]
    form: Literal["PNG", "JPEG"]


LOGO = Purpose(most_a_side=5_000, kept=(1_200, 480), form="PNG")
"""Stands small in the head of papers; 25 megapixels are 100 MB in memory."""

SCAN = Purpose(most_a_side=10_000, kept=(1_700, 2_400), form="JPEG")
"""A letter page at 600 dots an inch is read, and kept at 200."""


class BadPictureError(Exception):
    """It is no PNG or JPEG or is damaged; with a `size`, it has more pixels than are read."""

    def __init__(self, size: tuple[int, int] | None = None) -> None:
        self.size = size
        super().__init__()


def redrawn(content: bytes, purpose: Purpose) -> bytes:
    """A PNG or JPEG as it is kept for a purpose.

    Takes up to a second for the largest, so it belongs into a task.

    Raises:
        BadPictureError: it is no such picture, is damaged, or has too many pixels.
    """
    try:
        picture = _opened(content)
    except _DAMAGE as reason:
        raise BadPictureError from reason
    if max(picture.size) > purpose.most_a_side:
        raise BadPictureError(picture.size)
    try:
        return _drawn(picture, purpose)
    except _DAMAGE as reason:
        raise BadPictureError from reason


def size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels, as its first chunk says."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def _opened(content: bytes) -> Image.Image:
    """The picture, of which only the size was read so far."""
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    # Not Image.open: it knows dozens of formats, and warns of large ones before it tells the size.
    try:
        return PngImageFile(BytesIO(content))
    except SyntaxError:
        return JpegImageFile(BytesIO(content))


def _drawn(picture: Image.Image, purpose: Purpose) -> bytes:
    from PIL import Image, ImageOps

    if picture.format == "JPEG":
        picture.draft("RGB", purpose.kept)
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail(purpose.kept)
    paper = Image.new("RGBA", upright.size, _WHITE)
    paper.alpha_composite(upright)
    out = BytesIO()
    paper.convert("RGB").save(out, purpose.form, optimize=True, quality=_QUALITY)
    return out.getvalue()
