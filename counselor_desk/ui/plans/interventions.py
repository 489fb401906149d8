"""The interventions of an objective: cards to read, one of them open to be changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.records.ids import Uid
from counselor_desk.records.plans import Intervention, InterventionKind
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.page_keys import ALT, pressed
from counselor_desk.ui.plans import words
from counselor_desk.ui.text_editor import TextEditor

_MOVES = {(ALT, Qt.Key.Key_Up): -1, (ALT, Qt.Key.Key_Down): 1}


class InterventionForm(QWidget):
    """The fields of one intervention.

    Signals:
        edited, left: as of an entry.
        done_requested, remove_requested: the buttons.
    """

    edited = Signal()
    left = Signal()
    done_requested = Signal()
    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.intervention_text = TextEditor(name=self.tr("Intervention"), is_boxed=True)
        self.intervention_kind_combo = ComboBox(
            [(kind, words.kind(kind)) for kind in InterventionKind], is_small=True
        )
        self.intervention_frequency_edit = LineEdit(is_small=True)
        self.intervention_duration_edit = LineEdit(is_small=True)
        self.intervention_responsible_edit = LineEdit(is_small=True)
        done = Button(self.tr("Done"), is_small=True)
        remove = Button(self.tr("Remove"), kind="quiet", is_small=True)
        done.clicked.connect(self.done_requested)
        remove.clicked.connect(self.remove_requested)
        self._lines = {
            "frequency": self.intervention_frequency_edit,
            "duration": self.intervention_duration_edit,
            "responsible": self.intervention_responsible_edit,
        }
        self.setLayout(
            Column(
                self.intervention_text,
                Row(
                    (LabeledField(self.tr("Setting"), self.intervention_kind_combo), 1),
                    (LabeledField(self.tr("Who"), self.intervention_responsible_edit), 1),
                    spacing=10,
                ),
                Row(
                    (LabeledField(self.tr("How often"), self.intervention_frequency_edit), 1),
                    (LabeledField(self.tr("For how long"), self.intervention_duration_edit), 1),
                    spacing=10,
                ),
                2,
                Row(remove, "stretch", done),
                spacing=8,
            )
        )
        self.intervention_text.edited.connect(self.edited)
        self.intervention_text.paused.connect(lambda _text: self.left.emit())
        self.intervention_kind_combo.edited.connect(lambda _kind: self.edited.emit())
        for line in self._lines.values():
            line.edited.connect(lambda _text: self.edited.emit())
            line.editingFinished.connect(self.left)

    def show_step(self, step: Intervention) -> None:
        """Fill the fields."""
        self.intervention_text.set_value(step.text)
        self.intervention_kind_combo.set_value(step.kind)
        for name, line in self._lines.items():
            line.set_value(getattr(step, name))

    def focus_field(self, name: str) -> None:
        """Put the caret into a field, into the words where there is no such field."""
        field = self._lines.get(name, self.intervention_text)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def applied(self, step: Intervention) -> Intervention:
        """The intervention as the fields say it."""
        kind = self.intervention_kind_combo.value()
        return replace(
            step,
            text=self.intervention_text.value(),
            kind=kind if isinstance(kind, InterventionKind) else step.kind,
            frequency=self.intervention_frequency_edit.value(),
            duration=self.intervention_duration_edit.value(),
            responsible=self.intervention_responsible_edit.value(),
        )


class InterventionCard(Panel):
    """One intervention: what, who, how often; a click opens its fields in a draft.

    While it is folded, Alt+Up and Alt+Down move it.

    Signals:
        edited, left: as of an entry.
        opened: its fields were opened.
        move_requested: carries its uid and -1 or 1.
        remove_requested: it is to go; carries its uid.
    """

    edited = Signal()
    left = Signal()
    opened = Signal()
    move_requested = Signal(str, int)
    remove_requested = Signal(str)

    def __init__(self, step: Intervention, *, is_editable: bool) -> None:
        super().__init__(part="sunken", margins=(10, 7, 6, 8), spacing=6)
        self.step = step
        self._is_editable = is_editable
        self._form: InterventionForm | None = None
        self._text = Label("", wraps=True)
        self._caption = Label("", "caption", wraps=True)
        self.intervention_edit_button = IconButton("pen-line", "")
        self.intervention_edit_button.clicked.connect(self.open)
        if is_editable:
            self.intervention_edit_button.installEventFilter(self)
            self.intervention_edit_button.setAccessibleDescription(
                self.tr("Alt+Up and Alt+Down move it")
            )
        else:
            self.intervention_edit_button.hide()
        self._reading = QWidget()
        self._reading.setLayout(
            Row(
                (Column(self._text, self._caption, spacing=1), 1),
                Column(self.intervention_edit_button, "stretch"),
                spacing=4,
            )
        )
        self.body.add(self._reading)
        self.show_step(step)

    @property
    def is_open(self) -> bool:
        """Whether its fields can be seen."""
        return self._form is not None and self._form.isVisibleTo(self)

    def show_step(self, step: Intervention) -> None:
        """Show other words; open fields that say the same keep their caret."""
        self.step = step
        text = " ".join(step.text.split())
        self._text.setText(text or words.blank(step))
        dress(self._text, t="body" if text else "hint")
        how = words.how_often(step)
        self._caption.setText(how)
        self._caption.setVisible(bool(how))
        self.intervention_edit_button.set_name(
            self.tr("Edit {what}").format(what=text or words.blank(step))
        )
        if self._form is not None and self.is_open:
            self._form.show_step(step)

    def open(self) -> None:
        """Show the fields and put the caret into the words."""
        if not self._is_editable:
            return
        if self._form is None:
            self._form = InterventionForm()
            self._form.edited.connect(self.edited)
            self._form.left.connect(self.left)
            self._form.done_requested.connect(self.fold)
            self._form.remove_requested.connect(
                lambda: self.remove_requested.emit(self.step.node_uid)
            )
            self.body.add(self._form)
        self._form.show_step(self.step)
        self._form.show()
        self._reading.hide()
        self.opened.emit()
        self._form.intervention_text.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_field(self, name: str) -> None:
        """Put the caret into an open field, into the words where it has no such field."""
        if self._form is not None and self.is_open:
            self._form.focus_field(name)

    def fold(self) -> None:
        """Show the words alone again."""
        if not self.is_open or self._form is None:
            return
        had_focus = self.isAncestorOf(self.focusWidget() or self)
        self.step = self._form.applied(self.step)
        self._form.hide()
        self._reading.show()
        self.show_step(self.step)
        if had_focus:
            self.intervention_edit_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> Intervention:
        """The intervention as it stands on the screen."""
        return self._form.applied(self.step) if self._form and self.is_open else self.step

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that move it; in its fields the same keys belong to boxes of choices."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = _MOVES.get(pressed(event))
            if by is not None:
                self.move_requested.emit(self.step.node_uid, by)
                return True
        return super().eventFilter(watched, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere opens it."""
        super().mouseReleaseEvent(event)
        if self._is_editable and not self.is_open:
            self.open()


class InterventionList(QWidget):
    """The cards under their heading.

    Signals:
        edited, left: as of an entry.
        opened: the fields of one were opened.
        add_requested: one more.
        move_requested: carries the uid of one and -1 or 1.
        remove_requested: this one is to go; carries its uid.
    """

    edited = Signal()
    left = Signal()
    opened = Signal()
    add_requested = Signal()
    move_requested = Signal(str, int)
    remove_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[InterventionCard] = []
        self._is_editable = False
        self.intervention_add_button = Button(
            self.tr("Add"), kind="link", icon="plus", is_small=True
        )
        self.intervention_add_button.setAccessibleName(self.tr("Add intervention"))
        self.intervention_add_button.clicked.connect(self.add_requested)
        self._none = Label(
            self.tr("What is done for it, how often, and by whom."), "hint", wraps=True
        )
        self._list = Column(spacing=8)
        head = Row(
            Label(self.tr("Interventions"), "strong"), "stretch", self.intervention_add_button
        )
        self.setLayout(Column(head, self._none, self._list, spacing=6))

    def show_steps(
        self, steps: Sequence[Intervention], *, is_editable: bool, open_uid: Uid | None = None
    ) -> None:
        """Show interventions; where they are the same ones, open fields stay open."""
        is_same = is_editable == self._is_editable and [one.node_uid for one in steps] == [
            card.step.node_uid for card in self._cards
        ]
        self._is_editable = is_editable
        self.intervention_add_button.setVisible(is_editable)
        self._none.setVisible(not steps)
        if is_same:
            for card, step in zip(self._cards, steps, strict=True):
                card.show_step(step)
        else:
            self._rebuild(steps)
        for card in self._cards:
            if card.step.node_uid == open_uid:
                card.open()

    def cards(self) -> list[InterventionCard]:
        """The cards, in order."""
        return list(self._cards)

    def focus_card(self, uid: Uid) -> None:
        """Fold one and give its button the focus, where the keys that move it are heard."""
        for card in self._cards:
            if card.step.node_uid == uid:
                card.fold()
                card.intervention_edit_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_field(self, uid: Uid, name: str) -> None:
        """Open one and put the caret into one of its fields."""
        for card in self._cards:
            if card.step.node_uid == uid:
                card.open()
                card.focus_field(name)

    def steps(self) -> tuple[Intervention, ...]:
        """The interventions as they stand on the screen."""
        return tuple(card.current() for card in self._cards)

    def _rebuild(self, steps: Sequence[Intervention]) -> None:
        for card in self._cards:
            self._list.removeWidget(card)
            card.setParent(None)
            card.deleteLater()
        self._cards = []
        for step in steps:
            card = InterventionCard(step, is_editable=self._is_editable)
            card.edited.connect(self.edited)
            card.left.connect(self.left)
            card.opened.connect(self._folder(card))
            card.opened.connect(self.opened)
            card.move_requested.connect(self.move_requested)
            card.remove_requested.connect(self.remove_requested)
            self._cards.append(card)
            self._list.add(card)

    def _folder(self, opened: InterventionCard) -> Callable[[], None]:
        def fold_others() -> None:
            for card in self._cards:
                if card is not opened:
                    card.fold()

        return fold_others
