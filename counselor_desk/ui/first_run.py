"""The first run: who works here, passphrase, recovery sheet, backup; nothing is made before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from counselor_desk.records.program import Paper, Program, Weekday
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.first_run_steps import BackupStep, PassphraseStep, Step, WordsStep, YouStep
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.step_line import StepLine

if TYPE_CHECKING:
    from counselor_desk.records.recovery_sheets import RecoverySheet
    from counselor_desk.ui.new_passphrase import Strength

CARD_WIDTH = 560


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRun:
    """What the first run found out; the store is made from it.

    `backup_folder` is None when the person goes on without one.
    """

    counselor_name: str
    credential: str
    program_name: str
    paper: Paper
    week_starts: Weekday
    passphrase: str = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
    backup_folder: Path | None = None

    @property
    def program(self) -> Program:
        """Who signs here, as the store keeps it."""
        return Program(
            counselor_name=self.counselor_name,
            credential=self.credential,
            program_name=self.program_name,
            paper=self.paper,
            week_starts=self.week_starts,
        )


class FirstRunScreen(QWidget):
    """Four steps on one card; Back always works.

    Signals:
        finished: everything is known; carries a `FirstRun`.
        open_other_requested: there is a store already, in another folder.
        restore_requested: there is a backup of one.
        text_scale_requested: show text at this factor of the normal size.
    """

    finished = Signal(object)
    open_other_requested = Signal()
    restore_requested = Signal()
    text_scale_requested = Signal(float)

    def __init__(
        self,
        *,
        new_words: Callable[[], Sequence[str]],
        strength: Callable[[str], Strength],
        suggest: Callable[[], str],
        sheet_of: Callable[[tuple[str, ...]], RecoverySheet],
        refuse_folder: Callable[[Path], str] = lambda _folder: "",
        parent: QWidget | None = None,
    ) -> None:
        """The callables come from the services and are loaded when they are called.

        Args:
            new_words: makes twelve recovery words; called each time the third step is come to
                from the second.
            strength: says how hard a passphrase is to guess.
            suggest: makes a passphrase of random words.
            sheet_of: makes the recovery sheet of twelve words.
            refuse_folder: says why a folder cannot take backups; empty when it can.
        """
        super().__init__(parent)
        dress(self, c="page")
        self._new_words = new_words
        self._passphrase = ""
        self.you_step = YouStep()
        self.passphrase_step = PassphraseStep(strength, suggest)
        self.words_step = WordsStep(sheet_of, self.you_step.paper)
        self.backup_step = BackupStep(refuse_folder)
        self._steps: tuple[Step, ...] = (
            self.you_step,
            self.passphrase_step,
            self.words_step,
            self.backup_step,
        )
        self._place = 0
        self.you_step.confirmed.connect(lambda: self.show_step(1))
        self.you_step.text_scale_requested.connect(self._try_text_size)
        self.passphrase_step.form.chosen.connect(self._keep_passphrase)
        self.words_step.recovery_words.confirmed.connect(lambda: self.show_step(3))
        self.backup_step.confirmed.connect(self._finish)
        self.backup_step.folder_changed.connect(self._name_verb)
        self._line = StepLine([step.short_title for step in self._steps])
        self.problem_banner = Banner("", tone="risk")
        self.problem_banner.hide()
        self.back_button = Button(self.tr("Back"), kind="plain")
        self.other_button = Button(self.tr("Open an existing store…"), kind="link")
        self.continue_button = Button(self.tr("Continue"), kind="primary")
        self.back_button.clicked.connect(self._go_back)
        self.other_button.clicked.connect(self.open_other_requested)
        self.restore_button = Button(self.tr("Restore a backup…"), kind="link")
        self.restore_button.clicked.connect(self.restore_requested)
        self.continue_button.clicked.connect(self._go_on)
        QShortcut(QKeySequence("Alt+N"), self, self._go_on)
        QShortcut(QKeySequence("Alt+B"), self, self._go_back)
        self._lay_out()
        self.show_step(0)

    def show_step(self, place: int) -> None:
        """Show the first (0) to the fourth (3) step.

        Going on from the words or back to them keeps them; leaving them for an earlier step
        makes a new set.
        """
        words, comes_from = self.words_step.recovery_words, self._place
        self._place = place
        self.problem_banner.hide()
        for step in self._steps:
            step.setVisible(step is self._steps[place])
        self._line.show_step(place)
        self.back_button.setVisible(place > 0)
        self.other_button.setVisible(place == 0)
        self.restore_button.setVisible(place == 0)
        self._name_verb()
        is_words = self._steps[place] is self.words_step
        if is_words and comes_from <= place:
            words.show_words(self._new_words())
        elif place < self._steps.index(self.words_step):
            words.wipe()
        self._steps[place].focus_first()

    def set_busy(self, is_busy: bool) -> None:
        """While the store is made."""
        self.setEnabled(not is_busy)
        if is_busy:
            self.continue_button.set_text(self.tr("Making the store…"))
        else:
            self._name_verb()

    def show_problem(self, sentence: str) -> None:
        """The store could not be made; everything typed is still there."""
        self.problem_banner.set_message(sentence, tone="risk")
        self.problem_banner.show()

    def showEvent(self, event: QShowEvent) -> None:
        """The caret stands in the first field."""
        super().showEvent(event)
        self._steps[self._place].focus_first()

    def _try_text_size(self, scale: float) -> None:
        """Wear it, and keep the sizes in sight: everything above them moves."""
        self.text_scale_requested.emit(scale)
        page = self._page
        page.resize(page.width(), max(page.minimumSizeHint().height(), self._area.height()))
        self._area.ensureWidgetVisible(self.you_step.size_segments)

    def _name_verb(self) -> None:
        self.continue_button.set_text(self._steps[self._place].verb())

    def _go_on(self) -> None:
        self._steps[self._place].submit()

    def _go_back(self) -> None:
        if self._place:
            self.show_step(self._place - 1)

    def _keep_passphrase(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self.show_step(2)

    def _finish(self) -> None:
        self.finished.emit(
            FirstRun(
                counselor_name=self.you_step.name_edit.text().strip(),
                credential=self.you_step.credential_edit.text().strip(),
                program_name=self.you_step.program_edit.text().strip(),
                paper=self.you_step.paper(),
                week_starts=self.you_step.week_starts(),
                passphrase=self._passphrase,
                words=self.words_step.recovery_words.words(),
                backup_folder=self.backup_step.folder,
            )
        )

    def _lay_out(self) -> None:
        ways = Row(self.back_button, self.other_button, self.restore_button, spacing=16)
        buttons = Row(ways, "stretch", self.continue_button)
        card = Card(
            self._line,
            6,
            self.problem_banner,
            *self._steps,
            6,
            buttons,
            margins=(32, 24, 32, 22),
        )
        hold(card, max_width=CARD_WIDTH)
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        page = self._page = QWidget()
        dress(page, c="clear")
        centered = Row("stretch", (card, 1000), "stretch")
        page.setLayout(Column("stretch", centered, "stretch", margins=(16, 16, 16, 16)))
        area = self._area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(Column(area))
