"""What a person prefers about the look of the program: nothing clinical, kept in the clear."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

Theme = Literal["system", "light", "dark"]

MIN_TEXT_SCALE = 0.9
MAX_TEXT_SCALE = 1.6

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The preferences of one person on one machine.

    Attributes:
        theme: which colors the window wears; ``system`` follows the desktop.
        text_scale: text size as a factor of the normal size, 0.9 to 1.6.
        high_contrast: dark outlines and plain chips, also where the desktop does not ask for it.
        compact_rows: lists with less room between their rows.
        window_geometry: place and size of the window, in the window system's own coding as
            text; empty until a window was closed once.
        last_store: folder of the store that was open last; None before the first one.
    """

    theme: Theme = "system"
    text_scale: float = 1.0
    high_contrast: bool = False
    compact_rows: bool = False
    window_geometry: str = ""
    last_store: Path | None = None

    def __post_init__(self) -> None:
        if not MIN_TEXT_SCALE <= self.text_scale <= MAX_TEXT_SCALE:
            raise ValueError(f"text_scale is outside {MIN_TEXT_SCALE} to {MAX_TEXT_SCALE}")


def load(path: Path) -> Settings:
    """The settings kept at ``path``.

    A missing or damaged file, or a value that makes no sense, gives the default: preferences
    are never a reason not to start.
    """
    try:
        kept = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as reason:
        _log.info("settings not readable, defaults used: %s", type(reason).__name__)
        return Settings()
    return _from_json(kept if isinstance(kept, dict) else {})


def save(path: Path, settings: Settings) -> None:
    """Keep the settings at ``path``: the old file or the new one, never half of one.

    Where nothing can be written the choice lasts until the program ends; that is not worth
    a message, so it is only logged.
    """
    text = json.dumps(
        {
            "theme": settings.theme,
            "text_scale": settings.text_scale,
            "high_contrast": settings.high_contrast,
            "compact_rows": settings.compact_rows,
            "window_geometry": settings.window_geometry,
            "last_store": None if settings.last_store is None else str(settings.last_store),
        },
        indent=2,
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, text)
    except OSError as reason:
        _log.info("settings not kept: %s", type(reason).__name__)


def _replace(path: Path, text: str) -> None:
    import tempfile  # not read at the start, when settings are only loaded

    handle, name = tempfile.mkstemp(prefix=path.name, suffix=".new", dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _from_json(kept: dict[str, Any]) -> Settings:
    made = Settings()
    if kept.get("theme") in get_args(Theme):
        made = replace(made, theme=kept["theme"])
    if _is_text_scale(kept.get("text_scale")):
        made = replace(made, text_scale=float(kept["text_scale"]))
    if isinstance(kept.get("high_contrast"), bool):
        made = replace(made, high_contrast=kept["high_contrast"])
    if isinstance(kept.get("compact_rows"), bool):
        made = replace(made, compact_rows=kept["compact_rows"])
    if isinstance(kept.get("window_geometry"), str):
        made = replace(made, window_geometry=kept["window_geometry"])
    if isinstance(kept.get("last_store"), str) and kept["last_store"]:
        made = replace(made, last_store=Path(kept["last_store"]))
    return made


def _is_text_scale(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return MIN_TEXT_SCALE <= value <= MAX_TEXT_SCALE
