"""Spelling: which words are known, what an unknown one may have meant, and the counselor's own.

The dictionary lies in `resources/dictionaries`. Reading it takes a tenth of a second and is done
away from the window's thread; asking it takes a microsecond.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from counselor_desk import resources
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.guesses import Dictionary, guesses
from counselor_desk.storage import own_words

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

FOLDER = "dictionaries"
MOST_SUGGESTIONS = 6
LONGEST_WORD = 60
"""Letters a word may have to be added or to get suggestions."""

_HIDDEN = "!"
_REMARK = "#"
_SLICE = 64 * 1024
_LATIN_BELOW = "\u0250"
_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")


@dataclass(slots=True, eq=False)
class Speller:
    """Tells known words from unknown ones; nothing is written to the store here.

    Names of clients count as known and are never offered: a suggestion may not say who else is
    in the program. Ignored words are forgotten when the program ends.
    """

    dictionary: Dictionary
    own: set[str] = field(default_factory=set, repr=False)
    names: frozenset[str] = field(default=frozenset(), repr=False)
    ignored: set[str] = field(default_factory=set, repr=False)

    def is_known(self, word: str) -> bool:
        """Whether a word needs no mark: it is listed, a name, an abbreviation or not English."""
        words = self.dictionary.words
        if word in words:
            return True
        bare = plain(word)
        if any(form in words for form in _spellings(bare)) or _is_beyond(bare):
            return True
        small = bare.casefold()
        return small in self.own or small in self.names or small in self.ignored

    def unknown(self, text: str) -> list[tuple[int, int]]:
        """Where the unknown words of a text begin and end, in its order."""
        return [
            found.span()
            for found in _WORD.finditer(text)
            if not self.is_known(found.group()) and not _is_in_address(text, *found.span())
        ]

    def suggestions(self, word: str) -> list[str]:
        """Up to six words that may have been meant, the likeliest first, written as `word` is.

        Takes some milliseconds, so it is asked for one word at a time.
        """
        bare = plain(word)
        if len(bare) > LONGEST_WORD:
            return []
        return guesses(bare, self.dictionary, most=MOST_SUGGESTIONS)

    def ignore(self, word: str) -> None:
        """Take a word for known until the program ends."""
        self.ignored.add(plain(word).casefold())


def plain(word: str) -> str:
    """A word with straight apostrophes and without the ending of possession."""
    straight = word.replace("\u2019", "'")
    return straight[:-2] if straight[-2:] in {"'s", "'S"} else straight


def load_dictionary() -> Dictionary:
    """Read the word lists; meant for a job, takes about 100 ms."""
    made = Dictionary()
    packed = resources.read_bytes(FOLDER, "english.txt.xz")
    for words in _in_slices(lzma.decompress(packed)):
        made.add(word for word in words if not word.endswith(_HIDDEN))
        made.words.update(word[:-1] for word in words if word.endswith(_HIDDEN))
    clinical = resources.read_text(FOLDER, "clinical_en.txt").splitlines()
    made.add(line for line in clinical if not line.startswith(_REMARK))
    return made


def load(desk: Desk) -> Speller:
    """Read the dictionary, and this store's own words and names; meant for a job."""
    return for_store(desk, load_dictionary())


def for_store(desk: Desk, dictionary: Dictionary) -> Speller:
    """A dictionary with a store's own words and names; meant for a job."""
    speller = Speller(dictionary)
    with closing(desk.vault.connect()) as database, database.read() as reader:
        speller.own = folded(own_words.all_words(reader))
        speller.names = frozenset(folded(own_words.names(reader)))
    return speller


def names(desk: Desk) -> frozenset[str]:
    """The words of all names in the store, without case; meant for a job."""
    with closing(desk.vault.connect()) as database, database.read() as reader:
        return frozenset(folded(own_words.names(reader)))


def own(desk: Desk) -> list[str]:
    """The words the counselor added, sorted, as they were written."""
    with desk.read() as reader:
        return own_words.all_words(reader)


def add(desk: Desk, word: str, *, initiator: object = None) -> None:
    """Take a word for known in this store from now on.

    Raises:
        ValueError: it is empty, longer than `LONGEST_WORD` or no single word.
        DeskError: it could not be written.
    """
    bare = plain(word)
    if len(bare) > LONGEST_WORD or not _WORD.fullmatch(bare):
        raise ValueError("this is not one word")
    with desk.write() as writer:
        own_words.insert(writer, bare)
    desk.announce(Changes.of(Kind.OWN_WORD, initiator=initiator))


def remove(desk: Desk, word: str, *, initiator: object = None) -> None:
    """Take back what was added, in whatever case it was.

    Raises:
        DeskError: it could not be written.
    """
    small = plain(word).casefold()
    with desk.write() as writer:
        for kept in own_words.all_words(writer):
            if kept.casefold() == small:
                own_words.delete(writer, kept)
    desk.announce(Changes.of(Kind.OWN_WORD, initiator=initiator))


def folded(names: Iterable[str]) -> set[str]:
    """Each single word of some words and names, without case and possession."""
    return {plain(word).casefold() for name in names for word in _WORD.findall(name)}


def _spellings(word: str) -> Collection[str]:
    """How a word may stand in the dictionary: a capital may be the beginning of a sentence."""
    if word.islower():
        return (word,)
    if word.isupper():
        return word, word.lower(), word.capitalize()
    return (word, word.lower()) if word[0].isupper() else (word,)


def _is_beyond(word: str) -> bool:
    """Whether it is no English word to begin with: `5mg`, `UDS`, `IOPs`, another script."""
    return (
        len(word) == 1
        or word.isupper()
        or (word[-1] == "s" and word[:-1].isupper())
        or max(word) >= _LATIN_BELOW
        or any(letter.isdigit() or letter == "_" for letter in word)
    )


def _is_in_address(text: str, start: int, end: int) -> bool:
    """Whether a word is part of a mail or web address, a path or a file name."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if before[-1:] in {"@", "\\"} or after[:1] in {"@", "\\"}:
        return True
    return (
        before[-1:] == "."
        or before == "//"
        or after == ":/"
        or (after[:1] == "." and after[1:].isalnum())
    )


def _in_slices(content: bytes) -> Iterator[list[str]]:
    """The lines of the list, some thousand at a time: in between the window gets its turn."""
    start = 0
    while start < len(content):
        end = content.find(b"\n", start + _SLICE)
        end = len(content) if end < 0 else end
        yield content[start:end].decode().split("\n")
        start = end + 1
