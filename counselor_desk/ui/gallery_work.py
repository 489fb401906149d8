"""Pictures of the Work & life tab: tasks in their lanes, one being added, none yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.clients import ClientRow
from counselor_desk.services import clients, tasks
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab, View
from counselor_desk.ui.work.layout import ALL
from counselor_desk.ui.work.tasks import TasksView

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


def screens() -> tuple[Screen, ...]:
    """The pictures of this module; the busiest client stands for all."""
    return (
        Screen(name="work", make=at(_busiest), needs_desk=True),
        Screen(name="work-all", make=at(_busiest), needs_desk=True, prepare=_show_all),
        Screen(name="work-add", make=at(_busiest), needs_desk=True, prepare=_add),
        Screen(name="work-details", make=at(_busiest), needs_desk=True, prepare=_open),
        Screen(name="work-empty", make=at(_without), needs_desk=True),
    )


def _busiest(desk: Desk) -> Place:
    """The client with the most open tasks."""
    return _best(desk, lambda row: sum(task.is_open for task in tasks.of_client(desk, row.id)))


def _without(desk: Desk) -> Place:
    """A client without tasks, as far as there is one."""
    return _best(desk, lambda row: -len(tasks.of_client(desk, row.id)))


def _best(desk: Desk, worth: Callable[[ClientRow], int]) -> Place:
    row = max(clients.rows(desk), key=worth)
    return Place(page=Page.CHART, client_id=row.id, tab=Tab.WORK, view=View.TASKS)


def _show_all(window: QWidget) -> None:
    view = _view(window)
    if view is not None:
        view.tasks_filter.set_value(ALL)
        view.tasks_filter.edited.emit(ALL)


def _add(window: QWidget) -> None:
    view = _view(window)
    if view is not None:
        view.tasks_add_button.click()


def _open(window: QWidget) -> None:
    view = _view(window)
    if view is not None:
        view.split.set_open(True)


def _view(window: QWidget) -> TasksView | None:
    found = window.findChild(TasksView)
    return found if isinstance(found, TasksView) else None
