"""The tree of the plan: an outliner that folds, moves and renames rows by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QSizePolicy,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from counselor_desk.records.ids import Uid
from counselor_desk.records.phrase_text import blanks
from counselor_desk.ui import theme as themes
from counselor_desk.ui.plans import gaps
from counselor_desk.ui.plans.delegate import LONGEST_IN_PLACE, PlanDelegate
from counselor_desk.ui.plans.dragging import RowDrag
from counselor_desk.ui.plans.gaps import Band, Gap
from counselor_desk.ui.plans.model import PlanModel

_LOWEST = 120
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier


class PlanTree(QTreeView):
    """Problems, goals and objectives; as tall as its rows while there is room.

    In a draft Enter adds a row, Tab and Shift+Tab move it in and out, Alt+Up and Alt+Down up and
    down, F2 edits it, Delete removes it. Escape lets go of the row, so that Tab leaves the tree.
    The mouse drags a row to another place of its level.

    Signals:
        chosen: another row is current; carries its uid, or an empty text.
        opened: Enter in a plan that cannot be edited.
        add_requested, remove_requested: carry the uid of the current row; adding carries an
            empty text when there is none.
        move_requested: carries the uid and -1 or 1; shift_requested: -1 out or 1 in.
        place_requested: a row was dragged; carries its uid, and the uids of its parent and of the
            row it stands before now, or empty texts.
        long_text_requested: the words of this row are too long to be edited in place, or a blank
            is open in them.
        phrase_requested: the sign of a phrase was typed at the start of a word of this row; carries
            its uid and the place among its letters.
        paste_requested: lines shall stand as rows after a row; carries its uid, or an empty text,
            and the lines.
        abandoned: Escape closed the field of this row with nothing typed.
        renamed: other words were typed into a row; carries its uid and the text.
    """

    chosen = Signal(str)
    opened = Signal()
    add_requested = Signal(str)
    remove_requested = Signal(str)
    move_requested = Signal(str, int)
    shift_requested = Signal(str, int)
    place_requested = Signal(str, str, str)
    paste_requested = Signal(str, str)
    long_text_requested = Signal(str)
    phrase_requested = Signal(str, int)
    abandoned = Signal(str)
    renamed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folded: set[Uid] = set()
        self._is_editable = False
        self._is_loading = False
        self._is_fresh = False
        self._height = 0
        self.plan_model = PlanModel(self)
        self.setModel(self.plan_model)
        self._delegate = PlanDelegate(self)
        self._delegate.phrase_begun.connect(self._leave_for_phrase)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Treatment plan"))
        self._set_up()
        self.row_drag = RowDrag(self, self)
        self.row_drag.dropped.connect(self.place_requested)
        self.plan_model.renamed.connect(self.renamed)
        self.plan_model.dataChanged.connect(self._fit)
        self.expanded.connect(lambda index: self._fold(index, is_folded=False))
        self.collapsed.connect(lambda index: self._fold(index, is_folded=True))
        themes.look().theme_changed.connect(self._fit)

    @property
    def has_folded(self) -> bool:
        """Whether any row is folded."""
        return bool(self._folded)

    def set_editable(self, *, is_editable: bool) -> None:
        """Whether rows can be added, moved, renamed and removed."""
        self._is_editable = is_editable
        self.setAccessibleDescription(
            self.tr(
                "Enter adds a row, Tab moves it in, Shift+Tab out, F2 edits it, Delete removes "
                "it, Ctrl+V pastes lines as rows. Escape lets go of the row; Tab then leaves the "
                "tree."
            )
            if is_editable
            else ""
        )

    def refresh(self, choose: Uid | None, *, is_replaced: bool) -> None:
        """After the model took another plan: fold as before and make a row current."""
        if is_replaced:
            self._is_loading = True
            self.expandAll()
            for uid in tuple(self._folded):
                self.collapse(self.plan_model.index_of(uid))
            self._is_loading = False
        if choose != self.current_uid() or is_replaced:
            self.choose(choose)
        self._fit()

    def forget_folds(self) -> None:
        """Open every row of the next plan, and show it from its top."""
        self._forget_refusal()
        self._folded.clear()
        self._is_fresh = True

    def choose(self, uid: Uid | None) -> None:
        """Make a row current without telling; none with None."""
        self._is_loading = True
        index = self.plan_model.index_of(uid)
        if index.isValid():
            self._open_to(index)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.clearSelection()
            self.selectionModel().setCurrentIndex(
                QModelIndex(), QItemSelectionModel.SelectionFlag.Clear
            )
        self._is_loading = False

    def current_uid(self) -> Uid | None:
        """The node of the current row."""
        line = self.plan_model.line(self.currentIndex())
        return None if line is None else line.uid

    def refuse(self, uid: Uid, sentence: str) -> None:
        """Say on a row why a step cannot be taken, until the next key or click."""
        self._delegate.refusal = (uid, sentence)
        self._fit()
        self.scrollTo(self.plan_model.index_of(uid))

    def refusal(self) -> str:
        """What is said on a row now of a step that cannot be taken; mostly nothing."""
        return "" if self._delegate.refusal is None else self._delegate.refusal[1]

    def edit_row(self, uid: Uid) -> None:
        """Open the field of a row."""
        index = self.plan_model.index_of(uid)
        if not index.isValid() or not self._is_editable:
            return
        text = str(self.plan_model.data(index, Qt.ItemDataRole.EditRole))
        if len(text) > LONGEST_IN_PLACE or "\n" in text or blanks(text):
            self.long_text_requested.emit(uid)
            return
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit(index)

    def row_at(self, place: QPoint) -> Uid | None:
        """The row of a draft that can be dragged from here; its chevron folds it instead."""
        index = self.indexAt(place)
        line = self.plan_model.line(index)
        if line is None or not self._is_editable:
            return None
        is_fold = self._delegate.is_on_chevron(place, self.visualRect(index), index)
        return None if is_fold else line.uid

    def gap_at(self, uid: Uid, y: int) -> tuple[Gap, int] | None:
        """The place nearest to a height where this row could go, and where its level begins."""
        plan = self.plan_model.plan
        bands = {}
        for index in self._shown(QModelIndex()):
            line, rect = self.plan_model.line(index), self.visualRect(index)
            if line is not None:
                bands[line.uid] = Band(rect.top(), rect.bottom() + 1)
        gap = gaps.nearest(plan, bands, uid, y) if plan is not None else None
        if gap is None:
            return None
        index = self.plan_model.index_of(uid)
        return gap, self._delegate.level_left(self.visualRect(index), index)

    def fold_all(self, *, is_folded: bool) -> None:
        """Fold every problem, or open everything."""
        if not is_folded:
            self._folded.clear()
            self.expandAll()
            self._fit()
            return
        for row in range(self.plan_model.rowCount()):
            self.collapse(self.plan_model.index(row, 0))
        current = self.currentIndex()
        while current.parent().isValid():
            current = current.parent()
        self.setCurrentIndex(current)

    def sizeHint(self) -> QSize:
        """As tall as the rows."""
        return QSize(themes.current().s(480), self._rows_height())

    def minimumSizeHint(self) -> QSize:
        """Some rows; the others scroll."""
        theme = themes.current()
        return QSize(theme.s(240), min(theme.s(_LOWEST), self._rows_height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A plan that was just opened is shown from its top, as far as the current row allows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
        if self._is_fresh:
            self.verticalScrollBar().setValue(0)
            self.scrollTo(self.currentIndex())

    def event(self, event: QEvent) -> bool:
        """Claim the outliner's keys before those of the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            is_move = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            if event.modifiers() == _ALT and is_move:
                event.accept()
                return True
        return super().event(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab belongs to the current row of a draft; without one it goes on."""
        if self._is_editable and self.current_uid() is not None:
            return False
        return super().focusNextPrevChild(is_next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of an outliner."""
        self._is_fresh = False
        self._forget_refusal()
        uid = self.current_uid()
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        is_enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key == Qt.Key.Key_Escape and uid is not None:
            self.choose(None)
            self.chosen.emit("")
        elif event.matches(QKeySequence.StandardKey.Paste) and self._is_editable:
            self.paste_requested.emit(uid or "", QGuiApplication.clipboard().text())
        elif key == Qt.Key.Key_Asterisk:
            self.fold_all(is_folded=False)
        elif is_enter and not self._is_editable:
            self.opened.emit()
        elif is_enter and modifiers in (_NONE, Qt.KeyboardModifier.KeypadModifier):
            self.add_requested.emit(uid or "")
        elif uid is None or not self._is_editable or not self._change(uid, key, modifiers):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the chevron folds; one below the rows lets go of the row."""
        self._is_fresh = False
        self._forget_refusal()
        place = event.position().toPoint()
        index = self.indexAt(place)
        if not index.isValid():
            self.choose(None)
            self.chosen.emit("")
        elif self._delegate.is_on_chevron(place, self.visualRect(index), index):
            self.setExpanded(index, not self.isExpanded(index))
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the row, or read on in the inspector."""
        uid = self.current_uid()
        index = self.indexAt(event.position().toPoint())
        if uid is None or not index.isValid():
            return
        if self._is_editable:
            self.edit_row(uid)
        else:
            self.opened.emit()

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Tell which row is current now."""
        super().currentChanged(current, previous)
        if not self._is_loading:
            self.chosen.emit(self.current_uid() or "")

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Escape on a row without words gives it up."""
        super().closeEditor(editor, hint)
        line = self.plan_model.line(self.currentIndex())
        is_given_up = hint == QAbstractItemDelegate.EndEditHint.RevertModelCache
        if line is not None and line.is_blank and is_given_up:
            self.abandoned.emit(line.uid)

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The delegate paints the chevrons."""

    def _change(self, uid: Uid, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        match key:
            case Qt.Key.Key_Up | Qt.Key.Key_Down if modifiers == _ALT:
                self.move_requested.emit(uid, -1 if key == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Tab:
                self.shift_requested.emit(uid, 1)
            case Qt.Key.Key_Backtab:
                self.shift_requested.emit(uid, -1)
            case Qt.Key.Key_F2:
                self.edit_row(uid)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.remove_requested.emit(uid)
            case _:
                return False
        return True

    def _forget_refusal(self) -> None:
        if self._delegate.refusal is not None:
            self._delegate.refusal = None
            self._fit()

    def _leave_for_phrase(self, place: int) -> None:
        uid = self.current_uid()
        if uid is not None:
            self.phrase_requested.emit(uid, place)

    def _set_up(self) -> None:
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setAnimated(False)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def _fold(self, index: QModelIndex, *, is_folded: bool) -> None:
        line = self.plan_model.line(index)
        if line is None or self._is_loading:
            return
        if is_folded:
            self._folded.add(line.uid)
        else:
            self._folded.discard(line.uid)
        self._fit()

    def _open_to(self, index: QModelIndex) -> None:
        above = index.parent()
        while above.isValid():
            line = self.plan_model.line(above)
            if line is not None:
                self._folded.discard(line.uid)
            self.setExpanded(above, True)
            above = above.parent()

    def _fit(self, *_change: object) -> None:
        """The rows have other heights now."""
        self._height = 0
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    def _rows_height(self) -> int:
        if not self._height:
            option, delegate = QStyleOptionViewItem(), self.itemDelegate()
            self._height = sum(
                delegate.sizeHint(option, index).height() for index in self._shown(QModelIndex())
            )
        return self._height

    def _shown(self, parent: QModelIndex) -> Iterator[QModelIndex]:
        """The rows that are not folded away."""
        for row in range(self.plan_model.rowCount(parent)):
            index = self.plan_model.index(row, 0, parent)
            yield index
            if self.isExpanded(index):
                yield from self._shown(index)
