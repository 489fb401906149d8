"""Rows in the text of a discharge summary: a line of cells that paper shows as a table."""

from __future__ import annotations

from counselor_desk.records.discharges import DischargeSection

SEPARATOR = " · "
"""Between the cells of a row, as it stands in the text."""

COLUMNS = {
    DischargeSection.SERVICES: ("Service", "Attended", "Hours", "Rate"),
    DischargeSection.GOALS: ("", "Goal", "Progress", "Outcome"),
    DischargeSection.DIAGNOSES: ("Code", "At admission", "At discharge"),
}
"""The sections that have rows, and what stands above each cell."""


def write_row(*cells: str) -> str:
    """The cells as one line; a separator inside a cell becomes a dash."""
    return SEPARATOR.join(" ".join(cell.replace(SEPARATOR, " – ").split()) for cell in cells)


def read_row(code: DischargeSection, line: str) -> tuple[str, ...] | None:
    """The cells of a line, or None when it is running text of this section."""
    columns = COLUMNS.get(code)
    cells = tuple(cell.strip() for cell in line.split(SEPARATOR))
    return cells if columns is not None and len(cells) == len(columns) else None
