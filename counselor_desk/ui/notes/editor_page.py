"""The note editor: one note on a page of its own, saved as it is typed, signed at its foot."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counselor_desk.records import dates
from counselor_desk.records.clients import Client
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.ids import NoteId, Uid
from counselor_desk.records.note_formats import converted
from counselor_desk.records.notes import Note
from counselor_desk.records.plans import Plan
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.rules.copied import Original
from counselor_desk.rules.findings import Finding
from counselor_desk.services import (
    attended_groups,
    clients,
    cravings,
    flags,
    notes,
    plan_offers,
    plans,
    shown_names,
    since_last,
)
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.exports import DocumentKind
from counselor_desk.ui import page_keys, toast
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.notes import keys, shown, signing, words
from counselor_desk.ui.notes.copied import CopiedMarks
from counselor_desk.ui.notes.layout import NoteLayout
from counselor_desk.ui.notes.phrases import NotePhrases
from counselor_desk.ui.notes.shaping import NoteShaping
from counselor_desk.ui.notes.ways import NoteWays
from counselor_desk.ui.open_drafts import DraftActs, OpenDraft
from counselor_desk.ui.printing import PrintRequest
from counselor_desk.ui.sign_dialog import SignFacts
from counselor_desk.ui.text_editor import TextEditor

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

_OBJECTIVE_PLACES = frozenset({"objectives", "interventions", "ratings"})


class NoteEditorPage(NoteLayout):
    """A draft to write in, or a signed note to read.

    Signals:
        print_requested: put the note on paper; carries a `PrintRequest`.
    """

    print_requested = Signal(object)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self._desk, self._navigator = desk, navigator
        self._note: Note | None = None
        self._client: Client | None = None
        self._ways = NoteWays(navigator, lambda: self._client.id if self._client else None)
        self._versions: tuple[Plan, ...] = ()
        self._findings: tuple[Finding, ...] = ()
        self._original: Original | None = None
        self._led_to = ""
        self._copied = CopiedMarks(self.sheet)
        self._draft = OpenDraft(
            desk,
            self,
            DraftActs(self._is_draft, self._check, self._keep, self._lead_to),
            footer=self.footer,
            banner=self.failure_banner,
            unsaved=self.tr("This note could not be saved. Your text is safe on this screen."),
        )
        self._phrases = NotePhrases(desk, self.sheet, bulletin, self._open_note, self)
        self._shaping = NoteShaping(self, self._open_note, self.sheet, self._phrases)
        self._shaping.shaped.connect(self._show_format)
        self._connect()
        QShortcut(QKeySequence("Ctrl+N"), self, self._ways.begin_another)
        QShortcut(QKeySequence("Ctrl+P"), self, self._print)
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Open the note the place names; a client without a note gets a new one.

        Where the place names an objective too, it is ticked in the draft.

        Raises:
            DeskError: what is being typed could not be saved, or there is no such note.
        """
        self.flush()
        if place.note_id is None:
            if place.client_id is None:
                return
            note = notes.start(self._desk, place.client_id, initiator=self)
            self._phrases.keep_begun(note)
            self._navigator.replace(replace(place, note_id=note.id))
            return
        if place.node_uid is not None:
            self._tick(place.note_id, place.node_uid)
            self._navigator.replace(replace(place, node_uid=None))
            return
        if self._note is not None and place.note_id == self._note.id and not self._note.is_signed:
            return
        self._load(notes.open_edit(self._desk, place.note_id))

    def flush(self) -> None:
        """Write what is being typed to the disk.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        self.reader.flush()
        self._draft.save()

    def note(self) -> Note | None:
        """The note that is open, as it stands on the screen."""
        return self._collected().note if self._is_draft() else self._note

    def settle(self) -> None:
        """Take over and check now what was typed."""
        self._draft.settle()

    def sign(self) -> None:
        """Lead to the first gap, or ask for the signature."""
        if self._draft.sign(self.sign_facts, self._sign):
            signing.announce(self._desk, self, self._navigator)

    def sign_facts(self) -> SignFacts:
        """What the sign dialog says about the draft."""
        if self._client is None:
            raise RuntimeError("no note is open")
        note = self._collected().note
        objectives = shown.objectives_of(note, self._versions)
        return signing.sign_facts(
            self._desk, self._client, note, objectives, self._findings, self._original
        )

    def show_last_note(self) -> None:
        """Open the last signed note beside this one, or go back to the objectives."""
        is_shown = self.inspector.content() is self.last_note and self.split.is_open
        self.inspector.show_content(self.objectives if is_shown else self.last_note)
        self.split.set_open(not is_shown or self.split.is_docked)

    def focus_next(self) -> None:
        """Go on to the next section."""
        self.sheet.focus_next()

    def open_phrases(self) -> None:
        """Offer every phrase at the caret."""
        self._phrases.open_list()

    def toggle_objective(self, place: int) -> None:
        """Tick or clear the objective that stands at `place`, from 1."""
        self.inspector.show_content(self.objectives)
        self.objectives.toggle(place)

    def take_up_group(self) -> None:
        """Take up the newest group session the client came to, or choose another."""
        if not self.frame.take_up_group():
            toast.of_window(self).announce(self.tr("There is no group session to take up."))

    def insert_date(self) -> None:
        """Write today's date at the caret."""
        self._insert(dates.write_in_words(self._desk.today()))

    def insert_time(self) -> None:
        """Write what time it is at the caret."""
        self._insert(words.clock(self._desk.local(self._desk.now())))

    def accept_save(self) -> None:
        """People press Ctrl+S: save now and say so."""
        self._draft.save_and_say()

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the note before those of the window."""
        if (
            isinstance(event, QKeyEvent)
            and self._is_draft()
            and page_keys.take(event, self, keys.ACTS)
        ):
            return True
        return super().event(event)

    def _connect(self) -> None:
        for part in (self.frame, self.sheet, self.objectives):
            part.edited.connect(self._draft.touch)
            part.left.connect(self._draft.flush)
        self.objectives.rated.connect(lambda: self._go_on("ratings"))
        self.sheet.risk.answered.connect(lambda: self._go_on("risk"))
        for part in (self.frame, self.sheet):
            part.edited.connect(self._forget_lead)
        self.objectives.sentence_requested.connect(self._insert_intervention)
        self.objectives.plan_requested.connect(self._ways.open_plan)
        self.objectives.since_last.group_requested.connect(self.take_up_group)
        self.last_note.reader.copy_requested.connect(self.sheet.add_to)
        self.reader.addenda_changed.connect(self._read_again)
        for reader in (self.reader, self.last_note.reader):
            reader.backups_requested.connect(self._ways.open_backups)
            reader.note_requested.connect(self._ways.open_note)
        self.frame.kind_chosen.connect(self._choose_kind)
        self.frame.format_requested.connect(self._shaping.change_format)
        self.header.modality_chosen.connect(self.frame.set_modality)
        self.header.back_requested.connect(self._navigator.back)
        self.header.last_note_requested.connect(self.show_last_note)
        self.header.inspector_requested.connect(self.toggle_inspector)
        self.header.discard_requested.connect(self._discard)
        self.header.risk_chosen.connect(self._ways.open_risk)
        self.header.set_details(self.frame.can_add)
        self.header.detail_requested.connect(self.frame.add_detail)
        self.header.phrases_requested.connect(self.open_phrases)
        self.header.set_templates(self._phrases.templates)
        self.header.template_chosen.connect(self._shaping.begin_with)
        self.footer.close_requested.connect(self._navigator.back)
        self.footer.print_requested.connect(self._print)
        self.footer.sign_requested.connect(self.sign)
        self.last_note.close_requested.connect(self.show_last_note)
        self.split.changed.connect(self._show_inspector_state)

    def _is_draft(self) -> bool:
        return self._note is not None and not self._note.is_signed

    def _load(self, edit: NoteEdit) -> None:
        note = edit.note
        self._draft.begin()
        self._note = note
        self._client = clients.get(self._desk, note.client_id)
        self.header.show_client(shown_names.alone(self._desk, self._client))
        self.header.set_kind(note.kind)
        self.header.show_risk(flags.risk_of(self._desk, note.client_id), self._desk.today())
        if note.is_signed:
            self._show_signed(note)
        else:
            self._show_draft(edit)

    def _show_draft(self, edit: NoteEdit) -> None:
        note, _ = converted(edit.note, edit.note.format)
        self._note = note
        self._versions = plans.versions(self._desk, note.client_id)
        last = self._look_up_last(note)
        self.header.set_draft()
        self.header.set_modality(note.modality)
        self.frame.offer_groups(attended_groups.to_take_up(self._desk, note))
        self.frame.show_edit(replace(edit, note=note))
        self.sheet.show_note(note)
        self.sheet.urge.show_urge(edit.urge, cravings.last_score(self._desk, note.client_id))
        self.sheet.set_kind(note.kind)
        recent = frozenset(link.node_uid for link in last.objectives) if last else frozenset()
        self._show_plan(note, recent)
        self.inspector.show_content(self.objectives)
        self.footer.set_draft()
        self._draft.show()
        self.show_sheet()
        self._show_inspector_state()
        self._check()
        self._order_focus()
        self.sheet.focus_first_empty()

    def _show_plan(self, note: Note, recent: frozenset[Uid]) -> None:
        in_force = plans.in_force(self._desk, note.client_id)
        needs = () if in_force is not None else plan_offers.needs(self._desk, note)
        self.objectives.offer_needs(needs)
        self.objectives.show_plan(in_force, note, earlier=self._versions, recent=recent)

    def _order_focus(self) -> None:
        """Frame, sections, risk, objectives, foot: parts made later would come last."""
        stops = (
            self.frame.note_next_day_button,
            *self.sheet.stops(),
            *self.objectives.stops(),
            *self.footer.stops(),
        )
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show_signed(self, note: Note) -> None:
        read = shown.load(self._desk, note.id)
        self.reader.show_note(read)
        when = ""
        if read.signed_at is not None:
            when = words.moment(self._desk.local(read.signed_at), self._desk.today())
        self.header.set_signed(when)
        self.header.set_late(is_late=read.is_late)
        self.footer.set_signed(self.tr("Signed {when}").format(when=when).strip())
        self.footer.set_word_count(note.word_count)
        self.show_reader()

    def _read_again(self) -> None:
        if self._note is not None and self._note.is_signed:
            self._show_signed(self._note)

    def _collected(self) -> NoteEdit:
        """The note as it stands on the screen."""
        if self._note is None:
            raise RuntimeError("no note is open")
        edit = self.frame.collected(self._note)
        note = self.sheet.collected(edit.note)
        links = self.objectives.links()
        note = replace(
            note,
            objectives=links,
            interventions=self.objectives.interventions(),
            unlinked_reason="" if links else self.objectives.reason(),
        )
        return replace(edit, note=note, urge=self.sheet.urge.collected())

    def _keep(self) -> None:
        if self._is_draft():
            notes.keep(self._desk, self._collected(), initiator=self)

    def _check(self) -> None:
        if not self._is_draft():
            return
        edit = self._collected()
        self._findings = notes.check(self._desk, edit, original=self._original)
        self.footer.set_findings(self._findings, signing.ready_words(edit.note))
        self.footer.set_word_count(edit.note.word_count, self._copied_words(edit.note))
        self.header.set_empty(is_empty=self.sheet.is_empty())
        is_late = signing.is_late(self._desk, edit.note)
        self.header.set_late(is_late=is_late)
        self.frame.set_late(is_late=is_late)
        self.objectives.since_last.offer_group(is_offered="group" in self.frame.can_add())
        self._show_inspector_state()

    def _copied_words(self, note: Note) -> str:
        """Tint what stands in the last note, and say how much it is."""
        found = self._copied.compare(note, self._original)
        if found is None or self._original is None or not found.percent:
            return ""
        return words.copied(found.percent, self._original.note.held_on, self._desk.today())

    def _look_up_last(self, note: Note) -> Note | None:
        """The last signed note of the same kind, to read and to compare with."""
        self._original = notes.original_of(self._desk, note)
        last = self._original.note if self._original is not None else None
        self.header.set_last_note(has_last=last is not None)
        self.last_note.show_note(last)
        self.objectives.since_last.show_told(since_last.before(self._desk, note, last))
        return last

    def _choose_kind(self, kind: SessionKind) -> None:
        """Another kind asks for other things, and has another last note."""
        self.header.set_kind(kind)
        self.sheet.set_kind(kind)
        if kind is SessionKind.PHONE_CONTACT and self.frame.modality() is Modality.IN_PERSON:
            self.header.set_modality(Modality.PHONE)
            self.frame.set_modality(Modality.PHONE)
        self._look_up_last(self._collected().note)
        self._shaping.begin_as_last()

    def _lead_to(self, gap: Finding) -> None:
        """Put the focus on what is missing, and say it there."""
        self._led_to = gap.repair
        if gap.repair in _OBJECTIVE_PLACES:
            self.inspector.show_content(self.objectives)
            self.split.set_open(True)
            self.objectives.point_out(gap.repair, gap.message)
        elif not self.frame.point_out(gap.repair, gap.message):
            self.sheet.point_out(gap.repair, gap.message)

    def _go_on(self, answered: str) -> None:
        """Where signing led to a choice, choosing leads to what is missing next."""
        if self._led_to != answered:
            return
        self._led_to = ""
        self._draft.settle()
        gaps = self.footer.gaps()
        if gaps:
            self._lead_to(gaps[0])
        else:
            self.footer.sign_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget_lead(self) -> None:
        self._led_to = ""

    def _insert(self, text: str) -> None:
        editor = self.focusWidget()
        if self._is_draft() and isinstance(editor, TextEditor) and not editor.isReadOnly():
            editor.textCursor().insertText(text)

    def _insert_intervention(self, text: str) -> None:
        sentence = self.tr("Intervention: {text}.").format(text=text.strip().rstrip("."))
        self.sheet.insert_sentence(sentence)

    def _sign(self) -> None:
        self._note = notes.sign(self._desk, self._collected(), initiator=self)
        self._draft.forget()
        self._show_signed(self._note)

    def _show_format(self, note: Note) -> None:
        if self._note is None:
            return
        self._note = replace(self._note, format=note.format)
        self.frame.set_format(note.format)
        self.sheet.change_format(note)
        self._order_focus()
        self._draft.touch()

    def _open_note(self) -> Note | None:
        return self._collected().note if self._is_draft() else None

    def _discard(self) -> None:
        """Throw the draft away and leave; the toast brings it back."""
        note = self._note
        if note is None:
            return
        self._draft.discard(
            lambda: notes.discard(self._desk, note, initiator=self),
            lambda: self._leave(note),
            lambda: self._bring_back(note),
        )

    def _tick(self, note_id: NoteId, node_uid: Uid) -> None:
        """Open a draft with an objective ticked; the toast takes the tick back."""
        number = notes.link(self._desk, note_id, node_uid, initiator=self)
        self._load(notes.open_edit(self._desk, note_id))
        if number:
            toast.of_window(self).announce(
                self.tr("Objective {number} ticked").format(number=number),
                self.tr("Undo"),
                lambda: self._draft.attempt(lambda: self._untick(note_id, node_uid)),
            )

    def _untick(self, note_id: NoteId, node_uid: Uid) -> None:
        self.flush()
        notes.unlink(self._desk, note_id, node_uid, initiator=self)
        if self._note is not None and self._note.id == note_id:
            self._load(notes.open_edit(self._desk, note_id))

    def _leave(self, note: Note) -> None:
        self._note = None
        self._navigator.replace(Place(page=Page.CHART, client_id=note.client_id, tab=Tab.NOTES))

    def _bring_back(self, note: Note) -> None:
        notes.bring_back(self._desk, note, initiator=self)
        self._navigator.open(Place(page=Page.NOTE, client_id=note.client_id, note_id=note.id))

    def _print(self) -> None:
        if self._note is not None:
            self.print_requested.emit(
                PrintRequest(
                    kind=DocumentKind.SESSION_NOTE,
                    uid=self._note.uid,
                    client_id=self._note.client_id,
                )
            )

    def _forget_hidden(self) -> None:
        """A draft that was brought back is read anew when it is opened."""
        if not self.isVisible():
            self._draft.forget()
            self._note = None

    def _show_inspector_state(self) -> None:
        linked = len(self.objectives.links()) if self._is_draft() else 0
        self.header.set_inspector(is_docked=self.split.is_docked, linked=linked)

    def _hear(self, changes: Changes) -> None:
        """What changed elsewhere: names, the plan to link to, which note is the last one."""
        if self._client is not None and Kind.SETTINGS in changes.kinds:
            self.header.show_client(shown_names.alone(self._desk, self._client))
        is_told = bool(changes.kinds - {Kind.DRAFT})
        if is_told and self._client is not None and self._client.id in changes.clients:
            self.header.show_risk(flags.risk_of(self._desk, self._client.id), self._desk.today())
        if changes.initiator is self or not self._is_draft() or self._note is None:
            return
        is_mine = self._note.client_id in changes.clients
        if is_mine and changes.initiator is None and Kind.DRAFT in changes.kinds:
            self._forget_hidden()
            return
        if is_mine and Kind.NOTE in changes.kinds:
            self._look_up_last(self._collected().note)
            self._check()
        if is_mine and Kind.PLAN in changes.kinds:
            note = self._collected().note
            self._versions = plans.versions(self._desk, note.client_id)
            self._show_plan(note, frozenset(link.node_uid for link in note.objectives))
            self._order_focus()
