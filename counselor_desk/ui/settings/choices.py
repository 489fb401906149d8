"""Controls tied to the settings of the store: a change is written at once or taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from counselor_desk.errors import DeskError
from counselor_desk.services import settings

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from counselor_desk.services.desk import Desk


class _Control(Protocol):
    """A check box, combo box or segmented control."""

    edited: SignalInstance

    def set_value(self, value: object) -> None:
        """Show a value without telling."""


class Choices:
    """Ties controls to fields of `StoreSettings`, by name."""

    def __init__(self, desk: Desk, initiator: object, fail: Callable[[str], None]) -> None:
        """`fail` hears why a change was taken back."""
        self._desk = desk
        self._initiator = initiator
        self._fail = fail
        self._controls: dict[str, _Control] = {}

    def tie(self, name: str, control: Any) -> None:  # noqa: ANN401 - Qt signals of three classes
        """Let a control show and change one setting."""
        self._controls[name] = control
        control.edited.connect(lambda value: self._change(name, value))

    def reload(self) -> None:
        """Show what is set now."""
        now = settings.get(self._desk)
        for name, control in self._controls.items():
            control.set_value(getattr(now, name))

    def _change(self, name: str, value: object) -> None:
        try:
            settings.change(self._desk, initiator=self._initiator, **{name: value})  # type: ignore[arg-type] # the control offers values of this field alone
        except DeskError as problem:
            self.reload()
            self._fail(str(problem))
