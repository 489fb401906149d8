"""The dialog that lets a stay go on at another level of care, with its day and reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from PySide6.QtWidgets import QWidget

from counselor_desk.records.episodes import Episode, LevelOfCare
from counselor_desk.services import levels
from counselor_desk.services.desk import Desk
from counselor_desk.ui.facts import words
from counselor_desk.ui.facts.words import say
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import choice, day, spread, text
from counselor_desk.ui.typed_dialog import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What is typed about a change of level."""

    to_level: LevelOfCare
    changed_on: date | None
    reason: str = field(default="", repr=False)


def change(parent: QWidget, desk: Desk, episode: Episode) -> FormDialog[_Change]:
    """At which level the stay goes on, since when, and why."""
    others = [
        (level, word)
        for level, word in words.options(words.LEVELS)
        if level is not episode.level_of_care
    ]
    fields = {
        "to_level": choice(parent.tr("Goes on at"), others),
        "changed_on": day(parent.tr("Since"), desk.today),
        "reason": text(parent.tr("Reason"), parent.tr("What got better or worse, and who decided")),
    }

    def act(one: _Change, _is_sure: bool) -> object:
        return levels.change(desk, episode, one.to_level, one.reason, changed_on=one.changed_on)

    now = parent.tr("Now: {level}. The change is kept for good.")
    return FormDialog(
        parent,
        parent.tr("Change the level of care"),
        _Change(to_level=_proposed(episode.level_of_care), changed_on=desk.today()),
        fields=fields,
        layout=spread(fields, ("to_level", "changed_on"), ("reason",)),
        act=act,
        about=Subject.of(desk, episode.client_id, "level"),
        verb=parent.tr("Change level"),
        says={
            "The stay is at": "to_level",
            "The change of level": "changed_on",
            "A change of level": "reason",
            "The reason": "reason",
        },
        sentence=now.format(level=say(words.LEVELS[episode.level_of_care]).lower()),
    )


def _proposed(level: LevelOfCare) -> LevelOfCare:
    """One step down from a higher level, else the program's own."""
    return LevelOfCare.OUTPATIENT if level is LevelOfCare.IOP else LevelOfCare.IOP
