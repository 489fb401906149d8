"""A plan being written: typing and structural steps on one way back."""

from __future__ import annotations

from dataclasses import replace

from counselor_desk.records import plan_tree
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.ids import Uid
from counselor_desk.records.plans import Node, Plan, numbered
from counselor_desk.services.editing import Edit
from counselor_desk.ui.plans import steps, words
from counselor_desk.ui.plans.steps import Removed, Step


class Drafting:
    """What stands on the screen of one draft, and every step that led there.

    Typing is a step too, one for each stay in a node's fields, so that undoing a removal never
    takes back words that were typed after it unseen.
    """

    def __init__(self, edit: PlanEdit) -> None:
        self._edit = Edit.of(replace(edit, plan=numbered(edit.plan)))
        self._typed_in: Uid | None = None

    @property
    def current(self) -> PlanEdit:
        """The plan as it stands, with the dates that are none yet."""
        return self._edit.current

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return self._edit.current.plan

    @property
    def undo_words(self) -> str:
        """What undo would take back."""
        return self._edit.undo_words

    @property
    def redo_words(self) -> str:
        """What redo would bring back."""
        return self._edit.redo_words

    def type(self, edit: PlanEdit, uid: Uid | None) -> bool:
        """Take what was typed in a node's fields, or the plan's own with None.

        Returns whether anything is different now.
        """
        if edit == self.current:
            return False
        target = uid or self.plan.uid
        if self._typed_in == target and not self._edit.future:
            self._edit = self._edit.set(edit)
        else:
            self._edit = self._edit.step(self._typing_words(uid), edit)
            self._typed_in = target
        return True

    def rename(self, uid: Uid, text: str) -> None:
        """Take the words typed into a row."""
        node = self.plan.find(uid)
        if node is not None:
            plan = plan_tree.replaced(self.plan, replace(node, text=text))
            self.type(replace(self.current, plan=plan), uid)

    def take(self, step: Step) -> None:
        """Take a structural step; dates typed for nodes that went go with them."""
        plan = step.plan
        kept = {
            place: text
            for place, text in self.current.typed.items()
            if _owner(place) == plan.uid or plan.find(_owner(place)) is not None
        }
        self._edit = self._edit.step(step.words, replace(self.current, plan=plan, typed=kept))
        self._typed_in = None

    def undo(self) -> bool:
        """Go one step back; False when there is none."""
        has_past = bool(self._edit.past)
        self._edit = self._edit.undo()
        self._typed_in = None
        return has_past

    def redo(self) -> bool:
        """Go one step forward again; False when there is none."""
        has_future = bool(self._edit.future)
        self._edit = self._edit.redo()
        self._typed_in = None
        return has_future

    def undo_removal(self, gone: Removed) -> Uid | None:
        """Bring a removed node back where it stood, whatever was done since.

        Returns the node, or None when it is there or its place is gone.
        """
        step = steps.bring_back(self.plan, gone)
        if step is None:
            return None
        if self._edit.past and self._edit.past[-1][1].plan == step.plan:
            self.undo()
        else:
            self.take(step)
        return gone.node.node_uid

    def undo_addition(self, uid: Uid) -> bool:
        """Undo the last step if it added this node; returns whether it did."""
        if not self._edit.past or self._edit.past[-1][1].plan.find(uid) is not None:
            return False
        return self.undo()

    def _typing_words(self, uid: Uid | None) -> str:
        node: Node | None = self.plan.find(uid) if uid is not None else None
        if node is None:
            return words.translated("Change plan details")
        return steps.changed_words(node)


def row_of(plan: Plan, uid: Uid) -> Uid | None:
    """The row that a node has or, for an intervention, lies below; None if it is not there."""
    if plan.find(uid) is None:
        return None
    for objective in plan.objectives():
        if any(step.node_uid == uid for step in objective.interventions):
            return objective.node_uid
    return uid


def _owner(place: str) -> Uid:
    return Uid(place.partition("/")[0])
