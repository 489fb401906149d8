"""Phrases: keep own ones, switch starter phrases on and off, count where they went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from counselor_desk.errors import (
    DeskError,
    MissingPhraseTextError,
    TakenShortcutError,
    UnknownRecordError,
    UnusableShortcutError,
    UnusableTextError,
)
from counselor_desk.records.ids import PhraseId
from counselor_desk.records.phrases import (
    SHORTCUT_LETTERS,
    SHORTCUT_SIGN,
    TEXT_LIMIT,
    Offered,
    Phrase,
    StarterPhrase,
    Subject,
)
from counselor_desk.rules.wording import Advice, advise
from counselor_desk.services import starter_phrases
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import without_control_characters
from counselor_desk.storage import phrases as phrase_rows
from counselor_desk.storage.database import Reader, Writer

_BEGINNING = 40
"""How much of a phrase a sentence about it shows, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPhrase:
    """What is typed when a phrase is added."""

    shortcut: str
    text: str = field(repr=False)
    subject: Subject = Subject.OTHER
    offered: Offered = Offered.ANYWHERE
    needs_objective: bool = False


def every(desk: Desk) -> tuple[Phrase, ...]:
    """The phrases that are offered in notes, by subject and shortcut."""
    with desk.read() as reader:
        kept = phrase_rows.every(reader)
    order = list(Subject)
    return tuple(sorted(kept, key=lambda one: (order.index(one.subject), one.shortcut)))


def get(desk: Desk, phrase_id: PhraseId) -> Phrase:
    """The phrase of a row id, removed or not.

    Raises:
        UnknownRecordError: there is none.
    """
    with desk.read() as reader:
        return _existing(reader, phrase_id)


def add(desk: Desk, new: NewPhrase, *, initiator: object = None) -> Phrase:
    """Keep a new phrase.

    Raises:
        UnusableShortcutError, TakenShortcutError: its shortcut cannot be kept.
        MissingPhraseTextError, UnusableTextError: its text cannot be kept.
    """
    with desk.write() as writer:
        phrase = insert(desk, writer, new)
    _announce(desk, initiator)
    return phrase


def change(desk: Desk, phrase: Phrase, *, initiator: object = None) -> Phrase:
    """Keep changed facts of a phrase; how often it was used stays as it is in the store.

    Raises:
        UnknownRecordError: there is no such phrase.
        UnusableShortcutError, TakenShortcutError, MissingPhraseTextError, UnusableTextError: as
            in `add`.
    """
    with desk.write() as writer:
        before = _existing(writer, phrase.id)
        kept = replace(_kept(writer, phrase), uses=before.uses, used_on=before.used_on)
        phrase_rows.update(writer, kept)
    _announce(desk, initiator)
    return kept


def remove(desk: Desk, phrase: Phrase, *, initiator: object = None) -> None:
    """Offer a phrase no more; `bring_back` undoes it.

    Raises:
        UnknownRecordError: there is no such phrase.
    """
    _remove(desk, (phrase,), initiator)


def bring_back(desk: Desk, removed: Iterable[Phrase], *, initiator: object = None) -> None:
    """Undo the removal of these phrases, all or none.

    Raises:
        UnknownRecordError: one is not there.
        TakenShortcutError: its shortcut was given to another phrase meanwhile.
    """
    with desk.write() as writer:
        for phrase in removed:
            before = replace(_existing(writer, phrase.id), removed_at=None)
            phrase_rows.update(writer, _kept(writer, before))
    _announce(desk, initiator)


def count_use(desk: Desk, phrase: Phrase, *, initiator: object = None) -> None:
    """Note that a phrase went into a text today."""
    with desk.write() as writer:
        phrase_rows.count_use(writer, phrase.id, desk.today())
    _announce(desk, initiator)


def free_shortcut(desk: Desk, wanted: str) -> str:
    """The shortcut, or the first one after it with a number that is not taken."""
    with desk.read() as reader:
        return _free(reader, wanted)


def switch_on(
    desk: Desk, starters: Iterable[StarterPhrase], *, initiator: object = None
) -> tuple[Phrase, ...]:
    """Offer these starter phrases, and give what was added.

    Those that are on already stay; one whose shortcut is taken gets a number behind it.
    """
    with desk.write() as writer:
        on = {one.starter for one in phrase_rows.every(writer)}
        added = tuple(
            _insert_starter(desk, writer, one) for one in starters if one.shortcut not in on
        )
    _announce(desk, initiator)
    return added


def switch_off(
    desk: Desk, starters: Iterable[StarterPhrase], *, initiator: object = None
) -> tuple[Phrase, ...]:
    """Offer these starter phrases no more, and give what was removed for `bring_back`."""
    named = {one.shortcut for one in starters}
    removed = tuple(one for one in every(desk) if one.starter and one.starter in named)
    _remove(desk, removed, initiator)
    return removed


def problems(desk: Desk, phrase: Phrase) -> dict[str, DeskError]:
    """What keeps a phrase from being kept, by the name of the field; empty when nothing does."""
    found: dict[str, DeskError] = {}
    with desk.read() as reader:
        try:
            _checked_shortcut(reader, phrase)
        except DeskError as problem:
            found["shortcut"] = problem
    try:
        checked_text(phrase.text)
    except DeskError as problem:
        found["text"] = problem
    return found


def advice(text: str) -> tuple[Advice, ...]:
    """Words of a text that reduce a person to a problem, each with a proposal."""
    return advise(text, starter_phrases.wordings())


def checked_text(text: str) -> str:
    """The text as it is kept.

    Raises:
        MissingPhraseTextError: it has no words.
        UnusableTextError: it is too long.
    """
    kept = without_control_characters(text).strip("\n")
    if not kept.strip():
        raise MissingPhraseTextError
    if len(kept) > TEXT_LIMIT:
        raise UnusableTextError.too_long("The phrase", len(kept), TEXT_LIMIT)
    return kept


def insert(desk: Desk, writer: Writer, new: NewPhrase, *, starter: str = "") -> Phrase:
    """Keep a new phrase in a transaction that is under way, without telling.

    Args:
        desk: the open store.
        writer: the transaction.
        new: what was typed.
        starter: the shortcut of the starter phrase it is made from.

    Raises:
        DeskError: as in `add`.
    """
    draft = Phrase(
        id=PhraseId(0),
        uid=desk.new_uid(),
        shortcut=new.shortcut,
        text=new.text,
        subject=new.subject,
        offered=new.offered,
        needs_objective=new.needs_objective,
        starter=starter,
    )
    return phrase_rows.insert(writer, _kept(writer, draft))


def _insert_starter(desk: Desk, writer: Writer, starter: StarterPhrase) -> Phrase:
    new = NewPhrase(
        shortcut=_free(writer, starter.shortcut),
        text=starter.text,
        subject=starter.subject,
        offered=starter.offered,
        needs_objective=starter.needs_objective,
    )
    return insert(desk, writer, new, starter=starter.shortcut)


def _kept(reader: Reader, phrase: Phrase) -> Phrase:
    shortcut = _checked_shortcut(reader, phrase)
    return replace(phrase, shortcut=shortcut, text=checked_text(phrase.text))


def _checked_shortcut(reader: Reader, phrase: Phrase) -> str:
    shortcut = _plain_shortcut(phrase.shortcut)
    fewest, most = SHORTCUT_LETTERS
    is_usable = shortcut.isalnum() and shortcut[:1].isalpha()
    if not is_usable or not fewest <= len(shortcut) <= most:
        raise UnusableShortcutError(fewest, most)
    other = phrase_rows.of_shortcut(reader, shortcut)
    if other is not None and other.id != phrase.id:
        raise TakenShortcutError(other.typed, _beginning(other.text))
    return shortcut


def _free(reader: Reader, wanted: str) -> str:
    base, count = _plain_shortcut(wanted), 2
    shortcut = base
    while phrase_rows.of_shortcut(reader, shortcut) is not None:
        most = SHORTCUT_LETTERS[1] - len(str(count))
        shortcut, count = f"{base[:most]}{count}", count + 1
    return shortcut


def _plain_shortcut(typed: str) -> str:
    return typed.strip().removeprefix(SHORTCUT_SIGN).casefold()


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _BEGINNING else f"{line[:_BEGINNING].rstrip()}…"


def _remove(desk: Desk, phrases: tuple[Phrase, ...], initiator: object) -> None:
    with desk.write() as writer:
        for phrase in phrases:
            phrase_rows.update(writer, replace(_existing(writer, phrase.id), removed_at=desk.now()))
    _announce(desk, initiator)


def _existing(reader: Reader, phrase_id: PhraseId) -> Phrase:
    phrase = phrase_rows.get(reader, phrase_id)
    if phrase is None:
        raise UnknownRecordError("phrase")
    return phrase


def _announce(desk: Desk, initiator: object) -> None:
    desk.announce(Changes.of(Kind.PHRASE, initiator=initiator))
