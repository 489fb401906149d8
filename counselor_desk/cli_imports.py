"""The command that adds the clients of a CSV file: its options, and what it says."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.import_duplicates import Duplicate
    from counselor_desk.services.imports import Trial

_MOST_NAMED = 50
"""Lines of one kind that are named; the rest is counted."""

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}

Say = Callable[[str], None]


class _Said(NamedTuple):
    title: str
    lines: Sequence[str]


def add_options(command: argparse.ArgumentParser) -> None:
    """What the command takes beside the store."""
    command.add_argument(
        "--from", type=Path, required=True, metavar="FILE.csv", dest="source", help="the clients"
    )
    command.add_argument(
        "--mapping",
        type=Path,
        metavar="FILE",
        help="TOML that says which column holds what; guessed from the headers without it",
    )
    command.add_argument("--dry-run", action="store_true", help="say what it would do, and stop")
    command.add_argument(
        "--accept-unusual-ages",
        action="store_true",
        help="import clients under 12 or over 110 as well; without it they are asked about",
    )


def run(desk: Desk, arguments: argparse.Namespace, say: Say) -> None:
    """Look at the file, say what is in it, and bring it in unless it is a dry run.

    Raises:
        DeskError: the file or the store says no; nothing was imported.
    """
    from counselor_desk.services import import_mapping, imports
    from counselor_desk.services.import_files import ENCODINGS

    who = imports.acting(desk)
    sheet = imports.read(arguments.source)
    mapping = (
        import_mapping.guess(sheet.headers)
        if arguments.mapping is None
        else import_mapping.read(arguments.mapping, sheet.headers)
    )
    say(f"Read as {ENCODINGS[sheet.encoding]}, {_DELIMITERS[sheet.delimiter]}")
    for fact, place in sorted(mapping.columns.items(), key=lambda one: one[1]):
        say(f"{sheet.headers[place]} -> {fact.value}")
    trial = imports.try_out(who, sheet, mapping)
    kept = {one.incoming.line for one in trial.duplicates} if mapping.keeps_duplicates else set()
    _tell(trial, say, is_keeping=bool(kept))
    trial.require_sound()
    if arguments.dry_run:
        say("Dry run: nothing was imported.")
        return
    made, client_ids = imports.bring_in(
        who, trial, kept_lines=kept, accepts_unusual_ages=arguments.accept_unusual_ages
    )
    imports.announce(desk, client_ids)
    say(f"Imported {made.clients:,} clients.")


def _tell(trial: Trial, say: Say, *, is_keeping: bool) -> None:
    """What was found: the counts, then each problem, doubt and duplicate by its line."""
    verb = "come in as well" if is_keeping else "are left out"
    say(f"Rows: {trial.rows:,}, new clients: {len(trial.ready):,}")
    for title, lines in (
        _Said("Problems", [str(problem) for problem in trial.problems]),
        _Said("Please check", [str(doubt) for doubt in trial.doubts]),
        _Said(f"Perhaps there already, {verb}", [_like(one) for one in trial.duplicates]),
    ):
        if lines:
            say(f"{title}: {len(lines):,}")
            _tell_some(lines, say)


def _tell_some(lines: Sequence[str], say: Say) -> None:
    shown: Iterable[str] = lines[:_MOST_NAMED]
    for line in shown:
        say(f"  {line}")
    if len(lines) > _MOST_NAMED:
        say(f"  and {len(lines) - _MOST_NAMED:,} more")


def _like(one: Duplicate) -> str:
    what = "record number" if one.likeness.value == "same_number" else "name"
    where = "a client of the store" if one.line is None else f"line {one.line:,}"
    return f"line {one.incoming.line:,}: the same {what} as {where}"
