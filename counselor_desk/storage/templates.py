"""Note templates in the store, with the last choice for each client and kind of session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counselor_desk.records.notes import Section
from counselor_desk.records.templates import NoteTemplate, TemplateChoice
from counselor_desk.storage.parts import Parts
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId, NoteTemplateId
    from counselor_desk.records.sessions import SessionKind
    from counselor_desk.storage.database import Reader, Writer

TEMPLATES = Table("note_template", NoteTemplate)
SECTIONS = Parts("note_template_section", Section, owner="note_template")
CHOICES = Table("template_choice", TemplateChoice)


def insert(db: Writer, template: NoteTemplate) -> NoteTemplate:
    """Keep a new template with its sections."""
    kept = TEMPLATES.insert(db, template)
    SECTIONS.insert(db, kept.id, kept.sections)
    return kept


def update(db: Writer, template: NoteTemplate) -> None:
    """Write the whole template over what was there."""
    TEMPLATES.update(db, template)
    SECTIONS.replace(db, template.id, template.sections)


def get(db: Reader, template_id: NoteTemplateId) -> NoteTemplate | None:
    """The template of a row id, removed or not."""
    found = _whole(db, "WHERE id = ?", template_id)
    return found[0] if found else None


def of_starter(db: Reader, starter: str) -> NoteTemplate | None:
    """The one made from a starter template that is not removed."""
    found = _whole(db, "WHERE starter = ? AND removed_at IS NULL", starter)
    return found[0] if found else None


def every(db: Reader) -> list[NoteTemplate]:
    """Every template that is not removed, by name."""
    return _whole(db, "WHERE removed_at IS NULL ORDER BY name COLLATE NOCASE, id")


def chosen(db: Reader, client_id: ClientId, kind: SessionKind) -> NoteTemplate | None:
    """What was last chosen for a client and a kind, unless it was removed since."""
    found = _whole(
        db,
        "WHERE removed_at IS NULL AND id = (SELECT note_template_id FROM template_choice"
        " WHERE client_id = ? AND template_choice.kind = ?)",
        client_id,
        kind.value,
    )
    return found[0] if found else None


def choose(db: Writer, client_id: ClientId, kind: SessionKind, template_id: NoteTemplateId) -> None:
    """Remember a choice in the place of the one before."""
    forget_choice(db, client_id, kind)
    CHOICES.insert(
        db,
        TemplateChoice(id=0, client_id=client_id, kind=kind, note_template_id=template_id),
    )


def forget_choice(db: Writer, client_id: ClientId, kind: SessionKind) -> None:
    """Begin without a template the next time."""
    db.execute(
        "DELETE FROM template_choice WHERE client_id = ? AND kind = ?", client_id, kind.value
    )


def _whole(db: Reader, clause: str, *parameters: object) -> list[NoteTemplate]:
    headers = TEMPLATES.where(db, clause, *parameters)
    sections = SECTIONS.of(db, [template.id for template in headers])
    return [replace(one, sections=sections[one.id]) for one in headers]
