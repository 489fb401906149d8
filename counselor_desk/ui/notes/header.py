"""The head of the note editor: whose note it is, what state it is in, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from counselor_desk.records.flags import Flag
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.records.templates import NoteTemplate
from counselor_desk.ui import flag_words
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Avatar, Chip
from counselor_desk.ui.flag_chips import FlagChip
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Row, hold
from counselor_desk.ui.notes import words

TemplateMenu = tuple[tuple[NoteTemplate, ...], NoteTemplate | None]
"""The templates of a kind of session, and the one last chosen for the client."""

HEIGHT = 49
_WORDS_FROM = 780
_MODALITY_ICONS = {
    Modality.IN_PERSON: "users",
    Modality.VIDEO: "monitor",
    Modality.PHONE: "phone",
}


class NoteHeader(Panel):
    """Back, client, kind, state; at the right how the session was held and the inspector.

    Signals:
        back_requested, last_note_requested, inspector_requested, discard_requested,
            phrases_requested: the buttons.
        template_chosen: begin with this template; carries a `NoteTemplate`, or None for none.
        risk_chosen: open what raised the flag of risk; carries the `Flag`.
        detail_requested: tell one more detail above the text; carries its name.
        modality_chosen: how the client took part; carries a `Modality`.
    """

    back_requested = Signal()
    last_note_requested = Signal()
    inspector_requested = Signal()
    discard_requested = Signal()
    phrases_requested = Signal()
    template_chosen = Signal(object)
    detail_requested = Signal(str)
    risk_chosen = Signal(object)
    modality_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(part="bar", margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self._modality = Modality.IN_PERSON
        self._has_last = False
        self._is_draft = True
        self.note_back_button = IconButton("chevron-left", self.tr("Back"))
        self._avatar = Avatar("", size=28)
        self._name = Label("", "section")
        self._kind = ElidedLabel("", "muted")
        self.state_chip = Chip("", "draft")
        self.late_chip = Chip(self.tr("Late entry"), "overdue", "clock")
        self._risk: Flag | None = None
        self.note_risk_button = FlagChip(self)
        self.note_risk_button.clicked.connect(lambda: self.risk_chosen.emit(self._risk))
        self.note_risk_button.hide()
        self.note_modality_button = Button("", kind="quiet")
        self.note_last_button = Button(self.tr("Last note"), kind="quiet", icon="history")
        self.note_phrases_button = Button(self.tr("Phrases"), kind="quiet", icon="list")
        self.note_template_button = Button(self.tr("Template"), kind="quiet", icon="layers")
        self._templates: Callable[[], TemplateMenu] = lambda: ((), None)
        self._details: Callable[[], tuple[str, ...]] = tuple
        self.note_menu_button = IconButton("ellipsis", self.tr("More actions"))
        self.note_inspector_button = Button("", kind="quiet", icon="panel-right")
        self._fill()
        hold(self, height=HEIGHT)
        self.note_back_button.clicked.connect(self.back_requested)
        self.note_last_button.clicked.connect(self.last_note_requested)
        self.note_inspector_button.clicked.connect(self.inspector_requested)
        self.note_modality_button.clicked.connect(self._open_modalities)
        self.note_phrases_button.clicked.connect(self.phrases_requested)
        self.note_template_button.clicked.connect(self._open_templates)
        self.note_menu_button.clicked.connect(self._open_menu)
        self.set_modality(Modality.IN_PERSON)
        self.set_inspector(is_docked=True, linked=0)

    def show_client(self, name: str) -> None:
        """Whose note it is."""
        self._avatar.set_name(name)
        self._name.setText(name)

    def show_risk(self, risk: Flag | None, today: date) -> None:
        """The client's most pressing flag of risk; without one the chip is not there."""
        self._risk = risk
        if risk is not None:
            self.note_risk_button.show_words(flag_words.words(risk, today))
        self.note_risk_button.setVisible(risk is not None)
        self._fit()

    def set_kind(self, kind: SessionKind) -> None:
        """What kind of note it is."""
        self._kind.setText(words.note_title(kind))
        width = self._kind.fontMetrics().horizontalAdvance(self._kind.text())
        self._kind.setMaximumWidth(width + themes.current().s(4))
        self.setAccessibleName(f"{self._name.text()}, {self._kind.text()}")

    def set_draft(self) -> None:
        """A note that is being written."""
        self._set_state(is_draft=True)
        self.state_chip.set_state(self.tr("Draft"), "draft", "square-pen")

    def set_signed(self, when: str) -> None:
        """A note that is closed since `when`."""
        self._set_state(is_draft=False)
        self.state_chip.set_state(self.tr("Signed {when}").format(when=when), "signed", "lock")

    def set_late(self, *, is_late: bool) -> None:
        """Whether it was, or would be, signed after it was due."""
        self.late_chip.setVisible(is_late)

    def set_modality(self, modality: Modality) -> None:
        """How the client took part."""
        self._modality = modality
        self.note_modality_button.set_icon(_MODALITY_ICONS[modality])
        self._fit()

    def set_last_note(self, *, has_last: bool) -> None:
        """Whether there is an earlier signed note to look at."""
        self._has_last = has_last
        self.note_last_button.setVisible(has_last and self._is_draft)

    def set_templates(self, templates: Callable[[], TemplateMenu]) -> None:
        """Where the templates of the note come from; asked each time they are shown."""
        self._templates = templates

    def set_details(self, details: Callable[[], tuple[str, ...]]) -> None:
        """Which details can be added above the text; asked each time the menu is shown."""
        self._details = details

    def set_empty(self, *, is_empty: bool) -> None:
        """Whether the note has no text yet, so that a template is offered at once."""
        self.note_template_button.setVisible(is_empty and self._is_draft)

    def set_inspector(self, *, is_docked: bool, linked: int) -> None:
        """The inspector's button; as a drawer it shows how many objectives are linked."""
        count = self.tr("{count} linked").format(count=linked)
        self.note_inspector_button.set_text("" if is_docked else count)
        name = self.tr("Plan objectives, {linked}").format(linked=count)
        self.note_inspector_button.setAccessibleName(name)
        self.note_inspector_button.setToolTip(self.tr("Plan objectives (Ctrl+\\)"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of the quiet buttons out where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _set_state(self, *, is_draft: bool) -> None:
        self._is_draft = is_draft
        self.note_template_button.setVisible(False)
        for part in (
            self.note_modality_button,
            self.note_phrases_button,
            self.note_menu_button,
            self.note_inspector_button,
        ):
            part.setVisible(is_draft)
        self.note_last_button.setVisible(is_draft and self._has_last)

    def _fill(self) -> None:
        self.body.add(
            Row(
                self.note_back_button,
                2,
                self._avatar,
                self._name,
                (self._kind, 1000),
                self.state_chip,
                self.late_chip,
                self.note_risk_button,
                ("stretch"),
                self.note_modality_button,
                self.note_template_button,
                self.note_last_button,
                self.note_phrases_button,
                self.note_menu_button,
                self.note_inspector_button,
                margins=(16, 9, 12, 9),
                spacing=8,
            )
        )

    def _fit(self) -> None:
        risk = self.note_risk_button
        taken = 0 if risk.isHidden() else risk.sizeHint().width()
        has_words = self.width() - taken >= themes.current().s(_WORDS_FROM)
        how = words.modality(self._modality)
        _name_button(self.note_modality_button, how, has_words=has_words)
        _name_button(self.note_last_button, self.tr("Last note"), has_words=has_words)
        _name_button(self.note_phrases_button, self.tr("Phrases"), has_words=has_words)
        _name_button(self.note_template_button, self.tr("Template"), has_words=has_words)

    def _open_modalities(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for modality, word in words.options(Modality, words.modality):
            action = QAction(word, group)
            action.setCheckable(True)
            action.setChecked(modality is self._modality)
            action.triggered.connect(lambda _on=False, how=modality: self._choose(how))
            menu.addAction(action)
        self._pop_up(menu, self.note_modality_button)

    def _open_menu(self) -> None:
        self._pop_up(self.more_menu(), self.note_menu_button)

    def more_menu(self) -> QMenu:
        """What else can be done with the draft; whoever shows the menu lets it go."""
        menu = QMenu(self)
        self._fill_templates(menu.addMenu(self.tr("Begin with a template")))
        named = {
            "topic": self.tr("Add topic"),
            "participants": self.tr("Add who took part"),
            "group": self.tr("About a group session"),
        }
        for detail in self._details():
            action = menu.addAction(named[detail])
            action.triggered.connect(lambda _on=False, one=detail: self.detail_requested.emit(one))
        menu.addAction(self.tr("Discard draft"), self.discard_requested.emit)
        return menu

    def _open_templates(self) -> None:
        menu = QMenu(self)
        self._fill_templates(menu)
        self._pop_up(menu, self.note_template_button)

    def _fill_templates(self, menu: QMenu) -> None:
        templates, chosen = self._templates()
        for template in templates:
            action = menu.addAction(template.name)
            action.setCheckable(True)
            action.setChecked(template == chosen)
            action.triggered.connect(lambda _on=False, one=template: self.template_chosen.emit(one))
        if chosen is not None:
            menu.addSeparator()
            menu.addAction(self.tr("Begin the next one empty"), self._choose_none)
        menu.setEnabled(bool(templates))

    def _choose_none(self) -> None:
        self.template_chosen.emit(None)

    def _choose(self, modality: Modality) -> None:
        self.set_modality(modality)
        self.modality_chosen.emit(modality)

    def _pop_up(self, menu: QMenu, button: QPushButton) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))


def _name_button(button: Button, name: str, *, has_words: bool) -> None:
    button.set_text(name if has_words else "")
    button.setAccessibleName(name)
    button.setToolTip("" if has_words else name)
