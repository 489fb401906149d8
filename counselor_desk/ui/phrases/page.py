"""Phrases and templates: kept, looked at with a real client, switched on, as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.clients import ClientStatus
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.records.phrases import Phrase, StarterPhrase
from counselor_desk.records.templates import NoteTemplate
from counselor_desk.services import (
    clients,
    phrase_fields,
    phrases,
    shown_names,
    starter_phrases,
    templates,
)
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.ui import toast
from counselor_desk.ui.autosave import Autosave
from counselor_desk.ui.navigation import Navigator, Place
from counselor_desk.ui.phrases import catalog, files, keeping, words
from counselor_desk.ui.phrases.keeping import Kept
from counselor_desk.ui.phrases.layout import MINE, PHRASES, PhrasesLayout
from counselor_desk.ui.phrases.phrase_editor import PhraseEditor
from counselor_desk.ui.phrases.rows import ListRow
from counselor_desk.ui.phrases.starter_card import StarterCard
from counselor_desk.ui.phrases.template_editor import TemplateEditor

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

_MOST_CLIENTS = 200


class PhrasesPage(PhrasesLayout):
    """What is changed is kept at each pause; what cannot be kept stays in its fields and says why.

    Ctrl+N makes a new one, F2 goes to the shortcut, Ctrl+D duplicates, Delete removes, Ctrl+F
    filters.
    """

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,  # noqa: ARG002 - pages are made alike
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.today, self._example, parent)
        self._desk = desk
        self._current: Kept | None = None
        self._unkept: dict[Uid, Kept] = {}
        self._is_stale = False
        self._autosave = Autosave(self._keep, self)
        self._autosave.failed.connect(self.complain)
        self._connect()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the page; `part` may be the uid of a phrase to choose."""
        self._show_clients()
        if place.part:
            self.kind_segments.set_value(PHRASES)
            self.origin_segments.set_value(MINE)
            self.find_edit.set_value("")
            self.subject_choice.set_value(None)
        self._load(place.part or self._key())
        self.entries_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Write what is being typed to the disk.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        self._autosave.flush_or_raise()

    def current(self) -> Kept | None:
        """What is being written, as it was kept last."""
        return self._current

    def showEvent(self, event: QEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)  # type: ignore[arg-type]  # passed on untouched
        if self._is_stale:
            self._load(self._key())

    def connect_phrase_editor(self, editor: PhraseEditor) -> None:
        """Listen to the editor of a phrase."""
        editor.preview.set_clients(self._clients())
        self._connect_editor(editor)

    def connect_template_editor(self, editor: TemplateEditor) -> None:
        """Listen to the editor of a template."""
        editor.preview.set_clients(self._clients())
        self._connect_editor(editor)

    def connect_starter_card(self, card: StarterCard) -> None:
        """Listen to the card of a starter."""
        card.preview.set_clients(self._clients())
        card.switch_requested.connect(lambda: self._switch(self.entries_list.value()))
        card.subject_requested.connect(self._switch_subject)

    def _connect(self) -> None:
        self.find_edit.edited.connect(lambda _text: self._filter())
        self.kind_segments.edited.connect(lambda _value: self._filter())
        self.origin_segments.edited.connect(lambda _value: self._filter())
        self.subject_choice.edited.connect(lambda _value: self._filter())
        self.entries_list.chosen.connect(self._choose)
        self.entries_list.removed.connect(lambda _value: self._remove())
        self.entries_list.switched.connect(self._switch)
        self.import_button.clicked.connect(self._import)
        self.export_button.clicked.connect(self._export)
        self.new_button.clicked.connect(self._begin)
        self.empty_new_button.clicked.connect(self._begin)
        self.empty_starters_button.clicked.connect(self._switch_on_all)
        for keys, act in (
            ("Ctrl+N", self._begin),
            ("F2", self._focus_name),
            ("Ctrl+D", self._duplicate),
            ("Ctrl+F", lambda: self.find_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _connect_editor(self, editor: PhraseEditor | TemplateEditor) -> None:
        editor.edited.connect(self._autosave.touch)
        editor.settled.connect(self._autosave.flush)
        editor.duplicate_requested.connect(self._duplicate)
        editor.remove_requested.connect(self._remove)

    def _is_phrases(self) -> bool:
        return self.kind_segments.value() == PHRASES

    def _is_mine(self) -> bool:
        return self.origin_segments.value() == MINE

    def _key(self) -> object:
        """What finds the current row again."""
        return catalog.key_of(self.entries_list.value(), is_mine=self._is_mine())

    def _load(self, key: object) -> None:
        """Read everything again and show the row with this key, else the first."""
        self._is_stale = False
        kept, made = phrases.every(self._desk), templates.every(self._desk)
        self.counts_label.setText(words.counts(len(kept), len(made)))
        is_phrases, is_mine = self._is_phrases(), self._is_mine()
        mine, starter = self.tr("Mine {n:,}"), self.tr("Starter {n:,}")
        own = len(kept) if is_phrases else len(made)
        coming = starter_phrases.phrases() if is_phrases else starter_phrases.templates()
        self.origin_segments.set_text(MINE, mine.format(n=own))
        self.origin_segments.set_text("starter", starter.format(n=len(coming)))
        self.show_kind(is_phrases=is_phrases)
        rows = self._rows(kept, made)
        value = self.entries_list.show_rows(rows, key)
        self.fit_list()
        self._show(value, is_empty=is_mine and own == 0)

    def _rows(self, kept: tuple[Phrase, ...], made: tuple[NoteTemplate, ...]) -> list[ListRow]:
        wanted, subject = self.find_edit.value(), self.subject_choice.value()
        if self._is_mine():
            if self._is_phrases():
                return catalog.of_phrases(kept, wanted, subject)
            return catalog.of_templates(made, wanted)
        if self._is_phrases():
            on = frozenset(one.starter for one in kept)
            return catalog.of_starters(starter_phrases.phrases(), on, wanted, subject)
        on = frozenset(one.starter for one in made)
        return catalog.of_templates(starter_phrases.templates(), wanted, on)

    def _show(self, value: object, *, is_empty: bool = False) -> None:
        """Show the card of a row; without one, what can be done first."""
        if not self._is_mine() and isinstance(value, StarterPhrase | NoteTemplate):
            self._current = None
            self._show_starter(value)
        elif isinstance(value, Phrase | NoteTemplate):
            self._open(self._unkept.get(value.uid, value))
        else:
            self._current = None
            self.show_nothing(is_empty=is_empty, is_phrases=self._is_phrases())

    def _open(self, value: Kept) -> None:
        """Show one of mine in its editor, with what is wrong with it."""
        self._current = value
        if isinstance(value, Phrase):
            self.phrase_editor().show_phrase(value)
            self.show_card(self.phrase_editor())
        else:
            self.template_editor().show_template(value)
            self.show_card(self.template_editor())
        if value.uid in self._unkept:
            self._editor().show_problems(keeping.problems(self._desk, value))

    def _show_starter(self, value: StarterPhrase | NoteTemplate) -> None:
        card = self.starter_card()
        if isinstance(value, StarterPhrase):
            on = {one.starter for one in phrases.every(self._desk)}
            alike = [one for one in starter_phrases.phrases() if one.subject is value.subject]
            count_on = sum(one.shortcut in on for one in alike)
            card.show_phrase(value, is_on=value.shortcut in on, count=len(alike), count_on=count_on)
        else:
            card.show_template(value, is_on=keeping.template_of(self._desk, value) is not None)
        self.show_card(card)

    def _choose(self, value: object) -> None:
        """Another row: keep what was typed for the last one, show this one."""
        self._settle()
        self._show(value)

    def _filter(self) -> None:
        self._settle()
        self._load(self._key())

    def _settle(self) -> None:
        """Keep what was typed; what cannot be kept is shown again with its row."""
        self._autosave.flush()

    def _editor(self) -> PhraseEditor | TemplateEditor:
        return self.phrase_editor() if self._is_phrases() else self.template_editor()

    def _typed(self) -> Kept | None:
        """What is being written, as the fields say it."""
        if isinstance(self._current, Phrase):
            return self.phrase_editor().applied(self._current)
        if isinstance(self._current, NoteTemplate):
            return self.template_editor().applied(self._current)
        return None

    def _keep(self) -> None:
        """Write what can be kept; say of the rest why not."""
        typed = self._typed()
        if typed is None or typed == self._current:
            return
        self._editor().show_problems(keeping.problems(self._desk, typed))
        if not keeping.is_ready(self._desk, typed):
            self._unkept[typed.uid] = typed
            return
        self._unkept.pop(typed.uid, None)
        kept = keeping.kept(self._desk, typed, self)
        self._current = kept
        self.problem_banner.hide()
        self._refresh(kept)

    def _refresh(self, kept: Kept) -> None:
        """Bring the list in line with what was kept, and leave the fields alone."""
        every, made = phrases.every(self._desk), templates.every(self._desk)
        self.counts_label.setText(words.counts(len(every), len(made)))
        own = len(every) if self._is_phrases() else len(made)
        self.origin_segments.set_text(MINE, self.tr("Mine {n:,}").format(n=own))
        self.entries_list.show_rows(self._rows(every, made), kept.uid)
        self.fit_list()

    def _begin(self) -> None:
        """A new one, in the subject that is filtered for; the unfinished one if there is one."""
        self._settle()
        if not self._is_mine():
            self.origin_segments.set_value(MINE)
            self._load(None)
        unfinished = (one for one in self._unkept.values() if not one.id)
        kind = Phrase if self._is_phrases() else NoteTemplate
        value = next((one for one in unfinished if isinstance(one, kind)), None)
        self.entries_list.clearSelection()
        subject = self.subject_choice.value()
        is_phrases = self._is_phrases()
        desk = self._desk
        fresh = keeping.fresh_phrase(desk, subject) if is_phrases else keeping.fresh_template(desk)
        self._open(value or fresh)
        self._focus_name()

    def _focus_name(self) -> None:
        if isinstance(self._current, Phrase):
            self.phrase_editor().focus_shortcut()
        elif isinstance(self._current, NoteTemplate):
            self.template_editor().focus_name()

    def _duplicate(self) -> None:
        self._settle()
        current = self._current
        if current is None or not current.id:
            return
        self._load(keeping.copied(self._desk, current, self).uid)
        self._focus_name()

    def _remove(self) -> None:
        """Take the current one away; the toast brings it back."""
        current = self._current
        if current is None:
            return
        self._autosave.forget()
        self._unkept.pop(current.uid, None)
        done = keeping.taken_away(self._desk, current, self) if current.id else None
        self._load(None)
        self._offer_undo(done, current.uid)

    def _switch(self, value: object) -> None:
        """Switch a starter on, or off again."""
        if self._is_mine():
            return
        if isinstance(value, StarterPhrase):
            self._switch_phrases((value,), value.typed)
        elif isinstance(value, NoteTemplate):
            done = keeping.switched_template(self._desk, value, self)
            self._load(catalog.key_of(value, is_mine=False))
            self._offer_undo(done, catalog.key_of(value, is_mine=False))

    def _switch_subject(self) -> None:
        value = self.entries_list.value()
        if isinstance(value, StarterPhrase):
            alike = [one for one in starter_phrases.phrases() if one.subject is value.subject]
            self._switch_phrases(tuple(alike), words.subject(value.subject))

    def _switch_phrases(self, starters: tuple[StarterPhrase, ...], name: str) -> None:
        key = self._key()
        done = keeping.switched_phrases(self._desk, starters, name, self)
        self._load(key)
        self._offer_undo(done, key)

    def _switch_on_all(self) -> None:
        phrases.switch_on(self._desk, starter_phrases.phrases(), initiator=self)
        self._load(None)

    def _offer_undo(self, done: keeping.Undoable | None, key: object) -> None:
        """Say what was taken away, and bring it back when that is wished."""
        if done is None:
            return

        def undo() -> None:
            done.undo()
            self._load(key)

        toast.of_window(self).announce(done.said, self.tr("Undo"), lambda: self._try(undo))

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except DeskError as problem:
            self.complain(str(problem))

    def _import(self) -> None:
        self._settle()
        self._try(lambda: self._say(files.bring_in(self._desk, self)))
        self._load(self._key())

    def _export(self) -> None:
        self._settle()
        self._try(lambda: self._say(files.export(self._desk, self)))

    def _say(self, words_said: str) -> None:
        if words_said:
            self.problem_banner.hide()
            toast.of_window(self).announce(words_said)

    def _clients(self) -> list[tuple[ClientId, str]]:
        """The clients to preview with: those in treatment now."""
        rows = shown_names.of_rows(
            self._desk, clients.rows(self._desk, status=ClientStatus.ACTIVE)[:_MOST_CLIENTS]
        )
        return [(row.id, row.name) for row in rows]

    def _show_clients(self) -> None:
        for card in self.made_cards():
            card.preview.set_clients(self._clients())

    def _example(self, client_id: ClientId) -> phrase_fields.Values:
        return phrase_fields.example(self._desk, clients.get(self._desk, client_id))

    def _hear(self, changes: Changes) -> None:
        """Phrases that changed elsewhere are shown; names may be hidden now."""
        if changes.initiator is self:
            return
        if Kind.SETTINGS in changes.kinds and self.isVisible():
            self._show_clients()
        if Kind.PHRASE in changes.kinds:
            self._is_stale = True
            if self.isVisible() and not self._autosave.is_waiting:
                self._load(self._key())
