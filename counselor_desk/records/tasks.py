"""Vocational and life tasks: what is to be done about work, school, aid, housing, papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counselor_desk.records.ids import ClientId, TaskId, Uid


class Lane(StrEnum):
    """The part of life a task is about (re-integration tasks of an intensive program)."""

    CV = "cv"
    JOB = "job"
    SCHOOL = "school"
    GOVERNMENT_AID = "government_aid"
    HOUSING = "housing"
    DOCUMENTS = "documents"


class TaskOwner(StrEnum):
    """Who does it."""

    CLIENT = "client"
    COUNSELOR = "counselor"
    TOGETHER = "together"
    OTHER = "other"


class TaskStatus(StrEnum):
    """Where it stands. Done and dropped are the ends."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do, with its next action and, at the end, what came of it.

    `goal_uid` is the plan goal it serves, which keeps its uid in every version of the plan.
    `owner_name` says who OTHER is. `next_on` is the day of the next action.
    """

    id: TaskId
    uid: Uid
    client_id: ClientId
    lane: Lane
    text: str = field(default="", repr=False)
    goal_uid: Uid | None = None
    owner: TaskOwner = TaskOwner.CLIENT
    owner_name: str = field(default="", repr=False)
    made_on: date
    due_on: date | None = None
    status: TaskStatus = TaskStatus.OPEN
    next_action: str = field(default="", repr=False)
    next_on: date | None = None
    outcome: str = field(default="", repr=False)
    closed_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.status in {TaskStatus.OPEN, TaskStatus.WAITING}

    def is_overdue(self, day: date) -> bool:
        """Whether it is open on `day` and was due before."""
        return self.is_open and self.due_on is not None and self.due_on < day

    @property
    def acts_on(self) -> date | None:
        """The day that counts for the order: the next action's, else the due date."""
        return self.next_on or self.due_on


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskList:
    """Every task of one client, as they go on paper together. `uid` is the client's."""

    uid: Uid
    client_id: ClientId
    tasks: tuple[Task, ...] = field(repr=False)
