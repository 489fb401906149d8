"""Makes a picture that a person chose safe for paper: read, bounded, and drawn anew as PNG."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from counselor_desk.errors import LogoError

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS_A_SIDE = 5_000
"""The widest or highest picture that is taken in; 25 megapixels are 100 MB in memory."""

_KEPT = (1_200, 480)
_WHITE = (255, 255, 255, 255)
# What the decoder raises for bytes that are no whole picture.
_DAMAGE = (SyntaxError, OSError, ValueError, EOFError, IndexError, KeyError, TypeError)


def redrawn(content: bytes) -> bytes:
    """A PNG or JPEG as a PNG of at most 1200 by 480 pixels on white, without anything hidden in it.

    Takes up to half a second for the largest, so it belongs into a task.

    Raises:
        LogoError: it is no such picture, is damaged, or has too many pixels.
    """
    try:
        picture = _opened(content)
        width, height = picture.size
        if max(width, height) > MOST_PIXELS_A_SIDE:
            raise LogoError.too_many_pixels(width, height, MOST_PIXELS_A_SIDE)
        return _drawn(picture)
    except (*_DAMAGE, struct.error, zlib.error) as reason:
        raise LogoError.unreadable() from reason


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


def _drawn(picture: Image.Image) -> bytes:
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail(_KEPT)
    paper = Image.new("RGBA", upright.size, _WHITE)
    paper.alpha_composite(upright)
    out = BytesIO()
    paper.convert("RGB").save(out, "PNG", optimize=True)
    return out.getvalue()
