"""A passphrase is judged by guesses, recovery words by their list."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counselor_desk import errors
from counselor_desk.storage import passphrases

WORDS = "orbit maple cactus violin harbor pencil summer river walnut copper winter garden"


@pytest.mark.parametrize(
    "passphrase",
    [
        "correct horse battery staple",
        "river-lamp-orbit-seed-wolf",
        "Vq7#mR2!xT9&",
        "зимняя вишня дом 5",
    ],
)
def test_a_passphrase_that_is_hard_to_guess_is_accepted(passphrase):
    strength = passphrases.check_passphrase(passphrase)

    assert strength.is_accepted
    assert "years" in strength.words or "centuries" in strength.words


@pytest.mark.parametrize(
    "passphrase",
    ["", "a", "Password1234!", "aaaaaaaaaaaaaaaaaaaaaaaa", "qwertyuiop1234567890", "abcdefghijkl"],
)
def test_a_passphrase_that_is_easy_to_guess_is_refused(passphrase):
    assert not passphrases.check_passphrase(passphrase).is_accepted


def test_eleven_characters_are_too_few_however_random():
    strength = passphrases.check_passphrase("Vq7#mR2!xT9")

    assert not strength.is_accepted
    assert strength.words == "Too short: use 12 characters or more"


def test_words_known_to_a_guesser_count_for_little():
    alone = passphrases.check_passphrase("quintessa-harborview")
    known = passphrases.check_passphrase("quintessa-harborview", known=("quintessa", "harborview"))

    assert known.level < alone.level


def test_a_weak_passphrase_is_refused_with_what_to_do():
    with pytest.raises(errors.WeakPassphraseError, match="five unrelated words"):
        passphrases.require_strong("Password1234!")


def test_a_suggested_passphrase_has_five_listed_words():
    words = passphrases.suggest_passphrase().split("-")

    assert len(words) == 5
    assert set(words) <= set(passphrases._word_list())


def test_a_suggested_passphrase_is_always_accepted():
    suggested = {passphrases.suggest_passphrase() for _ in range(50)}

    assert all(passphrases.check_passphrase(each).is_accepted for each in suggested)
    assert len(suggested) == 50


@settings(max_examples=100)
@given(st.text(max_size=40))
def test_any_text_has_a_strength(text):
    assert 0 <= passphrases.check_passphrase(text).level <= 5


def test_a_text_of_any_length_is_judged():
    assert passphrases.check_passphrase("river lamp " * 500).is_accepted


def test_new_recovery_words_are_twelve_listed_ones():
    words = passphrases.new_recovery_words()

    assert passphrases.check_recovery_words(" ".join(words)) == words
    assert words != passphrases.new_recovery_words()


@pytest.mark.parametrize(
    "typed",
    [
        WORDS,
        WORDS.upper(),
        f"  {WORDS.replace(' ', '   ')}\n",
        WORDS.replace(" ", "\n"),
        WORDS.replace(" ", "\u00a0"),
        WORDS.replace("o", "\uff4f"),
    ],
)
def test_spaces_capitals_and_wide_letters_do_not_matter(typed):
    assert passphrases.check_recovery_words(typed) == tuple(WORDS.split())


def test_the_first_word_that_is_not_listed_is_pointed_at():
    with pytest.raises(errors.RecoveryWordError, match=r"Word 4, “abandn”") as caught:
        passphrases.check_recovery_words(WORDS.replace("violin", "abandn").replace("copper", "cop"))

    assert caught.value.position == 4


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "0 words were"), ("orbit", "1 word was"), (f"{WORDS} orbit", "13 words")],
)
def test_another_count_than_twelve_is_named(typed, said):
    with pytest.raises(errors.RecoveryCountError, match=said):
        passphrases.check_recovery_words(typed)


@settings(max_examples=300)
@given(st.text(max_size=200))
def test_any_other_text_gives_a_sentence(text):
    with pytest.raises(errors.SecretError, match=r"sheet|order"):
        passphrases.check_recovery_words(text)
