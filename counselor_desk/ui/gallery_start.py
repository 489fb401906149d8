"""Pictures of what comes before the records: unlock, first run, and the sheet of controls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.recovery_sheets import RecoverySheet
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Card, EmptyState, Line
from counselor_desk.ui.chips import Avatar, Chip, ProgressBar, Tile
from counselor_desk.ui.choosers import CheckBox, ComboBox
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.first_run import FirstRunScreen
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.parsed_fields import DateField, ParsedField, TimesField
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.text_editor import TextEditor
from counselor_desk.ui.toast import Toast
from counselor_desk.ui.unlock import UnlockScreen

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_WORDS = (
    "orbit",
    "maple",
    "cactus",
    "violin",
    "harbor",
    "pencil",
    "summit",
    "lantern",
    "walnut",
    "copper",
    "meadow",
    "kettle",
)
_TODAY = date(2026, 3, 12)
_PRINTED_AT = datetime(2026, 3, 12, 8, 14, tzinfo=UTC)


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    return (
        Screen(name="unlock", make=_unlock),
        Screen(name="unlock-wrong", make=_unlock_wrong),
        Screen(name="unlock-practice", make=_unlock_practice),
        Screen(name="unlock-words", make=_unlock_words),
        Screen(name="unlock-new-passphrase", make=_unlock_new_passphrase),
        Screen(name="first-run-you", make=_first_run_you),
        Screen(name="first-run-passphrase", make=_first_run_passphrase),
        Screen(name="first-run-words", make=_first_run_words),
        Screen(name="first-run-words-asked", make=_first_run_words, prepare=_type_words),
        Screen(name="first-run-words-saved", make=_first_run_words, prepare=_say_saved),
        Screen(name="first-run-backup", make=_first_run_backup),
        Screen(name="first-run-backup-chosen", make=_first_run_backup, prepare=_choose_folder),
        Screen(name="controls", make=_controls),
    )


@dataclass(frozen=True, slots=True)
class _Strong:
    level: int = 4
    words: str = "Good: would take many years to guess"
    is_accepted: bool = True


def _unlock(_desk: Desk | None) -> QWidget:
    screen = UnlockScreen()
    screen.set_store("Records")
    return screen


def _unlock_wrong(_desk: Desk | None) -> QWidget:
    screen = UnlockScreen()
    screen.set_store("Records")
    screen.passphrase_part.passphrase_edit.setText("not the right words")
    screen.show_wrong()
    screen.show_problem(
        "The folder of this store may not be written to. Allow writing there and try again.",
        "Try again",
    )
    return screen


def _unlock_practice(_desk: Desk | None) -> QWidget:
    screen = UnlockScreen()
    screen.set_store("Practice store", "orbit-maple-cactus-violin-harbor")
    return screen


def _unlock_words(_desk: Desk | None) -> QWidget:
    screen = UnlockScreen()
    screen.set_store("Records")
    screen.ask_words()
    screen.show_error("Word 4, “violn”, is not on the list of recovery words.")
    return screen


def _unlock_new_passphrase(_desk: Desk | None) -> QWidget:
    screen = UnlockScreen()
    screen.set_store("Records")
    screen.ask_new_passphrase(lambda _text: _Strong(), lambda: "-".join(_WORDS[:5]))
    return screen


def _first_run() -> FirstRunScreen:
    return FirstRunScreen(
        new_words=lambda: _WORDS,
        strength=lambda _text: _Strong(),
        suggest=lambda: "-".join(_WORDS[:5]),
        sheet_of=_sheet,
    )


def _sheet(words: tuple[str, ...]) -> RecoverySheet:
    return RecoverySheet(
        words=words, store_label="Records", store_id="3f2a91c0" * 4, made_at=_PRINTED_AT
    )


def _first_run_you(_desk: Desk | None) -> QWidget:
    screen = _first_run()
    screen.you_step.name_edit.setText("Dana Whitfield")
    screen.you_step.submit()
    return screen


def _first_run_passphrase(_desk: Desk | None) -> QWidget:
    screen = _first_run()
    screen.show_step(1)
    form = screen.passphrase_step.form
    form.suggest_button.click()
    form.passphrase_edit.set_shown(False)
    return screen


def _first_run_words(_desk: Desk | None) -> QWidget:
    screen = _first_run()
    screen.show_step(2)
    return screen


def _first_run_backup(_desk: Desk | None) -> QWidget:
    screen = _first_run()
    screen.show_step(3)
    return screen


def _choose_folder(widget: QWidget) -> None:
    if isinstance(widget, FirstRunScreen):
        widget.backup_step.set_folder(Path("/media/dana/CLINIC-USB/Backups"))


def _say_saved(widget: QWidget) -> None:
    if isinstance(widget, FirstRunScreen):
        bar = widget.words_step.recovery_words.sheet_bar
        bar.set_kept(_PRINTED_AT, is_file=True)


def _type_words(widget: QWidget) -> None:
    if isinstance(widget, FirstRunScreen):
        widget.words_step.recovery_words.sheet_bar.set_kept(_PRINTED_AT, is_file=False)
    for number, typed in ((4, "violin"), (9, "wal")):
        edit = widget.findChild(LineEdit, f"recovery_word_{number}_edit")
        if edit is not None:
            edit.setFocus()
            edit.setText(typed)


def _controls(_desk: Desk | None) -> QWidget:
    sheet = QWidget()
    dress(sheet, c="page")
    left = Column(*_buttons_and_states(), "stretch", spacing=14)
    right = Column(*_fields(), "stretch", spacing=14)
    sheet.setLayout(Row((left, 1), (right, 1), margins=(28, 20, 28, 20), spacing=28))
    Toast(sheet).announce("Goal 2.1 removed", "Undo")
    return sheet


def _buttons_and_states() -> list[QWidget | Row]:
    view = SegmentedControl(
        [(0, "All 14"), (1, "Drafts 2"), (2, "Group")], name="View", tone="neutral"
    )
    view.set_value(0)
    rating = SegmentedControl([(0, "Worse"), (1, "Same"), (2, "Better"), (3, "Met")], name="Rating")
    rating.set_value(2)
    resting = Button("Save", kind="primary")
    resting.setEnabled(False)
    return [
        Row(
            Button("Add client", kind="primary", icon="user-plus"),
            Button("Print…", icon="printer"),
            Button("Phrases", kind="quiet", icon="text-quote"),
            Button("Show all", kind="link"),
            IconButton("ellipsis", "More actions"),
            "stretch",
        ),
        Row(
            Button("Start review", is_small=True),
            resting,
            Button("Discard", kind="danger"),
            "stretch",
        ),
        Row(
            Chip("Draft", "draft", "square-pen"),
            Chip("Signed Mar 10", "signed", "lock"),
            Chip("3 days late", "risk", "circle-alert"),
            Chip("Due today", "overdue", "clock"),
            Chip("Not started", "neutral", "circle"),
            "stretch",
        ),
        Row(
            Avatar("Marcus R.", size=44),
            Avatar("Devon A."),
            Avatar("Sofia P.", size=20),
            Tile("target"),
            Tile("file-pen", "risk"),
            "stretch",
        ),
        Row(view, rating, "stretch"),
        Row((ProgressBar(0.42), 1), (ProgressBar(0.66, "signed", mark=0.45), 1)),
        Banner("30-day review due Monday, March 16.", tone="overdue", action="Start review"),
        Banner(
            "Your text is safe on this screen.",
            tone="risk",
            title="This note could not be saved",
            action="Try again",
            can_close=True,
        ),
        EmptyState(
            "target",
            "No treatment plan yet",
            "Write the first problem in the client's own words.",
            Button("Start a plan", kind="primary", icon="plus"),
        ),
    ]


def _fields() -> list[QWidget]:
    date_field = DateField(lambda: _TODAY, has_weekday=True)
    date_field.set_value(date(2026, 3, 16))
    times_field = TimesField()
    times_field.set_value(None, "9:00 8:00")
    service = ComboBox([(0, "Individual therapy"), (1, "Group")])
    service.set_value(0)
    editor = TextEditor(name="Data", min_lines=3)
    editor.set_text("Marcus arrived on time. He described a strong urge on Saturday after a call.")
    ticked = CheckBox("Lock when the computer sleeps")
    ticked.set_value(True)
    return [
        LabeledField("Given name", LineEdit("Marcus"), help_text="As it is printed."),
        ParsedField("Target date", date_field),
        ParsedField("Start – end", times_field),
        LabeledField("Service", service),
        ticked,
        CheckBox("Hide names in side bar"),
        Card(Label("Data", "section"), editor, Line(), Label("Signed March 10", "caption")),
    ]
