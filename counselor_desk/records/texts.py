"""The texts of a record: everything in it that a person wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, cast


def personal(record: object) -> Iterator[str]:
    """Each text that was written into a record and its parts, in the order of their fields.

    Personal texts are those fields that stay out of logs.
    """
    own, nested = _names(cast("Any", type(record)))
    for name in own:
        value = getattr(record, name)
        if isinstance(value, str) and not isinstance(value, Enum) and value.strip():
            yield value
    for name in nested:
        value = getattr(record, name)
        for part in value if isinstance(value, tuple) else ():
            if is_dataclass(part):
                yield from personal(part)


@cache
def _names(kind: type[Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields that hold a text, and those that may hold parts."""
    own = tuple(one.name for one in fields(kind) if not one.repr)
    nested = tuple(one.name for one in fields(kind) if one.repr)
    return own, nested
