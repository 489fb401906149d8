"""Makes the pages of an open store, each when it is first needed, and passes on what they ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from counselor_desk.ui.clients.chart import ChartPage
from counselor_desk.ui.clients.form import ClientForm
from counselor_desk.ui.clients.page import ClientsPage
from counselor_desk.ui.navigation import Leaf, Navigator, Page, Tab, View
from counselor_desk.ui.today.page import TodayPage

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.backups.page import BackupSection
    from counselor_desk.ui.bulletin import Bulletin
    from counselor_desk.ui.clients.roll import Roll
    from counselor_desk.ui.printing import Printing
    from counselor_desk.ui.today.dues import Dues


class PageMaker(QObject):
    """Knows how each page is made; keeps none.

    Signals:
        said: something was done that is announced; carries the words.
        print_requested: the preview of a document is wanted; carries the request.
        save_requested: a record is wanted as a file; carries a `PrintRequest` and a `Format`.
        note_read: a note is on the screen; carries its client's id and its own.
        lock_requested: lock now.
        mode_requested: wear light, dark, or what the system wears.
        text_scale_requested: show text at this factor of the normal size.
        contrast_requested: wear high contrast, or stop to.
        compact_rows_requested: show lists with less room between their rows, or stop to.
        restore_ordered: put a backup in the store's place; carries a `RestoreOrder`.
    """

    said = Signal(str)
    print_requested = Signal(object)
    save_requested = Signal(object, object)
    note_read = Signal(object, object)
    lock_requested = Signal()
    mode_requested = Signal(str)
    text_scale_requested = Signal(float)
    contrast_requested = Signal(bool)
    compact_rows_requested = Signal(bool)
    restore_ordered = Signal(object)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        *,
        roll: Roll,
        dues: Dues,
        printing: Printing,
        parent: QObject | None = None,
    ) -> None:
        """`roll` and `dues` are shared with the navigation; `printing` tells the window."""
        super().__init__(parent)
        self._desk, self._navigator, self._bulletin = desk, navigator, bulletin
        self._roll, self._dues, self._printing = roll, dues, printing
        self._common = (desk, navigator, bulletin)

    def make(self, page: Page) -> Leaf:
        """The page, new; its module is not read before."""
        makers: dict[Page, Callable[[], Leaf]] = {
            Page.TODAY: self._make_today,
            Page.CLIENTS: self._make_clients,
            Page.CLIENT_FORM: self._make_client_form,
            Page.CHART: self._make_chart,
            Page.NOTE: self._make_note,
            Page.SETTINGS: self._make_settings,
            Page.BACKUP: self._make_backup,
            Page.AMENDMENTS: self._make_amendments,
            Page.AUDIT: self._make_audit,
            Page.COUNSELING_NOTES: self._make_counseling_notes,
            Page.IMPORT: self._make_import,
            Page.PHRASES: self._make_phrases,
            Page.PREVIEW: self._make_preview,
            Page.ATTENDANCE: self._make_attendance,
            Page.GROUPS: self._make_groups,
            Page.GROUP_SESSION: self._make_group_session,
        }
        return makers[page]()

    def _make_clients(self) -> Leaf:
        made = ClientsPage(*self._common, roll=self._roll, agenda=self._dues.agenda)
        made.row_keys.said.connect(self.said)
        return Leaf(made, made)

    def _make_client_form(self) -> Leaf:
        form = ClientForm(*self._common)
        form.said.connect(self.said)
        return Leaf(form, form)

    def _make_today(self) -> Leaf:
        from counselor_desk.ui.views_in_turn import ViewsInTurn

        page = ViewsInTurn({View.DAY: self._make_day, View.WEEK: self.make_week})
        return Leaf(page, page)

    def _make_day(self) -> Leaf:
        page = TodayPage(self._navigator)
        page.follow(self._desk, self._dues)
        return Leaf(page, page)

    def make_week(self) -> Leaf:
        """The week, which takes the place of the day."""
        from counselor_desk.ui.schedule.page import WeekPage

        page = WeekPage(*self._common)
        return Leaf(page, page)

    def _make_chart(self) -> Leaf:
        chart = ChartPage(
            *self._common,
            tabs={
                Tab.OVERVIEW: self._make_overview_tab,
                Tab.ASSESSMENT: self._make_assessment_tab,
                Tab.PLAN: self._make_plan_tab,
                Tab.NOTES: self._make_notes_tab,
                Tab.ATTENDANCE: self._make_attendance_tab,
                Tab.MEDICATIONS: self._make_medications_tab,
                Tab.WORK: self._make_work_tab,
                Tab.DISCHARGE: self._make_discharge_tab,
            },
        )
        chart.print_requested.connect(self.print_requested)
        chart.said.connect(self.said)
        return Leaf(chart, chart)

    def _make_overview_tab(self) -> Leaf:
        from counselor_desk.ui.tab_of_views import TabOfViews

        page = TabOfViews(
            self._navigator,
            Tab.OVERVIEW,
            title=self.tr("Client"),
            names={View.SUMMARY: self.tr("Overview"), View.FACTS: self.tr("Person")},
            views={View.SUMMARY: self._make_summary_view, View.FACTS: self._make_facts_view},
        )
        return Leaf(page, page)

    def _make_facts_view(self) -> Leaf:
        from counselor_desk.ui.facts.page import FactsView

        view = FactsView(*self._common)
        return Leaf(view, view)

    def _make_summary_view(self) -> Leaf:
        from counselor_desk.ui.overview.page import OverviewView

        view = OverviewView(*self._common, owed=self._dues.items)
        return Leaf(view, view)

    def _make_assessment_tab(self) -> Leaf:
        from counselor_desk.ui.tab_of_views import TabOfViews

        page = TabOfViews(
            self._navigator,
            Tab.ASSESSMENT,
            title=self.tr("Assessment"),
            names={
                View.DOMAINS: self.tr("Assessment"),
                View.DIAGNOSES: self.tr("Diagnoses"),
                View.USE: self.tr("Use and cravings"),
                View.STAY: self.tr("Continued stay"),
            },
            views={
                View.DOMAINS: self._make_domains_view,
                View.DIAGNOSES: self._make_diagnoses_view,
                View.USE: self._make_use_view,
                View.STAY: self._make_stay_view,
            },
        )
        return Leaf(page, page)

    def _make_diagnoses_view(self) -> Leaf:
        from counselor_desk.ui.diagnoses.page import DiagnosesView

        view = DiagnosesView(*self._common)
        return Leaf(view, view)

    def _make_use_view(self) -> Leaf:
        from counselor_desk.ui.use.view import UseView

        view = UseView(*self._common)
        return Leaf(view, view)

    def _make_domains_view(self) -> Leaf:
        from counselor_desk.ui.assessments.page import AssessmentView

        view = AssessmentView(*self._common)
        view.print_requested.connect(self.print_requested)
        return Leaf(view, view)

    def _make_stay_view(self) -> Leaf:
        from counselor_desk.ui.stay_reviews.page import StayReviewsView

        view = StayReviewsView(*self._common)
        view.print_requested.connect(self.print_requested)
        return Leaf(view, view)

    def _make_plan_tab(self) -> Leaf:
        from counselor_desk.ui.views_in_turn import ViewsInTurn

        page = ViewsInTurn({View.PLAN: self._make_plan_view, View.THREAD: self._make_thread_view})
        return Leaf(page, page)

    def _make_thread_view(self) -> Leaf:
        from counselor_desk.ui.thread.page import ThreadPage

        page = ThreadPage(*self._common)
        page.print_requested.connect(self.print_requested)
        return Leaf(page, page)

    def _make_plan_view(self) -> Leaf:
        from counselor_desk.ui.plans.page import PlanPage

        page = PlanPage(*self._common)
        page.print_requested.connect(self.print_requested)
        return Leaf(page, page)

    def _make_notes_tab(self) -> Leaf:
        from counselor_desk.ui.notes.page import NotesPage

        page = NotesPage(*self._common)
        page.print_requested.connect(self.print_requested)
        page.note_read.connect(self.note_read)
        return Leaf(page, page)

    def _make_attendance_tab(self) -> Leaf:
        from counselor_desk.ui.chart_attendance.page import AttendancePage

        page = AttendancePage(*self._common)
        page.print_requested.connect(self.print_requested)
        return Leaf(page, page)

    def _make_medications_tab(self) -> Leaf:
        from counselor_desk.ui.medications.page import MedicationsPage

        page = MedicationsPage(*self._common)
        return Leaf(page, page)

    def _make_work_tab(self) -> Leaf:
        from counselor_desk.ui.tab_of_views import TabOfViews

        # Worked on together with the client: nothing clinical is shown here (decision 48).
        page = TabOfViews(
            self._navigator,
            Tab.WORK,
            title=self.tr("Work and life"),
            names={View.TASKS: self.tr("Tasks"), View.CVS: self.tr("CVs")},
            views={View.TASKS: self._make_tasks_view, View.CVS: self._make_cvs_view},
        )
        return Leaf(page, page)

    def _make_tasks_view(self) -> Leaf:
        from counselor_desk.ui.work.tasks import TasksView

        view = TasksView(*self._common)
        return Leaf(view, view)

    def _make_cvs_view(self) -> Leaf:
        from counselor_desk.ui.cvs.page import CvsView
        from counselor_desk.ui.work.contact import contact_of

        view = CvsView(*self._common, contact_of=partial(contact_of, self._desk))
        view.save_requested.connect(self.save_requested)
        return Leaf(view, view)

    def _make_discharge_tab(self) -> Leaf:
        from counselor_desk.ui.discharges.page import DischargePage

        page = DischargePage(*self._common)
        page.print_requested.connect(self.print_requested)
        return Leaf(page, page)

    def _make_note(self) -> Leaf:
        from counselor_desk.ui.notes.editor_page import NoteEditorPage

        page = NoteEditorPage(*self._common)
        page.print_requested.connect(self.print_requested)
        return Leaf(page, page)

    def _make_settings(self) -> Leaf:
        from counselor_desk.ui.settings.page import SettingsPage

        page = SettingsPage(*self._common, make_backups=self._make_backup_section)
        page.said.connect(self.said)
        page.lock_requested.connect(self.lock_requested)
        page.mode_requested.connect(self.mode_requested)
        page.text_scale_requested.connect(self.text_scale_requested)
        page.contrast_requested.connect(self.contrast_requested)
        page.compact_rows_requested.connect(self.compact_rows_requested)
        return Leaf(page, page)

    def _make_amendments(self) -> Leaf:
        from counselor_desk.ui.amendments.page import AmendmentsPage

        page = AmendmentsPage(*self._common)
        page.print_requested.connect(self.print_requested)
        return Leaf(page, page)

    def _make_counseling_notes(self) -> Leaf:
        from counselor_desk.ui.counseling_notes.page import CounselingNotesPage

        page = CounselingNotesPage(*self._common)
        page.said.connect(self.said)
        return Leaf(page, page)

    def _make_audit(self) -> Leaf:
        from counselor_desk.ui.audit.page import AuditPage

        page = AuditPage(*self._common)
        page.said.connect(self.said)
        page.print_requested.connect(self.print_requested)
        return Leaf(page, page)

    def _make_preview(self) -> Leaf:
        from counselor_desk.ui.preview.page import PreviewPage

        page = PreviewPage(*self._common, printing=self._printing)
        return Leaf(page, page)

    def _make_group_session(self) -> Leaf:
        from counselor_desk.ui.group_session.page import GroupSessionPage

        page = GroupSessionPage(*self._common)
        page.print_requested.connect(self.print_requested)
        return Leaf(page, page)

    def _make_groups(self) -> Leaf:
        from counselor_desk.ui.groups.page import GroupsPage

        page = GroupsPage(*self._common)
        return Leaf(page, page)

    def _make_attendance(self) -> Leaf:
        from counselor_desk.ui.attendance.page import AttendancePage

        page = AttendancePage(*self._common)
        page.print_requested.connect(self.print_requested)
        return Leaf(page, page)

    def _make_phrases(self) -> Leaf:
        from counselor_desk.ui.phrases.page import PhrasesPage

        page = PhrasesPage(*self._common)
        return Leaf(page, page)

    def _make_import(self) -> Leaf:
        from counselor_desk.ui.imports.page import ImportPage

        page = ImportPage(*self._common)
        page.said.connect(self.said)
        return Leaf(page, page)

    def _make_backup_section(self) -> tuple[BackupSection, BackupSection]:
        from counselor_desk.ui.backups.page import BackupSection

        section = BackupSection(self._desk, self._bulletin)
        section.said.connect(self.said)
        section.restore_ordered.connect(self.restore_ordered)
        return section, section

    def _make_backup(self) -> Leaf:
        from counselor_desk.ui.backups.page import BackupPage

        page = BackupPage(*self._common)
        page.said.connect(self.said)
        page.restore_ordered.connect(self.restore_ordered)
        return Leaf(page, page)
