"""Which domains of the assessment a problem answers: ticks in a draft, words in a signed plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.assessments import DomainCode
from counselor_desk.ui.choosers import CheckBox
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column


class DomainTicks(QWidget):
    """One tick for each domain; nothing is shown without a signed assessment.

    Signals:
        edited: the person ticked or cleared one.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles: dict[DomainCode, str] = {}
        self._boxes: dict[DomainCode, CheckBox] = {}
        self._words = Label("", wraps=True)
        self._column = Column(
            Label(self.tr("Domains of the assessment it answers"), "caption"),
            self._words,
            spacing=4,
        )
        self.setLayout(self._column)

    def show_domains(
        self, titles: Mapping[DomainCode, str], ticked: Sequence[DomainCode], *, is_editable: bool
    ) -> None:
        """Show which domains are answered, to be changed or to be read."""
        self._titles = dict(titles)
        if is_editable and titles and not self._boxes:
            self._make_boxes()
        for code, box in self._boxes.items():
            box.setText(titles.get(code, ""))
            box.setAccessibleName(titles.get(code, ""))
            box.set_value(code in ticked)
            box.setVisible(is_editable)
        said = [titles[code] for code in ticked if code in titles]
        self._words.setText("\n".join(said))
        self._words.setVisible(not is_editable)
        self.setVisible(bool(titles) and (is_editable or bool(said)))

    def value(self) -> tuple[DomainCode, ...]:
        """The domains that are ticked."""
        return tuple(code for code, box in self._boxes.items() if box.value())

    def box(self, code: DomainCode) -> CheckBox:
        """The tick of one domain."""
        return self._boxes[code]

    def _make_boxes(self) -> None:
        # Made when a draft first has an assessment behind it: every widget counts.
        for code in self._titles:
            self._boxes[code] = CheckBox(self._titles[code])
            self._boxes[code].edited.connect(lambda _on: self.edited.emit())
            self._column.add(self._boxes[code])
