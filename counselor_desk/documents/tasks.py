"""The vocational task list on paper: what is to be done, lane by lane."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from counselor_desk.documents import labels, papers
from counselor_desk.documents.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Field,
    FieldGrid,
    Heading,
    KeepTogether,
    Paragraph,
    Run,
    Table,
    Text,
    cell,
    plain,
)
from counselor_desk.records import dates
from counselor_desk.records.papers import TasksPaper
from counselor_desk.records.tasks import Lane, Task, TaskOwner, TaskStatus

TITLE = "Vocational task list"
_DATE_WIDTH = 72
"""In points; no date breaks, not even in a font that stands in for Word's own."""


def build_tasks(paper: TasksPaper) -> Document:
    """Every task of a client under the heading of its lane; open ones stand first.

    Two identifiers stand on every page; the list is never signed, so it is never a draft.
    """
    day = _printed_on(paper)
    blocks: list[Block] = [FieldGrid((*papers.client_facts(paper.frame), *_counts(paper, day)))]
    for lane in Lane:
        tasks = [task for task in paper.tasks if task.lane is lane]
        if tasks:
            rows = tuple(_row(paper, task, day) for task in tasks)
            heading = Heading(plain(labels.LANES[lane]))
            blocks.append(KeepTogether((heading, Table(_columns(day), rows))))
    if not paper.tasks:
        blocks.append(Paragraph((Run("No tasks yet.", muted=True),)))
    return papers.document(
        paper.frame,
        tuple(blocks),
        title=TITLE,
        head=f"{TITLE} · {dates.write_in_words(day)}",
        is_signed=True,
    )


def _printed_on(paper: TasksPaper) -> date:
    return paper.frame.printed_at.date()


def _counts(paper: TasksPaper, day: date) -> tuple[Field, ...]:
    tasks = paper.tasks
    done = sum(task.status is TaskStatus.DONE for task in tasks)
    return (
        Field("Open tasks", str(sum(task.is_open for task in tasks))),
        Field("Overdue", str(sum(task.is_overdue(day) for task in tasks))),
        Field("Done", str(done)),
        Field("Counselor", paper.frame.program.signing_name),
    )


def _columns(day: date) -> tuple[Column, ...]:
    return (
        Column("Task", share=0.38),
        Column("Who", width=60),
        Column("Due", width=_DATE_WIDTH),
        Column(f"Status on {dates.write(day)}", width=_DATE_WIDTH),
        Column("Next action", share=0.32),
        Column("Outcome", share=0.3),
    )


def _row(paper: TasksPaper, task: Task, day: date) -> tuple[Cell, ...]:
    return (
        (plain(task.text), *_goal(paper, task)),
        cell(_owner(task)),
        _due(task, day),
        _status(task),
        _next(task),
        cell(task.outcome),
    )


def _goal(paper: TasksPaper, task: Task) -> Iterator[Text]:
    goal = next((goal for goal in paper.goals if goal.node_uid == task.goal_uid), None)
    if goal is not None:
        yield (Run(f"Goal {goal.number} {goal.text}".strip(), muted=True),)


def _owner(task: Task) -> str:
    is_named = task.owner is TaskOwner.OTHER and task.owner_name
    return task.owner_name if is_named else labels.TASK_OWNERS[task.owner]


def _due(task: Task, day: date) -> Cell:
    lines = [plain(papers.written(task.due_on))]
    if task.is_overdue(day):
        lines.append((Run("overdue", bold=True),))
    return tuple(lines)


def _status(task: Task) -> Cell:
    lines = [plain(labels.TASK_STATUSES[task.status])]
    if task.closed_on is not None:
        lines.append((Run(dates.write(task.closed_on), muted=True),))
    return tuple(lines)


def _next(task: Task) -> Cell:
    """What comes next and when; nothing for a task that is closed."""
    if not task.is_open:
        return cell("")
    lines = [plain(task.next_action)]
    if task.next_on is not None:
        lines.append((Run(dates.write(task.next_on), muted=True),))
    return tuple(lines)
