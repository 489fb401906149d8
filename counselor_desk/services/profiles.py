"""Profiles: read and check the numbers that the rules count with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from counselor_desk import resources
from counselor_desk.errors import UnusableProfileError
from counselor_desk.records.profiles import BOUNDS, Origin, Profile

SCHEMA = 1
"""The form of the file that this program reads."""

_HEAD = {"schema", "id", "name"}
_PARTS = {"value", "rule", "source", "checked_on"}


@cache
def generic() -> Profile:
    """The generic intensive outpatient program, which comes with Counselor Desk.

    Raises:
        MissingResourceError: the program was not installed whole.
        UnusableProfileError: the file was changed and cannot be used.
    """
    return read(resources.read_text("profiles", "generic_iop.toml"))


def read(text: str) -> Profile:
    """A profile from the text of its file.

    Raises:
        UnusableProfileError: names the entry that is missing, unknown or out of its bounds.
    """
    import tomllib

    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        raise UnusableProfileError(f"it is not TOML ({reason})") from None
    if told.get("schema") != SCHEMA:
        raise UnusableProfileError(f"“schema” is not {SCHEMA}")
    for name in told:
        if name not in BOUNDS and name not in _HEAD:
            raise UnusableProfileError(f"“{name}” is not known")
    numbers = {name: _number(name, _part(told, name)) for name in BOUNDS}
    origins = {name: _origin(name, told[name]) for name in BOUNDS}
    return Profile(
        id=_text("id", told.get("id")),
        name=_text("name", told.get("name")),
        origins=origins,
        **numbers,
    )


def _part(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = told.get(name)
    if not isinstance(part, dict):
        raise UnusableProfileError(f"“{name}” is missing")
    if unknown := sorted(part.keys() - _PARTS):
        raise UnusableProfileError(f"“{name}.{unknown[0]}” is not known")
    return part


def _number(name: str, part: Mapping[str, Any]) -> int:
    value, (least, most) = part.get("value"), BOUNDS[name]
    # TOML's true is an int in Python.
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise UnusableProfileError(f"“{name}” is a whole number from {least} to {most}")
    return value


def _origin(name: str, part: Mapping[str, Any]) -> Origin:
    checked_on = part.get("checked_on")
    if not isinstance(checked_on, date) or isinstance(checked_on, datetime):
        raise UnusableProfileError(f"“{name}.checked_on” is a date such as 2026-11-22")
    return Origin(
        rule=_text(f"{name}.rule", part.get("rule")),
        source=_text(f"{name}.source", part.get("source")),
        checked_on=checked_on,
    )


def _text(name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UnusableProfileError(f"“{name}” has no words")
    return value
