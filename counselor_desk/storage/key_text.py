"""Reading a key file: nothing is believed or derived before it has the right shape and bounds."""

from __future__ import annotations

import json
import re
from typing import cast

from counselor_desk.errors import DamagedKeysError, TooNewError
from counselor_desk.storage import keys
from counselor_desk.storage.costs import BOUNDS, Bounds, Cost

MOST_BYTES = 64 * 1024
_MOST_COUNT = 2**53
_HEX = re.compile("(?:[0-9a-f]{2})+")
_KINDS = ("passphrase", "recovery")


def parse(content: bytes, bounds: Bounds = BOUNDS) -> keys.KeyDocument:
    """The key document in `content`, its shape, bounds and check sum found right.

    Whether its slots and seal are genuine, only a secret can show.

    Raises:
        DamagedKeysError: names the part that is not as it was written.
        TooNewError: a newer version of the program wrote it.
    """
    fields = _decode(content)
    _require_known_version(fields)
    claimed = fields.get("sum")
    summed = {name: value for name, value in fields.items() if name != "sum"}
    _require(claimed == keys.check_sum(summed), "its check sum")
    document = keys.KeyDocument(
        store_id=_bytes(fields.get("store"), 16, "the store's id").hex(),
        epoch=_count(fields.get("epoch"), _MOST_COUNT, "its epoch"),
        key_epoch=_count(fields.get("key_epoch"), _MOST_COUNT, "its key epoch"),
        slots=_slots(fields.get("slots"), bounds),
        seal=_bytes(fields.get("mac"), keys.SEAL_BYTES, "its seal"),
    )
    # Whatever else a file may hold, an unknown field or another algorithm, shows here.
    _require(document.to_bytes().rstrip() == keys.canonical(fields), "its fields")
    return document


def _decode(content: bytes) -> dict[str, object]:
    _require(0 < len(content) <= MOST_BYTES, "its size")
    try:
        fields = json.loads(content.decode("utf-8"), object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError) as error:
        raise DamagedKeysError("its text") from error
    return _mapping(fields, "its text")


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a field stands twice")
    return fields


def _require_known_version(fields: dict[str, object]) -> None:
    _require(fields.get("fmt") == keys.FORMAT, "its format")
    version = _count(fields.get("v"), _MOST_COUNT, "its version")
    reader = _count(fields.get("min_reader"), _MOST_COUNT, "its version")
    if max(version, reader) > keys.VERSION:
        raise TooNewError("keys.json")


def _slots(value: object, bounds: Bounds) -> tuple[keys.Slot, ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= keys.MOST_SLOTS:
        raise DamagedKeysError("its slots")
    slots = tuple(_slot(slot, f"slot {n}", bounds) for n, slot in enumerate(value, start=1))
    _require(len({slot.number for slot in slots}) == len(slots), "its slots")
    return slots


def _slot(value: object, part: str, bounds: Bounds) -> keys.Slot:
    fields = _mapping(value, part)
    kind = fields.get("kind")
    _require(kind in _KINDS, part)
    return keys.Slot(
        number=_count(fields.get("id"), keys.MOST_NUMBER, part),
        kind=cast("keys.Kind", kind),
        cost=_cost(_mapping(fields.get("kdf"), part), part, bounds),
        salt=_bytes(fields.get("salt"), keys.SALT_BYTES, part),
        nonce=_bytes(fields.get("nonce"), keys.NONCE_BYTES, part),
        wrapped=_bytes(fields.get("ct"), keys.WRAPPED_BYTES, part),
    )


def _cost(fields: dict[str, object], part: str, bounds: Bounds) -> Cost:
    cost = Cost(
        memory_kib=_count(fields.get("m_kib"), _MOST_COUNT, part),
        passes=_count(fields.get("t"), _MOST_COUNT, part),
        lanes=_count(fields.get("p"), _MOST_COUNT, part),
    )
    _require(bounds.allow(cost), f"{part}, its cost")
    return cost


def _mapping(value: object, part: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise DamagedKeysError(part)
    return value


def _count(value: object, most: int, part: str) -> int:
    """A whole number from 1; a bool or 1.0 is none."""
    if type(value) is not int or not 1 <= value <= most:
        raise DamagedKeysError(part)
    return value


def _bytes(value: object, length: int, part: str) -> bytes:
    if not isinstance(value, str) or len(value) != 2 * length or not _HEX.fullmatch(value):
        raise DamagedKeysError(part)
    return bytes.fromhex(value)


def _require(is_right: bool, part: str) -> None:
    if not is_right:
        raise DamagedKeysError(part)
