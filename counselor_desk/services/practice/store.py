"""The practice store's constants: what opens it, and who works in it. None of it is a secret."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import Any

from counselor_desk import resources
from counselor_desk.records.program import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSecrets:
    """What opens the practice store; shown on its lock screen."""

    passphrase: str = field(repr=False)
    words: tuple[str, ...] = field(repr=False)


def secrets() -> PracticeSecrets:
    """The passphrase and the twelve recovery words of the practice store.

    Raises:
        MissingResourceError: the program was not installed whole.
    """
    table = _table()
    return PracticeSecrets(passphrase=table["passphrase"], words=tuple(table["recovery_words"]))


def program() -> Program:
    """The counselor and the program of the practice store.

    Raises:
        MissingResourceError: the program was not installed whole.
    """
    table = _table()
    return Program(
        counselor_name=table["counselor_name"],
        credential=table["credential"],
        program_name=table["program_name"],
    )


def _table() -> dict[str, Any]:
    return tomllib.loads(resources.read_text("practice", "store.toml"))
