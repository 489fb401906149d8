"""What was open when the window locked, by ids and positions alone: no name, no text."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counselor_desk.records.ids import ClientId

if TYPE_CHECKING:
    from counselor_desk.ui.navigation import Place
    from counselor_desk.ui.spots import Spot

MOST_BYTES = 32_768
"""A pipe takes this much without anybody reading it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Handed from the process that locked to the one that takes its place.

    Attributes:
        folder: the store.
        place: the page and what it showed; None for the start page.
        recent: the clients that were open last, newest first.
        spot: scroll and caret on that page.
        geometry: the window's place, in the window system's own coding.
        is_minimized: the window was out of sight.
        asks_folder: the person wants to open another store.
    """

    folder: Path
    place: Place | None = None
    recent: tuple[ClientId, ...] = ()
    spot: Spot | None = None
    geometry: str = ""
    is_minimized: bool = False
    asks_folder: bool = False

    def to_json(self) -> bytes:
        """As bytes that a pipe takes; what does not fit is left out."""
        kept = asdict(self) | {"folder": str(self.folder)}
        written = json.dumps(kept).encode()
        if len(written) > MOST_BYTES and self.spot is not None:
            return replace(self, spot=None).to_json()
        return written


def from_json(written: bytes) -> Whereabouts | None:
    """What `to_json` gave; None for anything else: the person starts on the first page then."""
    try:
        kept = json.loads(written)
        return Whereabouts(
            folder=Path(kept["folder"]),
            place=_place(kept["place"]),
            recent=tuple(ClientId(int(one)) for one in kept["recent"]),
            spot=_spot(kept["spot"]),
            geometry=str(kept["geometry"]),
            is_minimized=bool(kept["is_minimized"]),
            asks_folder=bool(kept["asks_folder"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _place(kept: dict[str, Any] | None) -> Place | None:
    from counselor_desk.ui.navigation import Page, Place, Section, Tab, View

    if kept is None:
        return None
    words = {"page": Page, "tab": Tab, "view": View, "section": Section}
    named = {name: made(kept[name]) for name, made in words.items() if kept.get(name) is not None}
    return Place(**(kept | named))


def _spot(kept: dict[str, Any] | None) -> Spot | None:
    from counselor_desk.ui.spots import Spot

    return None if kept is None else Spot.from_json(kept)
