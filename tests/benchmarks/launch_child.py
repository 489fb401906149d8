"""Shows one window, says what it shows at its first painting, and ends.

`product STORE` is the program on a store, `widgets FILE` the same window without the program,
`empty` an empty main window. Qt is imported when each of them would import it, because what is
imported after Qt takes longer.
"""

from __future__ import annotations

import importlib
import sys
from importlib.machinery import ModuleSpec


class OnImport:
    """Watches for the program's own import of its window; it knows nothing of being watched."""

    def find_spec(
        self, name: str, _path: object = None, _target: object = None
    ) -> ModuleSpec | None:
        if name == "counselor_desk.ui.main_window":
            sys.meta_path.remove(self)
            watch()
        return None


def watch() -> None:
    """Watch the event loop that is started next."""
    watching = importlib.import_module("tests.benchmarks.first_painting")
    watching.QApplication.exec = watching.watched_exec


def show_product(store: str) -> None:
    """Start the program as its command does."""
    from counselor_desk import app

    sys.meta_path.insert(0, OnImport())
    app.main(["--store", store])


def show_widgets(worn: str) -> None:
    """Show the same window without the program."""
    from tests.benchmarks import bare_unlock

    app = bare_unlock.QApplication([])
    window = bare_unlock.show(app, worn)
    watch()
    app.exec()
    window.close()


def show_empty() -> None:
    """Show an empty window."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    watch()
    app.exec()


SIDES = {"product": show_product, "widgets": show_widgets, "empty": show_empty}

if __name__ == "__main__":
    SIDES[sys.argv[1]](*sys.argv[2:])
