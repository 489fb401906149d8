"""Checks of what a person types into short fields: names, numbers, contacts."""

from __future__ import annotations

import unicodedata

from counselor_desk.errors import UnusableTextError

SHORT_TEXT_LIMIT = 500
"""The longest short field other than a name, in characters."""


def clean(label: str, text: str, *, limit: int = SHORT_TEXT_LIMIT) -> str:
    """The text without space around it, when it can be kept.

    Args:
        label: the field as the person knows it, for the sentence of the error.
        text: what was typed.
        limit: the longest text, in characters.

    Raises:
        UnusableTextError: it is longer than `limit` or has control characters.
    """
    stripped = text.strip()
    if len(stripped) > limit:
        raise UnusableTextError.too_long(label, len(stripped), limit)
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in stripped):
        raise UnusableTextError.control_characters(label)
    return stripped


def without_control_characters(text: str) -> str:
    """The text with only the control characters that writing needs: line break and tab."""
    return "".join(
        letter
        for letter in text.replace("\r\n", "\n").replace("\r", "\n")
        if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"}
    )
