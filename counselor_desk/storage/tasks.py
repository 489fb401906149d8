"""Vocational and life tasks in the store: written field by field, never signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.tasks import Task
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from datetime import date

    from counselor_desk.records.ids import ClientId, TaskId
    from counselor_desk.storage.database import Reader, Writer

TASKS = Table("task", Task)

_OPEN_FIRST = (
    "ORDER BY status IN ('done', 'dropped'), coalesce(next_on, due_on) IS NULL,"
    " coalesce(next_on, due_on), id"
)


def insert(db: Writer, task: Task) -> Task:
    """Keep a new task."""
    return TASKS.insert(db, task)


def update(db: Writer, task: Task) -> None:
    """Keep changed facts of a task."""
    TASKS.update(db, task)


def get(db: Reader, task_id: TaskId) -> Task | None:
    """The task of a row id."""
    return TASKS.get(db, task_id)


def of_client(db: Reader, client_id: ClientId) -> list[Task]:
    """Every task of a client: open ones by the day that counts, then the closed ones."""
    return TASKS.where(db, f"WHERE client_id = ? {_OPEN_FIRST}", client_id)


def due_until(db: Reader, day: date) -> list[Task]:
    """Open tasks of every client whose next action or due date is on or before `day`."""
    clause = (
        "WHERE status IN ('open', 'waiting') AND coalesce(next_on, due_on) <= ?"
        " ORDER BY coalesce(next_on, due_on), id"
    )
    return TASKS.where(db, clause, day.isoformat())


def open_between(db: Reader, first_on: date, last_on: date) -> list[Task]:
    """Open tasks of clients in treatment whose next action or due date lies in some days."""
    clause = (
        "WHERE status IN ('open', 'waiting')"
        " AND (next_on BETWEEN ? AND ? OR due_on BETWEEN ? AND ?)"
        " AND client_id IN (SELECT client_id FROM episode WHERE closed_on IS NULL)"
        " ORDER BY id"
    )
    first, last = first_on.isoformat(), last_on.isoformat()
    return TASKS.where(db, clause, first, last, first, last)
