"""Qt's own record of the folders that a file dialog showed is left as it was."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog

from counselor_desk.ui.dialog_history import unremembered

FOLDER = "quirinsson-files"


def visit(folder):
    """What choosing a file there leaves behind."""
    folder.mkdir(exist_ok=True)
    dialog = QFileDialog(None, "Save", str(folder))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.selectFile("Plan.pdf")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.show()
    dialog.accept()
    shiboken6.delete(dialog)


def remembered():
    """Every folder that Qt kept."""
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    kept.sync()
    return f"{kept.value('FileDialog/lastVisited')} {kept.value('FileDialog/history')}"


def test_qt_remembers_what_nobody_undoes(qapp, tmp_path):
    visit(tmp_path / FOLDER)
    assert FOLDER in remembered()

    QSettings(QSettings.Scope.UserScope, "QtProject").remove("FileDialog")


def test_a_folder_chosen_here_is_not_remembered(qapp, tmp_path):
    with unremembered():
        visit(tmp_path / FOLDER)

    assert FOLDER not in remembered()


def test_what_other_programs_left_there_stays(qapp, tmp_path):
    visit(tmp_path / "theirs")
    with unremembered():
        visit(tmp_path / FOLDER)
    left = remembered()
    QSettings(QSettings.Scope.UserScope, "QtProject").remove("FileDialog")

    assert "theirs" in left
    assert FOLDER not in left
