"""From a request to the pages of its document, away from the window's thread."""

from __future__ import annotations

from dataclasses import dataclass, field

from counselor_desk.records.attendance_weeks import AttendanceSheet
from counselor_desk.records.printing import PrintWish
from counselor_desk.services import attendance_weeks, audits, exports, group_sheets, joined_notes
from counselor_desk.services.desk import Desk, apart
from counselor_desk.services.exports import Composed, Format
from counselor_desk.ui import pdf_pages
from counselor_desk.ui.preview import words
from counselor_desk.ui.printing import AnyRequest, PrintRequest, ReportRequest, SheetRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A document as it would be printed.

    Attributes:
        composed: the document and what could be chosen about it.
        pdf: the file itself; it lives in memory alone.
        sizes: width and height of every page, in points.
        name: what the preview calls the document.
        siblings: the documents of the same kind and client, by uid, with their names.
        is_draft: it is still to be signed.
    """

    composed: Composed
    pdf: bytes = field(repr=False)
    sizes: tuple[tuple[float, float], ...]
    name: str = field(repr=False)
    siblings: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    is_draft: bool = False


def build(desk: Desk, request: AnyRequest, wish: PrintWish) -> Built:
    """Gather, lay out and draw; for a task.

    Raises:
        DeskError: the record is gone or is not what was signed.
    """
    with apart(desk) as away, away.read():
        if isinstance(request, ReportRequest):
            report = request.report
            if isinstance(report, AttendanceSheet):
                composed = attendance_weeks.compose(away, report, wish)
                return _drawn(composed, words.tr("Attendance sheet"))
            return _drawn(audits.compose(away, report, wish), words.tr("Activity log"))
        if isinstance(request, SheetRequest):
            composed = group_sheets.compose(away, request.session_id, wish)
            return _drawn(composed, words.tr("Group sign-in sheet"))
        if request.more:
            return _joined(away, request, wish)
        found = exports.choices(away, request.client_id, request.kind)
        choice = exports.choice_of(away, request.client_id, request.kind, request.uid)
        composed = exports.compose(away, choice, wish)
        siblings = tuple((str(one.record.uid), words.named(one)) for one in found)
        return _drawn(composed, words.named(choice), siblings, is_draft=choice.is_draft)


def _joined(away: Desk, request: PrintRequest, wish: PrintWish) -> Built:
    """Several notes as one document; it has no others of its kind."""
    composed = joined_notes.compose(away, request.client_id, request.uids, wish)
    name = words.several_notes(len(request.uids))
    is_draft = joined_notes.has_draft(away, request.client_id, request.uids)
    return _drawn(composed, name, ((str(request.uid), name),), is_draft=is_draft)


def _drawn(
    composed: Composed,
    name: str,
    siblings: tuple[tuple[str, str], ...] = (),
    *,
    is_draft: bool = False,
) -> Built:
    pdf = exports.render(composed.document, Format.PDF, composed.paper)
    return Built(
        composed=composed,
        pdf=pdf,
        sizes=pdf_pages.sizes(pdf),
        name=name,
        siblings=siblings,
        is_draft=is_draft,
    )
