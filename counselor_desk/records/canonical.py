"""Canonical bytes: the one form of a record that is sealed, the same for ever."""

from __future__ import annotations

import json
from dataclasses import Field, fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any

from counselor_desk.records.signing import RecordKind

VERSION = 3
"""The newest form. A new field of a record means a new form and a new number."""

SINCE = "since"
"""In the metadata of a field: the first form that has it. A field without it was always there."""


def canonical(
    kind: RecordKind,
    record: object,
    *,
    signed_at: datetime,
    signer: str,
    version: int = VERSION,
) -> bytes:
    """The bytes a seal is made over: UTF-8 JSON, sorted keys, no floats, LF, text as typed.

    Args:
        kind: what sort of record it is.
        record: a frozen record; its row id is left out, its uid is in.
        signed_at: the moment of signing, as it stands in the seal.
        signer: the name as it stands under the signature.
        version: the form, which is the newest for a new seal and its own for an old one.

    Raises:
        TypeError: a field has a type that has no canonical form.
    """
    document = {
        "v": version,
        "kind": kind.value,
        "record": _plain(record, version),
        "signed_at": _plain(signed_at, version),
        "signer": signer,
    }
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", errors="surrogatepass")


def _plain(value: object, version: int) -> object:  # noqa: PLR0911 - a return for each type is clearest
    if is_dataclass(value) and not isinstance(value, type):
        return {
            part.name: _plain(getattr(value, part.name), version)
            for part in fields(value)
            if part.name != "id" and not _is_unknown(part, value, version)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item, version) for item in value]
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if value is None or isinstance(value, int):
        return value
    raise TypeError(type(value).__name__)


def _is_unknown(part: Field[Any], record: object, version: int) -> bool:
    """Whether this form has no such field and nothing was written there.

    A value in it stays in, so that nobody can add to a sealed record by way of a newer field.
    """
    return bool(
        part.metadata.get(SINCE, 1) > version and getattr(record, part.name) == part.default
    )
