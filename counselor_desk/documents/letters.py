"""Makes typed text safe for paper: no letter breaks a renderer, none vanishes unseen."""

from __future__ import annotations

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands for what cannot be printed, so that a gap is seen."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_TAB = "    "
# Controls, surrogates without a partner and non-characters are no legal XML.
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# A byte-order mark and a soft hyphen have no shape of their own.
_SHAPELESS = re.compile("[\u00ad\ufeff]")
_SUSPECT = re.compile("[^\n -~\u00a0-\u00ac\u00ae-\u1fff\u2010-\u2027]")


def printable(text: str) -> str:
    """The text with line feeds alone for line ends, spaces for tabs, and U+FFFD for controls."""
    if not _SUSPECT.search(text):
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", _TAB)
    return _ILLEGAL.sub(REPLACEMENT, _SHAPELESS.sub("", text))
