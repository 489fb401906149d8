"""The settings page: a list of sections, one column of rows, and a search over all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.settings import Settings
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.navigation import Navigator, Page, Place, Section
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.settings.advanced import AdvancedSection
from counselor_desk.ui.settings.backup import BackupSection, MakeBackups
from counselor_desk.ui.settings.documents import DocumentsSection
from counselor_desk.ui.settings.list import SectionList
from counselor_desk.ui.settings.look import LookSection
from counselor_desk.ui.settings.phrases import PhrasesSection
from counselor_desk.ui.settings.program import ProgramSection
from counselor_desk.ui.settings.rules import RulesSection
from counselor_desk.ui.settings.sections import SettingSection
from counselor_desk.ui.settings.security import SecuritySection

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin
    from counselor_desk.ui.theme import Theme

PAGE_WIDTH = 640
FULL_LIST_FROM = 780
"""The width of the page, in pixels at a text size of 100 %, from which the list has words."""

_FIND_WIDTH = 220


class SettingsPage(QWidget):
    """Everything that can be set. Changes apply at once; there is no OK.

    Signals:
        said: something happened that is worth a toast; carries the words.
        lock_requested: lock now, because the keys were changed.
        mode_requested: wear light, dark, or what the system wears.
        text_scale_requested: show text at this factor of the normal size.
        contrast_requested: wear high contrast, or stop to.
        compact_rows_requested: show lists with less room between their rows, or stop to.
    """

    said = Signal(str)
    lock_requested = Signal()
    mode_requested = Signal(str)
    text_scale_requested = Signal(float)
    contrast_requested = Signal(bool)
    compact_rows_requested = Signal(bool)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        *,
        make_backups: MakeBackups,
        parent: QWidget | None = None,
    ) -> None:
        """`make_backups` makes what the section Backup shows, once it is looked at."""
        super().__init__(parent)
        dress(self, c="page")
        self.desk = desk
        self._navigator = navigator
        self._here = Section.PROGRAM
        self.program = ProgramSection(desk)
        self.rules = RulesSection(desk)
        self.documents = DocumentsSection(desk)
        self.look = LookSection()
        self.security = SecuritySection(desk)
        self.backup = BackupSection(make_backups)
        self.phrases = PhrasesSection()
        self.advanced = AdvancedSection(desk)
        self.backup.shown_requested.connect(lambda: self._choose(Section.BACKUP))
        self.security.log_requested.connect(lambda: navigator.open(Place(page=Page.AUDIT)))
        self.phrases.opened.connect(lambda: navigator.open(Place(page=Page.PHRASES)))
        self.advanced.check_requested.connect(lambda: self._choose(Section.BACKUP))
        self.advanced.usual_look_requested.connect(self._wear_usual)
        self.sections: dict[Section, SettingSection] = {
            Section.PROGRAM: self.program,
            Section.RULES: self.rules,
            Section.DOCUMENTS: self.documents,
            Section.LOOK: self.look,
            Section.SECURITY: self.security,
            Section.BACKUP: self.backup,
            Section.PHRASES: self.phrases,
            Section.ADVANCED: self.advanced,
        }
        self.look.mode_requested.connect(self.mode_requested)
        self.look.text_scale_requested.connect(self.text_scale_requested)
        self.look.contrast_requested.connect(self.contrast_requested)
        self.look.compact_rows_requested.connect(self.compact_rows_requested)
        self.security.lock_requested.connect(self.lock_requested)
        for section in self.sections.values():
            section.said.connect(self.said)
            section.failed.connect(self.complain)
        self._make_parts()
        self._lay_out()
        bulletin.changed.connect(self._hear)
        themes.look().theme_changed.connect(self._fit_list)
        for keys in ("Ctrl+Return", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.save)
        QShortcut(QKeySequence("Ctrl+F"), self, self.find_edit.setFocus)

    def show_place(self, place: Place) -> None:
        """Open the section that the place names, else the one that was open last.

        Raises:
            DeskError: what it shows cannot be read.
        """
        self.problem_banner.hide()
        self.find_edit.set_value("")
        for section in self.sections.values():
            section.reload()
        self._open(place.section or self._here)
        focus = QApplication.focusWidget()
        if focus is not None and self.section_list.isAncestorOf(focus):
            return
        if place.section is Section.PROGRAM:
            self.program.focus_first()
        else:
            self.section_list.buttons[self._here].setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Keep what is typed, even on the way out.

        Raises:
            DeskError: it could not be kept; it is still in the fields.
        """
        for section in self.sections.values():
            section.flush()

    def save(self) -> None:
        """Keep what is typed and go back; or say what is wrong."""
        try:
            self.flush()
        except DeskError as problem:
            self.complain(str(problem))
        else:
            self._navigator.back()

    def complain(self, sentence: str) -> None:
        """Say above the rows that a setting was not saved."""
        title = self.tr("This setting could not be saved")
        self.problem_banner.set_message(sentence, tone="risk", title=title)
        self.problem_banner.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shrink the list to a rail where the rows need the room."""
        super().resizeEvent(event)
        self._fit_list(themes.current())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the search brings everything back."""
        if (
            watched is self.find_edit
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self.find_edit.text()
        ):
            self.find_edit.clear()
            return True
        return super().eventFilter(watched, event)

    def _wear_usual(self, usual: Settings) -> None:
        self.mode_requested.emit(usual.theme)
        self.text_scale_requested.emit(usual.text_scale)
        self.contrast_requested.emit(usual.high_contrast)
        self.compact_rows_requested.emit(usual.compact_rows)

    def _choose(self, section: Section) -> None:
        """Make the section a place, so that one comes back to it after the lock."""
        self._navigator.replace(Place(page=Page.SETTINGS, section=section))

    def _open(self, here: Section) -> None:
        """Show one section.

        Raises:
            DeskError: what it shows cannot be read.
        """
        if here is Section.BACKUP:
            self.backup.open()
        else:
            self.backup.forget()
        self._here = here
        self._search("")
        self._scroll.verticalScrollBar().setValue(0)

    def _search(self, text: str) -> None:
        words = text.strip()
        found = {name: section.search(words) for name, section in self.sections.items()}
        for name, section in self.sections.items():
            section.setVisible(bool(found[name]) if words else name is self._here)
        self.section_list.show_here(None if words else self._here)
        self.section_list.show_found(found if words else {})
        self.none_label.setVisible(bool(words) and not any(found.values()))

    def _fit_list(self, theme: Theme) -> None:
        self.section_list.set_rail(is_rail=self.width() / theme.scale < FULL_LIST_FROM)

    def _hear(self, changes: Changes) -> None:
        if changes.kinds & {Kind.SETTINGS, Kind.PROGRAM, Kind.PROFILE}:
            for section in self.sections.values():
                if section is not changes.initiator:
                    section.reload()

    def _make_parts(self) -> None:
        self.find_edit = LineEdit(hint=self.tr("Find a setting"), name=self.tr("Find a setting"))
        self.find_edit.textChanged.connect(self._search)
        self.find_edit.installEventFilter(self)
        hold(self.find_edit, width=_FIND_WIDTH)
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.problem_banner.hide()
        self.none_label = Label(self.tr("No setting matches."), "muted")
        self.none_label.hide()
        self.section_list = SectionList(self.sections)
        self.section_list.chosen.connect(self._choose)

    def _lay_out(self) -> None:
        title = Column(
            Label(self.tr("Settings"), "title"),
            Label(self.tr("Changes apply at once"), "muted"),
            spacing=2,
        )
        head = Row((title, 1), self.find_edit, margins=(28, 20, 28, 12))
        column = QWidget()
        column.setLayout(
            Column(
                self.problem_banner,
                *self.sections.values(),
                self.none_label,
                "stretch",
                margins=(0, 0, 0, 20),
                spacing=14,
            )
        )
        hold(column, max_width=PAGE_WIDTH)
        content = QWidget()
        content.setLayout(Row((column, 1000), "stretch", margins=(0, 0, 18, 0)))
        self._scroll = PageScroll(content)
        beside = Row(self.section_list, (self._scroll, 1), margins=(28, 0, 0, 0), spacing=24)
        self.setLayout(Column(head, (beside, 1), spacing=0))
