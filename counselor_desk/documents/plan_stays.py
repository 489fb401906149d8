"""The stay on the paper of a plan: length, home, care before, medication, risk of return to use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from counselor_desk.documents import labels, levels, papers
from counselor_desk.documents.blocks import (
    Block,
    Field,
    Heading,
    KeepTogether,
    Paragraph,
    Run,
    plain,
)
from counselor_desk.records import dates
from counselor_desk.records.assessments import in_a_row
from counselor_desk.records.circumstances import Answer, Employment
from counselor_desk.records.cravings import HIGHEST_SCORE
from counselor_desk.records.papers import PaperFrame, PlanStay
from counselor_desk.records.people import Person

_WEEKS_IN_MONTH = 365.25 / 12 / 7


def facts(frame: PaperFrame, stay: PlanStay) -> tuple[Field, ...]:
    """The row of the facts box about the stay (services.md rows 1, 6 and 28)."""
    episode, day = frame.episode, frame.printed_at.date()
    week = episode.week_on(day) if episode.is_open else None
    planned = f"{episode.target_weeks} weeks planned"
    return (
        Field("Admitted", dates.write(episode.admitted_on) if episode.admitted_on else "not yet"),
        Field("Expected end", papers.written(stay.expected_end_on)),
        Field(
            f"Week on {dates.write(day)}",
            f"{week} of {episode.target_weeks}" if week else planned,
        ),
        Field("Addiction medication", _medication(stay)),
    )


def block(frame: PaperFrame, stay: PlanStay, *, said: str = "") -> Iterator[Block]:
    """What the stay stands on, on the day of printing; nothing when nothing is known.

    `said` is what the plan itself says about barriers; it is not said twice.
    """
    lines = [_line(label, text) for label, text in _told(frame, stay, said) if text]
    if lines:
        day = dates.write_in_words(frame.printed_at.date())
        yield KeepTogether((Heading(plain(f"The stay, as of {day}"), 2), lines[0]))
        yield from lines[1:]


def _told(frame: PaperFrame, stay: PlanStay, said: str) -> Iterator[tuple[str, str]]:
    yield "Came from", _step_down(frame, stay)
    for change in stay.level_changes:
        yield "Level of care", _sentence(levels.told(change))
    for one in stay.extensions:
        decided = f"From {one.from_weeks} to {one.to_weeks} weeks on {dates.write(one.decided_on)}"
        yield "Extended", f"{decided}: {one.reason}"
    yield "Guardian", "; ".join(_guardian(one) for one in stay.guardians)
    yield "Family", _family(stay)
    yield "Family sessions", _family_sessions(frame, stay)
    yield "Lives", _home(stay)
    yield "Dependants", stay.dependants
    yield "Work", _work(stay)
    barriers = stay.barriers.strip()
    yield "Barriers to coming", "" if barriers and barriers in said else barriers
    yield "Chance of return to use", _return_risk(stay)
    yield "Urges", _urges(stay)


def _step_down(frame: PaperFrame, stay: PlanStay) -> str:
    """The last higher level of care, and the 28 days after it (services.md row 11)."""
    care = stay.came_from
    if care is None or care.ended_on is None:
        return ""
    began = f"{dates.write(care.started_on)} to " if care.started_on else "until "
    where = f" at {care.facility}" if care.facility else ""
    parts = [
        f"{labels.CARE_LEVELS[care.level].lower()}{where}",
        f"{began}{dates.write(care.ended_on)}",
    ]
    if stay.step_down_days is not None:
        parts.append(f"{_counted(stay.step_down_days, 'day')} before the admission")
    if stay.first_days_end_on and frame.printed_at.date() <= stay.first_days_end_on:
        parts.append(f"in the first 28 days, to {dates.write(stay.first_days_end_on)}")
    outcome = f"; how it ended: {care.outcome}" if care.outcome else ""
    return _sentence(f"{', '.join(parts)}{outcome}")


def _home(stay: PlanStay) -> str:
    home = stay.home
    if home is None:
        return ""
    parts = (
        labels.LIVING[home.kind].lower(),
        f"with {home.with_whom}" if home.with_whom else "",
        f"since {dates.write(home.since)}" if home.since else "",
        "somebody there uses" if home.somebody_uses is Answer.YES else "",
    )
    return _sentence(", ".join(part for part in parts if part))


def _guardian(one: Person) -> str:
    """Row 17: who may consent for a minor."""
    relation = (one.relation_remark or labels.RELATIONS[one.relation]).lower()
    return f"{one.name or one.organization} ({relation})"


def _family(stay: PlanStay) -> str:
    """Row 26: who of the family there is; being listed permits no contact (42 CFR 2.31)."""
    if not stay.family:
        return ""
    named = ", ".join(_guardian(one) for one in stay.family)
    return f"{named}; contact only with a consent that names them"


def _family_sessions(frame: PaperFrame, stay: PlanStay) -> str:
    """Row 26: how many there were, how many a month, and who took part."""
    held = stay.family_sessions
    if not held:
        return "none in this stay yet" if stay.family else ""
    weeks = frame.episode.weeks_until(frame.printed_at.date())
    told = _counted(len(held), "session")
    if weeks is not None:
        told += f" in {_counted(weeks, 'week')}, {len(held) * _WEEKS_IN_MONTH / weeks:.1f} a month"
    told += f", the last on {dates.write(held[-1])}"
    came = "; ".join(stay.family_took_part)
    return f"{told}; took part: {came}" if came else told


def _work(stay: PlanStay) -> str:
    work = "" if stay.work is Employment.UNKNOWN else labels.EMPLOYMENT[stay.work]
    return "; ".join(part for part in (work, stay.work_remark) if part)


def _medication(stay: PlanStay) -> str:
    """Row 28: which medication for addiction is taken, or that none is."""
    if stay.for_addiction:
        return ", ".join(one.title for one in stay.for_addiction)
    return "none" if stay.is_medication_known else "not asked yet"


def _return_risk(stay: PlanStay) -> str:
    """Row 16: the newest rating, those before it, and the returns to use in this stay."""
    parts = []
    if stay.return_risk is not None and stay.risk_rated_on is not None:
        word = labels.DOMAIN_RATINGS[stay.return_risk]
        parts.append(f"{stay.return_risk}, {word}, assessed {dates.write(stay.risk_rated_on)}")
    if len(stay.return_risks) > 1:
        parts.append(f"{in_a_row(stay.return_risks)} over the stay")
    if stay.returns:
        times = _counted(stay.returns, "return")
        parts.append(f"{times} to use in this stay")
    return _sentence("; ".join(parts))


def _urges(stay: PlanStay) -> str:
    """Row 33: the newest urge and the strongest one of the stay."""
    if stay.last_urge is None or stay.highest_urge is None:
        return ""
    rated_on, score = _dated(stay.last_urge)
    day, highest = _dated(stay.highest_urge)
    last = f"{score} of {HIGHEST_SCORE} on {rated_on}"
    return _sentence(last if highest <= score else f"{last}; the strongest {highest} on {day}")


def _dated(urge: tuple[date, int]) -> tuple[str, int]:
    rated_on, score = urge
    return dates.write(rated_on), score


def _counted(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _line(label: str, text: str) -> Paragraph:
    return Paragraph((Run(f"{label}: ", bold=True), Run(text)))
