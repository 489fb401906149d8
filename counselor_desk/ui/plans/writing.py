"""Steps a person takes in a draft: each asks the fields first, is taken, and is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from counselor_desk.errors import PlanLevelError
from counselor_desk.records import plan_tree
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.ids import Uid
from counselor_desk.records.plans import Intervention, Node, Plan
from counselor_desk.services.desk import Desk
from counselor_desk.services.plan_offers import DomainOffer
from counselor_desk.ui.plans import pasting, steps
from counselor_desk.ui.plans.drafting import Drafting
from counselor_desk.ui.plans.steps import Removed, Step


class Writing(QObject):
    """The draft of the client on the screen, and the steps of the outliner.

    `settle` takes over what the fields say, before every step.

    Signals:
        stepped: the draft is different; carries the uid to go on with, or an empty text.
        added: a row was added; carries its uid.
        removed: carries the `Removed`, for the way back.
        undone, redone: a step was taken back, or brought again; carries its words.
        refused: a step cannot be taken; carries the uid of its row, or an empty text, and why.
    """

    stepped = Signal(str)
    added = Signal(str)
    removed = Signal(object)
    undone = Signal(str)
    redone = Signal(str)
    refused = Signal(str, str)

    def __init__(self, desk: Desk, settle: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._settle = desk, settle
        self._draft: Drafting | None = None

    @property
    def draft(self) -> Drafting | None:
        """The draft that is written; None while there is none."""
        return self._draft

    def begin(self, edit: PlanEdit | None) -> bool:
        """Write this draft from now on; returns False where it is written already."""
        if edit is not None and self._draft is not None and self._draft.plan.uid == edit.plan.uid:
            return False
        self._draft = None if edit is None else Drafting(edit)
        return True

    def add_problem(self) -> None:
        """A problem at the end."""
        self._add(steps.add_problem)

    def add_below(self, parent: str) -> None:
        """A row of the next level below a row."""
        self._add(lambda plan, uid: steps.add_below(plan, Uid(parent), uid))

    def add_after(self, uid: str) -> None:
        """A row of the same level after a row; a problem where no row is current."""
        if uid:
            self._add(lambda plan, new: steps.add_after(plan, Uid(uid), new))
        else:
            self.add_problem()

    def add_intervention(self, objective: Uid) -> None:
        """An intervention for an objective; it is the counselor's own until renamed."""
        self._settle()
        if self._draft is None:
            return
        step = steps.add_below(self._draft.plan, objective, self._desk.new_uid())
        node = step.plan.find(step.focus) if step.focus is not None else None
        if isinstance(node, Intervention):
            named = replace(node, responsible=self._desk.program().signing_name)
            step = replace(step, plan=plan_tree.replaced(step.plan, named))
        self._take(step)

    def draw(self, offers: Sequence[DomainOffer]) -> None:
        """Problems for domains of the assessment, all in one step."""
        self._settle()
        if self._draft is not None and offers:
            problems = [offer.problem(self._desk.new_uid()) for offer in offers]
            self._take(steps.draw(self._draft.plan, problems))

    def insert(self, parent: Uid | None, nodes: Sequence[Node]) -> None:
        """Branches that were chosen and adapted, below a row or at the highest level."""
        self._settle()
        if self._draft is not None and nodes:
            self._take(steps.insert(self._draft.plan, parent, nodes))

    def remove(self, uid: str) -> None:
        """A node goes, with everything below it."""
        self._settle()
        if self._draft is None or self._draft.plan.find(Uid(uid)) is None:
            return
        step, gone = steps.remove(self._draft.plan, Uid(uid))
        self._take(step)
        self.removed.emit(gone)

    def undo_removal(self, gone: Removed) -> None:
        """Bring a removed node back, whatever was done since."""
        self._settle()
        uid = self._draft.undo_removal(gone) if self._draft is not None else None
        if uid is not None:
            self.stepped.emit(uid)

    def abandon(self, uid: str) -> None:
        """A row that was just added and given up without a word goes again."""
        draft = self._draft
        if draft is None or draft.plan.find(Uid(uid)) is None:
            return
        _, gone = steps.remove(draft.plan, Uid(uid))
        if draft.undo_addition(Uid(uid)):
            self.stepped.emit(gone.before or gone.parent or "")

    def move(self, uid: str, by: int) -> None:
        """A row changes places with its neighbor, up (-1) or down (1), or it is said why not."""
        self._settle()
        if self._draft is None:
            return
        step = steps.move(self._draft.plan, Uid(uid), by)
        if step is not None:
            self._take(step)
        elif not isinstance(self._draft.plan.find(Uid(uid)), Intervention):
            first, last = self.tr("Nothing stands above it."), self.tr("Nothing stands below it.")
            self.refused.emit(uid, first if by < 0 else last)

    def place(self, uid: str, parent: str, before: str) -> None:
        """A row was dragged below a parent, before another row, or to the end with no other."""
        self._settle()
        if self._draft is not None and self._draft.plan.find(Uid(uid)) is not None:
            above, below = Uid(parent) if parent else None, Uid(before) if before else None
            self._take(steps.place(self._draft.plan, Uid(uid), above, below))

    def shift(self, uid: str, by: int) -> None:
        """A row goes one level in (1) or comes out (-1), or it is said why not."""
        self._settle()
        if self._draft is None:
            return
        move = steps.move_in if by > 0 else steps.move_out
        try:
            self._take(move(self._draft.plan, Uid(uid)))
        except PlanLevelError as problem:
            self.refused.emit(uid, problem.reason)

    def paste(self, uid: str, text: str) -> None:
        """Lines stand as rows after a row, as problems with none, or it is said why not."""
        self._settle()
        rows = pasting.rows_of(text)
        if len(rows) > pasting.MOST_ROWS:
            self.refused.emit(
                uid,
                self.tr("{count} lines are too many for a plan; at most {most} are pasted.").format(
                    count=len(rows), most=pasting.MOST_ROWS
                ),
            )
        elif self._draft is not None and rows:
            after = Uid(uid) if uid else None
            self._take(pasting.paste(self._draft.plan, after, rows, self._desk.new_uid))

    def rename(self, uid: str, text: str) -> None:
        """Other words were typed into a row."""
        self._settle()
        if self._draft is not None:
            self._draft.rename(Uid(uid), text.strip())
            self.stepped.emit(uid)

    def undo(self, current: Uid | None) -> None:
        """One step back; the current row stays current if it is still there."""
        self._settle()
        what = self._draft.undo_words if self._draft is not None else ""
        if self._draft is not None and self._draft.undo():
            self._tell_time(current)
            self.undone.emit(what)

    def redo(self, current: Uid | None) -> None:
        """One step forward again."""
        self._settle()
        what = self._draft.redo_words if self._draft is not None else ""
        if self._draft is not None and self._draft.redo():
            self._tell_time(current)
            self.redone.emit(what)

    def _add(self, make: Callable[[Plan, Uid], Step]) -> None:
        self._settle()
        if self._draft is None:
            return
        step = make(self._draft.plan, self._desk.new_uid())
        self._take(step)
        self.added.emit(step.focus or "")

    def _take(self, step: Step | None) -> None:
        if step is not None and self._draft is not None:
            self._draft.take(step)
            self.stepped.emit(step.focus or "")

    def _tell_time(self, current: Uid | None) -> None:
        draft = self._draft
        is_there = draft is not None and current is not None and draft.plan.find(current)
        self.stepped.emit(current if is_there and current is not None else "")
