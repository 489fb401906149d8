"""Rescues: what could not be saved in the records comes back when they can be written again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from counselor_desk.errors import DeskError, UnsavedError, UnusableCopyError
from counselor_desk.records.drafts import Draft
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.ids import ClientId, DraftId, NoteId, Uid
from counselor_desk.records.notes import Note, Section
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import drafts
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import files
from counselor_desk.storage import rescues as rescue_files
from counselor_desk.storage.database import Writer
from counselor_desk.storage.rescues import Rescue

COPY_SUFFIX = rescue_files.SUFFIX
"""How the names of saved copies end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtBack:
    """A draft whose last words are in the records again; `kept_at` is local.

    `note_id` is None for what is no note.
    """

    kind: RecordKind
    client_id: ClientId
    note_id: NoteId | None
    kept_at: datetime


def bring_back(desk: Desk) -> tuple[BroughtBack, ...]:
    """Put what earlier sittings rescued into the drafts, then delete the files.

    A draft that was saved later keeps its words, and a note gets those paragraphs beside them
    that it does not have. What cannot be written now stays in its file for the next opening.
    """
    if desk.is_read_only:
        return ()
    found = rescue_files.find(desk.vault)
    brought: list[BroughtBack] = []
    for path, rescue in found:
        try:
            with desk.write() as writer:
                is_open = draft_rows.is_open(writer, rescue.kind, rescue.record_uid)
                back = _put(desk, writer, rescue) if is_open else None
                is_known = is_open or draft_rows.is_known(writer, rescue.kind, rescue.record_uid)
        except DeskError:
            continue
        if is_known:
            rescue_files.remove(path)
        if back is not None:
            brought.append(back)
            desk.announce(Changes.of(Kind.DRAFT, client_id=back.client_id))
    return tuple(brought)


def save_copy(unsaved: UnsavedError, path: Path) -> None:
    """Write what could be saved nowhere else to a place of the person's choice, encrypted.

    Raises:
        DeskError: that place does not take it either.
    """
    files.write_atomic(path, unsaved.sealed)


def bring_copy_back(desk: Desk, path: Path) -> BroughtBack | None:
    """Put what a saved copy holds into its draft, as `bring_back`; the file stays.

    None where every word of it is in the draft already.

    Raises:
        UnusableCopyError: it is none of this store, or what it belongs to is no draft any more.
        DeskError: the records cannot be written now.
    """
    rescue = rescue_files.read(desk.vault, path)
    if rescue is None:
        raise UnusableCopyError.unreadable()
    with desk.write() as writer:
        if not draft_rows.is_open(writer, rescue.kind, rescue.record_uid):
            raise UnusableCopyError.closed()
        back = _put(desk, writer, rescue)
    if back is not None:
        desk.announce(Changes.of(Kind.DRAFT, client_id=back.client_id))
    return back


def merged(saved: NoteEdit, rescued: NoteEdit) -> NoteEdit:
    """The saved edit of a note with the rescued paragraphs that it lacks, at the end of each."""
    sections = {part.code: part.text for part in saved.note.sections}
    for part in rescued.note.sections:
        mine = sections.get(part.code, "")
        has = {line.strip() for line in mine.splitlines()}
        lost = [line for line in part.text.splitlines() if line.strip() and line.strip() not in has]
        sections[part.code] = "\n".join([*([mine.rstrip("\n")] if mine else []), *lost])
    told = tuple(Section(code=code, text=text) for code, text in sections.items() if text)
    return replace(saved, note=replace(saved.note, sections=told))


def _put(desk: Desk, writer: Writer, rescue: Rescue) -> BroughtBack | None:
    """Write the rescued words into the draft; None where they are in it already."""
    saved = draft_rows.of_record(writer, rescue.kind, rescue.record_uid)
    content = rescue.content
    if saved is not None and saved.kept_at >= rescue.kept_at:
        content = _beside(saved, rescue)
        if content == saved.content:
            return None
    draft_rows.keep(writer, rescue.kind, rescue.record_uid, content, desk.now())
    record = drafts.decode(_as_draft(rescue))
    return BroughtBack(
        kind=rescue.kind,
        client_id=record.client_id,
        note_id=record.id if isinstance(record, Note) else None,
        kept_at=desk.local(rescue.kept_at),
    )


def _beside(saved: Draft, rescue: Rescue) -> str:
    """What is saved, with what it lacks; of other records than notes, what is saved."""
    if rescue.kind is not RecordKind.NOTE:
        return saved.content
    mine, theirs = drafts.decode_note(saved.content), drafts.decode_note(rescue.content)
    both = merged(mine, theirs)
    return saved.content if both == mine else drafts.encode(both)


def _as_draft(rescue: Rescue) -> Draft:
    return Draft(
        id=DraftId(0),
        kind=rescue.kind,
        record_uid=Uid(rescue.record_uid),
        content=rescue.content,
        kept_at=rescue.kept_at,
    )
