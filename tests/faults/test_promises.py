"""The table of promises counts what was tried, what failed and what was left out."""

import re
from pathlib import Path

import pytest

from tests.faults.promises import MUTANTS, PROMISES, TRIALS, Table, files

ROOT = Path(__file__).parents[2]
KEYS = PROMISES[5].tests[0]


def report(outcome, *, test=f"{KEYS}::test", properties=(), longrepr=None):
    return pytest.TestReport(
        nodeid=test,
        location=("", 0, ""),
        keywords={},
        outcome=outcome,
        longrepr=longrepr,
        when="call",
        user_properties=properties,
    )


def tally(*reports):
    table = Table()
    for one in reports:
        table.add(one)
    return table.tallies[6]


def test_trials_are_added_up():
    assert tally(report("passed", properties=[(TRIALS, 250)]), report("passed")).trials == 251


def test_a_failed_test_is_counted_and_its_promise_not_shown():
    failed = tally(report("passed"), report("failed"))

    assert failed.failures == 1
    assert not failed.is_shown


def test_what_was_left_out_names_its_reason_and_is_not_shown():
    left_out = tally(report("passed"), report("skipped", longrepr=("", 1, "Skipped: no strace")))

    assert left_out.not_run == ["no strace"]
    assert not left_out.is_shown


def test_a_promise_without_trials_is_not_shown():
    assert not tally().is_shown
    assert not Table().is_whole


def test_a_file_that_holds_no_promise_is_left_out():
    table = Table()
    table.add(report("passed", test="tests/faults/test_counts.py::test"))

    assert sum(one.trials for one in table.tallies.values()) == 0


def test_a_test_that_is_named_by_itself_holds_its_own_promise():
    table = Table()
    table.add(report("passed", test=f"{MUTANTS}[1]"))

    assert table.tallies[14].trials == 1
    assert table.tallies[4].trials == 0


@pytest.mark.parametrize("test", sorted({test for one in PROMISES for test in one.tests}))
def test_what_is_named_exists(test):
    path, _, name = test.partition("::")
    source = (ROOT / path).read_text("utf-8")

    assert f"def {name or 'test_'}" in source


def test_the_security_page_names_the_tests_of_every_promise():
    page = (ROOT / "SECURITY.md").read_text("utf-8")
    named = set(re.findall(r"tests/[a-z_/]+\.py", page))

    assert [name for name in files() if name not in named] == []
    assert [name for name in named if not (ROOT / name).is_file()] == []
    assert {f"{number}. **" for number in range(1, 16)} <= set(re.findall(r"\d+\. \*\*", page))


def test_every_line_has_all_columns():
    lines = list(Table().lines())

    assert len(lines) == 2 + len(PROMISES)
    assert {line.count("|") for line in lines} == {6}
