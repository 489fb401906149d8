"""The reader: one note as it stands, to be read and not changed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.records.group_sessions import AttendedGroup
from counselor_desk.records.notes import SECTIONS, Note, Risk, SectionCode
from counselor_desk.records.sessions import Modality
from counselor_desk.services.desk import Desk
from counselor_desk.ui import theme as themes
from counselor_desk.ui import urges
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Line
from counselor_desk.ui.chips import Chip, Icon
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, FlowRow, Row, hold
from counselor_desk.ui.notes import words
from counselor_desk.ui.notes.addenda import AddendumBlock, AddendumForm
from counselor_desk.ui.notes.seal_banner import SealBanner
from counselor_desk.ui.notes.shown import ShownNote, ShownObjective
from counselor_desk.ui.text_editor import TextEditor

_RATING_WIDTH = 84
_NARROW, _NARROWEST = 420, 330
"""Below these widths, at 100 %, the words on the button are short, and shorter."""
_READING_ORDER = (
    SectionCode.DATA,
    SectionCode.SUBJECTIVE,
    SectionCode.OBJECTIVE,
    SectionCode.GOAL,
    SectionCode.BEHAVIOR,
    SectionCode.INTERVENTION,
    SectionCode.RESPONSE,
    SectionCode.ASSESSMENT,
    SectionCode.PLAN,
)
"""Reads every format from its first section to its last."""


class NoteReader(QWidget):
    """Title, state, facts, objectives with ratings, sections, risk, signature.

    `has_state` is off where the page around it says the state and what can be done. `can_copy` is
    on beside a note that is being written.

    Below a signed note stand its addenda, and the one that is being written.

    Signals:
        continue_requested: go on writing this draft.
        addenda_changed: an addendum was signed or thrown away; the note wants to be read again.
        backups_requested: look for an earlier copy of a note that was changed.
        note_requested: read another note of the client; carries its `NoteId`.
        copy_requested: take a text over into another note; carries its `SectionCode` and the text.
    """

    continue_requested = Signal()
    addenda_changed = Signal()
    backups_requested = Signal()
    note_requested = Signal(object)
    copy_requested = Signal(object, str)

    def __init__(
        self,
        desk: Desk,
        *,
        has_state: bool = True,
        can_copy: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._has_state, self._can_copy = has_state, can_copy
        self._shown: ShownNote | None = None
        self._is_good = False
        self._told: tuple[tuple[ShownObjective, ...], str] = ((), "")
        self.title_label = Label("", "section")
        self.state_chip = Chip("", "draft")
        self.late_chip = Chip(self.tr("Late entry"), "overdue", "clock")
        self.note_continue_button = Button(self.tr("Continue"), icon="square-pen")
        self.note_continue_button.clicked.connect(self.continue_requested)
        self.error_chip = Chip(words.in_error(), "overdue", "circle-alert")
        self.note_addendum_button = Button(self.tr("Add addendum"), icon="plus")
        self.note_addendum_button.setAccessibleName(self.tr("Add addendum"))
        self.note_addendum_button.clicked.connect(self.add_addendum)
        self.addendum_form: AddendumForm | None = None
        self._addenda = Column(spacing=8)
        self._facts = Label("", "caption", wraps=True)
        self.seal_banner = SealBanner()
        self.seal_banner.turn_requested.connect(self._turn)
        self.seal_banner.backups_requested.connect(self.backups_requested)
        self._about = _GroupLine()
        self._about.note_group_button.clicked.connect(self._open_group_note)
        self._objectives = Column(spacing=4)
        self._line = Line()
        self._sections: dict[SectionCode, _ReadSection] = {}
        self._narrative = Column(spacing=8)
        self._blocks: list[AddendumBlock] = []
        self._risk = _IconLine("shield")
        self._urge = _IconLine("activity")
        self._signature = _IconLine("signature")
        self.requests_label = Label("", "caption", tone="overdue", wraps=True)
        self._fill()

    def show_note(self, shown: ShownNote) -> None:
        """Show another note, from its top."""
        self._shown = shown
        self._is_good = False
        self._show(shown)

    def _turn(self) -> None:
        """From what the records say to what was signed, or back."""
        shown = self._shown
        if shown is not None and shown.as_signed is not None:
            self._is_good = not self._is_good
            self._show(shown.as_signed if self._is_good else shown)

    def _show(self, shown: ShownNote) -> None:
        note = shown.note
        self.title_label.setText(words.note_title(note.kind))
        self._show_state(shown)
        self._facts.setText(" · ".join(_facts(note)))
        self._about.show_group(shown.about, self._desk.today())
        if self._shown is not None:
            self.seal_banner.show_note(self._shown, is_good=self._is_good)
        self._show_objectives(shown.objectives, note.unlinked_reason)
        self._show_sections(note)
        self._risk.set_text(self.tr("Risk that day"), _risk_sentence(note))
        self._urge.setVisible(shown.urge is not None)
        if shown.urge is not None:
            self._urge.set_text(self.tr("Urge since last session"), urges.words_of(shown.urge))
        self._show_signature(shown)
        today = self._desk.today()
        told = "\n".join(words.request(one, today) for one in shown.requests)
        self.requests_label.setText(told)
        self.requests_label.setVisible(bool(told))
        self._show_addenda(shown)

    def _open_group_note(self) -> None:
        shown = self._shown
        if shown is not None and shown.about is not None and shown.about.note_id is not None:
            self.note_requested.emit(shown.about.note_id)

    def add_addendum(self) -> None:
        """Write an addendum below the signed note, or go on with the one that was begun."""
        read = self._shown
        if read is None or not read.note.is_signed:
            return
        form = self._form()
        form.open_for(read.note, read.draft)
        form.show()
        self.note_addendum_button.hide()
        form.addendum_text_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy(self, code: SectionCode) -> None:
        """Take a section over into the note that is being written."""
        if code in self._sections:
            self._sections[code].copy()

    def flush(self) -> None:
        """Write the addendum that is being typed to the disk.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        if self.addendum_form is not None:
            self.addendum_form.flush()

    def is_initiator(self, initiator: object) -> bool:
        """Whether a change came from what is typed here, so that nothing has to be read again."""
        return initiator is not None and initiator is self.addendum_form

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the button where it would push the note out of its page."""
        super().resizeEvent(event)
        width = self.width() / themes.current().scale
        text = self.tr("Add addendum")
        if width < _NARROW:
            text = self.tr("Addendum") if width >= _NARROWEST else self.tr("Add")
        if text != self.note_addendum_button.text():
            self.note_addendum_button.set_text(text)

    def blocks(self) -> tuple[AddendumBlock, ...]:
        """The signed addenda that are shown."""
        return tuple(self._blocks)

    def shown(self) -> ShownNote | None:
        """The note that is read."""
        return self._shown

    def _fill(self) -> None:
        head = FlowRow(
            self.title_label, self.state_chip, self.late_chip, self.error_chip, spacing=8
        )
        top = Row((head, 1), self.note_addendum_button, self.note_continue_button)
        self.setLayout(
            Column(
                top,
                self._facts,
                self._about,
                self.seal_banner,
                self._objectives,
                2,
                self._line,
                2,
                self._narrative,
                self._risk,
                self._urge,
                self._signature,
                self.requests_label,
                self._addenda,
                spacing=8,
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _show_state(self, shown: ShownNote) -> None:
        is_draft = not shown.note.is_signed
        self.note_continue_button.setVisible(is_draft and self._has_state)
        self.late_chip.setVisible(shown.is_late and self._has_state)
        self.state_chip.setVisible(self._has_state)
        self.error_chip.setVisible(shown.is_in_error)
        if is_draft:
            self.state_chip.set_state(self.tr("Draft"), "draft", "square-pen")
            return
        when = ""
        if shown.signed_at is not None:
            local = self._desk.local(shown.signed_at)
            when = words.moment(local, self._desk.today())
        is_broken = bool(shown.problem) and not self._is_good
        tone = "risk" if is_broken else "signed"
        icon = "triangle-alert" if is_broken else "lock"
        self.state_chip.set_state(self.tr("Signed {when}").format(when=when).strip(), tone, icon)

    def _show_addenda(self, shown: ShownNote) -> None:
        """The signed ones in their order, then the form if one is being written."""
        for block in self._blocks:
            self._addenda.removeWidget(block)
            block.setParent(None)
            block.deleteLater()
        self._blocks = [
            AddendumBlock(self._desk, one, number) for number, one in enumerate(shown.addenda, 1)
        ]
        for place, block in enumerate(self._blocks):
            self._addenda.insertWidget(place, block)
        form = self.addendum_form
        is_writing = shown.draft is not None or (form is not None and form.is_for(shown.note))
        self.note_addendum_button.setVisible(shown.note.is_signed and not is_writing)
        if is_writing:
            form = self._form()
            form.open_for(shown.note, shown.draft)
            form.show()
        elif form is not None:
            form.leave()
            form.hide()

    def _form(self) -> AddendumForm:
        """The form, made when somebody first adds to a note."""
        if self.addendum_form is None:
            self.addendum_form = AddendumForm(self._desk, self)
            self.addendum_form.signed.connect(self.addenda_changed)
            self.addendum_form.closed.connect(self.addenda_changed)
            self._addenda.add(self.addendum_form)
        return self.addendum_form

    def _show_sections(self, note: Note) -> None:
        texts = {code: note.text_of(code) for code in SECTIONS[note.format]}
        for code, section in self._sections.items():
            # Hiding one that is shown again would lay out the whole note twice.
            section.setVisible(bool(texts.get(code)))
        for code, text in texts.items():
            if text:
                self._section(code).set_text(text)

    def _section(self, code: SectionCode) -> _ReadSection:
        """The part for a section, made when it is first needed and put in its place."""
        if code not in self._sections:
            before = _READING_ORDER[: _READING_ORDER.index(code)]
            place = sum(earlier in self._sections for earlier in before)
            section = _ReadSection(code, can_copy=self._can_copy, parent=self)
            section.copy_requested.connect(self.copy_requested)
            self._sections[code] = section
            self._narrative.insertWidget(place, section)
            section.show()
        return self._sections[code]

    def _show_objectives(self, objectives: tuple[ShownObjective, ...], reason: str) -> None:
        if self._told == (objectives, reason):
            return
        self._told = objectives, reason
        while self._objectives.count():
            item = self._objectives.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for objective in objectives:
            self._objectives.add(_ObjectiveLine(objective))
        if not objectives and reason:
            sentence = self.tr("No objective applies: {reason}").format(reason=reason)
            self._objectives.add(Label(sentence, "muted", wraps=True))

    def _show_signature(self, shown: ShownNote) -> None:
        signature, proof = shown.signed_by, shown.proof
        self._signature.setVisible(signature is not None)
        if signature is None or proof is None:
            return
        who = ", ".join(part for part in (signature.printed_name, signature.credential) if part)
        when = words.full_moment(self._desk.local(signature.signed_at))
        self._signature.set_text(
            who,
            self.tr("signed on this computer {when} · Sealed {seal}").format(
                when=when, seal=proof.seal.short
            ),
        )


class _ReadSection(QWidget):
    """The name of a section and its text, which can be selected and copied.

    Signals:
        copy_requested: take over what is selected, else the whole text, with its section.
    """

    copy_requested = Signal(object, str)

    def __init__(self, code: SectionCode, *, can_copy: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._code = code
        title = words.section_title(code)
        self._text = TextEditor(name=title, min_lines=1)
        self._text.setReadOnly(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        copy = None
        if can_copy:
            copy = Button(self.tr("Copy to note"), kind="link", is_small=True)
            copy.setObjectName(f"last_{code.value}_copy_button")
            copy.setAccessibleName(self.tr("Copy {section} to the note").format(section=title))
            copy.setToolTip(self.tr("What is selected, else the whole text"))
            copy.clicked.connect(self.copy)
        head = Row(Label(title, "section"), "stretch", copy)
        self.setLayout(Column(head, self._text, spacing=2))

    def copy(self) -> None:
        """Ask to take over what is selected, else the whole text."""
        # Qt gives the paragraphs of a selection with signs of its own between them.
        selected = self._text.textCursor().selectedText().replace("\u2029", "\n")
        self.copy_requested.emit(self._code, selected or self._text.text())

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text.text():
            self._text.set_text(text)


class _ObjectiveLine(QWidget):
    """Number, words, what was done, and the rating's chip in a column of its own."""

    def __init__(self, objective: ShownObjective) -> None:
        super().__init__()
        number = Label(objective.number, "muted", is_tabular=True)
        hold(number, min_width=31)
        text = Label(objective.text or self.tr("An objective of an earlier plan"), wraps=True)
        done = Label(" · ".join(objective.interventions), "hint", wraps=True)
        column = Column(text, done if objective.interventions else None, spacing=0)
        chip = QWidget()
        hold(chip, width=_RATING_WIDTH)
        chip.setLayout(Row(_rating_chip(objective), "stretch"))
        self.setLayout(
            Row(
                Column(2, number, "stretch", spacing=0),
                (Column(2, column, "stretch", spacing=0), 1),
                Column(chip, "stretch", spacing=0),
                spacing=8,
            )
        )


class _GroupLine(QWidget):
    """Which group session the note takes up, and the way to the client's note about that."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Label("", "caption", wraps=True)
        self.note_group_button = Button(self.tr("Group note"), kind="link", is_small=True)
        self.note_group_button.setAccessibleName(self.tr("Open the note about the group session"))
        self.setLayout(Row((self._words, 1), self.note_group_button, spacing=8))

    def show_group(self, group: AttendedGroup | None, today: date) -> None:
        """Tell of another one; without one the line is not there."""
        self.setVisible(group is not None)
        if group is not None:
            told = self.tr("Takes up the group session {group}")
            self._words.setText(told.format(group=words.attended_group(group, today)))
            self.note_group_button.setVisible(group.note_id is not None)


class _IconLine(QWidget):
    """A small line with an icon, a name and words."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._words = Label("", "caption", wraps=True)
        self.setLayout(Row(Column(Icon(icon, size=15), "stretch"), (self._words, 1), spacing=8))

    def set_text(self, name: str, words_: str) -> None:
        """Say something else."""
        self._words.setText(f"{name} · {words_}" if words_ else name)


def _rating_chip(objective: ShownObjective) -> Chip | None:
    if objective.rating is None:
        return None
    tone, icon = words.rating_look(objective.rating)
    return Chip(words.rating(objective.rating), tone, icon)


def _facts(note: Note) -> list[str]:
    minutes = f"{note.minutes} min" if note.minutes is not None else ""
    place = words.modality(note.modality).lower()
    if note.modality is not Modality.IN_PERSON and note.location:
        place = f"{place}, {note.location}"
    parts = (
        words.full_day(note.held_on),
        words.session_times(note),
        minutes,
        place,
        words.service(note.kind).lower(),
        words.format_name(note.format),
        note.participants,
        note.topic,
    )
    return [part for part in parts if part]


def _risk_sentence(note: Note) -> str:
    if note.risk is None:
        return "–"
    parts = [words.risk(note.risk), note.risk_remark]
    if note.risk is Risk.PRESENT:
        parts += [note.risk_ideation, note.risk_plan, note.risk_means, note.risk_action]
    return ". ".join(part.rstrip(" .") for part in parts if part.strip()) + "."
