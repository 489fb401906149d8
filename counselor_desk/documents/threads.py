"""The golden thread on paper: each objective with its notes by week and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from counselor_desk.documents import labels, papers
from counselor_desk.documents.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Field,
    FieldGrid,
    Heading,
    ItemList,
    KeepTogether,
    Paragraph,
    Run,
    Table,
    Text,
    cell,
    plain,
)
from counselor_desk.records import dates
from counselor_desk.records.papers import ThreadPaper
from counselor_desk.records.plans import ObjectiveStatus, Problem, ProblemCourse
from counselor_desk.records.threads import GoalLine, ObjectiveLine, ThreadCell

TITLE = "Golden thread"
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def build_thread(paper: ThreadPaper) -> Document:
    """The thread on the day of printing; nobody signs it, so it is never a draft."""
    thread = paper.thread
    blocks: list[Block] = [FieldGrid((*papers.client_facts(paper.frame), *_facts(paper)))]
    blocks += _holes(paper)
    lead: list[Block] = []
    rows: list[tuple[Cell, ...]] = []
    for line in thread.lines:
        if isinstance(line, ObjectiveLine):
            rows.append(_row(paper, line))
            continue
        blocks += _part(paper, lead, rows)
        lead, rows = list(_opening(line)), []
    blocks += _part(paper, lead, rows)
    return papers.document(
        paper.frame,
        tuple(blocks),
        title=TITLE,
        head=f"{TITLE} · plan version {thread.plan.version} · {dates.write_in_words(thread.day)}",
        is_signed=True,
    )


def _facts(paper: ThreadPaper) -> tuple[Field, ...]:
    thread = paper.thread
    return (
        Field("Plan", f"Version {thread.plan.version} of {dates.write(thread.plan.planned_on)}"),
        Field("As of", dates.write(thread.day)),
        Field("Week", f"{thread.weeks[-1].number} of {thread.episode.target_weeks}"),
        Field("Signed notes", str(len(thread.notes))),
    )


def _holes(paper: ThreadPaper) -> Iterator[Block]:
    """What is still to be put right; a stay that has ended says nothing of it."""
    if not paper.thread.episode.is_open:
        return
    if not paper.holes:
        yield Paragraph(plain("No holes: each need has a goal, each open objective a recent note."))
        return
    items = tuple(
        (Run(what, bold=True), Run(f" · {why}"), Run(f" ({source})", muted=True))
        for what, why, source in paper.holes
    )
    yield KeepTogether((Heading(plain("Holes in the thread")), ItemList(items)))


def _opening(line: GoalLine) -> Iterator[Block]:
    if line.is_first:
        yield Heading(_problem(line.problem))
    if line.goal is not None:
        yield Heading(plain(f"Goal {line.goal.number} {line.goal.text}"), 2)
    elif line.problem.course is ProblemCourse.TREATED:
        yield Paragraph((Run("No goal yet.", muted=True),))
    else:
        reason = f": {line.problem.course_reason}" if line.problem.course_reason else ""
        yield Paragraph(plain(f"{line.problem.course.value.title()}{reason}"))


def _problem(problem: Problem) -> Text:
    code = f" ({problem.code})" if problem.code else ""
    words = Run(f"Problem {problem.number} · {problem.text}{code}")
    if problem.domain is None:
        return (words,)
    return (words, Run(f" · assessment {problem.domain.removeprefix('d')}", muted=True))


def _part(paper: ThreadPaper, lead: list[Block], rows: list[tuple[Cell, ...]]) -> tuple[Block, ...]:
    """A goal with its objectives; they stay on a page as far as there is room."""
    if not lead:
        return ()
    table = (Table(_columns(paper), tuple(rows)),) if rows else ()
    return (KeepTogether((*lead, *table)),)


def _columns(paper: ThreadPaper) -> tuple[Column, ...]:
    return (
        Column("", width=32, is_number=True),
        Column("Objective", share=0.55),
        Column("Signed notes by week", share=0.45),
        Column("Target", width=66),
        Column(f"Outcome on {dates.write(paper.thread.day)}", width=82),
    )


def _row(paper: ThreadPaper, line: ObjectiveLine) -> tuple[Cell, ...]:
    one = line.objective
    return (
        cell(one.number),
        cell(one.text),
        _weeks(paper, line),
        cell(papers.written(one.target_on)),
        _outcome(line),
    )


def _weeks(paper: ThreadPaper, line: ObjectiveLine) -> Cell:
    """Weeks with notes and weeks that should have had one; the others say nothing."""
    said = [
        _week(week.number, one)
        for week, one in zip(paper.thread.weeks, line.by_week, strict=True)
        if one.notes or one.is_missing
    ]
    if not said:
        return ((Run("No note yet", muted=True),),)
    return cell(" · ".join(said))


def _week(number: int, one: ThreadCell) -> str:
    """A week that stays on one line: "week 3: 2 better"."""
    if one.is_missing:
        words = f"week {number}: none"
    else:
        moved = labels.RATINGS[one.rating].lower() if one.rating is not None else "not rated"
        words = f"week {number}: {len(one.notes)} {moved}"
    return words.replace(" ", _NO_BREAK_SPACE)


def _outcome(line: ObjectiveLine) -> Cell:
    said = labels.STATUSES[line.status]
    if line.rated is None:
        return cell(said)
    day = dates.write(line.rated.rated_on)
    if line.status is ObjectiveStatus.MET:
        return cell(f"{said} {day}")
    rated = f"{labels.RATINGS[line.rated.rating].lower()} {day}"
    return (plain(said), (Run(rated, muted=True),))
