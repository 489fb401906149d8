"""Makes a scan that a person chose fit to be kept: a picture is drawn anew, bounded in size."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from counselor_desk.errors import UnknownScanError

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS_A_SIDE = 10_000
"""The widest or highest scan that is read: a letter page at 600 dots an inch, and some more."""

_KEPT = (1_700, 2_400)
_QUALITY = 85


def redrawn(content: bytes) -> bytes:
    """A PNG or JPEG as a JPEG of at most 1700 by 2400 pixels, upright and without anything hidden.

    Takes up to a second for the largest, so it belongs into a task.

    Raises:
        UnknownScanError: it is no such picture, is damaged, or has too many pixels.
    """
    import struct
    import zlib

    # What the decoder raises for bytes that are no whole picture.
    damage = (SyntaxError, OSError, ValueError, EOFError, LookupError, TypeError)
    try:
        picture = _opened(content)
        if max(picture.size) > MOST_PIXELS_A_SIDE:
            raise UnknownScanError
        return _drawn(picture)
    except (*damage, struct.error, zlib.error) as reason:
        raise UnknownScanError from reason


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

    if picture.format == "JPEG":
        picture.draft("RGB", _KEPT)
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail(_KEPT)
    upright = upright.convert("RGBA")
    paper = Image.new("RGBA", upright.size, (255, 255, 255, 255))
    paper.alpha_composite(upright)
    out = BytesIO()
    paper.convert("RGB").save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
