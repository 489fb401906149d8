"""Pictures of the diagnoses: the list, the picker of codes, one diagnosis, none yet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.clients import ClientRow
from counselor_desk.records.diagnoses import Diagnosis
from counselor_desk.services import clients, diagnoses, episodes, icd10
from counselor_desk.services.icd10 import Severity
from counselor_desk.ui.diagnoses.facts import DiagnosisDialog
from counselor_desk.ui.diagnoses.page import DiagnosesView
from counselor_desk.ui.diagnoses.picker import CodePicker
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab, View

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


def screens() -> tuple[Screen, ...]:
    """The pictures of this module; the client with the most diagnoses stands for all."""
    return (
        Screen(name="diagnoses", make=at(_most), needs_desk=True),
        Screen(name="diagnoses-empty", make=at(_fewest), needs_desk=True),
        Screen(name="diagnoses-pick", make=at(_most), needs_desk=True, prepare=_pick),
        Screen(name="diagnoses-facet", make=at(_most), needs_desk=True, prepare=_narrow),
        Screen(name="diagnoses-edit", make=at(_most), needs_desk=True, prepare=_edit),
    )


def _most(desk: Desk) -> Place:
    return _place(max(_present(desk), key=partial(_count, desk)))


def _fewest(desk: Desk) -> Place:
    return _place(min(_present(desk), key=partial(_count, desk)))


def _present(desk: Desk) -> list[ClientRow]:
    """Those who are in the program: their charts can be written in."""
    stays = [(row, episodes.current(desk, row.id)) for row in clients.rows(desk)]
    return [row for row, stay in stays if stay is not None and stay.is_open]


def _count(desk: Desk, row: ClientRow) -> int:
    return len(diagnoses.of_client(desk, row.id))


def _place(row: ClientRow) -> Place:
    return Place(page=Page.CHART, client_id=row.id, tab=Tab.ASSESSMENT, view=View.DIAGNOSES)


def _pick(window: QWidget) -> None:
    _open_picker(window, "alcohol use")


def _narrow(window: QWidget) -> None:
    picker = _open_picker(window, "opioid")
    picker.severity_segments.set_value(Severity.SEVERE)
    picker.severity_segments.edited.emit(Severity.SEVERE)


def _open_picker(window: QWidget, typed: str) -> CodePicker:
    picker = CodePicker(window, typed=typed)
    picker.take(icd10.code_set())
    picker.place()
    picker.show()
    return picker


def _edit(window: QWidget) -> None:
    view = window.findChild(DiagnosesView)
    if not isinstance(view, DiagnosesView) or not view.diagnoses():
        return
    record: Diagnosis = view.diagnoses()[0]
    dialog = DiagnosisDialog(
        window,
        record,
        today=lambda: record.noted_on,
        pick=lambda _typed: None,
        problems=lambda _typed: {},
        act=lambda typed: typed,
    )
    dialog.place()
    dialog.show()
