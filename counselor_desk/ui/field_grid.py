"""Fields in two columns whose labels stand on one line, whatever is said below them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.layouts import Grid


def field_grid(*pairs: tuple[QWidget, QWidget], shares: tuple[int, int] = (1, 1)) -> Grid:
    """Labeled fields in pairs; `shares` are the widths of the two columns to each other."""
    grid = Grid(spacing=14, row_spacing=12)
    for at, (left, right) in enumerate(pairs):
        grid.addWidget(left, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(right, at, 1, Qt.AlignmentFlag.AlignTop)
    for column, share in enumerate(shares):
        grid.setColumnStretch(column, share)
    return grid
