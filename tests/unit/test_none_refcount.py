"""Facts about Qt's binding: no call steals a reference to None.

Below Python 3.12 None is counted. PySide6 6.12.0 takes one reference too many in these calls, and
a program that runs for hours then dies with "deallocating None". An upgrade must not bring it back.
"""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit

CALLS = 200

pytestmark = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on"
)


class Model(QAbstractTableModel):
    def rowCount(self, parent=None):
        return 3

    def columnCount(self, parent=None):
        return 2

    def data(self, index, role=0):
        return None


class Highlighter(QSyntaxHighlighter):
    def highlightBlock(self, text):
        self.setFormat(0, 1, QTextCharFormat())
        self.setCurrentBlockState(1)


def lost_references(call: Callable[[], object]) -> int:
    """How many references to None ``CALLS`` calls take away; leaks count below zero."""
    call()  # the first call fills caches
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(None)


def is_clean(lost: int) -> bool:
    # Other parts of the process may move the count by a few; a thief takes one at every call.
    return abs(lost) < CALLS // 2


def test_setting_a_format_takes_no_reference_to_none(qapp):
    document = QTextDocument("one line")
    highlighter = Highlighter(document)

    assert is_clean(lost_references(highlighter.rehighlight))


def test_resetting_a_model_takes_no_reference_to_none(qapp):
    model = Model()

    def reset():
        model.beginResetModel()
        model.endResetModel()

    assert is_clean(lost_references(reset))


def test_inserting_rows_takes_no_reference_to_none(qapp):
    model = Model()

    def insert():
        model.beginInsertRows(QModelIndex(), 0, 0)
        model.endInsertRows()

    assert is_clean(lost_references(insert))


def test_filtering_takes_no_reference_to_none(qapp):
    model = Model()
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(model)

    def change():
        proxy.beginFilterChange()
        proxy.endFilterChange()

    assert is_clean(lost_references(change))


def test_protected_setters_take_no_reference_to_none(qtbot):
    edit = QPlainTextEdit()
    qtbot.addWidget(edit)

    assert is_clean(lost_references(lambda: edit.setViewportMargins(1, 0, 0, 0)))
