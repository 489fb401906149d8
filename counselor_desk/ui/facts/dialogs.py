"""The dialogs of the Person view: a person, a home, circumstances, care, a paper, an extension."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from dataclasses import fields as dataclass_fields
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from counselor_desk.records.circumstances import (
    Circumstances,
    Employment,
    Living,
    LivingKind,
    PriorCare,
)
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import ClientId, LivingId, PersonId, PriorCareId, Uid
from counselor_desk.records.intakes import IntakeItem
from counselor_desk.records.people import Person, Relation
from counselor_desk.services import circumstances, episodes, intakes, people, shown_names
from counselor_desk.services.circumstances import NewLiving, NewPriorCare
from counselor_desk.services.desk import Desk
from counselor_desk.services.people import NewPerson
from counselor_desk.ui.facts import words
from counselor_desk.ui.facts.words import say
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import choice, day, line, spread, text, tick
from counselor_desk.ui.hidden_names import cover
from counselor_desk.ui.typed_dialog import Subject

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

New = TypeVar("New", NewPerson, NewLiving, NewPriorCare)

_FUTURE_AND_BIRTH = {"The start": "started_on", "The end": "ended_on"}


def person(
    parent: QWidget,
    desk: Desk,
    client_id: ClientId,
    found: Person | None,
    *,
    relation: Relation,
    on_mistake: Callable[[], None] | None = None,
) -> FormDialog[Person]:
    """Add somebody, as `relation` at first, or change who was found."""
    blank = Person(id=PersonId(0), uid=Uid(""), client_id=client_id, relation=relation, name="")
    fields = {
        "relation": choice(parent.tr("Relation"), words.options(words.RELATIONS)),
        "name": line(parent.tr("Name"), help_text=parent.tr("Of a sponsor the first name alone")),
        "relation_remark": line(parent.tr("In words"), parent.tr("older brother")),
        "organization": line(parent.tr("Clinic, court or firm")),
        "phone": line(parent.tr("Phone")),
        "email": line(parent.tr("E-mail")),
        "address": line(parent.tr("Address")),
        "remark": line(parent.tr("Remark")),
        "is_emergency": tick(parent.tr("Emergency"), parent.tr("Call in an emergency")),
        "ended_on": day(parent.tr("No longer since"), desk.today),
    }
    layout = spread(fields, *_pairs(fields))
    if found is not None:
        _cover(desk, fields, "name", "organization", "phone", "email", "address")

    def act(one: Person, is_sure: bool) -> object:
        if one.id:
            return people.change(desk, one, is_sure=is_sure)
        return people.add(desk, client_id, _typed(NewPerson, one), is_sure=is_sure)

    if found is None:
        # Nobody who is just met is a thing of the past.
        fields.pop("ended_on").hide()
    return FormDialog(
        parent,
        parent.tr("Add a person") if found is None else parent.tr("Person"),
        found or blank,
        fields=fields,
        layout=layout,
        act=act,
        about=Subject.of(desk, client_id, "person", found),
        says={
            "A person needs": "name",
            "A sponsor": "name",
            "The name": "name",
            "The relation": "relation_remark",
            "The organization": "organization",
            "The phone": "phone",
            "The e-mail": "email",
            "The address": "address",
            "The remark": "remark",
            "The end": "ended_on",
        },
        sentence=parent.tr("That somebody is listed permits no contact: a consent does."),
        on_mistake=None if found is None else on_mistake,
    )


def home(
    parent: QWidget,
    desk: Desk,
    client_id: ClientId,
    found: Living | None,
    *,
    on_mistake: Callable[[], None] | None = None,
) -> FormDialog[Living]:
    """Where a client lives now, or a correction of what was written."""
    has_moved = bool(circumstances.living(desk, client_id))
    blank = Living(
        id=LivingId(0),
        uid=Uid(""),
        client_id=client_id,
        kind=LivingKind.HOME,
        since=desk.today() if has_moved else None,
    )
    fields = {
        "kind": choice(parent.tr("Lives"), words.options(words.LIVING)),
        "since": day(parent.tr("Since"), desk.today),
        "with_whom": line(parent.tr("With whom")),
        "somebody_uses": choice(parent.tr("Somebody there uses"), words.options(words.ANSWERS)),
        "remark": line(parent.tr("Remark")),
    }

    def act(one: Living, _is_sure: bool) -> object:
        if one.id:
            return circumstances.change_living(desk, one)
        return circumstances.add_living(desk, client_id, _typed(NewLiving, one))

    is_new = found is None
    return FormDialog(
        parent,
        parent.tr("Where the client lives now") if is_new else parent.tr("Living arrangement"),
        found or blank,
        fields=fields,
        layout=spread(fields, ("kind", "since"), ("with_whom", "somebody_uses"), ("remark",)),
        act=act,
        about=Subject.of(desk, client_id, "home", found),
        says={
            "The day": "since",
            "Enter the day": "since",
            "The text about who": "with_whom",
            "The remark": "remark",
        },
        sentence=parent.tr("What held before stays as history.") if is_new else "",
        on_mistake=None if is_new else on_mistake,
    )


def living(parent: QWidget, desk: Desk, now: Circumstances) -> FormDialog[Circumstances]:
    """Dependants, work, barriers, funding and strengths."""
    fields = {
        "employment": choice(parent.tr("Work"), words.options(words.EMPLOYMENT)),
        "employment_remark": line(parent.tr("Employer, hours, shift")),
        "dependants": text(parent.tr("Dependants")),
        "barriers": text(
            parent.tr("Barriers"), parent.tr("Transport, childcare, work, court, distance")
        ),
        "funding": text(parent.tr("Funding")),
        "strengths": text(parent.tr("Strengths")),
    }
    first, second, *long_ones = fields

    def act(one: Circumstances, _is_sure: bool) -> object:
        def write(before: Circumstances) -> Circumstances:
            return replace(
                before,
                employment=Employment(one.employment),
                employment_remark=one.employment_remark,
                dependants=one.dependants,
                barriers=one.barriers,
                funding=one.funding,
                strengths=one.strengths,
            )

        return circumstances.change(desk, now.client_id, write)

    return FormDialog(
        parent,
        parent.tr("Living and work"),
        now,
        fields=fields,
        layout=spread(fields, (first, second), *((name,) for name in long_ones)),
        act=act,
        about=Subject.of(desk, now.client_id, "living"),
        says={
            "The remark on work": "employment_remark",
            "The text about dependants": "dependants",
            "The text about barriers": "barriers",
            "The text about funding": "funding",
            "The text about strengths": "strengths",
        },
    )


def care(
    parent: QWidget,
    desk: Desk,
    client_id: ClientId,
    found: PriorCare | None,
    *,
    on_mistake: Callable[[], None] | None = None,
) -> FormDialog[PriorCare]:
    """Care before this program."""
    level = next(iter(words.CARE))
    blank = PriorCare(id=PriorCareId(0), uid=Uid(""), client_id=client_id, level=level)
    fields = {
        "level": choice(parent.tr("Level of care"), words.options(words.CARE)),
        "facility": line(parent.tr("Facility")),
        "started_on": day(parent.tr("From"), desk.today),
        "ended_on": day(parent.tr("Until"), desk.today),
        "outcome": line(parent.tr("How it ended")),
    }

    def act(one: PriorCare, _is_sure: bool) -> object:
        if one.id:
            return circumstances.change_prior_care(desk, one)
        return circumstances.add_prior_care(desk, client_id, _typed(NewPriorCare, one))

    return FormDialog(
        parent,
        parent.tr("Add earlier care") if found is None else parent.tr("Earlier care"),
        found or blank,
        fields=fields,
        layout=spread(fields, ("level", "facility"), ("started_on", "ended_on"), ("outcome",)),
        act=act,
        about=Subject.of(desk, client_id, "prior_care", found),
        says={
            **_FUTURE_AND_BIRTH,
            "The care ended": "ended_on",
            "Earlier care needs": "facility",
            "The facility": "facility",
            "The outcome": "outcome",
        },
        on_mistake=None if found is None else on_mistake,
    )


def paper(parent: QWidget, desk: Desk, item: IntakeItem) -> FormDialog[IntakeItem]:
    """The day of one intake paper, or why it is not needed; today unless it says otherwise."""
    fields = {
        "done_on": day(parent.tr("Gone through and signed on"), desk.today),
        "is_not_needed": tick(parent.tr("Or"), parent.tr("Not needed")),
        "remark": line(
            parent.tr("Remark"), help_text=parent.tr("Why it is not needed, if it is not")
        ),
    }
    offered = replace(item, done_on=desk.today()) if item.is_open else item

    def act(one: IntakeItem, _is_sure: bool) -> object:
        return intakes.keep(desk, one)

    return FormDialog(
        parent,
        say(words.PAPERS[item.paper]),
        offered,
        fields=fields,
        layout=spread(fields, ("done_on", "is_not_needed"), ("remark",)),
        act=act,
        about=Subject.of(desk, item.client_id, f"paper.{item.paper}"),
        says={
            "The day": "done_on",
            "A paper that is not needed": "remark",
            "The remark": "remark",
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decision:
    """What is typed about an extension."""

    to_weeks: int
    decided_on: date | None
    reason: str = field(default="", repr=False)


def extension(parent: QWidget, desk: Desk, episode: Episode) -> FormDialog[_Decision]:
    """How many weeks the stay goes on to, since when that is decided, and why."""
    after = range(episode.target_weeks + 1, episodes.MOST_WEEKS + 1)
    weeks = [(count, words.weeks(count)) for count in after]
    proposed = min(episode.target_weeks + 4, episodes.MOST_WEEKS)
    fields = {
        "to_weeks": choice(parent.tr("To a length of"), weeks),
        "decided_on": day(parent.tr("Decided on"), desk.today),
        "reason": text(
            parent.tr("Reason"), parent.tr("What still has to be reached, and why here")
        ),
    }

    def act(one: _Decision, _is_sure: bool) -> object:
        return episodes.extend(desk, episode, one.to_weeks, one.reason, decided_on=one.decided_on)

    planned = parent.tr("{weeks} are planned. The decision is kept for good.")
    return FormDialog(
        parent,
        parent.tr("Extend the stay"),
        _Decision(to_weeks=proposed, decided_on=desk.today()),
        fields=fields,
        layout=spread(fields, ("to_weeks", "decided_on"), ("reason",)),
        act=act,
        about=Subject.of(desk, episode.client_id, "extension"),
        verb=parent.tr("Extend"),
        says={
            "The stay is planned": "to_weeks",
            "The decision": "decided_on",
            "The extension is decided": "decided_on",
            "An extension needs": "reason",
            "The reason": "reason",
        },
        sentence=planned.format(weeks=words.weeks(episode.target_weeks)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """What is typed about an inquiry that leads to no admission."""

    ended_on: date | None
    reason: str = field(default="", repr=False)


def no_admission(parent: QWidget, desk: Desk, episode: Episode) -> FormDialog[_End]:
    """Since when an inquiry leads to no admission, and why."""
    fields = {
        "ended_on": day(parent.tr("Ended on"), desk.today),
        "reason": line(
            parent.tr("Reason"), parent.tr("went elsewhere, referred up, could not be reached")
        ),
    }

    def act(one: _End, _is_sure: bool) -> object:
        return episodes.end_inquiry(desk, episode, one.reason, on=one.ended_on)

    return FormDialog(
        parent,
        parent.tr("End the inquiry without an admission?"),
        _End(ended_on=desk.today()),
        fields=fields,
        layout=spread(fields, ("ended_on", "reason", "reason")),
        act=act,
        about=Subject.of(desk, episode.client_id, "no_admission"),
        needs=("ended_on",),
        verb=parent.tr("End inquiry"),
        says={"The end": "ended_on", "An inquiry that ends": "reason", "The reason": "reason"},
        sentence=parent.tr(
            "The client leaves the caseload and Today. The chart stays readable, and a new "
            "inquiry can be begun there."
        ),
    )


def _typed(kind: type[New], one: DataclassInstance) -> New:
    """What is typed about something new, from the record that the fields were put into."""
    return kind(**{part.name: getattr(one, part.name) for part in dataclass_fields(kind)})


def _cover(desk: Desk, fields: Mapping[str, LabeledField], *names: str) -> None:
    """While names are hidden, what tells who somebody is stands as dots."""
    edits = (fields[name].field for name in names)
    lines = [one for one in edits if isinstance(one, LineEdit)]
    cover(lines, is_covered=shown_names.are_hidden(desk))


def _pairs(names: Iterable[str]) -> list[tuple[str, ...]]:
    """The names two by two, in their order."""
    every = tuple(names)
    return [every[at : at + 2] for at in range(0, len(every), 2)]
