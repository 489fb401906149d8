"""The assessment view of a chart: an empty state, a draft to write, or a signed one to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.assessments import Assessment, DomainCode
from counselor_desk.records.edits import AssessmentEdit
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.rules.findings import Finding
from counselor_desk.services import assessments
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.exports import DocumentKind
from counselor_desk.ui import page_keys, toast
from counselor_desk.ui.assessments import keys, shown, signing, words
from counselor_desk.ui.assessments.layout import AssessmentLayout
from counselor_desk.ui.assessments.shown import ClientAssessments, Shown
from counselor_desk.ui.navigation import Navigator, Place
from counselor_desk.ui.open_drafts import DraftActs, OpenDraft
from counselor_desk.ui.printing import PrintRequest
from counselor_desk.ui.sign_dialog import SignFacts

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

PART_RISK = "risk"
"""The part of a place that opens on the questions about the risk of harm."""

_CONCERNED = frozenset({Kind.ASSESSMENT, Kind.EPISODE})
_CODES = tuple(DomainCode)


class AssessmentView(AssessmentLayout):
    """A client's assessments: one at a time, the draft to write in, the signed ones to read.

    A place may name a part: "risk", the code of a domain such as "d3", or the uid of the
    assessment to show.

    Signals:
        print_requested: put the assessment on paper; carries a `PrintRequest`.
    """

    print_requested = Signal(object)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,  # noqa: ARG002 - pages are made alike
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.today, parent)
        self._desk = desk
        self._client_id: ClientId | None = None
        self._every: ClientAssessments | None = None
        self._shown: Shown | None = None
        self._draft = OpenDraft(
            desk,
            self,
            DraftActs(self._is_writing, self._settle, self._keep, self._lead_to),
            footer=self.footer,
            banner=self.failure_banner,
            unsaved=self.tr(
                "This assessment could not be saved. Your text is safe on this screen."
            ),
        )
        self._connect()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the assessment of the client the place names, on the part it names.

        Raises:
            DeskError: what is being typed could not be saved.
        """
        self.flush()
        if place.client_id is None:
            return
        if place.client_id != self._client_id:
            self._draft.begin()
        self._client_id = place.client_id
        self._load(Uid(place.part))
        if place.part in {PART_RISK, *DomainCode} and self._shown is not None:
            self._go_to(place.part)

    def flush(self) -> None:
        """Write what is being typed to the disk.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        self._settle()
        self._draft.save()

    def print_request(self) -> PrintRequest | None:
        """The assessment on the screen; None when there is none."""
        assessment = self.assessment()
        if assessment is None:
            return None
        return PrintRequest(
            kind=DocumentKind.ASSESSMENT_SUMMARY,
            uid=assessment.uid,
            client_id=assessment.client_id,
        )

    def assessment(self) -> Assessment | None:
        """The assessment as it stands on the screen."""
        return self._shown.assessment if self._shown is not None else None

    def sign(self) -> None:
        """Lead to the first gap, or ask for the signature."""
        if self._draft.sign(self._sign_facts, self._sign):
            toast.of_window(self).announce(self.tr("Assessment signed"))

    def accept_save(self) -> None:
        """People press Ctrl+S: save now and say so."""
        self._draft.save_and_say()

    def focus_next(self) -> None:
        """Go on to the next domain; from the last one to the risk of harm."""
        here = self.card.current()
        place = _CODES.index(here) + 1 if here is not None else 0
        if place < len(_CODES):
            self.card.focus_row(_CODES[place])
        else:
            self._go_to(PART_RISK)

    def focus_previous(self) -> None:
        """Go back to the domain before; from elsewhere to the last one."""
        here = self.card.current()
        place = _CODES.index(here) - 1 if here is not None else len(_CODES) - 1
        self.card.focus_row(_CODES[max(place, 0)])

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the assessment before those of the window."""
        if (
            isinstance(event, QKeyEvent)
            and self._shown is not None
            and page_keys.take(event, self, keys.ACTS)
        ):
            return True
        return super().event(event)

    def _connect(self) -> None:
        head = self.head_row
        for part in (self.card, self.inspector):
            part.edited.connect(self._draft.touch)
            part.left.connect(self._draft.leave_field)
        self.inspector.edition_chosen.connect(lambda _edition: self._rename_domains())
        head.version_chosen.connect(lambda uid: self._show_version(Uid(uid)))
        head.compare_toggled.connect(lambda _is_on: self._show_changes())
        head.begin_requested.connect(self._start)
        head.discard_requested.connect(self._discard)
        head.details_requested.connect(self.toggle_inspector)
        self.assessment_start_button.clicked.connect(self._start)
        self.assessment_print_button.clicked.connect(self._print)
        self.footer.sign_requested.connect(self.sign)

    def _is_writing(self) -> bool:
        """Whether the draft is on the screen and can be changed."""
        every, here = self._every, self._shown
        return every is not None and here is not None and every.can_write(here.assessment)

    def _load(self, wanted: Uid | None = None) -> None:
        """Read the client's assessments and show one: the wanted, else the draft, else the last."""
        if self._client_id is None:
            return
        self._draft.hold()
        self._every = shown.gather(self._desk, self._client_id)
        found = self._every.wanted(wanted)
        if self._shown is None or found is None or found.uid != self._shown.assessment.uid:
            self._draft.forget()
        self._shown = shown.load(self._desk, found) if found is not None else None
        self._draft.show()
        if self._shown is None:
            self.assessment_start_button.setVisible(self._every.is_open)
            self.empty_state.set_text(*shown.first_step(self._desk, self._every))
        else:
            self._show(self._every, self._shown)
        self.show_parts(has_assessment=self._shown is not None)

    def _show(self, every: ClientAssessments, here: Shown) -> None:
        assessment, is_writing = here.assessment, self._is_writing()
        head = self.head_row
        head.set_versions(shown.versions(self._desk, every), assessment.uid)
        is_first = not every.of_stay
        head.set_acts(is_draft=is_writing, can_begin=every.can_begin, is_first=is_first)
        if assessment.is_signed:
            head.set_state(self.tr("Signed"), "signed", "lock")
        else:
            head.set_state(self.tr("Draft"), "draft", "square-pen")
        self.set_editable(is_editable=is_writing)
        self.card.show_assessment(assessment, {}, here.kind_before)
        self.inspector.show_edit(here.edit)
        self.show_problem(here.problem)
        self._show_changes()
        self._show_foot(here)

    def _show_changes(self) -> None:
        """What the ratings were, if that is wanted; or that other domains cannot be compared."""
        here = self._shown
        if here is None:
            return
        changes, before = here.changes(), here.before
        text = words.compared_with(before, self._desk.today()) if changes and before else ""
        self.head_row.set_comparison(text)
        is_wanted = self.head_row.compare_check.value()
        self.card.set_changes(changes if is_wanted else {}, here.kind_before)
        self.card.set_remark(self._remark(here))

    def _remark(self, here: Shown) -> str:
        """What is to be known before the ratings are read."""
        before, every = here.before, self._every
        if every is not None and every.is_open and not every.is_of_stay(here.assessment):
            return self.tr("This assessment belongs to an earlier stay.")
        if before is None or before.edition is here.assessment.edition:
            return ""
        return words.not_compared(before, self._desk.today())

    def _show_foot(self, here: Shown) -> None:
        if not here.assessment.is_signed and not self._is_writing():
            self.footer.set_signed(self.tr("This stay ended before the assessment was signed"))
            return
        if not here.assessment.is_signed:
            self.footer.set_draft()
            self._draft.show()
            self.footer.set_findings(here.findings, words.extent(here.assessment))
            return
        signed = here.proof.signatures[0].signed_at if here.proof is not None else None
        when = words.full_moment(self._desk.local(signed)) if signed is not None else ""
        self.footer.set_signed(self.tr("Signed {when}").format(when=when).strip())

    def _show_version(self, uid: Uid) -> None:
        try:
            self.flush()
        except DeskError:
            return  # the banner says it, and the text is still on the screen
        self._load(uid)

    def _settle(self) -> None:
        """The fields came to rest: take them over, and let the sign check follow."""
        here = self._shown
        if here is None or not self._is_writing():
            return
        edit = self._collected(here)
        if edit == here.edit:
            return
        self._shown = here = shown.weigh(self._desk, here, edit)
        self._show_changes()
        self.show_details()
        self.footer.set_findings(here.findings, words.extent(here.assessment))

    def _collected(self, here: Shown) -> AssessmentEdit:
        """The assessment as it stands on the screen."""
        edit = self.inspector.collected(here.edit)
        return AssessmentEdit(
            assessment=self.card.collected(edit.assessment),
            typed=edit.typed,
        )

    def _rename_domains(self) -> None:
        """The domains have other names now; what was written stays where it is."""
        self._draft.touch()
        self._draft.settle()
        if self._shown is not None:
            self.card.show_assessment(self._shown.assessment, {}, self._shown.kind_before)
            self._show_changes()

    def _keep(self) -> None:
        if self._shown is not None and self._is_writing():
            assessments.keep(self._desk, self._collected(self._shown), initiator=self)

    def _lead_to(self, gap: Finding) -> None:
        """Go to what is missing and say it there."""
        self._go_to(gap.repair, gap.message)

    def _go_to(self, place: str, message: str = "") -> None:
        code, _, part = place.partition("/")
        for row in self.card.rows.values():
            row.point_out(message if row.code == code else "")
        if code in set(DomainCode):
            row = self.card.rows[DomainCode(code)]
            (row.focus_text if part == "narrative" else row.focus_rating)()
            return
        self.split.set_open(True)
        self.inspector.point_out("harm_to_self" if place == PART_RISK else place, message)

    def _sign_facts(self) -> SignFacts:
        if self._shown is None:
            raise RuntimeError("no assessment is open")
        return signing.sign_facts(self._desk, self._shown.assessment, self._shown.findings)

    def _sign(self) -> None:
        if self._shown is None:
            return
        signed = assessments.sign(self._desk, self._collected(self._shown), initiator=self)
        self._draft.forget()
        self._load(signed.uid)

    def _start(self) -> None:
        """Begin the first one, or a reassessment from the last; go on with one that was begun."""
        if self._client_id is None:
            return
        try:
            started = assessments.start(self._desk, self._client_id, initiator=self)
        except DeskError as problem:
            self._draft.complain(str(problem))
            return
        self._draft.begin()
        self._load(started.uid)
        self.card.focus_row(_CODES[0])

    def _discard(self) -> None:
        """Throw the draft away; the toast brings it back."""
        here = self._shown
        if here is None or not self._is_writing():
            return
        self._draft.discard(
            lambda: assessments.discard(self._desk, here.assessment, initiator=self),
            self._load,
            lambda: self._bring_back(here.assessment),
        )

    def _bring_back(self, assessment: Assessment) -> None:
        assessments.bring_back(self._desk, assessment, initiator=self)
        if self._client_id == assessment.client_id:
            self._load(assessment.uid)

    def _print(self) -> None:
        request = self.print_request()
        if request is not None:
            self.print_requested.emit(request)

    def _hear(self, changes: Changes) -> None:
        """An assessment was written, or the episode ended, elsewhere."""
        is_mine = self._client_id in changes.clients and bool(changes.kinds & _CONCERNED)
        if changes.initiator is self or not is_mine:
            return
        self._settle()
        self._draft.flush()
        uid = self._shown.assessment.uid if self._shown is not None else None
        self._load(uid)
