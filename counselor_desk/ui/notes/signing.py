"""What is said about signing a note: in the dialog, in the sign check, and afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from counselor_desk.records.clients import Client
from counselor_desk.records.notes import Note, SectionCode
from counselor_desk.records.sessions import SessionKind
from counselor_desk.rules.copied import Original
from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.services import notes, shown_names
from counselor_desk.services.desk import Desk
from counselor_desk.ui import toast
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.notes import words
from counselor_desk.ui.notes.shown import ShownObjective
from counselor_desk.ui.sign_dialog import SignFacts


def announce(desk: Desk, page: QWidget, navigator: Navigator) -> None:
    """Say that a note was signed, and lead to the one that is due next."""
    owed = notes.next_owed(desk)
    said = _tr("Note signed")
    if owed is None:
        toast.of_window(page).announce(said)
        return
    place = Place(page=Page.NOTE, client_id=owed.client_id, note_id=owed.id)
    following = _tr("Next note owed")
    toast.of_window(page).announce(said, following, lambda: navigator.open(place))


def sign_facts(
    desk: Desk,
    client: Client,
    note: Note,
    objectives: Sequence[ShownObjective],
    findings: Sequence[Finding],
    original: Original | None = None,
) -> SignFacts:
    """What is signed, in the words of the dialog, with two identifiers of the client.

    Args:
        desk: where the names and the hour come from.
        client: whose note it is.
        note: as it stands on the screen.
        objectives: those it worked on.
        findings: of its check.
        original: the note it is compared with, None for the first of its kind.
    """
    who = f"{shown_names.shown(desk, client)}, {client.number}"
    count = _tr("{count}\N{NO-BREAK SPACE}min").format(count=note.minutes or 0)
    minutes = "" if note.kind is SessionKind.NO_SHOW else count
    session = (words.short_full_day(note.held_on), words.session_times(note), minutes)
    linked = " · ".join(
        f"{one.number} {words.rating(one.rating)}" if one.rating else one.number
        for one in objectives
    )
    warnings = tuple(one.message for one in findings if one.severity is Severity.WARN)
    return SignFacts(
        title=_tr("Sign this note?"),
        sentence=_tr("After signing it cannot be changed; later thoughts go in an addendum."),
        facts=(
            (_tr("Note"), f"{words.kind_name(note.kind)}, {who}"),
            (_tr("Session"), " · ".join(part for part in session if part)),
            (_tr("Service"), words.service(note.kind)),
            (_tr("Objectives"), linked or note.unlinked_reason),
            (_tr("Risk"), words.risk(note.risk) if note.risk else "–"),
            (_tr("Text"), _text_fact(note, original, desk.today())),
        ),
        cautions=warnings,
        attestation=_tr("I provided this service; this note is my own accurate record."),
        signer=desk.program().signing_name,
        signed_at=words.full_moment(desk.local(desk.now())),
    )


def _text_fact(note: Note, original: Original | None, today: date) -> str:
    """How long a note is and how much of it is new: "231 words, 0 paragraphs copied"."""
    count = word_count(note.word_count)
    if original is None:
        return count
    copied = original.compare(note).paragraphs
    if not copied:
        return _tr("{words}, 0 paragraphs copied").format(words=count)
    one, many = _tr("1 paragraph copied from {day}"), _tr("{n} paragraphs copied from {day}")
    told = (one if copied == 1 else many).format(
        n=copied, day=words.day(original.note.held_on, today)
    )
    return f"{count}, {told}"


def is_late(desk: Desk, note: Note) -> bool:
    """Whether a note signed now would be a late entry: its due time is over."""
    due_at = notes.due_at(note, notes.due_after(desk, note.client_id))
    return due_at is not None and desk.now() > due_at


def ready_words(note: Note) -> str:
    """What a note that is ready has: "times, 2 objectives, risk line, plan"."""
    count = len(note.objectives)
    linked = (
        _tr("1 objective")
        if count == 1
        else _tr("{count} objectives").format(count=count)
        if count
        else _tr("reason for no objective")
    )
    is_missed = note.kind is SessionKind.NO_SHOW
    parts = [_tr("date")] if is_missed else [_tr("times"), linked]
    if note.risk is not None:
        parts.append(_tr("risk line"))
    if note.text_of(SectionCode.PLAN).strip():
        parts.append(_tr("plan"))
    return ", ".join(parts)


def word_count(count: int) -> str:
    """How long a note is: "231 words"."""
    return _tr("1 word") if count == 1 else _tr("{count:,} words").format(count=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("notes", text)
