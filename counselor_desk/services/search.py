"""Search: clients by name or number, and what was written, signed or not, by its words.

Never found: counseling notes, CVs, phone numbers and addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from counselor_desk.records import texts
from counselor_desk.records.assessments import Assessment
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.drafts import Draft
from counselor_desk.records.ids import ClientId
from counselor_desk.records.notes import Addendum, Note
from counselor_desk.records.phrases import Phrase
from counselor_desk.records.plans import Plan
from counselor_desk.records.search import Found, FoundClient, FoundText
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import clients, drafts, episodes, phrases
from counselor_desk.services.desk import Desk
from counselor_desk.services.excerpts import Question
from counselor_desk.services.signatures import Signable
from counselor_desk.storage import addenda as addendum_rows
from counselor_desk.storage import assessments as assessment_rows
from counselor_desk.storage import discharges as discharge_rows
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage import search as search_rows
from counselor_desk.storage.database import Reader
from counselor_desk.storage.inquiries import Inquiry

LONGEST_QUESTION = 200
"""Characters of a question that are looked at."""

FEW = 6
"""How many of a group are shown beside other groups."""

MANY = 60
"""How many are shown when a group is looked at alone."""

_MOST_CANDIDATES = 2_000
_PER_SHOWN = 4
"""Signed texts looked at for each that is shown: addenda and older plans share a line."""

_DIGITS = re.compile(r"(?<![a-z0-9])0*([0-9]+)")
_APART = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Names:
    """What clients are found by, read once and asked at each key."""

    _keys: tuple[tuple[str, ClientId], ...] = field(repr=False)

    def find(self, text: str) -> list[ClientId]:
        """Clients of whom some name or the number begins with each word, the likeliest first.

        The record number is found as it stands and by its digits; a number that is typed whole
        comes first, then first names, then all others, each by name.
        """
        words = _words(text)
        if not words:
            return []
        found = list(self._keys)
        for begin in (f" {word}" for word in words):
            found = [one for one in found if begin in one[0]]
        found.sort(key=lambda one: (_rank(one[0], words), one[0]))
        return [client_id for _, client_id in found]


class TextSearch:
    """Looks for words in what was written, on a thread of its own; `stop` ends a long look."""

    def __init__(self, desk: Desk) -> None:
        self._inquiry = Inquiry(desk.vault)
        self._typed = _Typed()

    def find(
        self, text: str, *, client_id: ClientId | None = None, limit: int = FEW
    ) -> tuple[FoundText, ...] | None:
        """As `texts_with`; None when it was stopped.

        Raises:
            DeskError: the records are damaged or cannot be reached.
        """
        return self._inquiry.ask(
            lambda reader: texts_with(
                reader, text, client_id=client_id, limit=limit, typed=self._typed
            )
        )

    def stop(self) -> None:
        """End the look that goes on; any thread may say so."""
        self._inquiry.stop()

    def close(self) -> None:
        """Let go of the store; up to 80 ms."""
        self._inquiry.close()


def find(desk: Desk, text: str, *, client_id: ClientId | None = None, limit: int = FEW) -> Found:
    """Everything one question finds, whatever text it is; texts of `client_id` come first.

    Reads on the desk's own connection: the window asks `Names` and `TextSearch` instead.
    """
    with desk.read() as reader:
        return Found(
            clients=tuple(known(desk, one) for one in names(desk).find(text)[:limit]),
            texts=texts_with(reader, text, client_id=client_id, limit=limit),
            phrases=phrases_with(phrases.every(desk), text, limit=limit),
        )


def names(desk: Desk) -> Names:
    """What the counselor's own clients are found by, as of now."""
    keys = ((_key(name), client_id) for client_id, name in clients.search_names(desk))
    return Names(tuple(keys))


def known(desk: Desk, client_id: ClientId) -> FoundClient:
    """A client that was found, with the stay to tell of.

    Raises:
        UnknownClientError: there is none.
    """
    client = clients.get(desk, client_id)
    return FoundClient(client=client, stay=episodes.current(desk, client_id))


def texts_with(
    reader: Reader,
    text: str,
    *,
    client_id: ClientId | None = None,
    limit: int = FEW,
    typed: _Typed | None = None,
) -> tuple[FoundText, ...]:
    """The records with every word of a question, the last as a beginning; signed ones first.

    Those of `client_id`, the newest first, stand before those of everybody else. A single letter
    is no question yet: it stands in nearly every text.
    """
    asked = _asked(text)
    question = Question(asked)
    if question.is_empty:
        return ()
    found = list(_signed(reader, asked, question, client_id, limit))
    begun = list(_begun(reader, question, client_id, typed or _Typed()))
    # Drafts are what one works on: however much was signed, some of them are seen.
    kept = min(len(begun), max(limit - len(found), limit // 3))
    return (*found[: limit - kept], *begun[:kept])


def phrases_with(every: Iterable[Phrase], text: str, *, limit: int = FEW) -> tuple[Phrase, ...]:
    """Those of all phrases whose shortcut or text has every word of a question."""
    question = Question(_asked(text))
    if question.is_empty:
        return ()
    held = (one for one in every if question.is_in(_plain(f"{one.shortcut} {one.text}")))
    return tuple(islice(held, limit))


def _signed(
    reader: Reader, asked: str, question: Question, client_id: ClientId | None, limit: int
) -> Iterator[FoundText]:
    most = min(limit * _PER_SHOWN, _MOST_CANDIDATES)
    hits: list[search_rows.Hit] = []
    if client_id is not None:
        hits += search_rows.find(reader, asked, client_id=client_id, limit=most)
    hits += search_rows.find(reader, asked, limit=most)
    seen: set[object] = set()
    for hit in hits:
        if len(seen) >= limit:
            return
        record = _record(reader, hit)
        line = None if record is None else _line_of(record)
        if record is not None and line not in seen:
            seen.add(line)
            yield _found(reader, hit.kind, record, question)


def _begun(
    reader: Reader, question: Question, client_id: ClientId | None, typed: _Typed
) -> Iterator[FoundText]:
    held = [one for one in typed.read(reader) if question.is_in(one.plain)]
    held.sort(key=lambda one: one.record.client_id != client_id)
    for one in held:
        yield _found(reader, one.kind, one.record, question)


@dataclass(frozen=True, slots=True)
class _TypedRecord:
    kind: RecordKind
    record: Signable = field(repr=False)
    plain: str = field(repr=False)


class _Typed:
    """What was typed and is not signed, the latest first; read again once anything changed."""

    def __init__(self) -> None:
        self._version: int | None = None
        self._records: tuple[_TypedRecord, ...] = ()

    def read(self, reader: Reader) -> Sequence[_TypedRecord]:
        version = reader.value("PRAGMA data_version")
        if version != self._version:
            self._records = tuple(_typed(draft) for draft in draft_rows.kept(reader))
            self._version = version
        return self._records


def _typed(draft: Draft) -> _TypedRecord:
    record = drafts.decode(draft)
    return _TypedRecord(draft.kind, record, _plain("\n".join(texts.personal(record))))


def _plain(text: str) -> str:
    return search_rows.letters(search_rows.composed(text))


def _record(reader: Reader, hit: search_rows.Hit) -> Signable | None:
    match hit.kind:
        case RecordKind.NOTE:
            return note_rows.by_uid(reader, hit.record_uid)
        case RecordKind.ADDENDUM:
            return addendum_rows.by_uid(reader, hit.record_uid)
        case RecordKind.PLAN:
            return plan_rows.by_uid(reader, hit.record_uid)
        case RecordKind.ASSESSMENT:
            return _of_uid(assessment_rows.of_client(reader, hit.client_id), hit)
        case RecordKind.DISCHARGE:
            return _of_uid(discharge_rows.of_client(reader, hit.client_id), hit)


def _of_uid(records: Iterable[Signable], hit: search_rows.Hit) -> Signable | None:
    return next((one for one in records if one.uid == hit.record_uid), None)


def _line_of(record: Signable) -> object:
    """What tells one line of the results from another: a note and its addenda share one."""
    match record:
        case Note(id=note_id) | Addendum(note_id=note_id):
            return note_id
        case Plan(client_id=client_id):
            return Plan, client_id
        case Assessment(uid=uid) | Discharge(uid=uid):
            return uid


def _found(reader: Reader, kind: RecordKind, record: Signable, question: Question) -> FoundText:
    # An addendum is told of as the note it belongs to.
    told = record
    if isinstance(record, Addendum):
        told = note_rows.get(reader, record.note_id) or record
    return FoundText(
        kind=kind,
        uid=record.uid,
        client_id=record.client_id,
        note_id=told.id if isinstance(told, Note) else None,
        session=told.kind if isinstance(told, Note) else None,
        told_on=_told_on(told),
        version=told.version if isinstance(told, Plan) else None,
        is_signed=record.is_signed,
        is_in_error=isinstance(told, Note) and addendum_rows.is_in_error(reader, told.id),
        excerpt=question.excerpt(texts.personal(record)),
    )


def _told_on(record: Signable) -> date | None:
    match record:
        case Note(held_on=day) | Plan(planned_on=day):
            return day
        case Assessment(assessed_on=day) | Discharge(discharged_on=day):
            return day
        case Addendum(entered_at=moment):
            return moment.date()


def _asked(text: str) -> str:
    """The question without a last word of one letter, whose beginning says nothing."""
    words = text[:LONGEST_QUESTION].replace("\0", " ").split()
    if words and sum(map(str.isalnum, words[-1])) == 1:
        words.pop()
    return " ".join(words)


def _key(name: str) -> str:
    """Every word of the names and the number, and the number's digits, each after a space."""
    digits = _DIGITS.findall(name)
    return " " + " ".join([*_APART.sub(" ", name).split(), *digits])


def _words(text: str) -> list[str]:
    return _APART.sub(" ", search_rows.plain(text[:LONGEST_QUESTION])).split()


def _rank(key: str, words: Sequence[str]) -> int:
    parts = key.split()
    if any(word.isdigit() and word in parts for word in words):
        return 0
    return 1 if parts[0].startswith(tuple(words)) else 2
