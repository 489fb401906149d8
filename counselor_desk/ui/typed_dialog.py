"""A dialog whose words outlive a lock: what stands in it is there when it opens again."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError, RescuedError
from counselor_desk.services import dialog_drafts
from counselor_desk.ui import messages
from counselor_desk.ui.autosave import Autosave
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.forms import Bindable, type_again, typed_in
from counselor_desk.ui.parsed_fields import ParsedEdit
from counselor_desk.ui.typed_line import TypedLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from counselor_desk.records.edits import Typed
    from counselor_desk.records.ids import ClientId, Uid
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.dialog_drafts import FoundDialog


class _Lasting(Protocol):
    """A record that stays the same when it is changed."""

    @property
    def uid(self) -> Uid:
        """What stays the same of it."""


class TypedParts(Protocol):
    """What is typed in a dialog, by names that are the same each time it opens."""

    def values(self) -> dict[str, Typed]:
        """What stands there now."""

    def put_back(self, typed: Mapping[str, Typed]) -> None:
        """Show again what stood there, without telling."""

    def start_over(self, untouched: Mapping[str, Typed]) -> None:
        """Show what stood there before anything was typed."""

    def tell(self, touched: Callable[..., None]) -> None:
        """Call it at each change from now on."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a dialog is about: its name and the record, of a client or, without one, the practice.

    `name` is the same each time the dialog is opened about the same record.
    """

    desk: Desk
    client_id: ClientId | None
    name: str

    @classmethod
    def of(
        cls, desk: Desk, client_id: ClientId | None, form: str, record: _Lasting | None = None
    ) -> Subject:
        """A form about a record, or about a new one."""
        return cls(desk, client_id, f"{form}/{record.uid}" if record is not None else form)


class TypedDialog(messages.Dialog):
    """Keeps what is typed at each pause and when it is closed from outside, as a lock does.

    Saving and turning back forget it. `take_up` begins that, before the dialog is shown.
    """

    def __init__(
        self, parent: QWidget | None, title: str, sentence: str = "", *, width: float = 480
    ) -> None:
        super().__init__(parent, title, sentence, width=width)
        self.problem_banner = Banner("", tone="risk")
        self.problem_banner.hide()
        self.typed_line: TypedLine | None = None
        self._words: _Words | None = None
        self._is_interrupted = False

    def take_up(self, subject: Subject, fields: Mapping[str, Bindable]) -> None:
        """Put back what stood in the fields when the dialog was interrupted, and keep it anew.

        Nothing is kept in a store that can only be read.
        """
        self.take_up_parts(subject, _Fields(fields))

    def take_up_parts(self, subject: Subject, parts: TypedParts) -> None:
        """The same where what is typed does not stand in fields that are there from the start."""
        if subject.desk.is_read_only:
            return
        self._words = _Words(subject, parts, self)
        self._words.failed.connect(self._complain)
        found = self._words.begin()
        if found is not None:
            self._offer(subject.desk, found)

    def showEvent(self, event: QShowEvent) -> None:
        """What is said below a day that was typed half has its height only now."""
        super().showEvent(event)
        if self.typed_line is not None:
            self.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A lock closes it, or the system: what is typed is kept, or the dialog stays open."""
        if self._words is not None and not self._words.flush():
            event.ignore()
            return
        self._is_interrupted = True
        super().closeEvent(event)
        self._is_interrupted = False

    def reject(self) -> None:
        """Turn back; what was typed is given up unless somebody else closed the dialog."""
        if not self._is_interrupted:
            self._forget()
        super().reject()

    def accept(self) -> None:
        """What was typed is in the records."""
        self._forget()
        super().accept()

    def done(self, result: int) -> None:
        """Nothing is written any more."""
        if self._words is not None:
            self._words.stop()
        super().done(result)

    def show_typed_again(self) -> None:
        """The fields show something else; where one depends on another, bring them in line."""

    def _offer(self, desk: Desk, found: FoundDialog) -> None:
        self.typed_line = TypedLine()
        self.body.insertWidget(self.body.indexOf(self.sentence_label) + 1, self.typed_line)
        self.typed_line.tell(found.kept_at, desk.local(desk.now()))
        self.typed_line.start_over_requested.connect(self._start_over)
        self.show_typed_again()

    def _start_over(self) -> None:
        if self._words is None or self.typed_line is None:
            return
        self._words.start_over()
        self.typed_line.hide()
        self.show_typed_again()
        self.place()

    def _forget(self) -> None:
        if self._words is not None:
            # What cannot be forgotten now is offered once more, with the line that drops it.
            with suppress(DeskError):
                self._words.forget()

    def _complain(self, reason: str) -> None:
        self.problem_banner.set_message(reason, tone="risk")
        self.problem_banner.show()
        if self.isVisible():
            self.place()


class _Fields:
    """The fields of a form."""

    def __init__(self, fields: Mapping[str, Bindable]) -> None:
        self._fields = fields

    def values(self) -> dict[str, Typed]:
        """What stands in each field."""
        return {name: typed_in(field) for name, field in self._fields.items()}

    def put_back(self, typed: Mapping[str, Typed]) -> None:
        """Fill the fields that are named; one that is no longer there is passed over."""
        for name, value in typed.items():
            if name in self._fields:
                type_again(self._fields[name], value)

    def start_over(self, untouched: Mapping[str, Typed]) -> None:
        """Fill every field."""
        self.put_back(untouched)

    def tell(self, touched: Callable[..., None]) -> None:
        """Call it at each change; half a day is one too."""
        for field in self._fields.values():
            field.edited.connect(touched)
            if isinstance(field, ParsedEdit):
                field.textEdited.connect(touched)


class _Words(QObject):
    """What differs from the record in a dialog, kept as its draft.

    Signals:
        failed: it could not be written; carries the sentence.
    """

    failed = Signal(str)

    def __init__(self, subject: Subject, parts: TypedParts, parent: QObject) -> None:
        super().__init__(parent)
        self._subject, self._parts = subject, parts
        self._untouched = parts.values()
        self._kept: Mapping[str, Typed] = {}
        self._autosave = Autosave(self._keep, self)
        self._autosave.failed.connect(self.failed)
        parts.tell(self._touch)

    def begin(self) -> FoundDialog | None:
        """Put back what was kept; None when nothing was."""
        subject = self._subject
        found = dialog_drafts.find(subject.desk, subject.client_id, subject.name)
        if found is not None:
            self._kept = found.typed
            self._parts.put_back(found.typed)
        return found

    def flush(self) -> bool:
        """Write what is typed; whether it is safe."""
        if self.typed() != self._kept:
            self._autosave.touch()
        return self._autosave.flush() or isinstance(self._autosave.problem, RescuedError)

    def typed(self) -> dict[str, Typed]:
        """What differs from the record now."""
        now, before = self._parts.values(), self._untouched
        return {name: now[name] for name in now if name not in before or now[name] != before[name]}

    def forget(self) -> None:
        """What was typed was kept or given up.

        Raises:
            DeskError: it could not be written.
        """
        self._autosave.forget()
        if self._kept:
            subject = self._subject
            dialog_drafts.forget(subject.desk, subject.client_id, subject.name)
            self._kept = {}

    def start_over(self) -> None:
        """Show the record again; the draft goes with the next write."""
        self._parts.start_over(self._untouched)
        self._autosave.touch()
        self._autosave.flush()

    def stop(self) -> None:
        """The dialog is closed."""
        self._autosave.stop()

    def _touch(self, *_value: object) -> None:
        self._autosave.touch()

    def _keep(self) -> None:
        typed = self.typed()
        if typed == self._kept:
            return
        subject = self._subject
        if typed:
            dialog_drafts.keep(subject.desk, subject.client_id, subject.name, typed)
        else:
            dialog_drafts.forget(subject.desk, subject.client_id, subject.name)
        self._kept = typed
