"""Rows of the plan library: each read in full, ticked one by one, and adapted where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records import plan_tree
from counselor_desk.records.edits import Typed
from counselor_desk.records.plans import Goal, Intervention, Node, Objective, Problem
from counselor_desk.ui.choosers import CheckBox
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.plans import words
from counselor_desk.ui.text_editor import TextEditor

_INDENT = 22


class LibraryRow(QWidget):
    """One text of the library; ticked, it is a field to change it in.

    Signals:
        ticked: the person ticked or cleared it.
        opened: it became a field.
        rested: its words were changed and rest now.
        touched: it was ticked, cleared or changed.
    """

    ticked = Signal(bool)
    opened = Signal()
    rested = Signal()
    touched = Signal()

    def __init__(self, node: Node, depth: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.node = node
        self.editor: TextEditor | None = None
        self._lines: dict[str, LineEdit] = {}
        self._how_fields: QWidget | None = None
        said = words.readable(node.text)
        self.library_row_check = CheckBox(words.level(node))
        self.library_row_check.setAccessibleName(f"{words.level(node)}: {said}")
        self.library_row_check.edited.connect(self._hear_tick)
        self._text = Label(said, "strong" if depth == 0 else "body", wraps=True)
        how = _told(node)
        self._how = Label(words.readable(how), "caption", wraps=True)
        self._shared = Label(
            self.tr("Worded as in another client’s plan; make it this client’s (P11)."),
            "caption",
            tone="overdue",
            wraps=True,
        )
        self._body = Column(self.library_row_check, self._text, self._how, self._shared, spacing=3)
        self._how.setVisible(bool(how))
        self._shared.hide()
        self.setLayout(Row(depth * _INDENT if depth else None, (self._body, 1), spacing=0))

    @property
    def is_ticked(self) -> bool:
        """Whether it goes into the plan."""
        return self.library_row_check.value()

    @property
    def is_shared(self) -> bool:
        """Whether it is said that another client's plan has the same words."""
        return self._shared.isVisibleTo(self)

    def set_ticked(self, *, is_ticked: bool) -> None:
        """Open its fields, or show it to be read again; what was typed stays."""
        self.library_row_check.set_value(is_ticked)
        if is_ticked and self.editor is None:
            self._make_fields()
        if self.editor is not None:
            self.editor.setVisible(is_ticked)
        if self._how_fields is not None:
            self._how_fields.setVisible(is_ticked)
        self._text.setVisible(not is_ticked)
        self._how.setVisible(not is_ticked and bool(self._how.text()))
        self._shared.hide()
        if is_ticked:
            self.opened.emit()

    def set_shared(self, *, is_shared: bool) -> None:
        """Say that another client's plan has the same words, or take it back."""
        self._shared.setVisible(is_shared)

    def typed(self) -> dict[str, Typed]:
        """What is ticked and changed here, by name; nothing where all is as in the library."""
        if self.editor is None:
            return {}
        now = {"text": self.editor.value()}
        now |= {name: line.value() for name, line in self._lines.items()}
        changed: dict[str, Typed] = {
            name: text for name, text in now.items() if text != getattr(self.node, name)
        }
        return changed | ({"tick": True} if self.is_ticked else {})

    def put_back(self, typed: Mapping[str, Typed]) -> None:
        """Show it as it stood when `typed` was asked for, without telling."""
        if self.editor is None and not typed:
            return
        self.set_ticked(is_ticked=True)
        if self.editor is not None:
            self.editor.set_value(str(typed.get("text", self.node.text)))
        for name, line in self._lines.items():
            line.set_value(str(typed.get(name, getattr(self.node, name))))
        self.set_ticked(is_ticked=bool(typed.get("tick")))

    def line(self, name: str) -> LineEdit:
        """The field of an intervention that was ticked, by the name of what it tells."""
        return self._lines[name]

    def adapted(self) -> Node:
        """The node in the words that stand here now, with nothing below it."""
        typed: dict[str, Any] = {name: line.value() for name, line in self._lines.items()}
        text = self.node.text if self.editor is None else self.editor.value()
        node = _with_children(replace(self.node, text=text), ())
        return replace(node, **typed) if isinstance(node, Intervention) else node

    def _hear_tick(self, is_on: object) -> None:
        self.set_ticked(is_ticked=bool(is_on))
        self.ticked.emit(bool(is_on))
        self.touched.emit()
        if is_on and self.editor is not None:
            self.editor.setFocus()

    def _make_fields(self) -> None:
        self.editor = TextEditor(name=words.level(self.node), min_lines=1, is_boxed=True)
        self.editor.set_value(self.node.text)
        self.editor.paused.connect(lambda _text: self.rested.emit())
        self.editor.edited.connect(self.touched)
        self._body.insertWidget(1, self.editor)
        if isinstance(self.node, Intervention):
            named = {
                "responsible": self.tr("Who"),
                "frequency": self.tr("How often"),
                "duration": self.tr("For how long"),
            }
            self._lines = {name: LineEdit(is_small=True) for name in named}
            for name, line in self._lines.items():
                line.set_value(getattr(self.node, name))
                line.edited.connect(lambda _text: self.touched.emit())
            labeled = [LabeledField(named[name], line) for name, line in self._lines.items()]
            who, how_often, how_long = labeled
            # How long is told in the most words, and would be cut beside the others.
            upper = Row((who, 1), (how_often, 1), spacing=8)
            # A widget of their own: a layout whose fields are all hidden narrows the row.
            self._how_fields = QWidget()
            self._how_fields.setLayout(Column(upper, how_long, spacing=6))
            self._body.insertWidget(2, self._how_fields)


class LibraryBranch:
    """A row and those below it; ticking one ticks what it stands below, and nothing unread."""

    def __init__(self, node: Node, depth: int = 0) -> None:
        self.row = LibraryRow(node, depth)
        self.branches = [LibraryBranch(one, depth + 1) for one in plan_tree.children(node)]
        for branch in self.branches:
            branch.row.ticked.connect(self._follow)
        self.row.ticked.connect(self._clear_below)

    def rows(self) -> Iterator[LibraryRow]:
        """The row and all below it, as they are read."""
        yield self.row
        for branch in self.branches:
            yield from branch.rows()

    def taken(self) -> Node | None:
        """What of it goes into the plan; None for nothing."""
        if not self.row.is_ticked:
            return None
        below = [branch.taken() for branch in self.branches]
        return _with_children(self.row.adapted(), [one for one in below if one is not None])

    def _follow(self, is_on: bool) -> None:
        if is_on and not self.row.is_ticked:
            self.row.set_ticked(is_ticked=True)
            self.row.ticked.emit(True)

    def _clear_below(self, is_on: bool) -> None:
        if is_on:
            return
        for branch in self.branches:
            if branch.row.is_ticked:
                branch.row.set_ticked(is_ticked=False)
                branch.row.ticked.emit(False)


def _told(node: Node) -> str:
    """What is said of a node below its words: how an intervention is done, what a step builds."""
    match node:
        case Intervention():
            return words.how_often(node)
        case Objective(category=category) if category is not None:
            return words.translated("Also builds: {what}").format(what=words.category(category))
        case _:
            return ""


def _with_children(node: Node, below: Sequence[Node]) -> Node:
    match node:
        case Problem():
            return replace(node, goals=tuple(one for one in below if isinstance(one, Goal)))
        case Goal():
            steps = tuple(one for one in below if isinstance(one, Objective))
            return replace(node, objectives=steps)
        case Objective():
            done = tuple(one for one in below if isinstance(one, Intervention))
            return replace(node, interventions=done)
        case Intervention():
            return node
