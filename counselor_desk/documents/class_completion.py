"""The class completion list: what each class planned and the client attended, topic by topic."""

from __future__ import annotations

from counselor_desk.documents import hour_parts, labels, papers
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
    Table,
    cell,
    plain,
)
from counselor_desk.records import dates
from counselor_desk.records.courses import ClassTaken, CourseLine
from counselor_desk.records.hour_reports import by_topic
from counselor_desk.records.hours import written
from counselor_desk.records.papers import HoursPaper
from counselor_desk.records.schedule import CourseTopic, TaughtTopic

COMPLETION = "Class completion list"

_CLASS_COLUMNS = (
    Column("Planned topic"),
    Column("Planned", width=52),
    Column("Attended", width=56),
    Column("Hours", width=hour_parts.HOURS_WIDTH),
    Column("Last", width=hour_parts.DATE_WIDTH),
    Column("Standing", width=76),
)


def build_completion(paper: HoursPaper) -> Document:
    """Which topics a client has had, beside what each class planned, and the classes themselves."""
    found = by_topic(paper.report.sessions)
    own = sorted((one for one in found if one.topic is CourseTopic.OWN), key=_topic_name)
    usual = (TaughtTopic(topic=one) for one in CourseTopic if one is not CourseTopic.OWN)
    shown = [*usual, *own]
    rows = []
    for topic in shown:
        had = found.get(topic)
        rows.append(
            (
                hour_parts.strong(_topic_name(topic)),
                cell(str(had.sessions) if had else "–"),
                cell(written(had.minutes) if had else "–"),
                cell(papers.written(had.first_on if had else None)),
                cell(papers.written(had.last_on if had else None)),
                cell("Attended" if had else "Not yet"),
            )
        )
    columns = (
        Column("Topic"),
        Column("Classes", width=52),
        Column("Hours", width=hour_parts.HOURS_WIDTH),
        Column("First", width=hour_parts.DATE_WIDTH),
        Column("Last", width=hour_parts.DATE_WIDTH),
        Column(f"On {dates.write(hour_parts.printed_on(paper))}", width=76),
    )
    had_all = sum(1 for topic in shown if topic in found)
    facts = (
        *hour_parts.stay(paper),
        Field("Topics attended", f"{had_all} of {len(shown)}"),
        *_covered(paper),
    )
    classes = tuple(
        (
            cell(dates.write(one.held_on)),
            cell(labels.COURSE_TOPICS[one.course_topic] if one.course_topic else ""),
            cell(one.topic),
            cell(labels.ATTENDANCE_CODES[one.code]),
            cell(str(one.minutes)),
        )
        for one in paper.report.sessions
        if one.course_topic is not None
    )
    blocks: list[Block] = [FieldGrid((*papers.client_facts(paper.frame), *facts))]
    blocks += [_class(one) for one in paper.classes]
    blocks += hour_parts.part("Topics of the course", Table(columns, tuple(rows)))
    class_columns = (
        Column("Day", width=hour_parts.DATE_WIDTH),
        Column("Topic of the course", share=0.4),
        Column("About", share=0.6),
        Column("Attendance", width=96),
        Column("Minutes", width=52),
    )
    blocks += hour_parts.part(
        "Classes and groups", Table(class_columns, classes) if classes else None
    )
    return hour_parts.document(paper, tuple(blocks), COMPLETION)


def _covered(paper: HoursPaper) -> tuple[Field, ...]:
    covered = sum(one.course.covered for one in paper.classes)
    topics = sum(one.course.topics for one in paper.classes)
    return (Field("Planned topics covered", f"{covered} of {topics}"),) if topics else ()


def _class(one: ClassTaken) -> Block:
    """What a class planned and the client attended; what was taught besides stands last."""
    course = one.course
    follows = f"Follows {one.curriculum}. " if one.curriculum else ""
    said = (
        f"{follows}Attended {course.taught} of {course.planned} planned meetings, "
        f"{written(one.minutes)}; {course.covered} of {course.topics} topics covered."
    )
    rows = []
    for line in course.lines:
        had = one.sums.get(line.topic)
        rows.append(
            (
                hour_parts.strong(_topic_name(line.topic)),
                cell(str(line.planned) if line.planned else "–"),
                cell(str(line.taught) if line.taught else "–"),
                cell(written(had.minutes) if had else "–"),
                cell(papers.written(had.last_on if had else None)),
                _standing(line),
            )
        )
    table = Table(_CLASS_COLUMNS, tuple(rows))
    return KeepTogether((Heading(plain(one.name)), Paragraph(plain(said)), table))


def _standing(line: CourseLine) -> Cell:
    if not line.planned:
        return hour_parts.muted("Not planned")
    if line.is_covered:
        return cell("Covered")
    return cell("In part" if line.taught else "Not yet")


def _topic_name(one: TaughtTopic) -> str:
    return one.name or labels.COURSE_TOPICS[one.topic]
