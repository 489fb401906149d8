"""Runs the benchmarks and prints one table: `python -m tests.benchmarks.run [NAME ...]`.

Ends with 1 when a figure misses its target for certain. What cannot be run here is named.
"""

from __future__ import annotations

import argparse
import sys

from tests.benchmarks import (
    autosave,
    caseload,
    chart,
    cv_pages,
    discharge,
    findings,
    group_session,
    icd10,
    imports,
    large_store,
    launch,
    lists,
    open_store,
    pages,
    plan_docx,
    plan_pdf,
    preview,
    programme,
    search,
    typing,
)
from tests.benchmarks.rows import HEAD, Row, measured

BENCHMARKS = {
    module.__name__.rpartition(".")[2]: module
    for module in (
        launch,
        caseload,
        pages,
        chart,
        open_store,
        autosave,
        typing,
        plan_pdf,
        plan_docx,
        preview,
        discharge,
        programme,
        group_session,
        findings,
        cv_pages,
        large_store,
        icd10,
        imports,
        lists,
        search,
    )
}


def main(arguments: list[str] | None = None) -> int:
    """Run those that are named, or all; 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Ratios in one run.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    names = parser.parse_args(arguments).names or list(BENCHMARKS)
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    _say(HEAD)
    rows: list[Row] = []
    for name in names:
        module = BENCHMARKS[name]
        for row in measured(module.GOALS, module.measure):
            rows.append(row)
            _say(row.line())
    _say(f"{sum(row.is_met for row in rows)} of {len(rows)} targets are met.")
    return int(any(row.is_missed for row in rows))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
