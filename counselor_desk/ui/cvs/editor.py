"""The CV editor: the list of sections, the form, and the real page beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.cvs import Cv, CvLanguage
from counselor_desk.records.program import Paper
from counselor_desk.services import cvs
from counselor_desk.services.exports import Format
from counselor_desk.ui import theme as themes
from counselor_desk.ui.autosave import Autosave
from counselor_desk.ui.banner_area import BannerArea
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Chip, Icon
from counselor_desk.ui.cvs import kinds, words
from counselor_desk.ui.cvs.header import EDIT, PREVIEW, EditorHeader
from counselor_desk.ui.cvs.preview import PreviewPane
from counselor_desk.ui.cvs.sections import (
    ContactSection,
    ExperienceSection,
    ListSection,
    Part,
    ProfileSection,
    ReferencesSection,
    SkillsSection,
)
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.sidebar import NavButton
from counselor_desk.ui.toast import of_window

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

DOCKED_FROM = 1100
"""The width of the editor, in pixels at 100 %, from which the page stands beside the form."""

_PREVIEW_WIDTH = 448
_SECTIONS_WIDTH = 148
_FOOT_HEIGHT = 44
_UNLIMITED = 16_777_215
"""Qt's own largest width."""


class CvEditor(QWidget):
    """Everything of one CV; what is typed is saved as it stands.

    Signals:
        closed: back to the list.
        copied: another version was begun; carries the `Cv`.
        save_requested: write it as a file; carries the `Format`.
    """

    closed = Signal()
    copied = Signal(object)
    save_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._cv: Cv | None = None
        self._view = EDIT
        self._filled: set[int] = set()
        self._autosave = Autosave(self._keep, self)
        self._autosave.saved.connect(self._say_saved)
        self._autosave.failed.connect(self._say_unsaved)
        self.header = EditorHeader()
        self.preview = PreviewPane()
        self._make_sections()
        self._make_foot()
        self._lay_out()
        self._connect()

    def cv(self) -> Cv | None:
        """The CV as it stands on the screen."""
        return self._cv

    def open_cv(self, cv: Cv, *, names_it: bool = False) -> None:
        """Show a CV; with `names_it` its name can be typed over at once."""
        self._autosave.forget()
        self._cv = cv
        self.header.cv_name_edit.set_value(cv.name)
        self._filled = set()
        self._show_section(0)
        self._count(cv)
        self._say("circle-check", self.tr("Saved"))
        self.failure_banner.hide()
        self._set_view(EDIT)
        self.preview.show_cv(cv)
        if names_it:
            self.header.cv_name_edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.header.cv_name_edit.selectAll()
        else:
            self._buttons[0].setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def name_fields(self) -> list[QLineEdit]:
        """The fields that say whose CV it is."""
        names = (f"cv_{part}_name_edit" for part in ("given", "family"))
        return [field for name in names for field in self.findChildren(QLineEdit, name)]

    def flush(self) -> None:
        """Write what is being typed to the disk.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        self._autosave.flush_or_raise()

    def leave(self) -> None:
        """Forget the CV, which was written or deleted."""
        self._autosave.forget()
        self._cv = None
        self.preview.leave()

    def save_state(self) -> str:
        """What the foot says about saving."""
        return self._save_label.text()

    def go_to(self, title: str) -> Part:
        """Open the section of this title, as its button does."""
        place = self._titles.index(title)
        self._show_section(place)
        return self._sections[place]

    def toggle_preview(self) -> None:
        """Turn from the form to the page and back, where there is room for one of them."""
        self._set_view(PREVIEW if self._view == EDIT else EDIT)

    def minimumSizeHint(self) -> QSize:
        """Sections and form; the page gives way."""
        theme = themes.current()
        return QSize(theme.s(560), theme.s(320))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the page beside the form where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _make_sections(self) -> None:
        told: tuple[tuple[str, str, Part], ...] = (
            ("user-round", self.tr("Contact"), ContactSection()),
            ("text-quote", self.tr("Profile"), ProfileSection()),
            (
                "briefcase-business",
                self.tr("Experience"),
                ExperienceSection(self._desk.today),
            ),
            ("graduation-cap", self.tr("Training"), ListSection("trainings", kinds.trainings())),
            (
                "file-badge",
                self.tr("Certificates"),
                ListSection("certificates", kinds.certificates()),
            ),
            ("list-checks", self.tr("Skills"), SkillsSection()),
            ("book-open", self.tr("Languages"), ListSection("languages", kinds.languages())),
            ("users-round", self.tr("References"), ReferencesSection()),
        )
        self._sections = [section for _, _, section in told]
        self._titles = [title for _, title, _ in told]
        self._buttons = [NavButton(title, icon) for icon, title, _ in told]
        self._forms = QStackedWidget()
        for place, section in enumerate(self._sections):
            inside = QWidget()
            inside.setLayout(Column(section, "stretch", margins=(0, 0, 8, 14), spacing=0))
            self._forms.addWidget(PageScroll(inside))
            section.edited.connect(lambda place=place: self._take(place))
            section.removed.connect(self._offer_undo)
            self._buttons[place].clicked.connect(
                lambda _checked=False, place=place: self._show_section(place)
            )

    def _make_foot(self) -> None:
        self._save_icon = Icon("circle-check", "signed", size=15)
        self._save_label = Label("", "muted")
        self.contact_chip = Chip("", "overdue", "circle-alert")
        self.length_chip = Chip("", "overdue", "file-text")
        self._foot = Panel(
            Row(
                self._save_icon,
                self._save_label,
                "stretch",
                self.contact_chip,
                self.length_chip,
                margins=(28, 8, 16, 8),
            ),
            part="foot",
            margins=(0, 0, 0, 0),
        )
        hold(self._foot, height=_FOOT_HEIGHT)
        self.length_chip.hide()

    def _lay_out(self) -> None:
        nav = QWidget()
        nav.setLayout(Column(*self._buttons, "stretch", spacing=4))
        nav.setAccessibleName(self.tr("Sections"))
        hold(nav, width=_SECTIONS_WIDTH)
        self.failure_banner = Banner("", tone="risk")
        self.failure_banner.hide()
        self.failure_banner.action_requested.connect(self._autosave.flush)
        self._form_side = QWidget()
        self._form_side.setLayout(Row(nav, (self._forms, 1), margins=(20, 0, 0, 0), spacing=14))
        self._body = QStackedWidget()
        self._body.addWidget(self._form_side)
        left = QWidget()
        left.setLayout(
            Column(
                self.header,
                BannerArea(self.failure_banner),
                (self._body, 1),
                self._foot,
                spacing=0,
            )
        )
        self._row = Row((left, 1), spacing=0)
        self.setLayout(self._row)
        self._row.addWidget(self.preview)

    def _connect(self) -> None:
        self.header.back_requested.connect(self.closed)
        self.header.renamed.connect(self._rename)
        self.header.view_chosen.connect(self._set_view)
        self.header.copy_requested.connect(self._copy)
        self.header.word_requested.connect(lambda: self._write(Format.DOCX))
        self.header.pdf_requested.connect(lambda: self._write(Format.PDF))
        self.preview.language_chosen.connect(self._choose_language)
        self.preview.paper_chosen.connect(self._choose_paper)
        self.preview.drawn.connect(self._judge_length)
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+\\": self.toggle_preview,
            "Ctrl+S": self._autosave.flush,
        }
        for sequence, act in keys.items():
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _show_section(self, place: int) -> None:
        """Bring a section to the front; it is filled when it is first needed."""
        if self._cv is not None and place not in self._filled:
            self._filled.add(place)
            self._sections[place].show_cv(self._cv)
        self._forms.setCurrentIndex(place)
        for at, button in enumerate(self._buttons):
            button.set_here(at == place)

    def _take(self, place: int) -> None:
        if self._cv is not None:
            self._change(self._sections[place].applied(self._cv))

    def _change(self, cv: Cv) -> None:
        """What is on the screen is this CV now: save it soon and draw it at the next pause."""
        if cv == self._cv:
            return
        self._cv = cv
        self._count(cv)
        self._autosave.touch()
        self.preview.follow(cv)

    def _count(self, cv: Cv) -> None:
        for place, section in enumerate(self._sections):
            self._buttons[place].set_text(self._titles[place], section.count(cv))
            if isinstance(section, ExperienceSection) and place in self._filled:
                section.show_gaps(cv)
        missing = [words.contact_gap(gap) for gap in cvs.contact_gaps(cv)]
        self.contact_chip.setVisible(bool(missing))
        if missing:
            more = f" +{len(missing) - 1}" if len(missing) > 1 else ""
            self.contact_chip.set_state(missing[0] + more, "overdue", "circle-alert")
            self.contact_chip.setToolTip(", ".join(missing))

    def _rename(self, name: object) -> None:
        if self._cv is not None:
            self._change(replace(self._cv, name=str(name)))

    def _choose_language(self, language: object) -> None:
        if self._cv is not None and isinstance(language, CvLanguage):
            self._change(replace(self._cv, language=language))

    def _choose_paper(self, paper: object) -> None:
        if self._cv is not None and isinstance(paper, Paper):
            self._change(replace(self._cv, paper=paper))

    def _copy(self) -> None:
        if self._cv is None:
            return
        try:
            self.flush()
            name = self.tr("{name} (copy)").format(name=words.name(self._cv))
            another = cvs.copy(self._desk, self._cv, name=name, initiator=self)
        except DeskError as problem:
            self._say_unsaved(str(problem))
            return
        self.copied.emit(another)

    def _write(self, form: Format) -> None:
        if self._cv is None:
            return
        try:
            self.flush()
        except DeskError:
            return  # the banner says it
        self.save_requested.emit(form)

    def _offer_undo(self, what: str, bring_back: Callable[[], None]) -> None:
        uid = self._cv.uid if self._cv is not None else None

        def undo() -> None:
            if self._cv is not None and self._cv.uid == uid:
                bring_back()

        of_window(self).announce(what, self.tr("Undo"), undo)

    def _judge_length(self, pages: int) -> None:
        self.length_chip.setVisible(pages > 1)
        self.length_chip.set_state(words.pages(pages), "overdue", "file-text")

    def _keep(self) -> None:
        if self._cv is not None:
            kept = cvs.keep(self._desk, self._cv, initiator=self)
            self._cv = replace(self._cv, changed_at=kept.changed_at)

    def _say_saved(self) -> None:
        time = words.clock(self._desk.local(self._desk.now()))
        self._say("circle-check", self.tr("Saved {time}").format(time=time))
        self.failure_banner.hide()

    def _say_unsaved(self, reason: str) -> None:
        self._say("circle-alert", self.tr("Not saved"), tone="risk")
        self.failure_banner.set_message(
            reason,
            tone="risk",
            title=self.tr("This CV could not be saved. What you typed is safe on this screen."),
            action=self.tr("Try again"),
        )
        self.failure_banner.show()

    def _say(self, icon: str, text: str, tone: str = "") -> None:
        self._save_icon.set_icon(icon, tone or "signed")
        self._save_label.setText(text)
        self._save_label.set_tone(tone)

    def _set_view(self, view: object) -> None:
        self._view = PREVIEW if view == PREVIEW else EDIT
        self.header.cv_view_segments.set_value(self._view)
        self._arrange()

    def _arrange(self) -> None:
        """The page beside the form, or in its place."""
        is_docked = self.width() >= themes.current().s(DOCKED_FROM)
        self.header.set_docked(is_docked)
        is_inside = self._body.indexOf(self.preview) >= 0
        if is_docked and is_inside:
            self._body.removeWidget(self.preview)
            self._row.addWidget(self.preview)
        elif not is_docked and not is_inside:
            self._row.removeWidget(self.preview)
            self._body.addWidget(self.preview)
        if is_docked:
            hold(self.preview, width=_PREVIEW_WIDTH)
            self.preview.show()
            self._body.setCurrentWidget(self._form_side)
        else:
            hold(self.preview)
            self.preview.setMinimumWidth(0)
            self.preview.setMaximumWidth(_UNLIMITED)
            is_preview = self._view == PREVIEW
            self._body.setCurrentWidget(self.preview if is_preview else self._form_side)
