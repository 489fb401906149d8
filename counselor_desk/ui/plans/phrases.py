"""Phrases in the texts of a plan: offered as in the next steps of a note."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from counselor_desk.errors import DeskError
from counselor_desk.records.notes import SectionCode
from counselor_desk.records.phrases import Phrase
from counselor_desk.services import clients, phrase_fields, phrases
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.phrase_fields import Values
from counselor_desk.ui.phrase_typing import PhraseTyping
from counselor_desk.ui.text_editor import TextEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from counselor_desk.records.ids import Uid
    from counselor_desk.records.plans import Plan
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin


class PlanPhrases(QObject):
    """Serves the texts of the inspector and of the library.

    `shown` gives the plan on the screen and its current row; no plan while none is written.
    """

    def __init__(
        self,
        desk: Desk,
        bulletin: Bulletin,
        shown: Callable[[], tuple[Plan | None, Uid | None]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._shown = desk, shown
        self._kept: tuple[Phrase, ...] | None = None
        self._typing = PhraseTyping(self, self)
        bulletin.changed.connect(self._hear)

    def phrases(self) -> tuple[Phrase, ...]:
        """Every phrase that is offered; read from the store when it is first needed."""
        if self._kept is None:
            self._kept = phrases.every(self._desk)
        return self._kept

    def has_objective(self) -> bool:
        """Whether the plan has an objective."""
        plan, _ = self._shown()
        return plan is not None and next(plan.objectives(), None) is not None

    def values(self) -> Values:
        """What the fields mean at the current row."""
        plan, uid = self._shown()
        if plan is None:
            return {}
        client = clients.get(self._desk, plan.client_id)
        return phrase_fields.of_plan_row(self._desk, client, plan, uid)

    def count(self, phrase: Phrase) -> None:
        """A phrase went into the plan."""
        # The text is what counts: a disk that fails is told when the plan itself is saved.
        with contextlib.suppress(DeskError):
            phrases.count_use(self._desk, phrase, initiator=self)

    def serve(self, editors: Iterable[TextEditor]) -> None:
        """Offer phrases in these texts too."""
        for editor in editors:
            self._typing.attach(editor, SectionCode.PLAN)

    def open_list(self) -> None:
        """Offer every phrase at the caret, if it is in a text that can be changed."""
        focus = QApplication.focusWidget()
        if isinstance(focus, TextEditor) and not focus.isReadOnly():
            self.serve((focus,))
            self._typing.open_list(focus)

    def typing(self) -> PhraseTyping:
        """What serves the texts."""
        return self._typing

    def _hear(self, changes: Changes) -> None:
        if Kind.PHRASE in changes.kinds:
            self._kept = None
