"""What was copied out of a store: marked as secret, and gone after a minute or at lock."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_MS = 60_000

Owns = Callable[[QClipboard.Mode], bool]

_SECRET = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
    "application/x-nspasteboard-concealed-type": b"1",
}
"""What asks the programs that keep a history of the clipboard to leave this out of it."""


class ClipboardWatch(QObject):
    """Follows what this program copies while a store is open; what others copy is theirs."""

    def __init__(self, parent: QObject, *, owns: Owns | None = None) -> None:
        """`owns` says whether what is on the clipboard came from this program; None asks Qt."""
        super().__init__(parent)
        self._owns = owns or _owns
        self._is_marking = False
        self._end = QTimer(self, singleShot=True, interval=KEPT_MS)
        self._end.timeout.connect(self.clear)
        self._clipboard = QGuiApplication.clipboard()

    def start(self) -> None:
        """Follow from now on."""
        self._clipboard.dataChanged.connect(self._mark)

    def stop(self) -> None:
        """Take back what is still ours, and follow no more."""
        self._clipboard.dataChanged.disconnect(self._mark)
        self.clear()

    def clear(self) -> None:
        """Empty the clipboard, and the selection that a middle click pastes, if still ours."""
        self._end.stop()
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            if self._owns(mode):
                self._clipboard.clear(mode)

    def _mark(self) -> None:
        if self._is_marking or not self._owns(QClipboard.Mode.Clipboard):
            return
        copied = self._clipboard.mimeData()
        if copied is None or not copied.hasText() or not copied.text():
            return
        marked = QMimeData()
        # Plain text alone: what the program shows has no formats worth keeping.
        marked.setText(copied.text())
        for kind, value in _SECRET.items():
            marked.setData(kind, QByteArray(value))
        self._is_marking = True
        self._clipboard.setMimeData(marked)
        self._is_marking = False
        self._end.start()


def _owns(mode: QClipboard.Mode) -> bool:
    clipboard = QGuiApplication.clipboard()
    if mode is QClipboard.Mode.Selection:
        return clipboard.supportsSelection() and clipboard.ownsSelection()
    return clipboard.ownsClipboard()
