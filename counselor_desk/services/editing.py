"""Editing: what is saved, what stands on the screen, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

Value = TypeVar("Value")

UNDO_LIMIT = 200
"""Steps kept; the oldest fall away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(Generic[Value]):
    """One record being edited. Records are frozen, so undo is a list of earlier values.

    `words` of each step say what it did ("Remove goal 2.1"), for the Edit menu.
    """

    saved: Value
    current: Value
    past: tuple[tuple[str, Value], ...] = ()
    future: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, value: Value) -> Edit[Value]:
        """An edit that has not changed anything yet."""
        return cls(saved=value, current=value)

    @property
    def is_dirty(self) -> bool:
        """Whether something on the screen is not saved."""
        return self.current != self.saved

    @property
    def undo_words(self) -> str:
        """What undo would take back, or an empty text."""
        return self.past[-1][0] if self.past else ""

    @property
    def redo_words(self) -> str:
        """What redo would bring back, or an empty text."""
        return self.future[-1][0] if self.future else ""

    def set(self, value: Value) -> Edit[Value]:
        """The same edit with another value and no new undo step: typing."""
        return replace(self, current=value)

    def step(self, words: str, value: Value) -> Edit[Value]:
        """The edit after a step that can be undone: a structural change."""
        past = (*self.past, (words, self.current))[-UNDO_LIMIT:]
        return replace(self, current=value, past=past, future=())

    def undo(self) -> Edit[Value]:
        """The edit one step back; itself when there is none."""
        if not self.past:
            return self
        words, value = self.past[-1]
        future = (*self.future, (words, self.current))
        return replace(self, current=value, past=self.past[:-1], future=future)

    def redo(self) -> Edit[Value]:
        """The edit one step forward again; itself when there is none."""
        if not self.future:
            return self
        words, value = self.future[-1]
        past = (*self.past, (words, self.current))
        return replace(self, current=value, past=past, future=self.future[:-1])

    def kept(self) -> Edit[Value]:
        """The edit after everything on the screen was saved."""
        return replace(self, saved=self.current)
