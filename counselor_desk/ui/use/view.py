"""Use and cravings on the screen: the facts of a client, one of them open, and what they ask."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.circumstances import Circumstances
from counselor_desk.records.cravings import Craving
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import ClientId
from counselor_desk.records.substances import ReturnToUse, Substance
from counselor_desk.rules.findings import Finding
from counselor_desk.services import (
    circumstances,
    cravings,
    drug_tests,
    episodes,
    plans,
    substances,
)
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.ui import toast
from counselor_desk.ui.autosave import Autosave
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.use import drafts, saving, tables, words
from counselor_desk.ui.use.drafts import OpenFact
from counselor_desk.ui.use.layout import UseLayout
from counselor_desk.ui.use.panels import FactPanel
from counselor_desk.ui.use.saving import FactKind

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

_CONCERNED = frozenset(
    {
        Kind.SUBSTANCE,
        Kind.DRUG_TEST,
        Kind.CRAVING,
        Kind.CIRCUMSTANCES,
        Kind.EPISODE,
        Kind.PLAN,
    }
)


class UseView(UseLayout):
    """What a client uses or used, and how strong the wish is. A fact is kept when Save is pressed.

    What was typed and not saved is kept as it stands, so that it is there again when one comes
    back to the client, also after a lock or a crash.
    """

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self._desk, self._navigator = desk, navigator
        self._client_id: ClientId | None = None
        self._facts: Circumstances | None = None
        self._episode: Episode | None = None
        self._is_open = True
        self._is_stale = False
        self._open: OpenFact | None = None
        self._autosave = Autosave(self._keep_typed, self)
        self._wanted: FactKind | None = None
        self._reveal = QTimer(self, singleShot=True, interval=0)
        self._connect()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the client of the place; its part names a card to go to.

        Raises:
            DeskError: what is being typed could not be saved, or the facts cannot be read.
        """
        self.flush()
        if place.client_id is None:
            return
        if place.client_id != self._client_id:
            self._leave()
            self._client_id = place.client_id
            self._load()
            self._come_back()
        else:
            self._load()
        if place.part in set(FactKind):
            # Once the cards have their places.
            self._wanted = FactKind(place.part)
            self._reveal.start()

    def flush(self) -> None:
        """Write what is being typed to the disk; it becomes a fact when Save is pressed.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        self._autosave.flush_or_raise()

    def showEvent(self, event: QEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)  # type: ignore[arg-type]  # passed on untouched
        if self._is_stale:
            self._load()

    def open_kind(self) -> FactKind | None:
        """The kind of the fact in the inspector; None while it is closed."""
        return self._open.kind if self._open is not None else None

    def add(self, kind: FactKind) -> None:
        """Open empty fields for a new fact."""
        self._show_fact(OpenFact(kind=kind, record=None))

    def _connect(self) -> None:
        for kind, card in self.lists.items():
            card.add_requested.connect(lambda kind=kind: self.add(kind))
            card.opened.connect(lambda line, kind=kind: self._open_line(kind, line))
        self.overdose_card.change_requested.connect(self._open_overdoses)
        self.review_banner.action_requested.connect(self._review)
        self._reveal.timeout.connect(self._go_to_part)
        self._autosave.failed.connect(self._show_unsaved)
        self._autosave.saved.connect(self._show_saved)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._save)

    def _connect_panel(self, panel: FactPanel) -> None:
        panel.save_requested.connect(self._save)
        panel.close_requested.connect(self._close)
        panel.edited.connect(self._touch)
        panel.mistake_reported.connect(self._cross_out)
        panel.left.connect(self._autosave.flush)

    def _go_to_part(self) -> None:
        if self._wanted is not None:
            self.focus_card(self._wanted)

    def _load(self) -> None:
        """Read what is known of the client, and show it."""
        client_id = self._client_id
        if client_id is None:
            return
        self._is_stale = False
        self._episode = episodes.current(self._desk, client_id)
        self._is_open = self._episode is not None and self._episode.is_open
        returns = substances.returns_of(self._desk, client_id)
        self._show_substances(substances.of_client(self._desk, client_id), returns)
        self._show_returns(returns)
        self._show_overdoses(client_id, returns)
        self._show_urges(cravings.of_client(self._desk, client_id))
        tests = drug_tests.of_client(self._desk, client_id)
        self.tests_card.show_facts(tests, is_editable=self._is_open)
        self.mistakes_card.show_client(client_id, is_editable=self._is_open)

    def _show_substances(
        self, known: tuple[Substance, ...], returns: tuple[ReturnToUse, ...]
    ) -> None:
        lines = [tables.SubstanceLine(one, substances.last_used_on(one, returns)) for one in known]
        used = [line.last_used_on for line in lines if line.last_used_on is not None]
        used += [one.used_on for one in returns]
        ago = (self._desk.today() - max(used)).days if used else None
        self.substances_card.show_facts(
            lines,
            is_editable=self._is_open,
            caption="" if ago is None else words.days_since_use(max(ago, 0)),
        )

    def _show_returns(self, returns: tuple[ReturnToUse, ...]) -> None:
        findings = (
            substances.plan_findings(self._desk, self._client_id)
            if self._client_id is not None
            else ()
        )
        due = {one.subject: one.due_on for one in findings}
        stay = self._episode.id if self._episode is not None and self._is_open else None
        lines = [
            tables.ReturnLine(one, due.get(one.uid), is_in_stay=one.episode_id == stay)
            for one in returns
        ]
        self.returns_card.show_facts(lines, is_editable=self._is_open)
        self._show_review(findings)

    def _show_review(self, findings: tuple[Finding, ...]) -> None:
        """P10: what waits for a review, with the step that begins it."""
        self.review_banner.setVisible(bool(findings))
        if not findings:
            return
        first, today = findings[0], self._desk.today()
        due_on = first.due_on or today
        is_late = due_on < today
        by = self.tr("It was due {day}.") if is_late else self.tr("It is due {day}.")
        self.review_banner.set_message(
            by.format(day=words.day(due_on, today)),
            tone="risk" if is_late else "overdue",
            title=first.message,
            action=self.tr("Review the plan now"),
        )

    def _show_overdoses(self, client_id: ClientId, returns: tuple[ReturnToUse, ...]) -> None:
        self._facts = circumstances.get(self._desk, client_id)
        days = [one.used_on for one in returns if one.is_overdose]
        if self._facts.last_overdose_on is not None:
            days.append(self._facts.last_overdose_on)
        self.overdose_card.show_facts(
            self._facts,
            max(days, default=None),
            self._desk.today(),
            is_editable=self._is_open,
        )

    def _show_urges(self, scores: tuple[Craving, ...]) -> None:
        lines = tables.urge_lines(scores)
        self.urges_card.show_facts(lines, is_editable=self._is_open)
        self.urges_card.show_state(words.alert(*_newest(lines)) if lines else None)
        self.urge_chart.show_scores(scores, self._desk.today())

    def _open_line(self, kind: FactKind, line: Any) -> None:  # noqa: ANN401  # each list has its own lines
        record = line.fact if hasattr(line, "fact") else line
        self._show_fact(OpenFact(kind=kind, record=record))

    def _open_overdoses(self) -> None:
        self._show_fact(OpenFact(kind=FactKind.OVERDOSE, record=self._facts))

    def _show_fact(self, wanted: OpenFact) -> None:
        """Open a fact; one that is being written is not thrown away for it."""
        now = self._open
        if now is not None and self.panel(now.kind).is_dirty():
            if (now.kind, now.record) != (wanted.kind, wanted.record):
                self.panel(now.kind).complain(
                    self.tr("This is not saved yet. Save it or cancel it first.")
                )
            self.show_panel(now.kind)
            return
        self._open = wanted
        panel = self.panel(wanted.kind)
        panel.start(self._title(wanted), wanted.record, hint=self._hint(wanted))
        panel.set_editable(
            is_editable=self._is_open and not wanted.is_kept_for_good,
            can_be_wrong=self._is_open and wanted.can_be_wrong,
        )
        if wanted.typed is not None:
            panel.type_again(wanted.typed)
        self.mark_open(wanted.kind if wanted.record is not None else None)
        self.show_panel(wanted.kind)

    def _title(self, wanted: OpenFact) -> str:
        new, old = {
            FactKind.SUBSTANCE: (self.tr("New substance"), self.tr("Substance")),
            FactKind.RETURN: (self.tr("Record a return to use"), self.tr("Return to use")),
            FactKind.OVERDOSE: (self.tr("Overdose and naloxone"),) * 2,
            FactKind.URGE: (self.tr("New score"), self.tr("Score")),
            FactKind.TEST: (self.tr("New drug test"), self.tr("Drug test")),
        }[wanted.kind]
        return new if wanted.record is None else old

    def _hint(self, wanted: OpenFact) -> str:
        if wanted.is_of_note:
            return self.tr("Told in the note of that session; it can only be read.")
        if wanted.kind is not FactKind.RETURN:
            return ""
        if wanted.record is None:
            return self.tr("Kept for good once it is saved. The plan is then to be reviewed.")
        return self.tr("Kept for good; it can only be read.")

    def _save(self) -> None:
        """Keep what the panel says; what cannot be kept says why and stays."""
        here = self._open
        if here is None or self._client_id is None:
            return
        panel = self.panel(here.kind)
        if not self._is_open or here.is_kept_for_good or not panel.can_be_read():
            return
        try:
            problems = saving.keep(
                self._desk, self._client_id, here.kind, here.record, panel.values()
            )
        except DeskError as problem:
            problems = {"": problem}
        panel.show_problems(problems)
        if problems:
            return
        self._put_away(here)
        self._tell(here)

    def _tell(self, kept: OpenFact) -> None:
        if kept.kind is FactKind.RETURN:
            self._offer_review()
            return
        said = {
            FactKind.SUBSTANCE: self.tr("Substance saved"),
            FactKind.OVERDOSE: self.tr("Overdose and naloxone saved"),
            FactKind.URGE: self.tr("Score saved"),
            FactKind.TEST: self.tr("Drug test saved"),
        }
        toast.of_window(self).announce(said[kept.kind])

    def _offer_review(self) -> None:
        """A return was recorded: the banner has the next step, and without one the toast has it."""
        said, window = self.tr("Return to use recorded"), toast.of_window(self)
        if not self.review_banner.isVisibleTo(self):
            window.announce(said, self.tr("Review the plan now"), self._review)
            return
        window.announce(said)
        self._scroll.verticalScrollBar().setValue(0)
        self.review_banner.action_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        """Give up what is typed; the toast brings it back."""
        here, client_id = self._open, self._client_id
        if here is None:
            return
        panel = self.panel(here.kind)
        typed = panel.typed() if panel.is_dirty() else None
        self._put_away(here)
        if typed is None:
            return

        def bring_back() -> None:
            if self._client_id == client_id and self._open is None:
                self._show_fact(OpenFact(kind=here.kind, record=here.record, typed=typed))
                self._touch()

        toast.of_window(self).announce(
            self.tr("Not saved: what was typed is put away"), self.tr("Undo"), bring_back
        )

    def _cross_out(self) -> None:
        """Ask about the open fact; its panel goes away with it."""
        here = self._open
        record = here.record if here is not None else None
        if here is None or not isinstance(record, tables.CAN_BE_WRONG):
            return
        self.mistakes_card.cross_out(record)
        if not tables.is_listed(self.lists[here.kind].table.rows.rows, record.uid):
            self._put_away(here)

    def _put_away(self, here: OpenFact) -> None:
        """The fact was saved or given up, and so is its draft."""
        self._open = None
        self._autosave.forget()
        self.hide_panel(here.kind)
        if self._client_id is not None:
            # A draft that outlives its fact is shown once more, and can be given up then.
            with contextlib.suppress(DeskError):
                drafts.forget(self._desk, self._client_id)

    def _leave(self) -> None:
        """Another client is shown: what is typed for this one waits in its draft."""
        if self._open is None:
            return
        self._open = None
        self._autosave.forget()
        self.mark_open(None)
        self.split.set_available(False)

    def _come_back(self) -> None:
        if self._client_id is None or not self._is_open:
            return
        waiting = drafts.find(self._desk, self._client_id)
        if waiting is not None:
            self._show_fact(waiting)

    def _touch(self) -> None:
        if self._open is not None and self._is_open and self.panel(self._open.kind).is_editable:
            self._autosave.touch()

    def _keep_typed(self) -> None:
        """Write the panel as it stands; one in which nothing is typed needs no draft."""
        here = self._open
        if here is None or self._client_id is None or not self._is_open:
            return
        panel = self.panel(here.kind)
        if panel.is_dirty():
            drafts.keep(self._desk, self._client_id, here, panel.typed())
        else:
            drafts.forget(self._desk, self._client_id)

    def _show_unsaved(self, reason: str) -> None:
        if self._open is not None:
            self.panel(self._open.kind).complain_of_saving(reason)

    def _show_saved(self) -> None:
        if self._open is not None:
            self.panel(self._open.kind).take_back_complaint()

    def _review(self) -> None:
        """Begin the review of the plan if it is not begun, and go on writing it."""
        if self._client_id is None:
            return
        try:
            plans.start(self._desk, self._client_id)
        except DeskError as problem:
            self.review_banner.set_message(str(problem), tone="risk")
            return
        self._navigator.open(Place(page=Page.CHART, client_id=self._client_id, tab=Tab.PLAN))

    def _hear(self, changes: Changes) -> None:
        if self._client_id not in changes.clients or not changes.kinds & _CONCERNED:
            return
        if self.isVisible():
            self._load()
        else:
            self._is_stale = True


def _newest(lines: tuple[tables.UrgeLine, ...]) -> tuple[Craving, Craving | None]:
    return lines[0].fact, lines[0].before
