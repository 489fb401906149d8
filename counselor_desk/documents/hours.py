"""Schedule, attendance, hours and classes of a stay on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, time

from counselor_desk.documents import hour_charts, labels, papers
from counselor_desk.documents.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Field,
    FieldGrid,
    Figure,
    Heading,
    KeepTogether,
    Paragraph,
    Run,
    Table,
    cell,
    plain,
)
from counselor_desk.records import dates, times
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.courses import ClassTaken, CourseLine
from counselor_desk.records.hour_reports import (
    PlannedLine,
    SessionLine,
    by_group_type,
    by_service,
    by_topic,
    remote_minutes,
)
from counselor_desk.records.hours import Standing, Week, written
from counselor_desk.records.papers import HoursPaper
from counselor_desk.records.schedule import CourseTopic, TaughtTopic
from counselor_desk.records.sessions import Modality

SCHEDULE = "Schedule"
ATTENDANCE = "Attendance report"
HOURS = "Hours report"
COMPLETION = "Class completion list"

_DATE = 72
"""In points; no date breaks, not even in a font that stands in for Word's own."""
_TIMES = 108
_HOURS = 58
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def build_schedule(paper: HoursPaper) -> Document:
    """The client's own week: what comes back, the next two weeks day by day, days off."""
    report = paper.report
    weekly = tuple(
        (
            cell(_WEEKDAYS[one.weekday], _every(one))
            if _every(one)
            else _strong(_WEEKDAYS[one.weekday]),
            cell(_span(one.starts, one.ends)),
            _what(one),
            cell(labels.MODALITIES[one.modality]),
        )
        for one in report.weekly
    )
    coming = tuple(
        (
            _strong(dates.write_with_weekday(one.held_on)) if one.held_on else cell(""),
            cell(_span(one.starts, one.ends), *(("moved to this time",) if one.is_moved else ())),
            _what(one),
            cell(labels.MODALITIES[one.modality]),
        )
        for one in report.coming
    )
    blocks: list[Block] = [FieldGrid(papers.client_facts(paper.frame))]
    blocks += _part("Every week", Table(_schedule_columns("Day", 96), weekly) if weekly else None)
    blocks += _part(
        "The next two weeks", Table(_schedule_columns("Day", 116), coming) if coming else None
    )
    if report.closed:
        days = ", ".join(
            f"{dates.write_with_weekday(day)}{f' ({name})' if name else ''}"
            for day, name in report.closed
        )
        blocks.append(Paragraph((Run("The program is closed: ", bold=True), Run(days))))
    blocks.append(_quiet("Please call ahead when you cannot come, so that another time is found."))
    return _document(paper, tuple(blocks), SCHEDULE)


def build_attendance(paper: HoursPaper) -> Document:
    """Every session of the stay, the newest first, under the counts of each state."""
    report = paper.report
    counts = Counter(one.code for one in report.sessions)
    attended = sum(1 for one in report.sessions if one.has_come)
    rows = tuple(_session(one) for one in report.sessions)
    summary = tuple(
        (cell(labels.ATTENDANCE_CODES[code]), cell(str(counts[code])))
        for code in AttendanceCode
        if counts[code]
    )
    blocks: list[Block] = [
        FieldGrid(
            (
                *papers.client_facts(paper.frame),
                *_stay(paper),
                Field("Sessions attended", f"{attended} of {len(rows)}"),
                Field("Treatment hours", written(report.delivered)),
            )
        )
    ]
    blocks += _part(
        "In short",
        Table((Column("Attendance", width=180), Column("Sessions")), summary),
    )
    columns = (
        Column("Day", width=_DATE),
        Column("Time", width=_TIMES),
        Column("Session"),
        Column("Attendance", width=118),
        Column("Minutes", width=62),
    )
    blocks += _part("Sessions", Table(columns, rows))
    return _document(paper, tuple(blocks), ATTENDANCE)


def build_hours(paper: HoursPaper) -> Document:
    """Whether the hours of a stay were what its level of care wants, week by week."""
    report, limits = paper.report, paper.report.limits
    full = report.full_weeks
    reached = sum(1 for week in full if week.minutes >= week.least)
    facts = (
        *_stay(paper),
        Field("Hours a week", f"{limits.week_least / 60:g}–{limits.week_most / 60:g} h"),
        Field("Treatment hours", written(report.delivered)),
        Field("By video or phone", _remote(paper)),
        Field("Full weeks reached", f"{reached} of {len(full)}"),
        Field("Longest gap", _gap(paper)),
        Field("Service days a week", f"{limits.days_least} at least"),
    )
    figure = Figure(
        hour_charts.picture(report),
        hour_charts.WIDTH,
        hour_charts.in_words(report),
        "Filled: attended. Dashed: planned and not held yet. “!”: below the least hours. "
        "The band is what is wanted.",
    )
    blocks: list[Block] = [FieldGrid((*papers.client_facts(paper.frame), *facts))]
    blocks.append(KeepTogether((Heading(plain("Hours a week")), figure)))
    blocks += _part("Planned and delivered", _by_service(paper))
    if count := len(paper.report.unmarked):
        told = "1 planned session is" if count == 1 else f"{count} planned sessions are"
        blocks.append(_quiet(f"{told} not marked: nobody said yet how the client took part."))
    blocks += _part("Groups by type", _by_group_type(paper))
    blocks += _part("Week by week", Table(_WEEK_COLUMNS, tuple(_weeks(paper))))
    blocks.append(
        _quiet(
            "Only full weeks are judged; the weeks of admission and discharge and the running "
            "week are told and not judged. Mutual-help meetings and contacts by phone are no "
            "treatment hours."
        )
    )
    return _document(paper, tuple(blocks), HOURS)


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
                _strong(_topic_name(topic)),
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
        Column("Hours", width=_HOURS),
        Column("First", width=_DATE),
        Column("Last", width=_DATE),
        Column(f"On {dates.write(_day(paper))}", width=76),
    )
    had_all = sum(1 for topic in shown if topic in found)
    facts = (
        *_stay(paper),
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
    blocks += _part("Topics of the course", Table(columns, tuple(rows)))
    class_columns = (
        Column("Day", width=_DATE),
        Column("Topic of the course", share=0.4),
        Column("About", share=0.6),
        Column("Attendance", width=96),
        Column("Minutes", width=52),
    )
    blocks += _part("Classes and groups", Table(class_columns, classes) if classes else None)
    return _document(paper, tuple(blocks), COMPLETION)


_CLASS_COLUMNS = (
    Column("Planned topic"),
    Column("Planned", width=52),
    Column("Attended", width=56),
    Column("Hours", width=_HOURS),
    Column("Last", width=_DATE),
    Column("Standing", width=76),
)


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
                _strong(_topic_name(line.topic)),
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
        return _muted("Not planned")
    if line.is_covered:
        return cell("Covered")
    return cell("In part" if line.taught else "Not yet")


_WEEK_COLUMNS = (
    Column("Week", width=36),
    Column("Begins", width=_DATE),
    Column("Attended", width=_HOURS),
    Column("Planned", width=_HOURS),
    Column("Days", width=34),
    Column("Standing", width=146),
    Column("Reason"),
)


def _weeks(paper: HoursPaper) -> Iterator[tuple[Cell, ...]]:
    for week in paper.report.weeks:
        reason = paper.report.reason(week)
        told = "" if reason is None else labels.GIVEN_REASONS[reason.code]
        more = f" · {reason.remark}" if reason is not None and reason.remark else ""
        yield (
            cell(str(week.number) if week.number else "–"),
            cell(dates.write(week.begins_on)),
            cell(written(week.minutes)),
            cell(written(week.ahead) if week.ahead else "–"),
            cell(str(len(week.by_day))),
            _verdict(paper, week),
            cell(f"{told}{more}"),
        )


def _verdict(paper: HoursPaper, week: Week) -> Cell:
    report = paper.report
    match week.standing:
        case Standing.PARTIAL:
            return _muted("Part of a week")
        case Standing.RUNNING:
            return _muted(f"Running, ends at {written(week.expected)}")
        case Standing.AHEAD:
            return _muted("Ahead")
        case Standing.FULL:
            pass
    if week.minutes > report.limits.week_most:
        return _strong(f"Above {written(report.limits.week_most)}")
    lacking = week.least - week.minutes
    if lacking > 0:
        has_reason = report.reason(week) is not None
        said = f"{written(lacking)} short"
        return cell(said) if has_reason else _strong(f"{said}, reason missing")
    return cell("Reached")


def _by_service(paper: HoursPaper) -> Table | None:
    sums = by_service(paper.report.sessions, paper.report.unmarked)
    if not sums:
        return None
    rows = [
        (
            _strong(labels.CARE[one.service]),
            cell(f"{one.attended} of {one.sessions}"),
            cell(written(one.planned)),
            cell(written(one.delivered)),
            cell(_percent(one.delivered, one.planned)),
        )
        for one in sums
    ]
    planned, delivered = sum(one.planned for one in sums), sum(one.delivered for one in sums)
    attended, held = sum(one.attended for one in sums), sum(one.sessions for one in sums)
    rows.append(
        (
            _strong("All treatment hours"),
            _strong(f"{attended} of {held}"),
            _strong(written(planned)),
            _strong(written(delivered)),
            _strong(_percent(delivered, planned)),
        )
    )
    columns = (
        Column("Kind of care"),
        Column("Sessions attended", width=104),
        Column("Planned", width=72),
        Column("Delivered", width=72),
        Column("Share", width=52),
    )
    return Table(columns, tuple(rows))


def _by_group_type(paper: HoursPaper) -> Table | None:
    rows = tuple(
        (
            _strong(one.own_type or labels.GROUP_TYPES[one.type]),
            cell(f"{one.attended} of {one.sessions}"),
            cell(written(one.delivered)),
        )
        for one in by_group_type(paper.report.sessions)
    )
    columns = (
        Column("Type of group"),
        Column("Sessions attended", width=104),
        Column("Delivered", width=72),
    )
    return Table(columns, rows) if rows else None


def _remote(paper: HoursPaper) -> str:
    remote = remote_minutes(paper.report.sessions)
    if not remote:
        return "–"
    return f"{written(remote)} ({_percent(remote, paper.report.delivered)})"


def _session(one: SessionLine) -> tuple[Cell, ...]:
    modality = "" if one.modality is Modality.IN_PERSON else f" · {labels.MODALITIES[one.modality]}"
    kind = labels.CARE[one.service]
    led = f"led by {one.led_by}" if one.led_by else ""
    title = f"{one.printed_name or kind}{modality}"
    given = f"given by {one.given_by}" if one.given_by else ""
    aside = ", ".join(part for part in (kind if one.printed_name else "", led, given) if part)
    if not one.is_counted:
        aside = ", ".join(part for part in (aside, "no treatment hours") if part)
    what: Cell = (plain(title),)
    if aside:
        what += ((Run(aside, muted=True),),)
    minutes = f"{one.minutes} of {one.planned}" if one.has_come else "0"
    code = labels.ATTENDANCE_CODES[one.code]
    return (
        cell(dates.write(one.held_on)),
        cell(_span(one.starts, one.ends)),
        what,
        cell(code) if one.has_come else _strong(code),
        cell(minutes),
    )


def _stay(paper: HoursPaper) -> tuple[Field, ...]:
    episode = paper.frame.episode
    ended = (Field("Discharged", papers.written(episode.closed_on)),) if episode.closed_on else ()
    return (
        Field("Admitted", papers.written(episode.admitted_on)),
        *(ended or (Field("As of", dates.write(_day(paper))),)),
    )


def _gap(paper: HoursPaper) -> str:
    gap, most = paper.report.longest_gap, paper.report.limits.gap_most
    return f"– (limit {most})" if gap is None else f"{gap[0]} days (limit {most})"


def _percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else "–"


def _schedule_columns(first: str, width: float) -> tuple[Column, ...]:
    return (
        Column(first, width=width),
        Column("Time", width=116),
        Column("What", share=1),
        Column("How", width=70),
    )


def _every(one: PlannedLine) -> str:
    return f"every {one.every_weeks} weeks" if one.every_weeks > 1 else ""


def _what(one: PlannedLine) -> Cell:
    kind = labels.CARE[one.service]
    found: Cell = (plain(one.printed_name or kind),)
    with_whom = "; ".join(filter(None, (one.led_by, one.given_by)))
    if with_whom:
        found += ((Run(f"with {with_whom}", muted=True),),)
    return found


def _span(starts: time, ends: time) -> str:
    return times.write_range(times.TimeRange(start=starts, end=ends))


def _part(title: str, table: Table | None) -> Iterable[Block]:
    return [] if table is None else [KeepTogether((Heading(plain(title)), table))]


def _topic_name(one: TaughtTopic) -> str:
    return one.name or labels.COURSE_TOPICS[one.topic]


def _strong(text: str) -> Cell:
    return ((Run(text, bold=True),),)


def _muted(text: str) -> Cell:
    return ((Run(text, muted=True),),)


def _quiet(text: str) -> Paragraph:
    return Paragraph(plain(text), is_detail=True)


def _day(paper: HoursPaper) -> date:
    return paper.frame.printed_at.date()


def _document(paper: HoursPaper, blocks: tuple[Block, ...], title: str) -> Document:
    day = dates.write_in_words(_day(paper))
    head = f"{title} · {day}"
    return papers.document(paper.frame, blocks, title=title, head=head, is_signed=True)
