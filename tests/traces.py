"""Looks for words that a careless program might have left readable on the disk."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path


def forms(text: str) -> Iterator[bytes]:
    """The text as a careless program might leave it."""
    plain = text.encode()
    yield from (plain, text.encode("utf-16-le"), plain.hex().encode())
    for cut in range(3):  # base64 depends on where in the stream the word begins
        yield base64.b64encode(plain[cut:])[2:-4]


def found(
    places: Sequence[Path], markers: Mapping[str, str], *, outside: Path | None = None
) -> dict[str, str]:
    """The markers that can be read, each with the file it was seen in.

    Args:
        places: folders to look through.
        markers: words by what they are.
        outside: a folder that may hold them, such as that of the exported files.
    """
    seen = {}
    for path in (path for place in places for path in place.rglob("*") if path.is_file()):
        if outside is not None and path.is_relative_to(outside):
            continue
        content = path.read_bytes()
        for what, text in markers.items():
            if text in path.name or any(form in content for form in forms(text)):
                seen[what] = path.name
    return seen
