"""The discharge tab of a chart: a summary to write section by section, or a signed one to read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.records.discharges import Discharge, DischargeSection, DischargeType
from counselor_desk.records.edits import DischargeEdit
from counselor_desk.records.ids import ClientId, NoteId, Uid
from counselor_desk.rules.findings import Finding
from counselor_desk.services import discharges, episodes, summaries
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.exports import DocumentKind
from counselor_desk.ui import page_keys, toast
from counselor_desk.ui.discharges import changes as record_changes
from counselor_desk.ui.discharges import keys, shown, signing, words
from counselor_desk.ui.discharges.changes import Answer
from counselor_desk.ui.discharges.layout import DischargeLayout
from counselor_desk.ui.discharges.shown import Shown
from counselor_desk.ui.discharges.whole import OnScreen, WholeSummary
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.open_drafts import DraftActs, OpenDraft
from counselor_desk.ui.printing import PrintRequest
from counselor_desk.ui.sign_dialog import SignFacts

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

_CONCERNED = frozenset(
    {
        Kind.CLIENT,
        Kind.EPISODE,
        Kind.PLAN,
        Kind.NOTE,
        Kind.TASK,
        Kind.ASSESSMENT,
        Kind.DIAGNOSIS,
        Kind.MEDICATION,
        Kind.DISCHARGE,
        Kind.DRAFT,
    }
)
_DAY = "discharged_on"
_NOTE = "note/"


class DischargePage(DischargeLayout):
    """A client's discharge summary: an empty state, a draft to write, or the signed one.

    Signals:
        print_requested: put the summary on paper; carries a `PrintRequest`.
    """

    print_requested = Signal(object)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.today, parent)
        self._desk, self._navigator = desk, navigator
        self._client_id: ClientId | None = None
        self._shown: Shown | None = None
        self._draft = OpenDraft(
            desk,
            self,
            DraftActs(self._is_draft, self._settle, self._keep, self._lead_to),
            footer=self.footer,
            banner=self.failure_banner,
            unsaved=self.tr("This summary could not be saved. Your text is safe on this screen."),
        )
        screen = OnScreen(lambda: self._client_id, self.discharge, self._load)
        WholeSummary(desk, self, screen, self._draft)
        self._connect()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the summary of the client the place names; a part is the uid of another one.

        Raises:
            DeskError: what is being typed could not be saved.
        """
        self.flush()
        if place.client_id is None:
            return
        if place.client_id != self._client_id:
            self._draft.begin()
            self.outline.set_current(DischargeSection.ADMISSION)
        self._client_id = place.client_id
        self._load(shown.wanted(self._desk, place.client_id, Uid(place.part)))

    def flush(self) -> None:
        """Write what is being typed to the disk.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        self._settle()
        self._draft.save()

    def print_request(self) -> PrintRequest | None:
        """The summary on the screen; None when there is none."""
        discharge = self.discharge()
        if discharge is None:
            return None
        return PrintRequest(
            kind=DocumentKind.DISCHARGE_SUMMARY,
            uid=discharge.uid,
            client_id=discharge.client_id,
        )

    def discharge(self) -> Discharge | None:
        """The summary as it stands on the screen."""
        return self._shown.discharge if self._shown is not None else None

    def shown(self) -> Shown | None:
        """The summary beside what the record says."""
        return self._shown

    def sign(self) -> None:
        """Lead to the first gap, or ask for the signature."""
        if self._draft.sign(self._sign_facts, self._sign):
            toast.of_window(self).announce(self.tr("Discharge summary signed, episode closed"))

    def accept_save(self) -> None:
        """People press Ctrl+S: save now and say so."""
        self._draft.save_and_say()

    def focus_next(self) -> None:
        """Go on to the next section."""
        self.outline.go_on(1)

    def focus_previous(self) -> None:
        """Go back to the section before."""
        self.outline.go_on(-1)

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the summary before those of the window."""
        if (
            isinstance(event, QKeyEvent)
            and self._shown is not None
            and page_keys.take(event, self, keys.ACTS)
        ):
            return True
        return super().event(event)

    def _connect(self) -> None:
        card = self.card
        self.outline.chosen.connect(self._choose)
        card.edited.connect(self._draft.touch)
        card.day_typed.connect(self._draft.touch)
        card.left.connect(self._draft.leave_field)
        card.type_chosen.connect(self._choose_type)
        card.rebuild_requested.connect(self._rebuild)
        card.changes_requested.connect(self._ask_about_changes)
        self.discharge_print_button.clicked.connect(self._print)
        self.footer.sign_requested.connect(self.sign)

    def _is_draft(self) -> bool:
        return self._shown is not None and not self._shown.discharge.is_signed

    def _load(self, discharge: Discharge | None) -> None:
        """Show a summary, or the first step when there is none."""
        self._draft.hold()
        if self._shown is None or discharge is None or discharge.uid != self._shown.discharge.uid:
            self._draft.forget()
        self._shown = shown.load(self._desk, discharge) if discharge is not None else None
        self.show_parts(has_summary=self._shown is not None)
        self._draft.show()
        if self._shown is None:
            self._show_empty()
            return
        is_draft = self._is_draft()
        self.card.set_editable(is_editable=is_draft)
        self.show_problem(self._shown.problem)
        self.show_signatures(self._shown.proof, self._desk.local, is_signed=not is_draft)
        self._show_foot(self._shown)
        self._show_all()

    def _show_empty(self) -> None:
        if self._client_id is None:
            return
        episode = episodes.current(self._desk, self._client_id)
        is_open = episode is not None and episode.is_open
        self.discharge_start_button.setVisible(is_open)
        self.discharge_earlier_button.setVisible(
            shown.earlier(self._desk, self._client_id) is not None
        )
        self.empty_state.set_text(*shown.first_step(is_open=is_open))

    def _show_foot(self, here: Shown) -> None:
        if not here.discharge.is_signed:
            self.footer.set_draft()
            self._draft.show()
            self.show_closed("", "")
            return
        signed = here.proof.signatures[0].signed_at if here.proof is not None else None
        when = words.full_moment(self._desk.local(signed)) if signed is not None else ""
        self.footer.set_signed(self.tr("Signed {when}").format(when=when).strip())
        now = episodes.current(self._desk, here.discharge.client_id)
        is_back = now is not None and now.is_open
        sentence = shown.closed(here.discharge)
        self.show_closed(sentence, "" if is_back else self.tr("Start new episode"))

    def _show_all(self) -> None:
        """Outline, open section and footer from what is at hand."""
        here = self._shown
        if here is None:
            return
        self.outline.set_lines(shown.lines(here))
        self._show_section(self.outline.current())
        if self._is_draft():
            self.footer.set_findings(here.findings, signing.extent(here.discharge))

    def _show_section(self, code: DischargeSection) -> None:
        here = self._shown
        if here is None:
            return
        discharge, card = here.discharge, self.card
        part = discharge.part(code)
        card.show_section(code, part.text)
        card.set_type(discharge.type, discharge.discharged_on, here.edit.typed.get(_DAY, ""))
        card.set_last_service(shown.last_service(discharge))
        card.set_hint(shown.hint(discharge, code))
        changed = 0 if discharge.is_signed else here.change(code).count
        card.set_state(is_edited=part.is_edited, changed=changed)
        card.set_facts(here.built[code].facts)

    def _choose(self, code: DischargeSection) -> None:
        """Another section is open: keep what was typed in the last one."""
        self._settle()
        self.card.clear_pointing()
        self._show_section(code)
        self._draft.flush()

    def _settle(self) -> None:
        """The fields came to rest: take them over, and let outline and sign check follow."""
        here = self._shown
        if here is None or not self._is_draft():
            return
        edit = self._collected(here)
        if edit != here.edit:
            self._take(edit)

    def _collected(self, here: Shown) -> DischargeEdit:
        """The summary as it stands on the screen."""
        edit, card = here.edit, self.card
        day = card.discharge_day_date.value()
        typed = card.discharge_day_date.text().strip()
        unread = {_DAY: typed} if day is None and typed else {}
        edit = replace(edit, discharge=replace(edit.discharge, discharged_on=day), typed=unread)
        code = card.code()
        if code is None or card.discharge_text.text() == edit.discharge.part(code).text:
            return edit
        return summaries.written(edit, code, card.discharge_text.text())

    def _take(self, edit: DischargeEdit) -> None:
        """Stand on another edit: what was not edited follows the record, then everything shows."""
        here = self._shown
        if here is None:
            return
        self._shown = shown.weigh(summaries.refreshed(edit, here.facts), here.facts)
        self._show_all()

    def _keep(self) -> None:
        if self._shown is not None and self._is_draft():
            discharges.keep(self._desk, self._collected(self._shown), initiator=self)

    def _choose_type(self, kind: DischargeType) -> None:
        here = self._shown
        if here is None:
            return
        edit = self._collected(here)
        self.card.clear_pointing()
        self._draft.mark()
        self._take(replace(edit, discharge=replace(edit.discharge, type=kind)))

    def _rebuild(self) -> None:
        """Take the record's words for the open section; the toast brings the others back."""
        self._settle()
        here, code = self._shown, self.outline.current()
        if here is None:
            return
        before = here.discharge.part(code)
        self._draft.mark()
        self._take(summaries.rebuilt(here.edit, here.facts, code))

        def undo() -> None:
            now = self._shown
            if now is not None and now.discharge.uid == here.discharge.uid and self._is_draft():
                self._draft.mark()
                self._take(summaries.with_part(now.edit, before))

        toast.of_window(self).announce(
            self.tr("{section} rebuilt from the record").format(section=words.section(code)),
            self.tr("Undo"),
            undo,
        )

    def _ask_about_changes(self) -> None:
        self._settle()
        here, code = self._shown, self.outline.current()
        if here is None:
            return
        title = self.tr("What changed below {section}").format(section=words.section(code))
        match record_changes.ask(self, title, here.change(code)):
            case Answer.REBUILD:
                self._rebuild()
            case Answer.KEEP:
                self._draft.mark()
                self._take(summaries.accepted(here.edit, here.facts, code))
            case Answer.LATER:
                pass

    def _lead_to(self, gap: Finding) -> None:
        """Go to what is missing: a field, a section, or another page of the chart."""
        client_id = self._client_id
        if gap.repair.startswith(_NOTE):
            note_id = NoteId(int(gap.repair.removeprefix(_NOTE)))
            self._navigator.open(Place(page=Page.NOTE, client_id=client_id, note_id=note_id))
        elif gap.repair == "admitted_on":
            self._navigator.open(Place(page=Page.CLIENT_FORM, client_id=client_id))
        elif gap.repair == "plan":
            self._navigator.open(Place(page=Page.CHART, client_id=client_id, tab=Tab.PLAN))
        elif gap.repair == "assessment":
            place = Place(page=Page.CHART, client_id=client_id, tab=Tab.ASSESSMENT)
            self._navigator.open(replace(place, view=View.DOMAINS))
        else:
            code = DischargeSection.TYPE if gap.repair == _DAY else DischargeSection(gap.repair)
            self.outline.set_current(code)
            self.card.point_out(gap.repair, gap.message)

    def _sign_facts(self) -> SignFacts:
        if self._shown is None:
            raise RuntimeError("no summary is open")
        here = self._shown
        return signing.sign_facts(self._desk, here.discharge, here.facts, here.findings)

    def _sign(self) -> None:
        if self._shown is None:
            return
        signed = discharges.sign(self._desk, self._collected(self._shown), initiator=self)
        self._draft.forget()
        self._load(signed)

    def _print(self) -> None:
        request = self.print_request()
        if request is not None:
            self.print_requested.emit(request)

    def _hear(self, changes: Changes) -> None:
        """The record changed elsewhere: what was not edited follows, the rest is marked."""
        here = self._shown
        is_mine = self._client_id in changes.clients and bool(changes.kinds & _CONCERNED)
        is_look = Kind.SETTINGS in changes.kinds
        if changes.initiator is self or here is None or not self.isVisible():
            return
        if here.discharge.is_signed:
            if is_mine or is_look:
                self._load(here.discharge)
            return
        if not is_mine:
            return
        facts = discharges.gather(self._desk, here.discharge)
        edit = summaries.refreshed(self._collected(here), facts)
        self._shown = shown.weigh(edit, facts)
        self._show_all()
