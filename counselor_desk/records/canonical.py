"""Canonical bytes: the one form of a record that is sealed, the same for ever."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum

from counselor_desk.records.signing import RecordKind

VERSION = 1
"""The version of the form below. A new field of a record means a new form and a new number."""


def canonical_v1(kind: RecordKind, record: object, *, signed_at: datetime, signer: str) -> bytes:
    """The bytes a seal is made over: UTF-8 JSON, sorted keys, no floats, LF, text as typed.

    Args:
        kind: what sort of record it is.
        record: a frozen record; its row id is left out, its uid is in.
        signed_at: the moment of signing, as it stands in the seal.
        signer: the name as it stands under the signature.

    Raises:
        TypeError: a field has a type that has no canonical form.
    """
    document = {
        "v": VERSION,
        "kind": kind.value,
        "record": _plain(record),
        "signed_at": _plain(signed_at),
        "signer": signer,
    }
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", errors="surrogatepass")


def _plain(value: object) -> object:  # noqa: PLR0911 - a return for each type is clearest
    if is_dataclass(value) and not isinstance(value, type):
        return {
            part.name: _plain(getattr(value, part.name))
            for part in fields(value)
            if part.name != "id"
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if value is None or isinstance(value, int):
        return value
    raise TypeError(type(value).__name__)
