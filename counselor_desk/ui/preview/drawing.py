"""Draws single pages of a PDF, one after the other, the ones in sight first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from counselor_desk.errors import DeskError
from counselor_desk.ui import pdf_pages, tasks

PageWish = tuple[int, int]
"""A page, counted from 0, and how many pixels wide its picture shall be."""


class PageDrawer(QObject):
    """Keeps the file in memory and nothing of it on the disk.

    Signals:
        drawn: a page is ready; carries its place, its width in pixels and the `QImage`.
    """

    drawn = Signal(int, int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pdf = b""
        self._wishes: list[PageWish] = []
        self._task: tasks.Task[QImage] | None = None

    def open(self, pdf: bytes) -> None:
        """Draw from this file from now on."""
        self.close()
        self._pdf = pdf

    def close(self) -> None:
        """Forget the file; what is being drawn of it is thrown away."""
        self._pdf, self._wishes = b"", []
        if self._task is not None:
            self._task.drop()
            self._task = None

    def want(self, wishes: Sequence[PageWish]) -> None:
        """Draw these instead of what was wanted before, in this order."""
        self._wishes = list(wishes)
        self._draw()

    def is_idle(self) -> bool:
        """Whether everything wanted was drawn."""
        return self._task is None and not self._wishes

    def _draw(self) -> None:
        if self._task is not None or not self._wishes or not self._pdf:
            return
        at, width = self._wishes.pop(0)
        job = partial(pdf_pages.picture, self._pdf, at, width)
        self._task = tasks.run(self, job, partial(self._tell, at, width), self._fail)

    def _tell(self, at: int, width: int, picture: QImage) -> None:
        self._task = None
        self.drawn.emit(at, width, picture)
        self._draw()

    def _fail(self, problem: DeskError) -> None:
        raise problem
