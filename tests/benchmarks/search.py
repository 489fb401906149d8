"""Looking for words in 100,000 notes, against the index asked as bare as it goes.

`python -m tests.benchmarks.search --notes 5000` builds a smaller store.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import TypeVar

from counselor_desk.records.ids import ClientId
from counselor_desk.services import search
from counselor_desk.services.desk import Desk
from counselor_desk.services.search import TextSearch
from counselor_desk.storage import folder as folders
from counselor_desk.storage import search as rows
from counselor_desk.storage.database import Database
from tests.benchmarks.bare import database_key
from tests.benchmarks.display import hidden_display
from tests.benchmarks.empty_window import budget, start_ms
from tests.benchmarks.many_notes import Words, add_owners, fill_apart
from tests.benchmarks.paired import Comparison, Pair, compare, timed
from tests.benchmarks.rows import HEAD, Goal, measured
from tests.caseloads import add_clients
from tests.desks import new_desk

GOALS = (
    Goal(name="Search selective words p95, to the bare index", target=2),
    Goal(name="Search any word p95, 50 ms of an empty window", target=budget(50)),
    Goal(name="Search inside a client p95, to reading it all", target=5),
    Goal(name="Type-ahead p95, 16 ms of an empty window", target=budget(16)),
)
Question = TypeVar("Question")

NOTES = 100_000
_QUESTIONS = 40
_SHARE = 0.95
_SEED = 20_260_312
_SAMPLE = 2_000
_DRAFTS = 20
_LONG = 4
_BARE = (
    "SELECT rowid, snippet(search, 0, '[', ']', '…', 12) FROM search WHERE search MATCH ?"
    " ORDER BY rank LIMIT 50"
)
_READ_ALL = "SELECT id FROM search_text WHERE client_id = ? AND text LIKE ?"


def measure(notes: int = NOTES) -> tuple[Comparison, ...]:
    """Ask 40 questions a round, on both sides in turn; a round's figure is its p95."""
    with tempfile.TemporaryDirectory() as scratch:
        desk = new_desk(Path(scratch) / "Records.cdesk")
        add_clients(desk, _DRAFTS, signed_notes=0)
        owners = add_owners(desk, notes)
        records = desk.vault.folder / folders.RECORDS
        fill_apart(records, bytes(database_key(desk.vault)), owners, notes, _SEED)
        looking, bare = TextSearch(desk), desk.vault.connect()
        try:
            with hidden_display(Path(scratch)) as environment:
                return _compared(desk, looking, bare, owners, environment)
        finally:
            looking.close()
            bare.close()
            desk.close()


def _compared(
    desk: Desk,
    looking: TextSearch,
    bare: Database,
    owners: Sequence[int],
    environment: dict[str, str],
) -> tuple[Comparison, ...]:
    words = Words(_SEED)
    often = _frequencies(words)
    selective = _selective(words, often)
    common = [word for word, _ in often.most_common(_QUESTIONS)]
    begun = _beginnings(words)
    names = search.names(desk)
    inside = [(ClientId(one), word) for one, word in zip(cycle(owners), common, strict=False)]

    def look_ahead(text: str) -> None:
        names.find(text)
        looking.find(text)

    return (
        compare(_rounds(selective, looking.find, partial(_ask, bare)), target=GOALS[0].target),
        compare(_to_window(common, looking.find, environment), target=GOALS[1].target),
        compare(
            _rounds(inside, partial(_inside, bare), partial(_read_all, bare)),
            target=GOALS[2].target,
        ),
        compare(_to_window(begun, look_ahead, environment), target=GOALS[3].target),
    )


def _rounds(
    questions: Sequence[Question],
    product: Callable[[Question], object],
    anchor: Callable[[Question], object],
) -> Iterator[Pair]:
    """Pairs of p95 of all questions, each asked on both sides one after the other."""
    for question in questions:
        product(question)
    for is_product_first in cycle((True, False)):
        times: dict[bool, list[float]] = {True: [], False: []}
        for question in questions:
            for is_product in (is_product_first, not is_product_first):
                side = product if is_product else anchor
                times[is_product].append(timed(partial(side, question)))
        yield _p95(times[True]), _p95(times[False])


def _to_window(
    questions: Sequence[str], product: Callable[[str], object], environment: dict[str, str]
) -> Iterator[Pair]:
    """Pairs of p95 of all questions and the start of an empty window."""
    for question in questions:
        product(question)
    while True:
        yield (
            _p95([timed(partial(product, question)) for question in questions]),
            start_ms(environment),
        )


def _p95(times: list[float]) -> float:
    return sorted(times)[round(_SHARE * (len(times) - 1))]


def _ask(bare: Database, text: str) -> object:
    quoted = " ".join(f'"{word}"' for word in text.split())
    with bare.read() as reader:
        return reader.rows(_BARE, f"{quoted}*")


def _inside(bare: Database, asked: tuple[ClientId, str]) -> object:
    client_id, word = asked
    with bare.read() as reader:
        return rows.find(reader, word, client_id=client_id)


def _read_all(bare: Database, asked: tuple[ClientId, str]) -> object:
    client_id, word = asked
    with bare.read() as reader:
        return reader.rows(_READ_ALL, client_id, f"%{word}%")


def _frequencies(words: Words) -> Counter[str]:
    """In how many of some texts each word stands."""
    texts = (words.text() for _ in range(_SAMPLE))
    return Counter(word for text in texts for word in set(text.rstrip(".").split()))


def _selective(words: Words, often: Counter[str]) -> list[str]:
    """Words in at most one text of a hundred, alone, in pairs, and cut short at the end."""
    rare = sorted(
        word for word, count in often.items() if count <= _SAMPLE // 100 and len(word) > _LONG
    )
    chosen = words.chance.sample(rare, 2 * _QUESTIONS)
    third = _QUESTIONS // 3
    pairs = [" ".join(pair) for pair in zip(chosen[:third], chosen[third:], strict=False)]
    cut = [word[:-1] for word in chosen[-third:]]
    return [*pairs, *cut, *chosen][:_QUESTIONS]


def _beginnings(words: Words) -> list[str]:
    """The first two and three letters of words, as one types."""
    chosen = words.chance.sample(list(words.known), _QUESTIONS)
    return [word[: 2 + place % 2] for place, word in enumerate(chosen)]


def main(arguments: list[str] | None = None) -> int:
    """Measure over a store of the size that is asked for; 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="search", description=__doc__)
    parser.add_argument("--notes", type=int, default=NOTES, help="how many notes")
    options = parser.parse_args(arguments)
    sys.stdout.write(f"{HEAD}\n")
    lines = measured(GOALS, partial(measure, options.notes))
    for row in lines:
        sys.stdout.write(f"{row.line()}\n")
    return int(any(row.is_missed for row in lines))


if __name__ == "__main__":
    sys.exit(main())
