"""Draws every screen to PNG without a display, in both themes and at the sizes of the design.

`python -m counselor_desk.ui.gallery --to DIR [--store DIR --passphrase-file FILE] [--all]`
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication, QWidget

    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.theme import Theme

Make = Callable[["Desk | None"], "QWidget"]

SIZES = ((1366, 768), (1280, 720), (1024, 640))
SCALES = (1.0, 1.5)
_USUAL = (SIZES[0], 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A picture of the gallery.

    Attributes:
        name: the first part of the file's name.
        make: builds the widget; gets the open desk, or None when no store was given.
        needs_desk: whether it can only be drawn from a store.
        prepare: what to do once it is shown, such as opening a dialog on it.
    """

    name: str
    make: Make
    needs_desk: bool = False
    prepare: Callable[[QWidget], None] | None = None


def screens() -> tuple[Screen, ...]:
    """Every screen, in the order a person meets them."""
    from counselor_desk.ui import (
        gallery_assessments,
        gallery_attendance,
        gallery_audit,
        gallery_backups,
        gallery_chart_attendance,
        gallery_counseling_notes,
        gallery_cvs,
        gallery_diagnoses,
        gallery_discharges,
        gallery_facts,
        gallery_group_session,
        gallery_groups,
        gallery_imports,
        gallery_medications,
        gallery_notes,
        gallery_overview,
        gallery_palette,
        gallery_phrases,
        gallery_plans,
        gallery_preview,
        gallery_schedule,
        gallery_settings,
        gallery_signatures,
        gallery_spelling,
        gallery_start,
        gallery_stay_reviews,
        gallery_thread,
        gallery_use,
        gallery_window,
        gallery_work,
    )

    return (
        *gallery_start.screens(),
        *gallery_window.screens(),
        *gallery_overview.screens(),
        *gallery_palette.screens(),
        *gallery_imports.screens(),
        *gallery_assessments.screens(),
        *gallery_facts.screens(),
        *gallery_plans.screens(),
        *gallery_signatures.screens(),
        *gallery_thread.screens(),
        *gallery_chart_attendance.screens(),
        *gallery_notes.screens(),
        *gallery_group_session.screens(),
        *gallery_spelling.screens(),
        *gallery_counseling_notes.screens(),
        *gallery_medications.screens(),
        *gallery_stay_reviews.screens(),
        *gallery_diagnoses.screens(),
        *gallery_use.screens(),
        *gallery_attendance.screens(),
        *gallery_audit.screens(),
        *gallery_groups.screens(),
        *gallery_schedule.screens(),
        *gallery_phrases.screens(),
        *gallery_work.screens(),
        *gallery_cvs.screens(),
        *gallery_discharges.screens(),
        *gallery_preview.screens(),
        *gallery_settings.screens(),
        *gallery_backups.screens(),
    )


def draw(
    app: QApplication,
    to: Path,
    chosen: tuple[Screen, ...],
    *,
    desk: Desk | None = None,
    is_all: bool = False,
) -> Iterator[Path]:
    """Draw screens into the folder `to` and give each file as it is written.

    `is_all` draws every size and text size, else only 1366 x 768 at 100 %.
    """
    from counselor_desk.ui import theme as themes

    to.mkdir(parents=True, exist_ok=True)
    cases = [(size, scale) for size in SIZES for scale in SCALES] if is_all else [_USUAL]
    for screen in chosen:
        if screen.needs_desk and desk is None:
            continue
        for size, scale in cases:
            for is_dark in (False, True):
                theme = themes.Theme(dark=is_dark, scale=scale)
                file = to / _file_name(screen.name, size, theme)
                themes.apply(app, theme)
                _draw_one(app, screen, desk, size, file)
                yield file


def main(arguments: list[str] | None = None) -> int:
    """Draw the gallery; returns the exit code."""
    options = _parser().parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from counselor_desk.ui import theme as themes

    running = QApplication.instance()
    if running is None:
        themes.prepare()
    app = running if isinstance(running, QApplication) else QApplication([sys.argv[0]])
    chosen = tuple(s for s in screens() if not options.only or s.name in options.only)
    desk = _opened(options.store, options.passphrase_file) if options.store else None
    try:
        for file in draw(app, options.to, chosen, desk=desk, is_all=options.all):
            sys.stdout.write(f"{file}\n")
    finally:
        if desk is not None:
            desk.close()
    return 0


def _draw_one(
    app: QApplication, screen: Screen, desk: Desk | None, size: tuple[int, int], file: Path
) -> None:
    from counselor_desk.ui import theme as themes

    widget = screen.make(desk)
    themes.look().clothe(widget)
    widget.resize(*size)
    widget.show()
    _settle(app)
    if screen.prepare is not None:
        screen.prepare(widget)
        _settle(app)
    _picture(widget).save(str(file))
    widget.close()
    widget.deleteLater()
    _settle(app)


def _picture(widget: QWidget) -> QPixmap:
    """The widget with the dialogs that stand on it."""
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QDialog

    picture = widget.grab()
    painter = QPainter(picture)
    for dialog in widget.findChildren(QDialog):
        if dialog.isVisible():
            painter.drawPixmap(widget.mapFromGlobal(dialog.pos()), dialog.grab())
    painter.end()
    return picture


def _settle(app: QApplication) -> None:
    from PySide6.QtCore import QEvent

    # A text that grows asks its column, its card, its list and its page for room, one by one.
    for _ in range(10):
        app.processEvents()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _opened(folder: Path, passphrase_file: Path | None) -> Desk:
    import tzlocal

    from counselor_desk.services import practice_store, stores

    passphrase = practice_store.known_passphrase(folder)
    if passphrase_file is not None:
        passphrase = passphrase_file.read_text(encoding="utf-8").rstrip("\r\n")
    # The zone the store was filled in, so that notes are signed after their sessions.
    zone = tzlocal.get_localzone_name() or "UTC"
    return stores.unlock(folder, passphrase, config_dir=None, zone=zone)


def _file_name(name: str, size: tuple[int, int], theme: Theme) -> str:
    text = "" if theme.scale == 1 else f"_text{round(theme.scale * 100)}"
    return f"{name}_{size[0]}x{size[1]}{text}_{'dark' if theme.dark else 'light'}.png"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gallery", description="Draw every screen to PNG.")
    parser.add_argument("--to", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--store", type=Path, help="practice store to show")
    parser.add_argument("--passphrase-file", type=Path, help="its passphrase")
    parser.add_argument("--only", nargs="*", default=(), help="names of the screens to draw")
    parser.add_argument("--all", action="store_true", help="every size and text size")
    return parser


if __name__ == "__main__":
    sys.exit(main())
