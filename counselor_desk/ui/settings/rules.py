"""Deadlines and rules: the profile it began from, and each number with its rule and source."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QWidget

from counselor_desk.records import dates
from counselor_desk.records.profiles import ClinicNumber, Origin, Profile
from counselor_desk.services import profile_choices, profiles
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.layouts import hold
from counselor_desk.ui.settings import number_dialog, profile_dialog
from counselor_desk.ui.settings.rows import SettingGroup, SettingRow
from counselor_desk.ui.settings.sections import SettingSection

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_GROUPS: tuple[tuple[object, tuple[str, ...]], ...] = (
    (
        QT_TRANSLATE_NOOP("RulesSection", "Hours of care"),
        (
            "week_hours_least",
            "week_hours_most",
            "day_hours_least",
            "service_days_least",
            "gap_days_most",
            "silence_days",
            "week_hours_least_minor",
            "day_hours_least_minor",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("RulesSection", "Deadlines of notes and plans"),
        (
            "note_due_hours",
            "plan_due_days",
            "plan_review_days",
            "return_to_use_review_days",
            "objective_note_days",
            "problem_from_rating",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("RulesSection", "Sessions and groups"),
        (
            "individual_days",
            "individual_first_weeks",
            "individual_first_days",
            "family_days",
            "group_cap",
            "class_cap",
            "copied_text_percent",
            "similar_text_percent",
        ),
    ),
)


class RulesSection(SettingSection):
    """The numbers the rules count with; one of one's own needs its reason."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("scale", parent)
        self.set_title(self.tr("Deadlines & rules"))
        self._desk = desk
        names = {one: profiles.shipped(one).name for one in profiles.SHIPPED}
        self.profile_combo = ComboBox(tuple(names.items()))
        hold(self.profile_combo, max_width=280)
        self.profile_combo.edited.connect(self._choose)
        self.profile_name_button = Button("")
        hold(self.profile_name_button, min_width=96)
        self.profile_name_button.clicked.connect(self._rename)
        self.number_buttons: dict[str, Button] = {}
        self.number_rows: dict[str, SettingRow] = {}
        self.set_groups(
            SettingGroup(
                self.tr("Profile"),
                SettingRow(
                    self.tr("Begin from"),
                    self.profile_combo,
                    self.tr(
                        "Defaults with their sources, no legal advice. Numbers of your own stay."
                    ),
                ),
                SettingRow(
                    self.tr("Your own copy"),
                    self.profile_name_button,
                    self.tr("What your program calls it"),
                ),
            ),
            *(
                SettingGroup(
                    self.tr(cast("str", label)), *(self._make_row(name) for name in names_here)
                )
                for label, names_here in _GROUPS
            ),
        )

    def reload(self) -> None:
        """Show what holds now, with where each number comes from."""
        now = profiles.in_force(self._desk)
        own = {one.name: one for one in profiles.history(self._desk) if one.ended_on is None}
        self.profile_combo.set_value(now.id)
        named = profile_choices.own_name(self._desk) or self.tr("Name…")
        self.profile_name_button.set_text(named)
        self.profile_name_button.setAccessibleName(
            self.tr("Name in your program: {name}. Change…").format(name=now.name)
        )
        for name, button in self.number_buttons.items():
            said = number_dialog.measured(name, getattr(now, name))
            button.set_text(said)
            label = number_dialog.label(name)
            button.setAccessibleName(
                self.tr("{label}: {value}. Change…").format(label=label, value=said)
            )
            self.number_rows[name].set_caption(self._caption(now, name, own.get(name)))

    def change(self, name: str) -> None:
        """Ask for a number of the program's own, or for the profile's back."""
        if number_dialog.ask(self, self._desk, name, initiator=self):
            self.reload()
            self.said.emit(self.tr("Program rule saved"))

    def _make_row(self, name: str) -> SettingRow:
        button = Button("")
        hold(button, min_width=96)
        button.clicked.connect(partial(self._asked, name))
        self.number_buttons[name] = button
        self.number_rows[name] = SettingRow(number_dialog.label(name), button, " ")
        return self.number_rows[name]

    def _asked(self, name: str, *_checked: object) -> None:
        self.change(name)

    def _caption(self, now: Profile, name: str, own: ClinicNumber | None) -> str:
        origin = now.origins[name]
        if own is None:
            return sourced(origin)
        shipped = number_dialog.measured(name, getattr(profiles.shipped(now.id), name))
        text = self.tr("{rule} · Your own since {day}: {reason} The profile says {value}.")
        reason = own.reason if own.reason.endswith(".") else f"{own.reason}."
        return text.format(
            rule=origin.rule, day=dates.write_in_words(own.set_on), reason=reason, value=shipped
        )

    def _choose(self, profile_id: object) -> None:
        is_other = profile_id != profiles.in_force(self._desk).id
        if is_other and profile_dialog.ask(self, self._desk, str(profile_id), initiator=self):
            self.said.emit(self.tr("Profile chosen"))
        self.reload()

    def _rename(self, *_checked: object) -> None:
        profile_id = profiles.in_force(self._desk).id
        if profile_dialog.ask(self, self._desk, profile_id, initiator=self):
            self.reload()
            self.said.emit(self.tr("Name saved"))


def sourced(origin: Origin) -> str:
    """The rule that uses a number, where it comes from and when that was checked."""
    text = number_dialog.say("{rule} · {source} Checked {day}.")
    day = dates.write_in_words(origin.checked_on)
    return text.format(rule=origin.rule, source=origin.source, day=day)
