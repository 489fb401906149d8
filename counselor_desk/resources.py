"""Finds and reads what lies in resources/, from a checkout or from an installed wheel."""

from __future__ import annotations

from pathlib import Path

from counselor_desk.errors import DeskError

_PACKAGE = Path(__file__).resolve().parent
_IN_WHEEL = _PACKAGE / "_resources"
_ROOT = _IN_WHEEL if _IN_WHEEL.is_dir() else _PACKAGE.parent / "resources"


class MissingResourceError(DeskError):
    """A file that belongs to the program is not there."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"A part of the program is missing: {name}. Your records are not affected. "
            "Install Counselor Desk again."
        )


def path(*parts: str) -> Path:
    """Where a file or folder of the program lies, by its path below ``resources/``.

    Raises:
        MissingResourceError: the program was not installed whole.
    """
    found = _ROOT.joinpath(*parts)
    if not found.exists():
        raise MissingResourceError("/".join(parts))
    return found


def read_text(*parts: str) -> str:
    """A text file of the program, UTF-8.

    Raises:
        MissingResourceError: the program was not installed whole.
    """
    return path(*parts).read_text(encoding="utf-8")


def read_bytes(*parts: str) -> bytes:
    """A file of the program as it is.

    Raises:
        MissingResourceError: the program was not installed whole.
    """
    return path(*parts).read_bytes()
