"""The dialogs of groups: a group, one of its weekly times, who joins and who leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError, UnreadableCapError
from counselor_desk.records.groups import Group, GroupType, Member
from counselor_desk.records.ids import GroupId, Uid
from counselor_desk.ui import session_words
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import choice, day, line, spread, tick
from counselor_desk.ui.groups.words import translated as say

_WIDE, _NARROW = 620, 480
_MOST_MEMBERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedGroup:
    """A group as its dialog shows it: the limit of members as it was typed."""

    name: str = field(default="", repr=False)
    type: GroupType = GroupType.SKILLS
    own_type: str = field(default="", repr=False)
    affinity: str = field(default="", repr=False)
    prints_affinity: bool = False
    cap: str = ""
    led_by: str = field(default="", repr=False)
    provider: str = field(default="", repr=False)
    credential: str = field(default="", repr=False)
    counts_hours: bool = True
    curriculum: str = field(default="", repr=False)

    @classmethod
    def of(cls, group: Group) -> TypedGroup:
        """What the dialog shows of a group."""
        return cls(
            name=group.name,
            type=group.type,
            own_type=group.own_type,
            affinity=group.affinity,
            prints_affinity=group.prints_affinity,
            cap="" if group.cap is None else str(group.cap),
            led_by=group.led_by,
            provider=group.provider,
            credential=group.credential,
            counts_hours=group.counts_hours,
            curriculum=group.curriculum,
        )

    def put_into(self, group: Group) -> Group:
        """The group with what was typed; what does not belong to its type is left out."""
        is_complementary = self.type is GroupType.COMPLEMENTARY
        return replace(
            group,
            name=self.name,
            type=self.type,
            own_type=self.own_type if self.type is GroupType.OWN else "",
            affinity=self.affinity,
            prints_affinity=self.prints_affinity and bool(self.affinity.strip()),
            cap=cap_of(self.cap),
            led_by=self.led_by,
            provider=self.provider if is_complementary else "",
            credential=self.credential if is_complementary else "",
            counts_hours=self.counts_hours,
            curriculum=self.curriculum,
        )


def cap_of(typed: str) -> int | None:
    """The limit of members that was typed; None for an empty line.

    Raises:
        UnreadableCapError: it is no number from 1 to 200.
    """
    text = typed.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= _MOST_MEMBERS:
        raise UnreadableCapError
    return int(text)


class GroupDialog(FormDialog[TypedGroup]):
    """Asks what a group is; fields that belong to one type alone come with it."""

    def __init__(
        self, parent: QWidget, group: Group, act: Callable[[Group], object], *, limit: int
    ) -> None:
        """`limit` is how many members the rules of the program allow."""
        fields = {
            "name": line(say("Name")),
            "type": choice(say("Type"), session_words.group_type_options()),
            "own_type": line(say("Its own type")),
            "provider": line(say("Given by"), say("name of the provider")),
            "credential": line(say("Credential"), say("such as ATR-BC")),
            "curriculum": line(say("Curriculum"), say("the course or workbook it follows")),
            "led_by": line(say("Led by"), say("you")),
            "cap": line(say("Places"), str(limit)),
            "affinity": line(say("For whom"), say("women, veterans, young adults")),
            "prints_affinity": tick(say("On paper"), say("Print for whom it is")),
            "counts_hours": tick(say("Hours"), say("Counts as treatment hours")),
        }
        super().__init__(
            parent,
            group.name or say("New group"),
            TypedGroup.of(group),
            fields=fields,
            layout=spread(
                fields,
                ("name", "name", "type"),
                ("own_type",),
                ("provider", "provider", "credential"),
                ("curriculum",),
                ("affinity", "affinity", "prints_affinity"),
                ("led_by", "cap", "counts_hours"),
            ),
            act=lambda typed, _is_sure: act(typed.put_into(group)),
            problems=_cap_problems,
            says={
                "The group needs a name": "name",
                "The group needs a word": "own_type",
                "The name": "name",
                "The type": "own_type",
                "The tag": "affinity",
                "The leader": "led_by",
                "The provider": "provider",
                "The credential": "credential",
                "The curriculum": "curriculum",
            },
            verb=say("Save") if group.id else say("Add group"),
            width=_WIDE,
        )
        self.form.edited.connect(self._follow_type)
        self._fit_type(group.type)

    def show_typed_again(self) -> None:
        """The fields of its type come with it."""
        chosen = self.form.fields()["type"].value()
        if isinstance(chosen, GroupType):
            self._fit_type(chosen)

    def _follow_type(self, name: str, value: object) -> None:
        if name == "type" and isinstance(value, GroupType):
            self._fit_type(value)
            self.place()

    def _fit_type(self, chosen: GroupType) -> None:
        self.fields["own_type"].setVisible(chosen is GroupType.OWN)
        for name in ("provider", "credential"):
            self.fields[name].setVisible(chosen is GroupType.COMPLEMENTARY)


def blank_group() -> Group:
    """What a new group begins with."""
    return Group(id=GroupId(0), uid=Uid(""), name="")


def _cap_problems(typed: TypedGroup) -> Mapping[str, DeskError]:
    try:
        cap_of(typed.cap)
    except UnreadableCapError as problem:
        return {"cap": problem}
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _LastDay:
    """The last day of something, and what there is to say about it."""

    last_on: date | None
    remark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Since when a client is in a group, and which part the client has in it."""

    joined_on: date | None
    remark: str = field(default="", repr=False)


def member(
    parent: QWidget,
    name: str,
    found: Member,
    act: Callable[[date, str], object],
    *,
    today: Callable[[], date],
) -> FormDialog[_Part]:
    """The day of joining and the part of a member, such as that of a senior peer."""
    fields = {
        "joined_on": day(say("Joined"), today),
        "remark": line(say("Role or remark"), say("senior peer, welcomes newcomers")),
    }
    return FormDialog(
        parent,
        say("{name} in the group").format(name=name),
        _Part(joined_on=found.joined_on, remark=found.remark),
        fields=fields,
        layout=spread(fields, ("joined_on", "remark", "remark")),
        act=lambda typed, _is_sure: act(typed.joined_on or found.joined_on, typed.remark),
        needs=("joined_on",),
        says={"The day of joining": "joined_on", "The remark": "remark"},
        sentence=say("It stands in the roster here and on no paper."),
        width=_WIDE,
    )


def leaving(
    parent: QWidget,
    name: str,
    member: Member,
    act: Callable[[date, str], object],
    *,
    today: Callable[[], date],
) -> FormDialog[_LastDay]:
    """On which day a client was in a group for the last time, and why."""
    fields = {
        "last_on": day(say("Last day"), today),
        "remark": line(say("Remark"), say("finished the course, works at that hour")),
    }
    return FormDialog(
        parent,
        say("{name} leaves the group?").format(name=name),
        _LastDay(last_on=today(), remark=member.remark),
        fields=fields,
        layout=spread(fields, ("last_on", "remark", "remark")),
        act=lambda typed, _is_sure: act(typed.last_on or today(), typed.remark),
        needs=("last_on",),
        says={"The last day": "last_on", "The remark": "remark"},
        verb=say("Leave"),
        sentence=say("Attendance and notes stay. The client can be added again."),
        width=_WIDE,
    )
