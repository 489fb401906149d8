"""Several session notes of one client on one paper, each from the top of a page."""

from __future__ import annotations

from collections.abc import Sequence

from counselor_desk.errors import NoSuchExportError
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.records.notes import Note
from counselor_desk.records.printing import PrintWish
from counselor_desk.services import documents, exports
from counselor_desk.services.desk import Desk
from counselor_desk.services.exports import Choice, Composed, DocumentKind, Trace

_AS_USUAL = PrintWish()


def compose(
    desk: Desk, client_id: ClientId, uids: Sequence[Uid], wish: PrintWish = _AS_USUAL
) -> Composed:
    """Lay several notes out as one document, in the order of `uids`; drafts are marked.

    The log names each of them when the file is written or printed.

    Raises:
        NoSuchExportError: one of them is not in the records any more.
        BrokenSealError: a signed one is not what was signed.
    """
    from counselor_desk.documents.fonts import missing_letters

    chosen = _chosen(desk, client_id, uids)
    notes = tuple(one.record for one in chosen if isinstance(one.record, Note))
    made = documents.lay_out_notes(desk, notes, wish)
    first, *others = (_trace(one) for one in notes)
    return Composed(
        document=made.document,
        stem=f"{made.stem} draft" if any(one.is_draft for one in chosen) else made.stem,
        paper=wish.paper or desk.program().paper,
        trace=first,
        others=tuple(others),
        choices=made.choices,
        missing_letters=missing_letters(made.document),
    )


def has_draft(desk: Desk, client_id: ClientId, uids: Sequence[Uid]) -> bool:
    """Whether one of them is still to be signed.

    Raises:
        NoSuchExportError: one of them is not in the records any more.
    """
    return any(one.is_draft for one in _chosen(desk, client_id, uids))


def _chosen(desk: Desk, client_id: ClientId, uids: Sequence[Uid]) -> tuple[Choice, ...]:
    every = exports.choices(desk, client_id, DocumentKind.SESSION_NOTE)
    found = {choice.record.uid: choice for choice in every}
    missing = next((uid for uid in uids if uid not in found), None)
    if missing is not None:
        raise NoSuchExportError(missing)
    return tuple(found[uid] for uid in uids)


def _trace(note: Note) -> Trace:
    return Trace(table=DocumentKind.SESSION_NOTE.table, row_id=note.id, client_id=note.client_id)
