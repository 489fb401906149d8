"""Schedule, attendance and hours of a stay on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import time

from counselor_desk.documents import hour_charts, hour_parts, labels, papers
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
from counselor_desk.records.hour_reports import (
    PlannedLine,
    SessionLine,
    by_group_type,
    by_service,
    remote_minutes,
)
from counselor_desk.records.hours import Standing, Week, written
from counselor_desk.records.papers import HoursPaper
from counselor_desk.records.sessions import Modality

SCHEDULE = "Schedule"
ATTENDANCE = "Attendance report"
HOURS = "Hours report"

_TIMES = 108
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def build_schedule(paper: HoursPaper) -> Document:
    """The client's own week: what comes back, the next two weeks day by day, days off."""
    report = paper.report
    weekly = tuple(
        (
            cell(_WEEKDAYS[one.weekday], _every(one))
            if _every(one)
            else hour_parts.strong(_WEEKDAYS[one.weekday]),
            cell(_span(one.starts, one.ends)),
            _what(one),
            cell(labels.MODALITIES[one.modality]),
        )
        for one in report.weekly
    )
    coming = tuple(
        (
            hour_parts.strong(dates.write_with_weekday(one.held_on)) if one.held_on else cell(""),
            cell(_span(one.starts, one.ends), *(("moved to this time",) if one.is_moved else ())),
            _what(one),
            cell(labels.MODALITIES[one.modality]),
        )
        for one in report.coming
    )
    blocks: list[Block] = [FieldGrid(papers.client_facts(paper.frame))]
    blocks += hour_parts.part(
        "Every week", Table(_schedule_columns("Day", 96), weekly) if weekly else None
    )
    blocks += hour_parts.part(
        "The next two weeks", Table(_schedule_columns("Day", 116), coming) if coming else None
    )
    if report.closed:
        days = ", ".join(
            f"{dates.write_with_weekday(day)}{f' ({name})' if name else ''}"
            for day, name in report.closed
        )
        blocks.append(Paragraph((Run("The program is closed: ", bold=True), Run(days))))
    blocks.append(
        hour_parts.quiet("Please call ahead when you cannot come, so that another time is found.")
    )
    return hour_parts.document(paper, tuple(blocks), SCHEDULE)


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
                *hour_parts.stay(paper),
                Field("Sessions attended", f"{attended} of {len(rows)}"),
                Field("Treatment hours", written(report.delivered)),
            )
        )
    ]
    blocks += hour_parts.part(
        "In short",
        Table((Column("Attendance", width=180), Column("Sessions")), summary),
    )
    columns = (
        Column("Day", width=hour_parts.DATE_WIDTH),
        Column("Time", width=_TIMES),
        Column("Session"),
        Column("Attendance", width=118),
        Column("Minutes", width=62),
    )
    blocks += hour_parts.part("Sessions", Table(columns, rows))
    return hour_parts.document(paper, tuple(blocks), ATTENDANCE)


def build_hours(paper: HoursPaper) -> Document:
    """Whether the hours of a stay were what its level of care wants, week by week."""
    report, limits = paper.report, paper.report.limits
    full = report.full_weeks
    reached = sum(1 for week in full if week.minutes >= week.least)
    facts = (
        *hour_parts.stay(paper),
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
    blocks += hour_parts.part("Planned and delivered", _by_service(paper))
    if count := len(paper.report.unmarked):
        told = "1 planned session is" if count == 1 else f"{count} planned sessions are"
        blocks.append(
            hour_parts.quiet(f"{told} not marked: nobody said yet how the client took part.")
        )
    blocks += hour_parts.part("Groups by type", _by_group_type(paper))
    blocks += hour_parts.part("Week by week", Table(_WEEK_COLUMNS, tuple(_weeks(paper))))
    blocks.append(
        hour_parts.quiet(
            "Only full weeks are judged; the weeks of admission and discharge and the running "
            "week are told and not judged. Mutual-help meetings and contacts by phone are no "
            "treatment hours."
        )
    )
    return hour_parts.document(paper, tuple(blocks), HOURS)


_WEEK_COLUMNS = (
    Column("Week", width=36),
    Column("Begins", width=hour_parts.DATE_WIDTH),
    Column("Attended", width=hour_parts.HOURS_WIDTH),
    Column("Planned", width=hour_parts.HOURS_WIDTH),
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
            return hour_parts.muted("Part of a week")
        case Standing.RUNNING:
            return hour_parts.muted(f"Running, ends at {written(week.expected)}")
        case Standing.AHEAD:
            return hour_parts.muted("Ahead")
        case Standing.FULL:
            pass
    if week.minutes > report.limits.week_most:
        return hour_parts.strong(f"Above {written(report.limits.week_most)}")
    lacking = week.least - week.minutes
    if lacking > 0:
        has_reason = report.reason(week) is not None
        said = f"{written(lacking)} short"
        return cell(said) if has_reason else hour_parts.strong(f"{said}, reason missing")
    return cell("Reached")


def _by_service(paper: HoursPaper) -> Table | None:
    sums = by_service(paper.report.sessions, paper.report.unmarked)
    if not sums:
        return None
    rows = [
        (
            hour_parts.strong(labels.CARE[one.service]),
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
            hour_parts.strong("All treatment hours"),
            hour_parts.strong(f"{attended} of {held}"),
            hour_parts.strong(written(planned)),
            hour_parts.strong(written(delivered)),
            hour_parts.strong(_percent(delivered, planned)),
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
            hour_parts.strong(one.own_type or labels.GROUP_TYPES[one.type]),
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
        cell(code) if one.has_come else hour_parts.strong(code),
        cell(minutes),
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
