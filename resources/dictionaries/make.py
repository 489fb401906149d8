"""Makes `english.txt.xz` from the files of the npm package `dictionary-en`.

Run it from the checkout with the folder of the unpacked package; nothing of it is needed later:

    python resources/dictionaries/make.py dictionary-en-4.0.0/package
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

HERE = Path(__file__).resolve().parent
_RULE_PARTS = 5
_POSSESSIVE = "'s"


@dataclass(frozen=True)
class Affix:
    """One way to lengthen a word: what is taken off its end (or beginning) and what is put on."""

    is_prefix: bool
    crosses: bool
    taken: str
    put: str
    condition: re.Pattern[str]

    def applied_to(self, word: str) -> str | None:
        """The longer word, or None where the rule does not hold."""
        if not self.condition.search(word):
            return None
        if self.is_prefix:
            return self.put + word[len(self.taken) :]
        return word[: len(word) - len(self.taken)] + self.put


def main(package: Path) -> None:
    """Write every form of every word, one a line, a `!` after those never to be offered."""
    rules, hidden = _affixes((package / "index.aff").read_text(encoding="utf-8"))
    words: dict[str, bool] = {}
    for line in (package / "index.dic").read_text(encoding="utf-8").splitlines()[1:]:
        word, _, flags = line.partition("/")
        if any(letter.isdigit() for letter in word):
            continue
        for form in _forms(word, flags, rules):
            words[form] = words.get(form, True) and hidden not in flags
    kept = {word: shown for word, shown in words.items() if not _is_possessive(word, words)}
    lines = (word if kept[word] else f"{word}!" for word in sorted(kept))
    content = "\n".join(lines).encode()
    packed = lzma.compress(content, lzma.FORMAT_XZ, preset=9 | lzma.PRESET_EXTREME)
    (HERE / "english.txt.xz").write_bytes(packed)


def _affixes(text: str) -> tuple[dict[str, list[Affix]], str]:
    rules: dict[str, list[Affix]] = defaultdict(list)
    crosses: dict[str, bool] = {}
    hidden = ""
    for parts in (line.split() for line in text.splitlines()):
        if not parts:
            continue
        if parts[0] == "NOSUGGEST":
            hidden = parts[1]
        if parts[0] not in {"PFX", "SFX"}:
            continue
        kind, flag = parts[:2]
        if len(parts) < _RULE_PARTS:
            crosses[flag] = parts[2] == "Y"
            continue
        taken, put, condition = (part.replace("0", "") for part in parts[2:5])
        is_prefix = kind == "PFX"
        pattern = f"^{condition}" if is_prefix else f"{condition}$"
        rules[flag].append(Affix(is_prefix, crosses[flag], taken, put, re.compile(pattern)))
    return rules, hidden


def _forms(word: str, flags: str, rules: dict[str, list[Affix]]) -> set[str]:
    own = list(chain.from_iterable(rules.get(flag, ()) for flag in flags))
    endings = [affix for affix in own if not affix.is_prefix]
    beginnings = [affix for affix in own if affix.is_prefix]
    longer = {word: True}
    for affix in endings:
        form = affix.applied_to(word)
        if form is not None:
            longer[form] = affix.crosses
    made = set(longer)
    for affix in beginnings:
        for form, may_cross in longer.items():
            if form == word or (may_cross and affix.crosses):
                made.add(affix.applied_to(form) or form)
    return made


def _is_possessive(word: str, words: dict[str, bool]) -> bool:
    return word.endswith(_POSSESSIVE) and word.removesuffix(_POSSESSIVE) in words


if __name__ == "__main__":
    main(Path(sys.argv[1]))
