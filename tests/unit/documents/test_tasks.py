"""The vocational task list on paper: lanes, goals, what is late, both sheets, every format."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from counselor_desk.documents import blocks as b
from counselor_desk.documents import docx, pdf, text
from counselor_desk.documents.tasks import build_tasks
from counselor_desk.records.ids import ClientId, TaskId, Uid
from counselor_desk.records.papers import TasksPaper
from counselor_desk.records.plans import Goal
from counselor_desk.records.program import Paper
from counselor_desk.records.tasks import Lane, Task, TaskOwner, TaskStatus

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"


def make_task(number: int, lane: Lane, text: str, **more) -> Task:
    return Task(
        id=TaskId(number),
        uid=Uid(f"t{number}"),
        client_id=ClientId(1),
        lane=lane,
        text=text,
        made_on=date(2026, 2, 16),
        **more,
    )


@pytest.fixture
def tasks_paper(frame) -> TasksPaper:
    goal = Goal(node_uid=Uid("g3"), number="3.1", text="Find steady work")
    return TasksPaper(
        frame=frame,
        goals=(goal,),
        tasks=(
            make_task(
                1,
                Lane.JOB,
                "Apply for the warehouse lead position",
                goal_uid=Uid("g3"),
                due_on=date(2026, 3, 9),
                next_action="Call the shift manager",
                next_on=date(2026, 3, 13),
            ),
            make_task(
                2,
                Lane.GOVERNMENT_AID,
                "Food benefits",
                owner=TaskOwner.TOGETHER,
                due_on=date(2026, 3, 20),
                status=TaskStatus.WAITING,
            ),
            make_task(
                3,
                Lane.DOCUMENTS,
                "Replace the state ID",
                owner=TaskOwner.OTHER,
                owner_name="His sister",
                status=TaskStatus.DONE,
                outcome="Card came by mail",
                closed_on=date(2026, 2, 27),
            ),
        ),
    )


def read(paper: TasksPaper) -> str:
    return text.render(build_tasks(paper), Paper.LETTER).decode()


def headings(paper: TasksPaper) -> list[str]:
    return [
        b.words(part.text)
        for block in build_tasks(paper).blocks
        if isinstance(block, b.KeepTogether)
        for part in block.blocks
        if isinstance(part, b.Heading)
    ]


def test_a_list_reads_as_it_always_did(tasks_paper):
    assert read(tasks_paper) == (GOLDEN / "vocational_tasks.txt").read_text(encoding="utf-8")


def test_only_lanes_with_tasks_have_a_heading(tasks_paper):
    assert headings(tasks_paper) == ["Job", "Government aid", "Documents"]


def test_a_list_is_never_marked_a_draft(tasks_paper):
    assert build_tasks(tasks_paper).furniture.draft_mark == ""


def test_two_identifiers_and_the_notice_stand_on_every_page(tasks_paper):
    furniture = build_tasks(tasks_paper).furniture

    assert furniture.running_head.startswith("Marcus Reyes · CD-0147 · Vocational task list")
    assert "42 CFR" in furniture.notice


def test_the_file_names_no_person(tasks_paper):
    meta = build_tasks(tasks_paper).meta

    assert "Marcus" not in f"{meta.title} {meta.subject}"


def test_a_late_task_says_so(tasks_paper):
    (job,) = [task for task in tasks_paper.tasks if task.lane is Lane.JOB]
    done = replace(tasks_paper, tasks=(replace(job, status=TaskStatus.DONE),))

    assert "overdue" in read(tasks_paper)
    assert "overdue" not in read(done)


def test_a_closed_task_has_no_next_action(tasks_paper):
    job = replace(tasks_paper.tasks[0], status=TaskStatus.DROPPED)

    assert "shift manager" not in read(replace(tasks_paper, tasks=(job,)))


def test_a_goal_that_the_plan_no_longer_has_is_left_out(tasks_paper):
    assert "Goal 3.1 Find steady work" in b.strings(build_tasks(tasks_paper))
    assert "Goal" not in read(replace(tasks_paper, goals=()))


def test_a_client_without_tasks_gets_a_page_that_says_so(tasks_paper):
    assert "No tasks yet." in read(replace(tasks_paper, tasks=()))


@pytest.mark.parametrize("paper_size", list(Paper))
def test_hundreds_of_tasks_fill_pages_in_every_format(tasks_paper, paper_size, page_texts):
    many = tuple(
        make_task(number, lane, f"{lane.value} step {number} " * 12)
        for lane in Lane
        for number in range(40)
    )
    document = build_tasks(replace(tasks_paper, tasks=many))

    pages = page_texts(pdf.render(document, paper_size))

    assert len(pages) > 10
    assert all("CD-0147" in page for page in pages)
    assert all(f"Page {at} of {len(pages)}" in page for at, page in enumerate(pages, 1))
    assert docx.render(document, paper_size).startswith(b"PK")
