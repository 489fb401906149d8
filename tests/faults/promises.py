"""The promises of SECURITY.md, the tests that hold each, and the table of what a run showed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pytest

from tests.faults.counts import length

TRIALS = "trials"
"""The property of a test's report that says how often it tried."""

TABLE = pytest.StashKey["Table"]()


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise, by its number in SECURITY.md, and the test files or tests that hold it."""

    number: int
    words: str
    tests: tuple[str, ...]


BACKUPS = "tests/faults/test_backups.py"
SURROUNDINGS = "tests/faults/test_surroundings.py"
MUTANTS = f"{BACKUPS}::test_no_mutated_backup_is_accepted_and_none_leaves_anything"

PROMISES = (
    Promise(
        1,
        "A saved note survives a crash or power cut",
        (
            "tests/faults/test_killed_in_commit.py",
            "tests/faults/test_power_loss.py",
            "tests/faults/test_random_acts.py",
            "tests/faults/test_long_use.py",
        ),
    ),
    Promise(2, "At most 5 s of typing can be lost", ("tests/faults/test_killed_while_typing.py",)),
    Promise(
        3, "Without a secret the files reveal nothing", ("tests/journeys/test_no_plaintext.py",)
    ),
    Promise(
        4, "A backup is done only when verified", (BACKUPS, "tests/unit/services/test_backups.py")
    ),
    Promise(
        5,
        "One backup and one secret restore everything",
        ("tests/journeys/test_command_line_backups.py", "tests/unit/services/test_restores.py"),
    ),
    Promise(6, "Changing the passphrase locks nobody out", ("tests/faults/test_keys.py",)),
    Promise(
        7,
        "Damage and older copies are announced",
        ("tests/faults/test_damaged_files.py", "tests/faults/test_older_copies.py"),
    ),
    Promise(
        8,
        "What is signed cannot be changed",
        ("tests/unit/storage/test_bypass.py", "tests/unit/services/test_outside_edits.py"),
    ),
    Promise(
        9,
        "The log shows tampering",
        (
            "tests/unit/storage/test_audit.py",
            "tests/unit/services/test_audits.py",
            "tests/ui/test_views.py",
            "tests/ui/test_printing.py",
        ),
    ),
    Promise(
        10,
        "Nothing in clear leaves the store",
        (
            "tests/faults/test_temporary_files.py",
            "tests/journeys/test_no_trace.py",
            "tests/journeys/test_plan_and_note_on_paper.py",
            f"{SURROUNDINGS}::test_the_window_writes_into_its_own_places_only",
            f"{SURROUNDINGS}::test_a_file_elsewhere_and_a_call_would_be_seen",
            f"{SURROUNDINGS}::test_a_day_of_work_writes_into_places_on_the_list_only",
            f"{SURROUNDINGS}::test_a_day_of_work_leaves_words_in_the_exported_document_only",
        ),
    ),
    Promise(
        11,
        "The network is never used",
        (
            f"{SURROUNDINGS}::test_the_window_calls_no_other_machine",
            f"{SURROUNDINGS}::test_a_day_of_work_calls_no_other_machine",
            "tests/unit/test_guards.py",
        ),
    ),
    Promise(
        12,
        "It locks, and nothing stays in memory",
        (
            "tests/ui/test_idle.py",
            "tests/ui/test_session_watch.py",
            "tests/faults/test_memory.py",
            "tests/journeys/test_lock.py",
        ),
    ),
    Promise(13, "Logs never hold client data", ("tests/faults/test_forced_failures.py",)),
    Promise(
        14,
        "What is typed or brought in is harmless",
        (
            MUTANTS,
            "tests/faults/test_imported_files.py",
            "tests/faults/test_killed_in_import.py",
            "tests/faults/test_search.py",
        ),
    ),
    Promise(
        15,
        "Full disks, two windows, upgrades lose nothing",
        (
            "tests/faults/test_failing_disk.py",
            "tests/faults/test_acts_on_failing_disks.py",
            "tests/faults/test_acts_without_power.py",
            "tests/faults/test_migration.py",
            "tests/faults/test_two_starts.py",
            "tests/faults/test_wrong_clocks.py",
            "tests/unit/services/test_old_stores.py",
        ),
    ),
    Promise(
        16, "The records can be read without this program", ("tests/faults/test_page_reader.py",)
    ),
)


def promise_of(test: str) -> Promise | None:
    """The promise that a test holds: by its own name first, then by its file."""
    own = test.partition("[")[0]
    for name in (own, own.partition("::")[0]):
        for one in PROMISES:
            if name in one.tests:
                return one
    return None


def files() -> list[str]:
    """The files that the tests of all promises are in."""
    return sorted({test.partition("::")[0] for one in PROMISES for test in one.tests})


@dataclass(slots=True)
class Tally:
    """What a run showed of one promise."""

    trials: int = 0
    failures: int = 0
    not_run: list[str] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        """Whether something was tried, all of it well, and nothing left out."""
        return bool(self.trials) and not self.failures and not self.not_run


class Table:
    """Gathers the reports of a run, by promise."""

    def __init__(self) -> None:
        self.tallies = {promise.number: Tally() for promise in PROMISES}

    def add(self, report: pytest.TestReport) -> None:
        """Count one report: a test that failed, was left out, or tried something."""
        promise = promise_of(report.nodeid)
        if promise is None:
            return
        tally = self.tallies[promise.number]
        if report.skipped:
            tally.not_run.append(_reason(report))
        elif report.failed:
            tally.failures += 1
        elif report.when == "call":
            tally.trials += _trials(report.user_properties)

    def lines(self) -> Iterator[str]:
        """The table as Markdown."""
        yield f"| | promise ({length()} counts) | trials | failures | not run |"
        yield "|---|---|---|---|---|"
        for promise in PROMISES:
            tally = self.tallies[promise.number]
            reasons = "; ".join(dict.fromkeys(tally.not_run))
            if not reasons and not tally.trials and not tally.failures:
                reasons = "no test was found"
            cells = (promise.words, f"{tally.trials:,}", str(tally.failures), reasons)
            yield f"| {promise.number} | {' | '.join(cells)} |"

    @property
    def is_whole(self) -> bool:
        """Whether every promise was shown; what was not run counts as not passed."""
        return all(tally.is_shown for tally in self.tallies.values())


def _reason(report: pytest.TestReport) -> str:
    words = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return words.removeprefix("Skipped: ").replace("|", "/")


def _trials(properties: Iterable[tuple[str, object]]) -> int:
    """How often a test said that it tried; once if it said nothing."""
    said = [int(str(value)) for name, value in properties if name == TRIALS]
    return sum(said) if said else 1


def pytest_configure(config: pytest.Config) -> None:
    """Keep the table of this run, in the process that gathers all reports."""
    config.stash[TABLE] = Table()
    config.pluginmanager.register(_Gatherer(config.stash[TABLE]))


class _Gatherer:
    """Hears of every test, whichever process ran it."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._table.add(report)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table below everything else."""
    terminalreporter.section("promises")
    for line in config.stash[TABLE].lines():
        terminalreporter.line(line)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run that left something out has not passed."""
    is_gathering = not hasattr(session.config, "workerinput")
    if is_gathering and session.exitstatus == 0 and not session.config.stash[TABLE].is_whole:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


if __name__ == "__main__":  # dev.py knows no more of the tests than what is printed here
    sys.stdout.write("\n".join(files()))
