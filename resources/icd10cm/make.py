"""Makes the three files of this folder from the package `simple-icd-10-cm`.

Run it from the checkout with the package's wheel on the path; nothing of it is needed later:

    PYTHONPATH=simple_icd_10_cm-1.5.0-py3-none-any.whl python resources/icd10cm/make.py
"""

from __future__ import annotations

import lzma
import sys
from array import array
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

import simple_icd_10_cm as cm  # noqa: E402  # only found where the wheel is

from counselor_desk.services.icd10 import words_of  # noqa: E402  # the checkout is on the path now

RELEASE = 2026
VALID_FROM = date(2026, 4, 1)
BILLABLE = 74_719
"""Codes of the release, https://www.cdc.gov/nchs/icd/icd-10-cm/files.html: none may be lost."""


def main() -> None:
    """Write codes, words and places."""
    lines = _lines()
    found: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        for word in sorted(set(words_of(line.partition("\t")[2]))):
            found.setdefault(word, []).append(place)
    words = sorted(found)
    places = array("I", (place for word in words for place in found[word]))
    if sys.byteorder == "big":
        places.byteswap()
    head = f"{RELEASE}\t{VALID_FROM.isoformat()}"
    _write("codes.txt.xz", "\n".join([head, *lines]).encode())
    _write("words.txt.xz", "\n".join(f"{word}\t{len(found[word])}" for word in words).encode())
    # Four bytes a place: what stands four bytes before is often nearly the same.
    _write("places.bin.xz", places.tobytes(), {"id": lzma.FILTER_DELTA, "dist": 4})


def _lines() -> list[str]:
    codes = {
        code
        for code in cm.get_all_codes(with_dots=True)
        if cm.is_category_or_subcategory(code) and cm.is_leaf(code)
    }
    if len(codes) != BILLABLE:
        raise SystemExit(f"{len(codes)} codes, not {BILLABLE}")
    lines = []
    for code in sorted(codes, key=_order):
        title = _text(cm.get_description(code))
        bare = code.replace(".", "")
        lines.append(f"{bare}\t{title}")
        terms = dict.fromkeys(_text(term) for term in cm.get_inclusion_term(code))
        lines += [f"{bare}\t\t{term}" for term in terms if term != title]
    return lines


def _order(code: str) -> tuple[int, str]:
    """Addiction first, then the other mental disorders, then the rest."""
    if "F10" <= code[:3] <= "F19":
        return 0, code.replace(".", "")
    return 1 if code.startswith("F") else 2, code.replace(".", "")


def _text(words: str) -> str:
    return " ".join(words.split())


def _write(name: str, content: bytes, *before: dict[str, int]) -> None:
    packed = {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}
    (HERE / name).write_bytes(lzma.compress(content, lzma.FORMAT_XZ, filters=[*before, packed]))


if __name__ == "__main__":
    main()
