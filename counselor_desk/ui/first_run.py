"""The first run: who works here, the passphrase, the twelve words; nothing is made before that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from counselor_desk.records.program import Paper
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.new_passphrase import NewPassphrase, Strength
from counselor_desk.ui.recovery_words import RecoveryWords
from counselor_desk.ui.segments import SegmentedControl

CARD_WIDTH = 560


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRun:
    """What the first run found out; the store is made from it."""

    counselor_name: str
    credential: str
    program_name: str
    paper: Paper
    passphrase: str = field(repr=False)
    words: tuple[str, ...] = field(repr=False)


class FirstRunScreen(QWidget):
    """Three steps on one card; Back always works.

    Signals:
        finished: the words were confirmed; carries a `FirstRun`.
        open_other_requested: there is a store already, in another folder.
    """

    finished = Signal(object)
    open_other_requested = Signal()

    def __init__(
        self,
        *,
        new_words: Callable[[], Sequence[str]],
        strength: Callable[[str], Strength],
        suggest: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        """The three callables come from the services and are loaded when they are called.

        Args:
            new_words: makes twelve recovery words; called each time the third step begins.
            strength: says how hard a passphrase is to guess.
            suggest: makes a passphrase of random words.
        """
        super().__init__(parent)
        dress(self, c="page")
        self._new_words = new_words
        self._passphrase = ""
        self.you_step = _YouStep()
        self.passphrase_step = _PassphraseStep(strength, suggest)
        self.words_step = _WordsStep()
        self._steps: tuple[_Step, ...] = (self.you_step, self.passphrase_step, self.words_step)
        self._place = 0
        self.you_step.confirmed.connect(lambda: self.show_step(1))
        self.passphrase_step.form.chosen.connect(self._keep_passphrase)
        self.words_step.recovery_words.confirmed.connect(self._finish)
        self._line = _StepLine([step.short_title for step in self._steps])
        self.problem_banner = Banner("", tone="risk")
        self.problem_banner.hide()
        self.back_button = Button(self.tr("Back"), kind="plain")
        self.other_button = Button(self.tr("Open an existing store…"), kind="link")
        self.continue_button = Button(self.tr("Continue"), kind="primary")
        self.back_button.clicked.connect(self._go_back)
        self.other_button.clicked.connect(self.open_other_requested)
        self.continue_button.clicked.connect(self._go_on)
        QShortcut(QKeySequence("Alt+N"), self, self._go_on)
        QShortcut(QKeySequence("Alt+B"), self, self._go_back)
        self._lay_out()
        self.show_step(0)

    def show_step(self, place: int) -> None:
        """Show the first (0), second or third step."""
        self._place = place
        self.problem_banner.hide()
        for step in self._steps:
            step.setVisible(step is self._steps[place])
        self._line.show_step(place)
        self.back_button.setVisible(place > 0)
        self.other_button.setVisible(place == 0)
        self.continue_button.set_text(self._steps[place].verb)
        if self._steps[place] is self.words_step:
            self.words_step.recovery_words.show_words(self._new_words())
        else:
            # Leaving the words makes a new set.
            self.words_step.recovery_words.wipe()
        self._steps[place].focus_first()

    def set_busy(self, is_busy: bool) -> None:
        """While the store is made."""
        self.setEnabled(not is_busy)
        self.continue_button.set_text(
            self.tr("Making the store…") if is_busy else self._steps[self._place].verb
        )

    def show_problem(self, sentence: str) -> None:
        """The store could not be made; everything typed is still there."""
        self.problem_banner.set_message(sentence, tone="risk")
        self.problem_banner.show()

    def showEvent(self, event: QShowEvent) -> None:
        """The caret stands in the first field."""
        super().showEvent(event)
        self._steps[self._place].focus_first()

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
                passphrase=self._passphrase,
                words=self.words_step.recovery_words.words(),
            )
        )

    def _lay_out(self) -> None:
        buttons = Row(self.back_button, self.other_button, "stretch", self.continue_button)
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
        page = QWidget()
        dress(page, c="clear")
        centered = Row("stretch", (card, 1000), "stretch")
        page.setLayout(Column("stretch", centered, "stretch", margins=(16, 16, 16, 16)))
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(Column(area))


class _Step(QWidget):
    """A heading, a sentence, and something to fill in."""

    def __init__(self, short_title: str, title: str, sentence: str, verb: str) -> None:
        super().__init__()
        self.short_title = short_title
        self.verb = verb
        self.setAccessibleName(title)
        self.column = Column(Label(title, "title"), Label(sentence, "muted", wraps=True), 4)
        self.setLayout(self.column)

    def submit(self) -> None:
        """Go on, or put the caret where something is missing."""

    def focus_first(self) -> None:
        """Put the caret into the first field."""


class _YouStep(_Step):
    """Name, credential, program and paper."""

    confirmed = Signal()

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
        self.column.add(
            Column(Label(self.tr("Paper"), "caption"), Row(self._paper, "stretch"), spacing=4)
        )
        for edit in (self.name_edit, self.credential_edit, self.program_edit):
            edit.returnPressed.connect(self.submit)

    def paper(self) -> Paper:
        """The paper that documents are laid out for."""
        return Paper(str(self._paper.value()))

    def submit(self) -> None:
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
        self.name_edit.setFocus()


class _PassphraseStep(_Step):
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
                self.tr("Next come twelve recovery words to write down. Have paper ready."),
                tone="overdue",
                icon="info",
            ),
        )

    def submit(self) -> None:
        self.form.submit()

    def focus_first(self) -> None:
        self.form.focus_first()


class _WordsStep(_Step):
    """The twelve words."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Recovery words"),
            self.tr("Write down your recovery words"),
            self.tr(
                "These twelve words open your records if you forget the passphrase. They are "
                "shown only now: write them on paper, with their numbers."
            ),
            self.tr("I have them, continue"),
        )
        self.recovery_words = RecoveryWords()
        self.column.add(self.recovery_words)

    def submit(self) -> None:
        self.recovery_words.submit()

    def focus_first(self) -> None:
        self.recovery_words.focus_first()


class _StepLine(QWidget):
    """Which step this is: done, now, later."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles = tuple(titles)
        self._marks = [(Icon("circle", "text3", size=15), Label(title)) for title in titles]
        row = Row(spacing=6)
        for icon, label in self._marks:
            row.add(icon, label, 14)
        row.add("stretch")
        self.setLayout(row)

    def show_step(self, place: int) -> None:
        """Mark a step as the one at hand."""
        for number, (icon, label) in enumerate(self._marks):
            if number < place:
                icon.set_icon("circle-check", "signed")
            elif number == place:
                icon.set_icon("circle-dot", "accent")
            else:
                icon.set_icon("circle", "text3")
            dress(label, t="strong" if number == place else "caption")
        self.setAccessibleName(
            self.tr("Step {place} of {count}: {title}").format(
                place=place + 1, count=len(self._titles), title=self._titles[place]
            )
        )
