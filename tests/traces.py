"""Looks for words that a careless program might have left readable on the disk."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|PK\x03\x04")
_ZLIB, _GZIP, _BARE = 15, 31, -15
_ZIP_HEADER = 30
_PIECE = 1 << 16
_MOST_BYTES = 1 << 25


def forms(text: str) -> Iterator[bytes]:
    """The text as a careless program might leave it."""
    plain = text.encode()
    yield from (plain, text.encode("utf-16-le"), plain.hex().encode())
    for cut in range(3):  # base64 depends on where in the stream the word begins
        yield base64.b64encode(plain[cut:])[2:-4]


def unpacked(content: bytes) -> Iterator[bytes]:
    """The bytes themselves, and whatever in them was packed as zlib, gzip or zip do it."""
    yield content
    for begin in _PACKED.finditer(content):
        start, bits = begin.start(), _ZLIB
        if begin[0].startswith(b"PK"):
            names = content[start + 26 : start + _ZIP_HEADER]
            lengths = int.from_bytes(names[:2], "little") + int.from_bytes(names[2:], "little")
            start, bits = start + _ZIP_HEADER + lengths, _BARE
        elif begin[0].startswith(b"\x1f"):
            bits = _GZIP
        yield _unpacked_from(content, start, bits)


def _unpacked_from(content: bytes, start: int, bits: int) -> bytes:
    """A packed stream, as far as it is one."""
    unpacking, read = zlib.decompressobj(bits), bytearray()
    try:
        while start < len(content) and not unpacking.eof and len(read) < _MOST_BYTES:
            read += unpacking.decompress(content[start : start + _PIECE], _MOST_BYTES)
            start += _PIECE
    except zlib.error:
        pass
    return bytes(read)


def found(
    places: Sequence[Path], markers: Mapping[str, str], *, outside: Path | None = None
) -> dict[str, str]:
    """The markers that can be read, packed or not, each with the file it was seen in.

    Args:
        places: folders to look through.
        markers: words by what they are.
        outside: a folder that may hold them, such as that of the exported files.
    """
    seen = {}
    for path in (path for place in places for path in place.rglob("*") if path.is_file()):
        if outside is not None and path.is_relative_to(outside):
            continue
        for content in unpacked(path.read_bytes()):
            for what, text in markers.items():
                if text in path.name or any(form in content for form in forms(text)):
                    seen[what] = path.name
    return seen
