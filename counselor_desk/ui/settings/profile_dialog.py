"""Asks what the program calls its profile, and why another is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError, MissingChoiceReasonError
from counselor_desk.records.profiles import PastProfile
from counselor_desk.services import profile_choices, profiles
from counselor_desk.ui import messages
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.settings.number_dialog import history, label, measured, past_line, say
from counselor_desk.ui.typed_dialog import Subject

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    """What is typed: the name of the copy, and why another profile is chosen."""

    name: str = field(repr=False)
    reason: str = field(default="", repr=False)


def ask(parent: QWidget, desk: Desk, profile_id: str, *, initiator: object = None) -> bool:
    """Open the dialog for a profile; whether it was chosen or named."""
    return messages.run(ProfileDialog(parent, desk, profile_id, initiator=initiator))


class ProfileDialog(FormDialog[_Typed]):
    """The name of the program's copy, and why another profile is chosen; why others were left."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, profile_id: str, *, initiator: object = None
    ) -> None:
        self._desk, self._profile_id, self._initiator = desk, profile_id, initiator
        self._changes = profile_choices.changed_by(desk, profile_id)
        self._is_other = profile_id != profiles.in_force(desk).id
        shipped = profiles.shipped(profile_id)
        fields = {
            "name": LabeledField(
                say("Name in your program"), LineEdit(), help_text=say("Empty: its own name")
            ),
            "reason": LabeledField(
                say("Reason"), LineEdit(), help_text=say("Such as the contract it comes from")
            ),
        }
        self.history_label = Label(_told(profile_choices.past(desk)), "caption", wraps=True)
        super().__init__(
            parent,
            say("Begin from {profile}?").format(profile=shipped.name)
            if self._is_other
            else say("Name of the profile"),
            _Typed(name=profile_choices.own_name(desk)),
            fields=fields,
            layout=Column(*fields.values(), self.history_label, spacing=10),
            act=lambda typed, _is_sure: self._keep(typed),
            problems=self._problems,
            says={"The name": "name", "The reason": "reason", "Another profile": "reason"},
            verb=say("Choose") if self._is_other else say("Save"),
            sentence=self._consequence() if self._is_other else "",
            about=Subject.of(desk, None, f"profile.{profile_id}"),
        )
        self.history_label.setVisible(bool(self.history_label.text()))
        fields["reason"].setVisible(self._is_other)

    def _consequence(self) -> str:
        """What changes, and what does not."""
        if not self._changes:
            return say("No number changes. Numbers of your own stay.")
        told = "; ".join(
            say("{number}: {now} becomes {then}").format(
                number=label(name), now=measured(name, now), then=measured(name, then)
            )
            for name, now, then in self._changes
        )
        return say(
            "{changes}. Numbers of your own stay, and days before today are judged as they were."
        ).format(changes=told)

    def _problems(self, typed: _Typed) -> Mapping[str, DeskError]:
        if self._is_other and not typed.reason.strip():
            return {"reason": MissingChoiceReasonError()}
        return {}

    def _keep(self, typed: _Typed) -> None:
        profile_choices.choose(
            self._desk, self._profile_id, typed.name, typed.reason, initiator=self._initiator
        )


def _told(past: Iterable[PastProfile]) -> str:
    """Which profiles it began from before, and why each was left."""
    return history(
        past_line(_name(one.profile_id), one.began_on, one.ended_on, one.reason) for one in past
    )


def _name(profile_id: str) -> str:
    """What a profile is called; one that no longer comes with the program by its id."""
    return profiles.shipped(profile_id).name if profile_id in profiles.SHIPPED else profile_id
