"""The parts of the page of phrases and templates, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.records.ids import ClientId
from counselor_desk.services.phrase_fields import Values
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, EmptyState
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, FlowRow, Row, hold
from counselor_desk.ui.phrases import words
from counselor_desk.ui.phrases.card_head import name_button
from counselor_desk.ui.phrases.phrase_editor import PhraseEditor
from counselor_desk.ui.phrases.rows import GROUP_HEIGHT, ROW_HEIGHT, GroupedList
from counselor_desk.ui.phrases.starter_card import StarterCard
from counselor_desk.ui.phrases.template_editor import TemplateEditor
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.segments import SegmentedControl

PHRASES, TEMPLATES = "phrases", "templates"
MINE, STARTER = "mine", "starter"

_LIST_WIDTH, _NARROW_LIST_WIDTH, _NARROW_BELOW = 360, 204, 800
_BELOW_LAST_ROW = 10
_FIND_WIDTH = 220
_SUBJECT_WIDTH = 168


class PhrasesLayout(QWidget):
    """Head and filters above a list and the card of what is chosen in it.

    The cards are made when they are first needed.
    """

    def __init__(
        self,
        today: Callable[[], date],
        values_of: Callable[[ClientId], Values],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._today, self._values_of = today, values_of
        self._phrase_editor: PhraseEditor | None = None
        self._template_editor: TemplateEditor | None = None
        self._starter_card: StarterCard | None = None
        self._make_head()
        self._make_filters()
        self._make_bodies()
        self._lay_out()

    def phrase_editor(self) -> PhraseEditor:
        """The editor of a phrase."""
        if self._phrase_editor is None:
            self._phrase_editor = PhraseEditor(self._today, self._values_of, self)
            self._take(self._phrase_editor)
            self.connect_phrase_editor(self._phrase_editor)
        return self._phrase_editor

    def template_editor(self) -> TemplateEditor:
        """The editor of a template."""
        if self._template_editor is None:
            self._template_editor = TemplateEditor(self._values_of, self)
            self._take(self._template_editor)
            self.connect_template_editor(self._template_editor)
        return self._template_editor

    def starter_card(self) -> StarterCard:
        """The card of a starter."""
        if self._starter_card is None:
            self._starter_card = StarterCard(self._values_of, self)
            self._take(self._starter_card)
            self.connect_starter_card(self._starter_card)
        return self._starter_card

    def connect_phrase_editor(self, editor: PhraseEditor) -> None:
        """The editor of a phrase is there now."""

    def connect_template_editor(self, editor: TemplateEditor) -> None:
        """The editor of a template is there now."""

    def connect_starter_card(self, card: StarterCard) -> None:
        """The card of a starter is there now."""

    def made_cards(self) -> list[PhraseEditor | TemplateEditor | StarterCard]:
        """The cards that were needed so far."""
        cards = (self._phrase_editor, self._template_editor, self._starter_card)
        return [one for one in cards if one is not None]

    def show_card(self, card: QWidget) -> None:
        """Show one of the cards, or the empty state, and hide the others."""
        for one in (*self.made_cards(), self.empty_state):
            one.setVisible(one is card)

    def show_kind(self, *, is_phrases: bool) -> None:
        """Fit the filters and the filled button to what is listed."""
        self.new_button.set_text(self.tr("New phrase") if is_phrases else self.tr("New template"))
        self.find_edit.setPlaceholderText(
            self.tr("Filter by shortcut or word")
            if is_phrases
            else self.tr("Filter by name or word")
        )
        self._subject.setVisible(is_phrases)
        self.entries_list.setAccessibleName(
            self.tr("Phrases") if is_phrases else self.tr("Templates")
        )

    def show_nothing(self, *, is_empty: bool, is_phrases: bool) -> None:
        """Say the first step where there is nothing at all, else that nothing was found."""
        if not is_empty:
            title, sentence = self.tr("Nothing found"), self.tr("Try fewer letters.")
        elif is_phrases:
            title = self.tr("No phrases yet")
            sentence = self.tr(
                "Switch on starter phrases, all at once or by subject under Starter, or write "
                "your own. In a note, type ; and two letters."
            )
        else:
            title = self.tr("No templates yet")
            sentence = self.tr(
                "A note can begin with a template for its kind of session. Those under Starter "
                "are offered already; switch one on to change it, or write your own."
            )
        self.empty_state.set_text(title, sentence)
        self.empty_new_button.setVisible(is_empty)
        self.empty_starters_button.setVisible(is_empty and is_phrases)
        self.empty_new_button.set_text(self.new_button.text().replace("&&", "&"))
        self.show_card(self.empty_state)

    def fit_list(self) -> None:
        """As high as its rows, at most as high as the page."""
        theme = themes.current()
        height = sum(
            theme.row(GROUP_HEIGHT if row.is_group else ROW_HEIGHT)
            for row in self.entries_list.rows.rows
        )
        self._list_card.setMaximumHeight(height + theme.s(_BELOW_LAST_ROW))
        self._listed.setVisible(bool(self.entries_list.rows.rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave more of a narrow page to the card."""
        super().resizeEvent(event)
        is_narrow = self.width() / themes.current().scale < _NARROW_BELOW
        hold(self._listed, width=_NARROW_LIST_WIDTH if is_narrow else _LIST_WIDTH)
        name_button(self.import_button, self.tr("Import…"), has_words=not is_narrow)
        name_button(self.export_button, self.tr("Export…"), has_words=not is_narrow)

    def complain(self, sentence: str) -> None:
        """Say what did not work, above the list."""
        self.problem_banner.set_message(sentence, tone="risk")
        self.problem_banner.show()

    def _make_head(self) -> None:
        self.title_label = Label(self.tr("Phrases & templates"), "title")
        self.counts_label = ElidedLabel("", "muted")
        self.import_button = Button(self.tr("Import…"), icon="folder-open")
        self.export_button = Button(self.tr("Export…"), icon="download")
        self.new_button = Button(self.tr("New phrase"), kind="primary", icon="plus")
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.problem_banner.hide()

    def _make_filters(self) -> None:
        self.find_edit = LineEdit(name=self.tr("Filter"), max_length=100)
        hold(self.find_edit, width=_FIND_WIDTH)
        self.kind_segments = SegmentedControl(
            ((PHRASES, self.tr("Phrases")), (TEMPLATES, self.tr("Templates"))),
            name=self.tr("Shown"),
            tone="neutral",
        )
        self.origin_segments = SegmentedControl(
            ((MINE, self.tr("Mine")), (STARTER, self.tr("Starter"))),
            name=self.tr("Made by"),
            tone="neutral",
        )
        self.subject_choice = ComboBox([(None, self.tr("All")), *words.subjects()])
        self.subject_choice.set_value(None)
        hold(self.subject_choice, width=_SUBJECT_WIDTH)
        label = Label(self.tr("Subject"), "caption")
        label.setBuddy(self.subject_choice)
        self.subject_choice.setAccessibleName(self.tr("Subject"))
        self._subject = QWidget()
        self._subject.setLayout(Row(label, self.subject_choice, spacing=10))
        self.kind_segments.set_value(PHRASES)
        self.origin_segments.set_value(MINE)

    def _make_bodies(self) -> None:
        self.entries_list = GroupedList(name=self.tr("Phrases"))
        self._list_card = Card(self.entries_list, margins=(1, 1, 1, 4))
        self.empty_new_button = Button(self.tr("New phrase"), icon="plus")
        self.empty_starters_button = Button(self.tr("Switch on all 60"), kind="primary")
        self.empty_state = EmptyState(
            "list", "", "", self.empty_starters_button, self.empty_new_button
        )
        self._cards = Column(self.empty_state, "stretch", spacing=0, margins=(0, 0, 18, 16))
        content = QWidget()
        content.setLayout(self._cards)
        self._scroll = PageScroll(content)

    def _take(self, card: QWidget) -> None:
        card.hide()
        self._cards.insertWidget(0, card)

    def _lay_out(self) -> None:
        head = Row(
            (Column(self.title_label, self.counts_label, spacing=2), 1),
            self.import_button,
            self.export_button,
            self.new_button,
            spacing=12,
        )
        chosen = FlowRow(self.find_edit, self.kind_segments, self.origin_segments, spacing=10)
        filters = Row((chosen, 1), self._subject, spacing=10)
        filters.setAlignment(self._subject, Qt.AlignmentFlag.AlignTop)
        listed = QWidget()
        listed.setLayout(Column((self._list_card, 1000), "stretch", margins=(0, 0, 0, 16)))
        self._listed = listed
        body = Row(listed, (self._scroll, 1), spacing=14)
        above = Column(head, 14, filters, self.problem_banner, spacing=0, margins=(0, 0, 28, 12))
        self.setLayout(Column(above, (body, 1), spacing=0, margins=(28, 20, 0, 0)))
        self.setTabOrder(self.entries_list, self._scroll)
        self.entries_list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
