"""The steps of the first run: you, the passphrase, the recovery sheet, the backup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.program import Paper, Weekday
from counselor_desk.ui import messages
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.new_passphrase import NewPassphrase, Strength
from counselor_desk.ui.recovery_words import RecoveryWords
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.weekdays import weekday_options

if TYPE_CHECKING:
    from counselor_desk.records.recovery_sheets import RecoverySheet

_TEXT_SIZES = (90, 100, 120, 140, 160)
"""Percent of the normal size; Settings offers more of them."""


class Step(QWidget):
    """A heading, a sentence, and something to fill in."""

    def __init__(self, short_title: str, title: str, sentence: str, verb: str) -> None:
        super().__init__()
        self.short_title = short_title
        self._verb = verb
        self.setAccessibleName(title)
        self.column = Column(Label(title, "title"), Label(sentence, "muted", wraps=True), 4)
        self.setLayout(self.column)

    def verb(self) -> str:
        """What the button says that goes on from here."""
        return self._verb

    def submit(self) -> None:
        """Go on, or put the caret where something is missing."""

    def focus_first(self) -> None:
        """Put the caret into the first field."""


class YouStep(Step):
    """Name, credential, program, paper, the day a week starts, and the size of the text.

    The size is tried on: the whole window wears it at once.

    Signals:
        confirmed: nothing is missing.
        text_scale_requested: show text at this factor of the normal size.
    """

    confirmed = Signal()
    text_scale_requested = Signal(float)

    def __init__(self) -> None:
        super().__init__(
            self.tr("You"),
            self.tr("Who works here?"),
            self.tr("This is printed under your signature. You can change it later."),
            self.tr("Continue"),
        )
        self.name_edit = LineEdit(max_length=200)
        self.credential_edit = LineEdit(max_length=100)
        self.program_edit = LineEdit(max_length=200)
        self._fields = (
            (LabeledField(self.tr("Your name"), self.name_edit), self.tr("Enter your name.")),
            (
                LabeledField(
                    self.tr("Credential"),
                    self.credential_edit,
                    help_text=self.tr("As it stands after your name, for example LADC or LCSW."),
                ),
                self.tr("Enter your credential, or “Trainee”."),
            ),
            (
                LabeledField(self.tr("Program"), self.program_edit),
                self.tr("Enter the name of your program or practice."),
            ),
        )
        self._paper = SegmentedControl(
            [(Paper.LETTER, self.tr("Letter")), (Paper.A4, self.tr("A4"))], name=self.tr("Paper")
        )
        is_american = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
        self._paper.set_value(Paper.LETTER if is_american else Paper.A4)
        names = ("your_name_edit", "your_credential_edit", "your_program_edit")
        for (labeled, _), object_name in zip(self._fields, names, strict=True):
            labeled.field.setObjectName(object_name)
            self.column.add(labeled)
        self._week = ComboBox(weekday_options())
        self._week.setObjectName("your_week_combo")
        self._week.set_value(Weekday.MONDAY)
        self.column.add(
            Row(
                (Column(Label(self.tr("Paper"), "caption"), self._paper, spacing=4), 1),
                (LabeledField(self.tr("The week starts on"), self._week), 1),
                spacing=12,
            )
        )
        self._add_text_size()
        for edit in (self.name_edit, self.credential_edit, self.program_edit):
            edit.returnPressed.connect(self.submit)

    def paper(self) -> Paper:
        """The paper that documents are laid out for."""
        return Paper(str(self._paper.value()))

    def week_starts(self) -> Weekday:
        """The day that weekly hours are counted from."""
        day = self._week.value()
        return day if isinstance(day, Weekday) else Weekday.MONDAY

    def submit(self) -> None:
        """Go on, or name each field that is empty."""
        empty = None
        for labeled, sentence in reversed(self._fields):
            is_empty = isinstance(labeled.field, LineEdit) and not labeled.field.text().strip()
            labeled.set_error(sentence if is_empty else "")
            empty = labeled.field if is_empty else empty
        if empty is None:
            self.confirmed.emit()
        else:
            empty.setFocus()

    def focus_first(self) -> None:
        """Begin with the name."""
        self.name_edit.setFocus()

    def _add_text_size(self) -> None:
        self.size_segments = SegmentedControl(
            [(size, f"{size}\N{NO-BREAK SPACE}%") for size in _TEXT_SIZES],
            name=self.tr("Text size"),
        )
        self.size_segments.setObjectName("your_text_size_segments")
        self.size_segments.edited.connect(self._request_size)
        caption = Label(self.tr("Text size"), "caption")
        hint = Label(self.tr("The window shows it at once."), "muted", wraps=True)
        self.column.add(Column(caption, Row(self.size_segments, "stretch"), hint, spacing=4))
        themes.look().theme_changed.connect(self._show_size)
        self._show_size()

    def _show_size(self, _theme: themes.Theme | None = None) -> None:
        worn = round(themes.look().text_size * 100)
        self.size_segments.set_value(worn)

    def _request_size(self, percent: object) -> None:
        if isinstance(percent, int):
            self.text_scale_requested.emit(percent / 100)


class PassphraseStep(Step):
    """The passphrase."""

    def __init__(self, strength: Callable[[str], Strength], suggest: Callable[[], str]) -> None:
        super().__init__(
            self.tr("Passphrase"),
            self.tr("Choose a passphrase"),
            self.tr(
                "It protects every client record on this computer. Nobody can reset it for you."
            ),
            self.tr("Continue"),
        )
        self.form = NewPassphrase(strength, suggest)
        self.column.add(
            self.form,
            4,
            Banner(
                self.tr(
                    "Next you print a one-page recovery sheet. Keep it in a locked drawer, not "
                    "with the laptop."
                ),
                tone="overdue",
                icon="info",
            ),
        )

    def submit(self) -> None:
        """Go on, or say what is wrong with it."""
        self.form.submit()

    def focus_first(self) -> None:
        """Begin with the passphrase."""
        self.form.focus_first()


class WordsStep(Step):
    """The twelve words and the sheet they go on."""

    def __init__(
        self,
        sheet_of: Callable[[tuple[str, ...]], RecoverySheet],
        paper: Callable[[], Paper],
    ) -> None:
        super().__init__(
            self.tr("Recovery sheet"),
            self.tr("Print your recovery sheet"),
            self.tr(
                "These twelve words open your records if you forget the passphrase. They are shown "
                "once."
            ),
            self.tr("I have it, continue"),
        )
        self.recovery_words = RecoveryWords(sheet_of, paper)
        self.column.add(self.recovery_words)

    def submit(self) -> None:
        """Go on, or say what is missing."""
        self.recovery_words.submit()

    def focus_first(self) -> None:
        """Leave the caret out of the fields."""
        self.recovery_words.focus_first()


class BackupStep(Step):
    """Where backups go, or that there are none for now.

    Signals:
        confirmed: go on with `folder`, or without one.
        folder_changed: another folder was chosen.
    """

    confirmed = Signal()
    folder_changed = Signal()

    def __init__(self, refuse_folder: Callable[[Path], str]) -> None:
        super().__init__(
            self.tr("Backup"),
            self.tr("Choose where backups go"),
            self.tr(
                "Each time the program locks or closes it writes an encrypted backup there and "
                "checks it. A USB stick or a drive of your clinic is best: a folder on this disk "
                "is lost together with it."
            ),
            self.tr("Go on without a backup"),
        )
        self.folder: Path | None = None
        self._refuse = refuse_folder
        self._folder_label = ElidedLabel(self.tr("No folder chosen yet"), "muted")
        self.choose_button = Button(self.tr("Choose a folder…"), icon="folder-open")
        self.choose_button.clicked.connect(self.choose)
        self.advice_banner = Banner("")
        self.column.add(
            Panel(
                Row(
                    Icon("hard-drive", "text2"),
                    (self._folder_label, 1),
                    self.choose_button,
                    spacing=10,
                ),
                part="sunken",
                margins=(14, 10, 10, 10),
            ),
            4,
            self.advice_banner,
        )
        self._advise()

    def verb(self) -> str:
        """Says plainly when there will be no backup."""
        return super().verb() if self.folder is None else self.tr("Finish")

    def choose(self) -> None:
        """Let the person choose a folder."""
        chosen = messages.choose_folder(self, self.choose_button.text(), Path.home())
        if chosen is None:
            return
        refusal = self._refuse(chosen)
        if refusal:
            self.advice_banner.set_message(refusal, tone="risk")
        else:
            self.set_folder(chosen)

    def set_folder(self, folder: Path) -> None:
        """Send backups there."""
        self.folder = folder
        self._folder_label.setText(str(folder))
        self.choose_button.set_text(self.tr("Change…"))
        self._advise()
        self.folder_changed.emit()

    def submit(self) -> None:
        """Go on, with a folder or without."""
        self.confirmed.emit()

    def focus_first(self) -> None:
        """Ready to choose."""
        self.choose_button.setFocus()

    def _advise(self) -> None:
        if self.folder is None:
            self.advice_banner.set_message(
                self.tr(
                    "Without a backup a lost or broken laptop means lost records. You can choose a "
                    "folder later under Settings, and Today reminds you."
                ),
                tone="overdue",
            )
        else:
            self.advice_banner.set_message(
                self.tr(
                    "Backups open with your passphrase or the recovery sheet, on any computer that "
                    "has this program."
                ),
                tone="signed",
            )
