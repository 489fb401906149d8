"""What a person types to open a store: passphrases, their strength, and the recovery words."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from functools import cache

from counselor_desk.errors import RecoveryCountError, RecoveryWordError, WeakPassphraseError

MIN_CHARACTERS = 12
MIN_GUESSES = 10**12
SUGGESTED_WORDS = 5
RECOVERY_WORDS = 12
RECOVERY_BITS = 128

# zxcvbn refuses longer ones; what follows can only add strength.
_JUDGED_CHARACTERS = 72
# From how many guesses each level begins; "good" is where one is accepted.
_LEVELS = (
    (0, "Very weak: guessed at once"),
    (10**6, "Weak: guessed within minutes"),
    (10**8, "Weak: guessed within days"),
    (10**10, "Almost: a little longer, or one more unrelated word"),
    (MIN_GUESSES, "Good: would take many years to guess"),
    (10**15, "Very good: would take centuries to guess"),
)
_GOOD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How hard a passphrase is to guess."""

    level: int
    """0 to 5; 4 and 5 are accepted."""
    words: str
    """For the person, as a sentence without its full stop."""

    @property
    def is_accepted(self) -> bool:
        """Whether it may protect a store."""
        return self.level >= _GOOD


def check_passphrase(passphrase: str, *, known: tuple[str, ...] = ()) -> Strength:
    """How hard a passphrase is to guess, by length and by zxcvbn; no composition rules.

    `known` are words a guesser would try first, such as the counselor's own name.
    """
    from zxcvbn import zxcvbn

    if not passphrase:
        return Strength(level=0, words=f"Use {MIN_CHARACTERS} characters or more")
    typed = normalized(passphrase)
    guesses = int(zxcvbn(typed[:_JUDGED_CHARACTERS], user_inputs=list(known))["guesses"])
    level = max(index for index, (fewest, _) in enumerate(_LEVELS) if guesses >= fewest)
    if len(typed) < MIN_CHARACTERS:
        short = f"Too short: use {MIN_CHARACTERS} characters or more"
        return Strength(level=min(level, _GOOD - 2), words=short)
    return Strength(level=level, words=_LEVELS[level][1])


def require_strong(passphrase: str) -> None:
    """Raise WeakPassphraseError if a new passphrase is too easy to guess."""
    strength = check_passphrase(passphrase)
    if not strength.is_accepted:
        raise WeakPassphraseError(f"{strength.words}.")


def suggest_passphrase() -> str:
    """Five random words joined by hyphens (55 bits)."""
    while True:
        words = [secrets.choice(_word_list()) for _ in range(SUGGESTED_WORDS)]
        passphrase = "-".join(words)
        if check_passphrase(passphrase).is_accepted:
            return passphrase


def new_recovery_words() -> tuple[str, ...]:
    """Twelve English BIP-39 words that carry 128 random bits and a checksum."""
    from mnemonic import Mnemonic

    return tuple(Mnemonic("english").generate(RECOVERY_BITS).split())


def check_recovery_words(text: str) -> tuple[str, ...]:
    """The twelve words in `text`, whatever the spaces and capitals between them.

    That they are the right ones, only the recovery slot of a store can say.

    Raises:
        RecoveryWordError: names the first word that is not on the list.
        RecoveryCountError: there are not twelve.
    """
    words = tuple(normalized(text).casefold().split())
    listed = frozenset(_word_list())
    for position, word in enumerate(words, start=1):
        if word not in listed:
            raise RecoveryWordError(position, word)
    if len(words) != RECOVERY_WORDS:
        raise RecoveryCountError(len(words))
    return words


def normalized(text: str) -> str:
    """One form for what different keyboards send for the same letters (NFKC)."""
    return unicodedata.normalize("NFKC", text)


@cache
def _word_list() -> tuple[str, ...]:
    from mnemonic import Mnemonic

    return tuple(Mnemonic("english").wordlist)
