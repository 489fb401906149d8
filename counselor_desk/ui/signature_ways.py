"""The ways somebody signs, or does not: each asks for what it needs and says what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.ui import messages, tasks
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.choosers import CheckBox
from counselor_desk.ui.fields import LabeledField
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.parsed_fields import DateField, ParsedField
from counselor_desk.ui.signature_pad import SignaturePad
from counselor_desk.ui.text_editor import TextEditor

_KILOBYTE = 1024


class DrawnWay(QWidget):
    """Signed by hand on the screen."""

    def __init__(self, statement: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.signature_pad = SignaturePad()
        self.signature_pad.setAccessibleDescription(
            _tr("Drawn with mouse, pen or finger. Without them, sign by typed name or on paper.")
        )
        self.signature_clear_button = Button(_tr("Clear"), kind="link", is_small=True)
        self.signature_clear_button.clicked.connect(self.signature_pad.clear)
        self._field = LabeledField(
            _tr("Sign here"), self.signature_pad, beside=self.signature_clear_button
        )
        self.signature_pad.changed.connect(lambda: self._field.set_error(""))
        self.setLayout(Column(_statement(statement), self._field, spacing=8))

    def is_ready(self) -> bool:
        """Whether something is drawn; says so otherwise."""
        if self.signature_pad.is_empty:
            self._field.set_error(_tr("Nothing is drawn yet."))
        return not self.signature_pad.is_empty


class TypedWay(QWidget):
    """Signed with one's name as it is typed above."""

    def __init__(self, statement: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.signature_agree_check = CheckBox(_tr("My typed name stands for my signature."))
        self._error = Label("", "caption", tone="risk", wraps=True)
        self._error.hide()
        self.signature_agree_check.edited.connect(lambda _on: self._error.hide())
        self.setLayout(
            Column(_statement(statement), self.signature_agree_check, self._error, spacing=8)
        )

    def is_ready(self) -> bool:
        """Whether it is ticked what the name means; says so otherwise."""
        is_agreed = self.signature_agree_check.value()
        self._error.setText("" if is_agreed else _tr("Whoever signs ticks what the name means."))
        self._error.setVisible(not is_agreed)
        return is_agreed


class PaperWay(QWidget):
    """Signed with a pen on the printed record, with the day and the scan of it.

    Signals:
        changed: another scan is chosen, or none; the dialog may need another height.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.scan = b""
        self.is_reading = False
        self.signature_date_edit = DateField(today)
        self._date = ParsedField(_tr("Signed on"), self.signature_date_edit)
        self.signature_scan_button = Button(_tr("Choose a scan…"), icon="folder-open")
        self.signature_scan_button.clicked.connect(self._choose)
        self.signature_no_scan_button = IconButton("x", _tr("Leave the scan out"))
        self.signature_no_scan_button.clicked.connect(lambda: self._show_scan(b"", ""))
        self._chosen = Label("", "caption", wraps=True)
        scan = QWidget()
        chosen = Row((self._chosen, 1), self.signature_no_scan_button, spacing=6)
        scan.setLayout(Column(Row(self.signature_scan_button, "stretch"), chosen, spacing=6))
        self._scan = LabeledField(_tr("Scan of the signed page (PDF, PNG or JPEG)"), scan)
        self.setLayout(Column(self._date, self._scan, spacing=10))
        self.signature_date_edit.set_value(today())
        self._show_scan(b"", "")

    def is_ready(self) -> bool:
        """Whether the day is one that can be; says so otherwise."""
        return not self.is_reading and _is_day(self._date, self.signature_date_edit, self._today())

    def _choose(self) -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        start = Path(QStandardPaths.writableLocation(documents))
        kinds = _tr("Scans") + " (*.pdf *.png *.jpg *.jpeg)"
        path = messages.choose_open_path(self, _tr("Choose a scan"), start, kinds)
        if path is None:
            return
        from counselor_desk.services import attachments

        self.is_reading = True
        self.signature_scan_button.setEnabled(False)
        self._scan.set_error("")
        read = partial(attachments.read_file, path)
        tasks.run(self, read, partial(self._take, path.name), self._refuse)

    def _take(self, name: str, content: bytes) -> None:
        self._finish()
        size = _tr("{count} KB").format(count=f"{-(-len(content) // _KILOBYTE):,}")
        self._show_scan(content, f"{name} · {size}")

    def _refuse(self, problem: DeskError) -> None:
        self._finish()
        self._scan.set_error(str(problem))
        self.changed.emit()

    def _finish(self) -> None:
        self.is_reading = False
        self.signature_scan_button.setEnabled(True)

    def _show_scan(self, content: bytes, said: str) -> None:
        self.scan = content
        self._scan.set_error("")
        self._chosen.setText(said or _tr("None yet. The paper itself is kept as well."))
        self.signature_no_scan_button.setVisible(bool(content))
        self.changed.emit()


class RefusedWay(QWidget):
    """Asked to sign, and did not: the day and the reason."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.signature_refused_date_edit = DateField(today)
        self._date = ParsedField(_tr("Asked on"), self.signature_refused_date_edit)
        self.signature_reason_text = TextEditor(
            name=_tr("Reason"),
            is_boxed=True,
            hint=_tr("In the person’s own words if there are any"),
        )
        self._reason = LabeledField(_tr("Why it is not signed"), self.signature_reason_text)
        self.setLayout(Column(self._date, self._reason, spacing=10))
        self.signature_refused_date_edit.set_value(today())

    def is_ready(self) -> bool:
        """Whether day and reason are there; says so otherwise."""
        has_reason = bool(self.signature_reason_text.value().strip())
        self._reason.set_error("" if has_reason else _tr("Write the reason in a sentence."))
        is_day = _is_day(self._date, self.signature_refused_date_edit, self._today())
        return is_day and has_reason


def _is_day(labeled: ParsedField, edit: DateField, today: date) -> bool:
    day = edit.value()
    if day is None and not edit.problem():
        labeled.set_error(_tr("Enter the date."))
    elif day is not None and day > today:
        labeled.set_error(_tr("This day is still to come. Check the date."))
    return day is not None and day <= today


def _statement(words: str) -> Label:
    return Label(words, wraps=True)


def _tr(text: str) -> str:
    return QCoreApplication.translate("signatures", text)
