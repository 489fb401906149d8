"""What keeps a fact of a chart from being kept, told by the name of its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from counselor_desk.errors import (
    DeskError,
    ImpossibleUseDateError,
    MissingFactError,
    NoOpenEpisodeError,
    UnusableTextError,
)
from counselor_desk.records import dates
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import ClientId
from counselor_desk.services.names import SHORT_TEXT_LIMIT, clean, without_control_characters
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage.database import Reader

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Value = TypeVar("Value")

LONG_TEXT_LIMIT = 5_000
"""The longest account of something, in characters."""

Problems = dict[str, DeskError]
"""What is wrong with a fact, by the name of the field; empty when nothing is."""


@dataclass(frozen=True, slots=True)
class Text:
    """How the text of a field is kept: on one line, or as it was typed.

    `label` names the field at the start of a sentence.
    """

    label: str
    limit: int = SHORT_TEXT_LIMIT
    is_long: bool = False

    def kept(self, typed: str) -> str:
        """The text as it goes into the store.

        A text of several lines loses its control characters: they come with what is pasted.

        Raises:
            UnusableTextError: it is longer than `limit`, or has control characters on its line.
        """
        if not self.is_long:
            return clean(self.label, " ".join(typed.split()), limit=self.limit)
        kept = without_control_characters(typed).strip()
        if len(kept) > self.limit:
            raise UnusableTextError.too_long(self.label, len(kept), self.limit)
        return kept


Texts = Mapping[str, Text]
"""The texts of a record, by the name of the field."""


def typed(new: DataclassInstance) -> dict[str, Any]:
    """What was typed about a fact, by the name of the field, for the record that keeps it."""
    return {one.name: getattr(new, one.name) for one in fields(new)}


def problems(checks: Mapping[str, Callable[[], object]]) -> Problems:
    """What each check, named after the field it is about, complains of."""
    found: Problems = {}
    for name, check in checks.items():
        try:
            check()
        except DeskError as problem:
            found[name] = problem
    return found


def check_texts(record: object, texts: Texts) -> dict[str, Callable[[], object]]:
    """A check for each text of a record, to be given to `problems` with others."""

    def checking(name: str, text: Text) -> Callable[[], object]:
        return lambda: text.kept(getattr(record, name))

    return {name: checking(name, text) for name, text in texts.items()}


def kept_texts(record: object, texts: Texts) -> dict[str, str]:
    """The texts of a record as they go into the store.

    Raises:
        UnusableTextError: one of them cannot be kept.
    """
    return {name: text.kept(getattr(record, name)) for name, text in texts.items()}


def raise_first(found: Problems) -> None:
    """Refuse a fact for the first of its problems.

    Raises:
        DeskError: there is one.
    """
    for problem in found.values():
        raise problem


def require(value: Value | None, request: str) -> Value:
    """The value of a field that must be filled; `request` says in a sentence what to enter.

    Raises:
        MissingFactError: there is none.
    """
    if value is None:
        raise MissingFactError(request)
    return value


def open_episode(reader: Reader, client_id: ClientId) -> Episode:
    """The stay that facts are written in; after a discharge a chart can only be read.

    Raises:
        NoOpenEpisodeError: the client was discharged.
    """
    episode = episode_rows.open_of(reader, client_id)
    if episode is None:
        raise NoOpenEpisodeError
    return episode


def check_not_ahead(
    label: str,
    day: date | None,
    today: date,
    error: Callable[[str], DeskError] = ImpossibleUseDateError.in_future,
) -> None:
    """Refuse a day that has not come yet; `label` names it at the start of a sentence.

    Raises:
        DeskError: it lies after today; the one that `error` makes of the label.
    """
    if day is not None and day > today:
        raise error(label)


def check_after_birth(
    reader: Reader,
    client_id: ClientId,
    label: str,
    day: date | None,
    error: Callable[[str], DeskError] = ImpossibleUseDateError.before_birth,
) -> None:
    """Refuse a day before a client was born; with an unknown birth date any day may be right.

    Raises:
        DeskError: it lies before the birth; the one that `error` makes of the label.
    """
    if day is None:
        return
    client = client_rows.get(reader, client_id)
    if client is not None and client.born_on is not None and day < client.born_on:
        raise error(label)


def check_in_stay(label: str, day: date, episode: Episode, today: date) -> None:
    """Refuse a day that has not come yet or lies before a stay, counted from its inquiry.

    Raises:
        ImpossibleUseDateError: it does.
    """
    check_not_ahead(label, day, today)
    begun = episode.inquiry_on or episode.admitted_on
    if begun is not None and day < begun:
        raise ImpossibleUseDateError.before_episode(label, dates.write_in_words(begun))
