"""The dialogs of the Person view: a person, a home, circumstances, care, a paper, an extension."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from PySide6.QtWidgets import QLayout, QWidget

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
from counselor_desk.ui import tokens
from counselor_desk.ui.choosers import CheckBox, ComboBox
from counselor_desk.ui.facts import words
from counselor_desk.ui.facts.words import say
from counselor_desk.ui.field_grid import field_grid
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.hidden_names import cover
from counselor_desk.ui.layouts import Column, hold
from counselor_desk.ui.parsed_fields import DateField, ParsedField
from counselor_desk.ui.text_editor import TextEditor

_FUTURE_AND_BIRTH = {"The start": "started_on", "The end": "ended_on"}


def person(
    parent: QWidget, desk: Desk, client_id: ClientId, found: Person | None, *, relation: Relation
) -> FormDialog[Person]:
    """Add somebody, as `relation` at first, or change who was found."""
    blank = Person(id=PersonId(0), uid=Uid(""), client_id=client_id, relation=relation, name="")
    name = LineEdit(max_length=1000)
    if found is not None:
        cover((name,), is_covered=shown_names.are_hidden(desk))
    fields = {
        "relation": LabeledField(
            parent.tr("Relation"),
            ComboBox(words.options(words.RELATIONS)),
        ),
        "name": LabeledField(
            parent.tr("Name"),
            name,
            help_text=parent.tr("Of a sponsor the first name alone"),
        ),
        "relation_remark": LabeledField(
            parent.tr("In words"),
            LineEdit(hint=parent.tr("older brother")),
        ),
        "organization": LabeledField(parent.tr("Clinic, court or firm"), LineEdit()),
        "phone": LabeledField(parent.tr("Phone"), LineEdit()),
        "email": LabeledField(parent.tr("E-mail"), LineEdit()),
        "address": LabeledField(parent.tr("Address"), LineEdit()),
        "remark": LabeledField(parent.tr("Remark"), LineEdit()),
        "is_emergency": _tick(
            parent.tr("Emergency"),
            parent.tr("Call in an emergency"),
        ),
        "ended_on": ParsedField(parent.tr("No longer since"), DateField(desk.today)),
    }
    layout = _pairs(fields)

    def act(one: Person, is_sure: bool) -> object:
        if one.id:
            return people.change(desk, one, is_sure=is_sure)
        new = NewPerson(
            relation=one.relation,
            name=one.name,
            relation_remark=one.relation_remark,
            organization=one.organization,
            phone=one.phone,
            email=one.email,
            address=one.address,
            remark=one.remark,
            is_emergency=one.is_emergency,
        )
        return people.add(desk, client_id, new, is_sure=is_sure)

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
    )


def home(
    parent: QWidget, desk: Desk, client_id: ClientId, found: Living | None
) -> FormDialog[Living]:
    """Where a client lives now, or a correction of what was written."""
    blank = Living(
        id=LivingId(0), uid=Uid(""), client_id=client_id, kind=LivingKind.HOME, since=None
    )
    fields = {
        "kind": LabeledField(parent.tr("Lives"), ComboBox(words.options(words.LIVING))),
        "since": ParsedField(parent.tr("Since"), DateField(desk.today)),
        "with_whom": LabeledField(parent.tr("With whom"), LineEdit()),
        "somebody_uses": LabeledField(
            parent.tr("Somebody there uses"),
            ComboBox(words.options(words.ANSWERS)),
        ),
        "remark": LabeledField(parent.tr("Remark"), LineEdit()),
    }
    layout = Column(
        field_grid(
            (fields["kind"], fields["since"]), (fields["with_whom"], fields["somebody_uses"])
        ),
        fields["remark"],
        spacing=12,
    )

    def act(one: Living, _is_sure: bool) -> object:
        if one.id:
            return circumstances.change_living(desk, one)
        new = NewLiving(
            kind=one.kind,
            since=one.since,
            with_whom=one.with_whom,
            somebody_uses=one.somebody_uses,
            remark=one.remark,
        )
        return circumstances.add_living(desk, client_id, new)

    is_new = found is None
    return FormDialog(
        parent,
        parent.tr("Where the client lives now") if is_new else parent.tr("Living arrangement"),
        found or blank,
        fields=fields,
        layout=layout,
        act=act,
        says={
            "The day": "since",
            "The text about who": "with_whom",
            "The remark": "remark",
        },
        sentence=parent.tr("What held before stays as history.") if is_new else "",
    )


def living(parent: QWidget, desk: Desk, now: Circumstances) -> FormDialog[Circumstances]:
    """Dependants, work, barriers, funding and strengths."""
    fields = {
        "employment": LabeledField(parent.tr("Work"), ComboBox(words.options(words.EMPLOYMENT))),
        "employment_remark": LabeledField(parent.tr("Employer, hours, shift"), LineEdit()),
        "dependants": _text(parent.tr("Dependants")),
        "barriers": _text(
            parent.tr("Barriers"),
            parent.tr("Transport, childcare, work, court, distance"),
        ),
        "funding": _text(parent.tr("Funding")),
        "strengths": _text(parent.tr("Strengths")),
    }
    top = field_grid((fields["employment"], fields["employment_remark"]))
    long_ones = (fields[name] for name in ("dependants", "barriers", "funding", "strengths"))

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
        layout=Column(top, *long_ones, spacing=12),
        act=act,
        says={
            "The remark on work": "employment_remark",
            "The text about dependants": "dependants",
            "The text about barriers": "barriers",
            "The text about funding": "funding",
            "The text about strengths": "strengths",
        },
    )


def care(
    parent: QWidget, desk: Desk, client_id: ClientId, found: PriorCare | None
) -> FormDialog[PriorCare]:
    """Care before this program."""
    level = next(iter(words.CARE))
    blank = PriorCare(id=PriorCareId(0), uid=Uid(""), client_id=client_id, level=level)
    fields = {
        "level": LabeledField(
            parent.tr("Level of care"),
            ComboBox(words.options(words.CARE)),
        ),
        "facility": LabeledField(parent.tr("Facility"), LineEdit()),
        "started_on": ParsedField(parent.tr("From"), DateField(desk.today)),
        "ended_on": ParsedField(parent.tr("Until"), DateField(desk.today)),
        "outcome": LabeledField(parent.tr("How it ended"), LineEdit()),
    }

    def act(one: PriorCare, _is_sure: bool) -> object:
        if one.id:
            return circumstances.change_prior_care(desk, one)
        new = NewPriorCare(
            level=one.level,
            facility=one.facility,
            started_on=one.started_on,
            ended_on=one.ended_on,
            outcome=one.outcome,
        )
        return circumstances.add_prior_care(desk, client_id, new)

    return FormDialog(
        parent,
        parent.tr("Add earlier care") if found is None else parent.tr("Earlier care"),
        found or blank,
        fields=fields,
        layout=Column(
            field_grid(
                (fields["level"], fields["facility"]), (fields["started_on"], fields["ended_on"])
            ),
            fields["outcome"],
            spacing=12,
        ),
        act=act,
        says={
            **_FUTURE_AND_BIRTH,
            "The care ended": "ended_on",
            "Earlier care needs": "facility",
            "The facility": "facility",
            "The outcome": "outcome",
        },
    )


def paper(parent: QWidget, desk: Desk, item: IntakeItem) -> FormDialog[IntakeItem]:
    """The day of one intake paper, or why it is not needed; today unless it says otherwise."""
    fields = {
        "done_on": ParsedField(parent.tr("Gone through and signed on"), DateField(desk.today)),
        "is_not_needed": _tick(parent.tr("Or"), parent.tr("Not needed")),
        "remark": LabeledField(
            parent.tr("Remark"),
            LineEdit(),
            help_text=parent.tr("Why it is not needed, if it is not"),
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
        layout=Column(
            field_grid((fields["done_on"], fields["is_not_needed"])), fields["remark"], spacing=12
        ),
        act=act,
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
        "to_weeks": LabeledField(parent.tr("To a length of"), ComboBox(weeks)),
        "decided_on": ParsedField(parent.tr("Decided on"), DateField(desk.today)),
        "reason": _text(
            parent.tr("Reason"),
            parent.tr("What still has to be reached, and why here"),
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
        layout=Column(
            field_grid((fields["to_weeks"], fields["decided_on"])), fields["reason"], spacing=12
        ),
        act=act,
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


def _text(label: str, hint: str = "") -> LabeledField:
    return LabeledField(label, TextEditor(name=label, is_boxed=True, hint=hint))


def _tick(label: str, words_beside: str) -> LabeledField:
    check = CheckBox(words_beside, name=words_beside)
    hold(check, min_height=tokens.CONTROL_HEIGHT)
    return LabeledField(label, check)


def _pairs(fields: dict[str, LabeledField]) -> QLayout:
    """The fields two by two, in their order."""
    every = list(fields.values())
    return field_grid(*zip(every[::2], every[1::2], strict=True))
