"""What each card of the Person view shows, made from records: one function a card."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP

from counselor_desk.records import care_steps, dates
from counselor_desk.records.circumstances import Answer, Circumstances, Living, PriorCare
from counselor_desk.records.clients import Client, Contact
from counselor_desk.records.episodes import Episode, Extension, LevelChange
from counselor_desk.records.intakes import IntakeItem
from counselor_desk.records.mistakes import MistakeKind
from counselor_desk.records.people import Person, Relation
from counselor_desk.services import (
    circumstances,
    clients,
    episodes,
    groups,
    intakes,
    mistakes,
    people,
    shown_names,
    stays,
)
from counselor_desk.services.desk import Desk
from counselor_desk.services.shown_names import Veil
from counselor_desk.services.stays import Stay
from counselor_desk.ui.facts import earlier_stays, words
from counselor_desk.ui.facts.earlier_stays import EarlierStay
from counselor_desk.ui.facts.lines import Fact
from counselor_desk.ui.facts.words import joined, say

_NOTHING = QT_TRANSLATE_NOOP("facts", "Not known yet")
MOVED = "moved"
"""The key of a line that adds another living arrangement."""
PREFERENCE = "preference"
"""The key of the line that says with whom a client would rather be in a group."""
CAN_BE_WRONG = (Living, PriorCare, Person, Extension, LevelChange)
"""The facts that can be crossed out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything the Person view shows of one client, as far as `veil` lets it be said."""

    client: Client = field(repr=False)
    legal_name: str = field(repr=False)
    veil: Veil
    today: date
    contacts: tuple[Contact, ...] = field(repr=False)
    people: tuple[Person, ...] = field(repr=False)
    needs_guardian: bool
    circumstances: Circumstances = field(repr=False)
    living: tuple[Living, ...] = field(repr=False)
    prior_care: tuple[PriorCare, ...] = field(repr=False)
    stay: Stay | None
    papers: tuple[IntakeItem, ...]
    before: tuple[EarlierStay, ...] = ()
    group_preference: str = field(default="", repr=False)

    @property
    def is_open(self) -> bool:
        """Whether the facts can be changed (decision 24)."""
        return self.stay is not None and self.stay.episode.is_open


def gather(desk: Desk, client: Client) -> Facts:
    """Read everything about a client."""
    with desk.read():
        around = people.of_client(desk, client.id)
        wrong = mistakes.of_client(desk, client.id, MistakeKind.CONTACT)
        crossed_out = [one.fact for one in wrong if isinstance(one.fact, Person)]
        episode = episodes.current(desk, client.id)
        current = stays.of(desk, episode) if episode else None
        return Facts(
            client=client,
            legal_name=shown_names.legal(desk, client),
            veil=shown_names.veil(desk, client, (one.name for one in (*around, *crossed_out))),
            today=desk.today(),
            contacts=clients.contacts(desk, client.id),
            people=around,
            needs_guardian=people.needs_guardian(desk, client.id),
            circumstances=circumstances.get(desk, client.id),
            living=circumstances.living(desk, client.id),
            prior_care=circumstances.prior_care(desk, client.id),
            stay=current,
            papers=intakes.of_episode(desk, episode) if episode else (),
            before=earlier_stays.of(desk, current) if current else (),
            group_preference=groups.preference(desk, client.id),
        )


def lines(facts: Facts, card: Callable[[Facts], Iterator[Fact]]) -> tuple[Fact, ...]:
    """What a card says; while names are hidden, without those that stand in its texts."""
    veil = facts.veil
    return tuple(
        replace(one, text=veil.text(one.text), caption=veil.text(one.caption))
        for one in card(facts)
    )


def person(facts: Facts) -> Iterator[Fact]:
    """Names, birth date, languages and the ways to reach a client."""
    client, today, veil = facts.client, facts.today, facts.veil
    yield Fact(label=say(QT_TRANSLATE_NOOP("facts", "Legal name")), text=facts.legal_name)
    if client.preferred_name:
        called = say(QT_TRANSLATE_NOOP("facts", "Called"))
        yield Fact(label=called, text=veil.name(client.preferred_name))
    age = client.age_on(today)
    born = say(QT_TRANSLATE_NOOP("facts", "Born"))
    if client.born_on is not None:
        years = say(QT_TRANSLATE_NOOP("facts", "{age} years old")).format(age=age)
        day = "" if veil.is_worn else dates.write(client.born_on)
        yield Fact(label=born, text=joined(day, years))
    else:
        yield _missing(born)
    yield Fact(label=say(QT_TRANSLATE_NOOP("facts", "Record number")), text=client.number)
    pronouns = say(QT_TRANSLATE_NOOP("facts", "Pronouns"))
    yield Fact(label=pronouns, text=client.pronouns) if client.pronouns else _missing(pronouns)
    now = facts.circumstances
    needed = QT_TRANSLATE_NOOP("facts", "Interpreter needed")
    interpreter = (say(needed), "overdue", "users") if now.needs_interpreter else None
    languages = say(QT_TRANSLATE_NOOP("facts", "Languages"))
    yield Fact(
        label=languages,
        text=now.languages or say(_NOTHING),
        is_quiet=not now.languages,
        chip=interpreter,
    )
    for contact in facts.contacts:
        label = say(words.CONTACTS[contact.kind])
        yield Fact(label=label, text=veil.reach(contact.value), caption=contact.remark)
    if not facts.contacts:
        text = say(QT_TRANSLATE_NOOP("facts", "No way to reach the client is written down yet"))
        yield Fact(label=say(QT_TRANSLATE_NOOP("facts", "Contact")), text=text, is_quiet=True)
    yield _group_preference(facts)


def _group_preference(facts: Facts) -> Fact:
    """With whom the client would rather be; no word of it while names are hidden."""
    rather = QT_TRANSLATE_NOOP("facts", "Would rather be with: {with_whom}")
    unsaid = QT_TRANSLATE_NOOP("facts", "No preference")
    hidden = QT_TRANSLATE_NOOP("facts", "Not shown while names are hidden")
    known = facts.group_preference
    if facts.veil.is_worn:
        text = say(hidden)
    else:
        text = say(rather).format(with_whom=known) if known else say(unsaid)
    return Fact(
        label=say(QT_TRANSLATE_NOOP("facts", "In groups")),
        text=text,
        is_quiet=facts.veil.is_worn or not known,
        key=PREFERENCE,
    )


def around(facts: Facts) -> Iterator[Fact]:
    """Whoever is around a client; those of before at the end."""
    if facts.needs_guardian:
        chip = (say(QT_TRANSLATE_NOOP("facts", "Missing")), "overdue", "circle-alert")
        yield Fact(
            label=say(words.RELATIONS[Relation.GUARDIAN]),
            text=say(QT_TRANSLATE_NOOP("facts", "Under 18: add a parent or guardian")),
            chip=chip,
        )
    for one in facts.people:
        yield _somebody(facts, one)
    if not facts.people and not facts.needs_guardian:
        text = QT_TRANSLATE_NOOP("facts", "Nobody yet. Add whom to call in an emergency first.")
        yield Fact(text=say(text), is_quiet=True)


def _somebody(facts: Facts, one: Person) -> Fact:
    veil = facts.veil
    name, organization = veil.name(one.name), veil.name(one.organization)
    chip = None
    ended = ""
    if one.ended_on is not None:
        ended = words.span(None, one.ended_on, facts.today)
    elif one.is_emergency:
        chip = (say(QT_TRANSLATE_NOOP("facts", "Emergency")), "draft", "phone")
    return Fact(
        label=say(words.RELATIONS[one.relation]),
        text=name or organization,
        caption=joined(
            ended,
            one.relation_remark,
            organization if name else "",
            veil.reach(one.phone),
            veil.reach(one.email),
            veil.reach(one.address),
            one.remark,
        ),
        chip=chip,
        is_quiet=not one.is_current,
        key=one,
    )


def living(facts: Facts) -> Iterator[Fact]:
    """Where a client lives and lived, who depends on them, work, barriers, funding, strengths."""
    lives = say(QT_TRANSLATE_NOOP("facts", "Lives"))
    if not facts.living:
        yield _missing(lives, key=MOVED)
    for at, one in enumerate(facts.living):
        label = lives if at == 0 else say(QT_TRANSLATE_NOOP("facts", "Before"))
        uses = QT_TRANSLATE_NOOP("facts", "Somebody there uses")
        chip = (say(uses), "overdue", "circle-alert")
        yield Fact(
            label=label,
            text=say(words.LIVING[one.kind]),
            caption=joined(
                words.span(one.since, None, facts.today),
                _with(one.with_whom),
                one.remark,
            ),
            chip=chip if at == 0 and one.somebody_uses is Answer.YES else None,
            is_quiet=at > 0,
            key=one,
        )
    now = facts.circumstances
    yield _long(QT_TRANSLATE_NOOP("facts", "Dependants"), now.dependants)
    yield Fact(
        label=say(QT_TRANSLATE_NOOP("facts", "Work")),
        text=say(words.EMPLOYMENT[now.employment]),
        caption=now.employment_remark,
        is_quiet=now.employment.value == "unknown",
    )
    yield _long(QT_TRANSLATE_NOOP("facts", "Barriers"), now.barriers)
    yield _long(QT_TRANSLATE_NOOP("facts", "Funding"), now.funding)
    yield _long(QT_TRANSLATE_NOOP("facts", "Strengths"), now.strengths)


def _with(whom: str) -> str:
    return say(QT_TRANSLATE_NOOP("facts", "with {whom}")).format(whom=whom) if whom else ""


def care(facts: Facts) -> Iterator[Fact]:
    """Care before this program, and how the client came from it."""
    stay = facts.stay
    if stay is not None and stay.stepped_down_from is not None and stay.step_down_days is not None:
        level = say(words.CARE[stay.stepped_down_from.level]).lower()
        came = say(QT_TRANSLATE_NOOP("facts", "{days} between {care} and admission"))
        chip = None
        if stay.is_in_first_days and stay.first_days_end_on is not None:
            first = say(QT_TRANSLATE_NOOP("facts", "First 28 days, to {day}"))
            day = words.day(stay.first_days_end_on, facts.today)
            chip = (first.format(day=day), "overdue", "hourglass")
        yield Fact(
            label=say(QT_TRANSLATE_NOOP("facts", "Step-down")),
            text=came.format(days=words.days(stay.step_down_days), care=level),
            chip=chip,
            key=stay.stepped_down_from,
        )
    admitted_on = stay.episode.admitted_on if stay is not None else None
    steps = care_steps.steps(facts.prior_care, admitted_on)
    overlapping = {one.uid for one in steps if one.overlaps}
    is_said = stay is not None and stay.stepped_down_from is not None and len(facts.prior_care) == 1
    if steps and (overlapping or not is_said):
        yield Fact(label=say(QT_TRANSLATE_NOOP("facts", "Steps")), text=words.steps(steps))
    for one in facts.prior_care:
        overlaps = (say(QT_TRANSLATE_NOOP("facts", "Overlaps")), "overdue", "circle-alert")
        yield Fact(
            label=say(words.CARE[one.level]),
            text=one.facility or say(QT_TRANSLATE_NOOP("facts", "Facility not known")),
            caption=joined(words.span(one.started_on, one.ended_on, facts.today), one.outcome),
            chip=overlaps if one.uid in overlapping else None,
            key=one,
        )
    if not facts.prior_care:
        text = QT_TRANSLATE_NOOP("facts", "None written down. Ask about detox and inpatient care.")
        yield Fact(text=say(text), is_quiet=True)


def told(facts: Facts, one: Living | PriorCare | Person | Extension | LevelChange) -> Fact:
    """A fact alone, as when it was entered in error."""
    today = facts.today
    match one:
        case Living():
            caption = joined(words.span(one.since, None, today), _with(one.with_whom), one.remark)
            return Fact(text=say(words.LIVING[one.kind]), caption=caption)
        case PriorCare():
            level = say(words.CARE[one.level])
            caption = joined(words.span(one.started_on, one.ended_on, today), one.outcome)
            return Fact(text=joined(level, one.facility), caption=caption)
        case Person():
            said = _somebody(facts, one)
            return Fact(text=joined(said.label, said.text), caption=said.caption)
        case Extension():
            weeks = say(QT_TRANSLATE_NOOP("facts", "Extension from {start} to {end}"))
            text = weeks.format(start=one.from_weeks, end=words.weeks(one.to_weeks))
            return Fact(text=text, caption=joined(words.day(one.decided_on, today), one.reason))
        case LevelChange():
            levels = say(QT_TRANSLATE_NOOP("facts", "Change from {before} to {level}"))
            text = levels.format(
                before=say(words.LEVELS[one.from_level]), level=say(words.LEVELS[one.to_level])
            )
            return Fact(text=text, caption=joined(words.day(one.changed_on, today), one.reason))


def stay(facts: Facts) -> Iterator[Fact]:
    """This episode: how it came about, where it stands, and the ones before."""
    found = facts.stay
    if found is None:
        yield Fact(text=say(QT_TRANSLATE_NOOP("facts", "No episode yet")), is_quiet=True)
        return
    episode, today = found.episode, facts.today
    inquiry = say(QT_TRANSLATE_NOOP("facts", "Inquiry"))
    if episode.inquiry_on is None:
        yield _missing(inquiry)
    else:
        waited = found.waited_days
        later = say(QT_TRANSLATE_NOOP("facts", "{days} until admission"))
        caption = later.format(days=words.days(waited)) if waited else ""
        yield Fact(label=inquiry, text=words.day(episode.inquiry_on, today), caption=caption)
    referred_by = facts.veil.name(episode.referred_by)
    yield _long(QT_TRANSLATE_NOOP("facts", "Referred by"), referred_by)
    yield _long(QT_TRANSLATE_NOOP("facts", "Reason"), episode.reason)
    yield Fact(
        label=say(QT_TRANSLATE_NOOP("facts", "Level of care")),
        text=joined(say(words.LEVELS[episode.level_of_care]), say(words.TRACKS[episode.track])),
    )
    yield from _level_changes(found)
    yield _admission(found)
    yield _weeks(found)
    for one in found.extensions:
        yield replace(earlier_stays.extended(one, today), key=one)
    for before in facts.before:
        yield from earlier_stays.lines(before, today)
    for asked in found.inquiries:
        yield Fact(
            label=say(QT_TRANSLATE_NOOP("facts", "Earlier inquiry")),
            text=words.span(asked.inquiry_on, asked.closed_on, today),
            caption=_unadmitted(asked),
            is_quiet=True,
        )


def _level_changes(found: Stay) -> Iterator[Fact]:
    """How the level of care went on since the admission, with the reasons."""
    went_on = say(QT_TRANSLATE_NOOP("facts", "{level} since {day}, before that {before}"))
    for one in found.level_changes:
        yield Fact(
            label=say(QT_TRANSLATE_NOOP("facts", "Level changed")),
            text=went_on.format(
                level=say(words.LEVELS[one.to_level]),
                day=words.day(one.changed_on, found.today),
                before=say(words.LEVELS[one.from_level]).lower(),
            ),
            caption=one.reason,
            key=one,
        )


def _admission(found: Stay) -> Fact:
    label = say(QT_TRANSLATE_NOOP("facts", "Admitted"))
    episode = found.episode
    since = found.since_last_stay_days
    again = say(QT_TRANSLATE_NOOP("facts", "Readmission, {days} after the last stay"))
    caption = again.format(days=words.days(since)) if since is not None else ""
    if episode.was_only_asked_for and episode.closed_on is not None:
        text = say(QT_TRANSLATE_NOOP("facts", "Not admitted: the inquiry ended {day}"))
        day = words.day(episode.closed_on, found.today)
        return Fact(label=label, text=text.format(day=day), caption=episode.no_admission_reason)
    if episode.admitted_on is None:
        text = say(QT_TRANSLATE_NOOP("facts", "Not yet: in intake"))
        return Fact(label=label, text=text, caption=caption, is_quiet=True)
    ended = ""
    if episode.closed_on is not None:
        discharged = say(QT_TRANSLATE_NOOP("facts", "discharged {day}"))
        ended = discharged.format(day=words.day(episode.closed_on, found.today))
    text = joined(words.day(episode.admitted_on, found.today), ended)
    return Fact(label=label, text=text, caption=caption)


def _unadmitted(asked: Episode) -> str:
    said = say(QT_TRANSLATE_NOOP("facts", "Not admitted"))
    return f"{said}: {asked.no_admission_reason}" if asked.no_admission_reason else said


def _weeks(found: Stay) -> Fact:
    label = say(QT_TRANSLATE_NOOP("facts", "Length"))
    target = found.episode.target_weeks
    if found.week is None:
        planned = say(QT_TRANSLATE_NOOP("facts", "{weeks} planned"))
        return Fact(label=label, text=planned.format(weeks=words.weeks(target)))
    text = say(QT_TRANSLATE_NOOP("facts", "Week {week} of {target}"))
    text = text.format(week=found.week, target=target)
    if not found.weeks_past:
        return Fact(label=label, text=text, caption=_expected_end(found))
    past = say(QT_TRANSLATE_NOOP("facts", "Extension missing"))
    caption = say(QT_TRANSLATE_NOOP("facts", "{weeks} past the plan: extend the stay or end it"))
    return Fact(
        label=label,
        text=text,
        caption=caption.format(weeks=words.weeks(found.weeks_past)),
        chip=(past, "overdue", "clock"),
    )


def _expected_end(found: Stay) -> str:
    if found.expected_end_on is None:
        return ""
    expected = say(QT_TRANSLATE_NOOP("facts", "expected to end {day}"))
    return expected.format(day=words.day(found.expected_end_on, found.today))


def papers(facts: Facts) -> Iterator[Fact]:
    """The five papers of an intake with their days."""
    is_admitted = facts.stay is not None and facts.stay.episode.admitted_on is not None
    for item in facts.papers:
        remark = item.remark
        if item.done_on is not None:
            chip = (words.day(item.done_on, facts.today), "signed", "circle-check")
        elif item.is_not_needed:
            chip = (say(QT_TRANSLATE_NOOP("facts", "Not needed")), "neutral", "minus")
        else:
            tone, icon = ("overdue", "circle-alert") if is_admitted else ("neutral", "circle")
            chip = (say(QT_TRANSLATE_NOOP("facts", "Open")), tone, icon)
        yield Fact(text=say(words.PAPERS[item.paper]), caption=remark, chip=chip, key=item)


def _missing(label: str, key: object = None) -> Fact:
    return Fact(label=label, text=say(_NOTHING), is_quiet=True, key=key)


def _long(label: object, text: str) -> Fact:
    return Fact(label=say(label), text=text) if text else _missing(say(label))
