"""Statements of law that stand on papers, from resources/legal."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache

from counselor_desk import resources


@cache
def amendment_words(part: str, name: str) -> str:
    """What an answer to a request to amend says: `part` is denial, acceptance or bases."""
    texts = tomllib.loads(resources.read_text("legal", "amendment.toml"))
    return str(texts[part][name])


@cache
def part2_short_notice() -> str:
    """The shorter of the two statements of 42 CFR 2.32(a); its source stands with the text."""
    texts = tomllib.loads(resources.read_text("legal", "part2.toml"))
    return str(texts["short_notice"]["text"])


@cache
def part2_short_source() -> tuple[str, date]:
    """Where the short statement stands in the law, and when that was checked."""
    notice = tomllib.loads(resources.read_text("legal", "part2.toml"))["short_notice"]
    return str(notice["source"]), date.fromisoformat(str(notice["checked_on"]))
