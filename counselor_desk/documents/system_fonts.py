"""Finds the system's fonts for Chinese, Japanese and Korean letters, of which none is bundled."""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path

_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uffef\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
# Faces with TrueType outlines, the only ones that the PDF engine can embed; best first.
_FACES = (
    "msyh.ttc",  # Windows: simplified and traditional Chinese, Japanese, Korean, older systems
    "msjh.ttc",
    "yugothm.ttc",
    "msgothic.ttc",
    "malgun.ttf",
    "simsun.ttc",
    "simhei.ttf",
    "gulim.ttc",
    "arial unicode.ttf",  # macOS
    "stheiti medium.ttc",
    "stheiti light.ttc",
    "applegothic.ttf",
    "wqy-microhei.ttc",  # Linux
    "wqy-zenhei.ttc",
    "droidsansfallbackfull.ttf",
    "droidsansfallback.ttf",
    "uming.ttc",
    "ipaexg.ttf",
    "ipag.ttf",
    "takaogothic.ttf",
    "takaopgothic.ttf",
    "vl-gothic-regular.ttf",
    "nanumgothic.ttf",
    "undotum.ttf",
)


def is_east_asian(text: str) -> bool:
    """Whether a text has Chinese, Japanese or Korean letters."""
    return _EAST_ASIAN.search(text) is not None


def folders() -> tuple[Path, ...]:
    """Where this system keeps fonts, the user's own last; some may not exist."""
    home = Path.home()
    if sys.platform == "win32":
        root = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"))
        return root / "Fonts", home / "AppData" / "Local" / "Microsoft" / "Windows" / "Fonts"
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    )


@cache
def east_asian_files() -> tuple[Path, ...]:
    """The files to try for Chinese, Japanese and Korean letters, best first; looked for once."""
    found: dict[str, Path] = {}
    for folder in folders():
        for root, _, names in os.walk(folder):
            for name in names:
                if name.lower() in _FACES:
                    found.setdefault(name.lower(), Path(root, name))
    return tuple(found[name] for name in _FACES if name in found)
