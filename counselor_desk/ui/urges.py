"""The urge of a session, asked and said: how strong it was, what set it off, what helped."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.cravings import HIGHEST_SCORE, WITHOUT_CLIENT, Alert, Urge, alert_of
from counselor_desk.records.sessions import SessionKind
from counselor_desk.ui import tokens
from counselor_desk.ui.chips import Chip, Icon
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, FlowRow, Row, hold
from counselor_desk.ui.scale import Scale


class UrgeLine(QWidget):
    """A score from 0 to 10, or none; a chosen one opens two fields below it.

    Signals:
        edited: the person chose or typed something.
        left: a field was left.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: int | None = None
        self._had_client = True
        self.urge_scale = Scale(
            name=self.tr("Strongest urge since the last session"), is_optional=True
        )
        self.urge_scale.setToolTip(
            self.tr("0 none, {highest} the strongest there could be; Delete takes it back").format(
                highest=HIGHEST_SCORE
            )
        )
        self.urge_trigger_edit = LineEdit(
            hint=self.tr("What set it off"), name=self.tr("What set the urge off")
        )
        self.urge_skill_edit = LineEdit(
            hint=self.tr("Skill used"), name=self.tr("Skill used against the urge")
        )
        self.alert_chip = Chip("", "overdue")
        self._alert = self._in_line(self.alert_chip)
        self._error = Label("", "caption", tone="risk", wraps=True)
        self._error.hide()
        self._details = QWidget()
        self._details.setLayout(
            Row((self.urge_trigger_edit, 1), (self.urge_skill_edit, 1), spacing=12)
        )
        head = FlowRow(self._name(), self.urge_scale, self._alert, spacing=10)
        self.setLayout(Column(head, self._error, self._details, spacing=8))
        self.urge_scale.edited.connect(self._choose)
        for field in (self.urge_trigger_edit, self.urge_skill_edit):
            field.edited.connect(self._type)
            field.editingFinished.connect(self.left)
        self._arrange()

    def show_urge(self, urge: Urge, before: int | None) -> None:
        """Show what is told, without telling; `before` is the client's last score."""
        self._before = before
        self.urge_scale.set_value(urge.score)
        self.urge_trigger_edit.set_value(urge.trigger)
        self.urge_skill_edit.set_value(urge.skill)
        self.point_out("")
        self._arrange()

    def set_kind(self, kind: SessionKind) -> None:
        """A note of a contact without the client asks nothing; what was typed stays."""
        self._had_client = kind not in WITHOUT_CLIENT
        self.setVisible(self._had_client)

    def collected(self) -> Urge:
        """What stands here."""
        score = self.urge_scale.value()
        return Urge(
            score=score,
            trigger=self.urge_trigger_edit.value(),
            skill=self.urge_skill_edit.value(),
        )

    def stops(self) -> list[QWidget]:
        """The stops of the tab key."""
        return [self.urge_scale, self.urge_trigger_edit, self.urge_skill_edit]

    def point_out(self, message: str) -> None:
        """Say what is missing and go there; an empty text takes it back."""
        self._error.setText(message)
        self._error.setVisible(bool(message))
        if message:
            self.urge_scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def error(self) -> str:
        """What is said to be missing."""
        return self._error.text()

    def _name(self) -> QWidget:
        label = Label(self.tr("Urge since last session"), "muted")
        label.setBuddy(self.urge_scale)
        return self._in_line(Icon("activity"), label)

    def _in_line(self, *parts: QWidget) -> QWidget:
        """Parts as high as the scale, so that all stand on one line."""
        holder = QWidget()
        holder.setLayout(Row(*parts))
        hold(holder, height=tokens.CONTROL_HEIGHT)
        return holder

    def _choose(self, _score: object) -> None:
        self.point_out("")
        self._arrange()
        self.edited.emit()

    def _type(self, _text: object) -> None:
        self.point_out("")
        self.edited.emit()

    def _arrange(self) -> None:
        """The fields once there is something to say, and why the score wants attention."""
        self._details.setVisible(self.collected().is_told)
        score = self.urge_scale.value()
        found = Alert.NONE if score is None else alert_of(score, self._before)
        self._alert.setVisible(found is not Alert.NONE)
        if score is not None and found is not Alert.NONE:
            rise = score - (self._before or 0)
            self.alert_chip.set_state(*alert_words(found, rise))


def words_of(told: Urge) -> str:
    """The urge of a session: "6 of 10. Set off by: payday. Skill used: called Al."."""
    score = _translated(QT_TRANSLATE_NOOP("urges", "{n} of {highest}"))
    parts = [score.format(n=told.score, highest=HIGHEST_SCORE)]
    for text, words in (
        (told.trigger, QT_TRANSLATE_NOOP("urges", "Set off by: {text}")),
        (told.skill, QT_TRANSLATE_NOOP("urges", "Skill used: {text}")),
    ):
        if text.strip():
            parts.append(_translated(words).format(text=text.strip().rstrip(".")))
    return ". ".join(parts) + "."


def alert_words(why: Alert, rise: int) -> tuple[str, str, str]:
    """Word, tone and icon for a score that wants attention."""
    if why is Alert.HIGH:
        return _translated(QT_TRANSLATE_NOOP("urges", "Strong urge")), "risk", "circle-alert"
    text = _translated(QT_TRANSLATE_NOOP("urges", "Up by {n}")).format(n=rise)
    return text, "overdue", "trending-up"


def _translated(text: object) -> str:
    return QCoreApplication.translate("urges", str(text))
