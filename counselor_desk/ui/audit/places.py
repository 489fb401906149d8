"""Where a line of the log leads, and what it says when it leads nowhere."""

from __future__ import annotations

from counselor_desk.records.activity import LogLine
from counselor_desk.records.audit import Act
from counselor_desk.ui.navigation import Page, Place, Tab, View

_TABS = {
    "plan": Tab.PLAN,
    "assessment": Tab.ASSESSMENT,
    "discharge": Tab.DISCHARGE,
    "task": Tab.WORK,
    "cv": Tab.WORK,
}
_VIEWS = {"assessment": View.DOMAINS}


def place_of(line: LogLine) -> Place | None:
    """The record a line is about, None where there is none to open."""
    event, client_id = line.event, line.event.client_id
    if client_id is None:
        return None
    if line.subject.note_id is not None:
        return Place(page=Page.NOTE, client_id=client_id, note_id=line.subject.note_id)
    kind = event.table_name.partition("_")[0]
    if event.act is Act.DELETE:
        return Place(page=Page.CHART, client_id=client_id)
    return Place(page=Page.CHART, client_id=client_id, tab=_TABS.get(kind), view=_VIEWS.get(kind))
