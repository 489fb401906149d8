"""Drafts of the panels: a fact that is being written, as it was left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from counselor_desk.records.circumstances import Circumstances
from counselor_desk.records.cravings import Craving
from counselor_desk.records.edits import FactEdit
from counselor_desk.services import circumstances, cravings, drug_tests, form_drafts, substances
from counselor_desk.ui.use.saving import Fact, FactKind
from counselor_desk.ui.use.tables import CAN_BE_WRONG

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId
    from counselor_desk.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFact:
    """The fact in the inspector, None for a new one, and what was typed when one left it."""

    kind: FactKind
    record: Fact | None = field(repr=False)
    typed: Mapping[str, Any] | None = field(default=None, repr=False)

    @property
    def is_of_note(self) -> bool:
        """Whether it is a score that was told in a signed note."""
        return isinstance(self.record, Craving) and self.record.note_id is not None

    @property
    def can_be_wrong(self) -> bool:
        """Whether it can be crossed out; what a signed note tells is corrected by an addendum."""
        return isinstance(self.record, CAN_BE_WRONG) and not self.is_of_note

    @property
    def is_kept_for_good(self) -> bool:
        """Whether it can only be read."""
        return self.is_of_note or (self.kind is FactKind.RETURN and self.record is not None)


def keep(desk: Desk, client_id: ClientId, here: OpenFact, typed: Mapping[str, Any]) -> None:
    """Write what stands in a panel to disk.

    Raises:
        DeskError: it could not be written.
    """
    edit = FactEdit(kind=here.kind.value, record_uid=_uid(here.record), typed=dict(typed))
    form_drafts.keep(desk, client_id, edit)


def find(desk: Desk, client_id: ClientId) -> OpenFact | None:
    """The fact that was being written for a client; None when there is none."""
    found = form_drafts.find(desk, client_id, FactEdit)
    if found is None:
        return None
    edit = found.edit
    kind = FactKind(edit.kind)
    return OpenFact(
        kind=kind, record=_record(desk, client_id, kind, edit.record_uid), typed=edit.typed
    )


def forget(desk: Desk, client_id: ClientId) -> None:
    """What stood in the panel was kept or given up.

    Raises:
        DeskError: it could not be written.
    """
    form_drafts.forget(desk, client_id, FactEdit)


def _uid(record: Fact | None) -> str:
    return "" if record is None or isinstance(record, Circumstances) else record.uid


def _record(desk: Desk, client_id: ClientId, kind: FactKind, uid: str) -> Fact | None:
    if kind is FactKind.OVERDOSE:
        return circumstances.get(desk, client_id)
    known: Sequence[Any] = {
        FactKind.SUBSTANCE: substances.of_client,
        FactKind.RETURN: substances.returns_of,
        FactKind.URGE: cravings.of_client,
        FactKind.TEST: drug_tests.of_client,
    }[kind](desk, client_id)
    return next((one for one in known if one.uid == uid), None)
