"""What medications and allergies have in common: checks of what is typed, days, announcing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from counselor_desk.errors import DeskError, MedicationDateError, NoOpenEpisodeError
from counselor_desk.records.circumstances import Circumstances
from counselor_desk.records.ids import CircumstancesId, ClientId
from counselor_desk.records.medications import Allergy, Medication
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import circumstances as circumstance_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage.database import Reader, Writer

Texts = Mapping[str, tuple[str, int]]
"""By field: how a sentence names it, and the most characters it may have."""


def failures(checks: Mapping[str, Callable[[], object]]) -> Iterator[tuple[str, DeskError]]:
    """Run every check; what goes wrong, by the name of its field."""
    for name, check in checks.items():
        try:
            check()
        except DeskError as problem:
            yield name, problem


def of_texts(texts: Texts, record: Medication | Allergy) -> dict[str, Callable[[], object]]:
    """A check of each field of text: none too long, no control characters."""
    return {name: partial(kept_text, texts, name, getattr(record, name)) for name in texts}


def kept_text(texts: Texts, name: str, text: str) -> str:
    """The text as it is kept.

    Raises:
        UnusableTextError: it is too long or has control characters.
    """
    label, limit = texts[name]
    return clean(label, one_line(text), limit=limit)


def one_line(text: str) -> str:
    """The text with a space for every line break and tab, as it stands in a list."""
    return " ".join(text.split())


def check_past(desk: Desk, day: date) -> None:
    """See that a day is not after today.

    Raises:
        MedicationDateError: it is.
    """
    if day > desk.today():
        raise MedicationDateError.future()


def check_open(reader: Reader, client_id: ClientId) -> None:
    """See that the client is in the program.

    Raises:
        NoOpenEpisodeError: the client was discharged.
    """
    if episode_rows.open_of(reader, client_id) is None:
        raise NoOpenEpisodeError


def deny(writer: Writer, client_id: ClientId, **days: date | None) -> None:
    """Keep on which day there were none, or that this does not hold any more."""
    known = circumstance_rows.get(writer, client_id) or Circumstances(
        id=CircumstancesId(0), client_id=client_id
    )
    now = replace(known, **days)  # type: ignore[arg-type]  # the two days of denial
    if now != known:
        circumstance_rows.keep(writer, now)


def announce(desk: Desk, client_id: ClientId, initiator: object, *others: Kind) -> None:
    """Tell that the list changed, and what `others` did with it."""
    changes = Changes.of(Kind.MEDICATION, *others, client_id=client_id, initiator=initiator)
    desk.announce(changes)
