"""Vocational tasks: add one, change it, finish it with its outcome, drop it, reopen it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from counselor_desk.errors import (
    DeskError,
    ImpossibleDateError,
    MissingTaskTextError,
    NoOpenEpisodeError,
    UnknownGoalError,
    UnknownRecordError,
)
from counselor_desk.records.clients import NAME_LIMIT
from counselor_desk.records.ids import ClientId, TaskId, Uid
from counselor_desk.records.plans import Goal
from counselor_desk.records.tasks import Lane, Task, TaskOwner, TaskStatus
from counselor_desk.services import plans
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import tasks as task_rows
from counselor_desk.storage.database import Reader

TEXT_LIMIT = 500
"""The longest task, next action or outcome, in characters."""

_TEXTS = {
    "text": ("The task", TEXT_LIMIT),
    "owner_name": ("The name of who does it", NAME_LIMIT),
    "next_action": ("The next action", TEXT_LIMIT),
    "outcome": ("The outcome", TEXT_LIMIT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """What is typed when a task is added."""

    lane: Lane
    text: str = field(repr=False)
    goal_uid: Uid | None = None
    owner: TaskOwner = TaskOwner.CLIENT
    owner_name: str = field(default="", repr=False)
    due_on: date | None = None
    next_action: str = field(default="", repr=False)
    next_on: date | None = None


def add(desk: Desk, client_id: ClientId, new: NewTask, *, initiator: object = None) -> Task:
    """Keep a new task of a client, made today.

    Raises:
        MissingTaskTextError: it does not say what is to be done.
        UnusableTextError: a field is too long or has control characters.
        ImpossibleDateError: it would be due before today.
        UnknownGoalError: the plan in force has no such goal.
        NoOpenEpisodeError: the client was discharged.
    """
    draft = Task(
        id=TaskId(0),
        uid=desk.new_uid(),
        client_id=client_id,
        lane=new.lane,
        text=new.text,
        goal_uid=new.goal_uid,
        owner=new.owner,
        owner_name=new.owner_name,
        made_on=desk.today(),
        due_on=new.due_on,
        next_action=new.next_action,
        next_on=new.next_on,
    )
    with desk.write() as writer:
        task = task_rows.insert(writer, _kept(desk, writer, draft))
    _announce(desk, task, initiator)
    return task


def change(desk: Desk, task: Task, *, initiator: object = None) -> Task:
    """Keep changed facts of a task; a status at its end dates the end, one before it does not.

    An earlier value of a task undoes what was changed since.

    Raises:
        UnknownRecordError: there is no such task.
        MissingTaskTextError, UnusableTextError, ImpossibleDateError, UnknownGoalError,
        NoOpenEpisodeError: as in `add`.
    """
    with desk.write() as writer:
        _existing(writer, task.id)
        kept = _kept(desk, writer, task)
        task_rows.update(writer, kept)
    _announce(desk, kept, initiator)
    return kept


def finish(desk: Desk, task: Task, *, outcome: str | None = None, initiator: object = None) -> Task:
    """Mark a task done today; `outcome` says what came of it, None leaves what is there.

    Raises:
        UnusableTextError: the outcome cannot be kept.
        UnknownRecordError, NoOpenEpisodeError: as in `change`.
    """
    return _close(desk, task, TaskStatus.DONE, outcome, initiator)


def drop(desk: Desk, task: Task, *, outcome: str | None = None, initiator: object = None) -> Task:
    """Give a task up today; it stays on the list with what came of it.

    Raises:
        UnusableTextError, UnknownRecordError, NoOpenEpisodeError: as in `finish`.
    """
    return _close(desk, task, TaskStatus.DROPPED, outcome, initiator)


def reopen(desk: Desk, task: Task, *, initiator: object = None) -> Task:
    """Take a task up again that was done or dropped.

    Raises:
        UnknownRecordError, NoOpenEpisodeError: as in `change`.
    """
    return change(desk, replace(task, status=TaskStatus.OPEN), initiator=initiator)


def get(desk: Desk, task_id: TaskId) -> Task:
    """The task of a row id.

    Raises:
        UnknownRecordError: there is none.
    """
    with desk.read() as reader:
        return _existing(reader, task_id)


def of_client(desk: Desk, client_id: ClientId) -> tuple[Task, ...]:
    """Every task of a client: open ones by the day that counts, then those that are closed."""
    with desk.read() as reader:
        return tuple(task_rows.of_client(reader, client_id))


def goals(desk: Desk, client_id: ClientId) -> tuple[Goal, ...]:
    """The goals a task can serve: those of the plan in force."""
    plan = plans.in_force(desk, client_id)
    return () if plan is None else tuple(plan.goals())


def problems(desk: Desk, task: Task) -> dict[str, DeskError]:
    """What keeps a task from being kept, by the name of the field; empty when nothing does."""
    with desk.read() as reader:
        return dict(_problems(desk, reader, task))


def _close(
    desk: Desk, task: Task, status: TaskStatus, outcome: str | None, initiator: object
) -> Task:
    told = task.outcome if outcome is None else outcome
    closed = replace(task, status=status, outcome=told, closed_on=None)
    return change(desk, closed, initiator=initiator)


def _kept(desk: Desk, reader: Reader, task: Task) -> Task:
    """The task as it goes into the store.

    Raises:
        DeskError: as in `add`.
    """
    if episode_rows.open_of(reader, task.client_id) is None:
        raise NoOpenEpisodeError
    for problem in dict(_problems(desk, reader, task)).values():
        raise problem
    texts = {name: _one_line(getattr(task, name)) for name in _TEXTS}
    if task.owner is not TaskOwner.OTHER:
        texts["owner_name"] = ""
    closed_on = None if task.is_open else task.closed_on or desk.today()
    return replace(task, closed_on=closed_on, **texts)  # type: ignore[arg-type]  # fields of text


def _problems(desk: Desk, reader: Reader, task: Task) -> Iterator[tuple[str, DeskError]]:
    checks: dict[str, Callable[[], None]] = {
        **{name: partial(_check_text, task, name) for name in _TEXTS},
        "due_on": partial(_check_due, task),
        "goal_uid": partial(_check_goal, desk, reader, task),
    }
    for name, check in checks.items():
        try:
            check()
        except DeskError as problem:
            yield name, problem


def _check_text(task: Task, name: str) -> None:
    label, limit = _TEXTS[name]
    text = clean(label, _one_line(getattr(task, name)), limit=limit)
    if name == "text" and not text:
        raise MissingTaskTextError


def _check_due(task: Task) -> None:
    if task.due_on is not None and task.due_on < task.made_on:
        raise ImpossibleDateError.due_before_made()


def _check_goal(desk: Desk, reader: Reader, task: Task) -> None:
    """A link that was right once stays, even when a later plan no longer has the goal."""
    if task.goal_uid is None:
        return
    before = task_rows.get(reader, task.id)
    if before is not None and before.goal_uid == task.goal_uid:
        return
    if all(goal.node_uid != task.goal_uid for goal in goals(desk, task.client_id)):
        raise UnknownGoalError


def _one_line(text: str) -> str:
    """The text with a space for every line break and tab, as it stands in a list."""
    return " ".join(text.split())


def _existing(reader: Reader, task_id: TaskId) -> Task:
    task = task_rows.get(reader, task_id)
    if task is None:
        raise UnknownRecordError("task")
    return task


def _announce(desk: Desk, task: Task, initiator: object) -> None:
    desk.announce(Changes.of(Kind.TASK, client_id=task.client_id, initiator=initiator))
