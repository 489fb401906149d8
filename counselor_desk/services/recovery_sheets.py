"""Recovery sheets: the page with the twelve words as a PDF, and where it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.storage import files

if TYPE_CHECKING:
    from pathlib import Path

    from counselor_desk.records.program import Paper
    from counselor_desk.records.recovery_sheets import RecoverySheet


def render(sheet: RecoverySheet, paper: Paper) -> bytes:
    """The page as a PDF. Takes values and gives values, so it may run in a task."""
    from counselor_desk.documents.pdf import render as to_pdf
    from counselor_desk.documents.recovery_sheet import build_recovery_sheet

    return to_pdf(build_recovery_sheet(sheet), paper)


def save(path: Path, content: bytes) -> None:
    """Write the PDF whole or not at all, for this user alone.

    Raises:
        DiskFullError, ReadOnlyError, DiskError: nothing was left at `path`.
    """
    files.write_atomic(path, content)
