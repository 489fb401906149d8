"""Making: writes a practice caseload through the services, at the moments it happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from counselor_desk.records.edits import AssessmentEdit, NoteEdit, PlanEdit
from counselor_desk.records.episodes import LevelOfCare
from counselor_desk.records.ids import ClientId, PlanId
from counselor_desk.records.notes import Note
from counselor_desk.records.phrases import Subject
from counselor_desk.records.plans import Plan
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signatures import SignatureRole
from counselor_desk.records.signing import RecordKind, RecordState
from counselor_desk.records.tasks import Task, TaskStatus
from counselor_desk.services import (
    assessments,
    clients,
    cvs,
    discharges,
    episodes,
    notes,
    phrases,
    plans,
    signatures,
    starter_phrases,
    tasks,
)
from counselor_desk.services.clients import NewClient, NewContact
from counselor_desk.services.desk import Desk
from counselor_desk.services.practice import assessments as practice_assessments
from counselor_desk.services.practice import care, facts, programme, roles, store
from counselor_desk.services.practice import cvs as practice_cvs
from counselor_desk.services.practice import discharges as endings
from counselor_desk.services.practice import stay_reviews as practice_stays
from counselor_desk.services.practice import tasks as practice_tasks
from counselor_desk.services.practice.assessments import PracticeAssessment
from counselor_desk.services.practice.cases import Case, PlanVersion, SessionNote
from counselor_desk.services.practice.cvs import PracticeCv
from counselor_desk.services.practice.generator import cases
from counselor_desk.services.practice.steps import Role, Step
from counselor_desk.services.practice.tasks import PracticeTask
from counselor_desk.services.practice.wording import dice, uid
from counselor_desk.services.signatures import GivenSignature

_STEPS_IN_TRANSACTION = 100
_ON = frozenset({Subject.URGES, Subject.SUPPORTS, Subject.RISK, Subject.STEPS})
_ADMITTED_AT = time(10, 30)
_CLOSED_AT = time(16, 45)
_SUMMARY_AFTER = timedelta(minutes=20)
_CLIENT_SIGNS_AFTER = timedelta(minutes=2)
_DRAFT_KEPT_AFTER = timedelta(minutes=7)
_URGE_AFTER = timedelta(seconds=30)
_ASSESSMENT_TAKES = timedelta(minutes=3)
_LEVEL_OF_PHP = "2.5"


def fill(desk: Desk, *, seed: int, count: int) -> None:
    """Fill an empty store with a practice caseload, anchored to the desk's today.

    Everything is written through the services with the clock at the moment it happened, in
    the order in which it happened. The clock is put right afterwards.

    Args:
        desk: an empty store.
        seed: the same seed on the same day gives the same caseload.
        count: 1 to 1,000 clients.

    Raises:
        DeskError: the disk is full or may not be written.
    """
    today, clock, new_uid = desk.today(), desk.clock, desk.new_uid
    desk.set_program(store.program())
    caseload = tuple(cases(seed, count, today, counselor=desk.program().signing_name))
    dealt = roles.deal(caseload, today)
    charts = [_Chart(desk, case, today, dealt.get(case.number, frozenset())) for case in caseload]
    steps = [step for chart in charts for step in chart.steps()]
    steps += programme.steps(desk, charts, today, seed)
    steps.sort(key=lambda step: step.moment)
    chance = dice("uids", seed, count, today)
    try:
        desk.new_uid = lambda: uid(chance)
        for start in range(0, len(steps), _STEPS_IN_TRANSACTION):
            with desk.write():
                for step in steps[start : start + _STEPS_IN_TRANSACTION]:
                    _take(desk, step)
        desk.clock = clock
        phrases.switch_on(desk, [one for one in starter_phrases.phrases() if one.subject in _ON])
    finally:
        desk.clock, desk.new_uid = clock, new_uid


def _take(desk: Desk, step: Step) -> None:
    moment = step.moment.replace(tzinfo=ZoneInfo(desk.zone)).astimezone(UTC)
    desk.clock = lambda: moment
    step.take()


@dataclass(slots=True)
class _Chart:
    """One case on its way into the store."""

    desk: Desk
    case: Case
    today: date
    roles: frozenset[Role]
    client_id: ClientId = ClientId(0)  # noqa: RUF009 - an int by another name
    plan_ids: dict[int, PlanId] = field(default_factory=dict)

    def steps(self) -> Iterator[Step]:
        """Everything that happened, in no order."""
        case = self.case
        yield Step(case.inquiry_at, self._add)
        yield from facts.steps(self)
        yield from care.steps(self)
        yield from practice_stays.steps(self)
        if case.admitted_on is None:
            return
        yield Step(datetime.combine(case.admitted_on, _ADMITTED_AT), self._admit)
        for assessment in practice_assessments.assessments(case, self.today):
            yield from self._assessment_steps(assessment)
        for version in case.plans:
            yield from self._plan_steps(version)
        for written in case.notes:
            yield from self._note_steps(written)
        for told in practice_tasks.tasks(case, self.today):
            yield from self._task_steps(told)
        for cv in practice_cvs.versions(case, self.today):
            yield Step(cv.made_at, partial(self._make_cv, cv))
        if case.closed_on is not None:
            ends_at = self._ends_at(case.closed_on)
            yield practice_stays.at_the_end(self, ends_at)
            yield Step(ends_at, self._discharge)

    def _add(self) -> None:
        person = self.case.person
        client = clients.add(
            self.desk,
            NewClient(
                given_name=person.given_name,
                family_name=person.family_name,
                preferred_name=person.preferred_name,
                pronouns=person.pronouns,
                born_on=person.born_on,
                contacts=tuple(
                    NewContact(kind=each.kind, value=each.value, remark=each.remark)
                    for each in person.contacts
                ),
                inquiry_on=self.case.inquiry_at.date(),
                target_weeks=self.case.target_weeks,
            ),
        )
        self.client_id = client.id
        if Role.READMITTED in self.roles:
            facts.begin_earlier_stay(self)

    def _admit(self) -> None:
        episode = episodes.open_of(self.desk, self.client_id)
        episodes.change(self.desk, facts.begun(self, episode))

    def _assessment_steps(self, told: PracticeAssessment) -> Iterator[Step]:
        kept: list[AssessmentEdit] = []
        yield Step(told.at, lambda: kept.append(self._write_assessment(told)))
        if told.is_signed:
            signed_at = told.at + _ASSESSMENT_TAKES
            yield Step(signed_at, lambda: assessments.sign(self.desk, kept[0]))

    def _write_assessment(self, told: PracticeAssessment) -> AssessmentEdit:
        started = assessments.start(self.desk, self.client_id)
        filled = told.filled(started)
        if episodes.open_of(self.desk, self.client_id).level_of_care is LevelOfCare.PHP:
            filled = replace(filled, level_of_care=_LEVEL_OF_PHP)
        edit = AssessmentEdit(assessment=filled)
        if not told.is_signed:
            assessments.keep(self.desk, edit)
        return edit

    def _ends_at(self, closed_on: date) -> datetime:
        """The summary is signed after the last note, on the day of the discharge or later."""
        moments = [datetime.combine(closed_on, _CLOSED_AT)]
        moments += [one.signed_at + _SUMMARY_AFTER for one in self.case.notes if one.signed_at]
        return max(moments)

    def _discharge(self) -> None:
        closed_on = self.case.closed_on
        if closed_on is None:
            return
        started = discharges.start(self.desk, self.client_id)
        edit = discharges.open_edit(self.desk, started.id)
        facts = discharges.gather(self.desk, started)
        ended_on = max(closed_on, facts.last_service_on or closed_on)
        discharges.sign(self.desk, endings.complete(edit, facts, self.case, ended_on))

    def _plan_steps(self, version: PlanVersion) -> Iterator[Step]:
        yield Step(version.started_at, lambda: self._start_plan(version.plan))
        if version.signed_at is not None:
            yield Step(version.signed_at, lambda: self._sign_plan(version.plan))
            signed_by_client = version.signed_at + _CLIENT_SIGNS_AFTER
            yield Step(signed_by_client, lambda: self._sign_as_client(version.plan))

    def _start_plan(self, told: Plan) -> None:
        plan = plans.start(self.desk, self.client_id)
        self.plan_ids[told.version] = plan.id
        plans.keep(self.desk, PlanEdit(plan=_placed_plan(told, plan)))

    def _sign_plan(self, told: Plan) -> None:
        plans.sign(self.desk, plans.open_edit(self.desk, self.plan_ids[told.version]))

    def _sign_as_client(self, told: Plan) -> None:
        edit = plans.open_edit(self.desk, self.plan_ids[told.version])
        given = GivenSignature(
            role=SignatureRole.CLIENT,
            printed_name=self.case.person.full_name,
            signed_at=self.desk.now(),
        )
        signatures.add(self.desk, RecordKind.PLAN, edit.plan, given)

    def _note_steps(self, written: SessionNote) -> Iterator[Step]:
        kept: list[Note] = []
        yield Step(written.started_at, lambda: kept.append(self._start_note(written)))
        yield Step(written.started_at + _URGE_AFTER, lambda: self._rate_urge(kept[0]))
        if written.signed_at is None:
            kept_at = written.started_at + _DRAFT_KEPT_AFTER
            yield Step(kept_at, lambda: notes.keep(self.desk, NoteEdit(note=kept[0])))
        else:
            yield Step(written.signed_at, lambda: self._sign_note(kept[0]))

    def _start_note(self, written: SessionNote) -> Note:
        told = written.note
        note = notes.start(
            self.desk, self.client_id, kind=told.kind, format=told.format, held_on=told.held_on
        )
        plan_id = self.plan_ids[written.plan_version]
        return replace(
            told,
            id=note.id,
            uid=note.uid,
            client_id=note.client_id,
            episode_id=note.episode_id,
            zone=note.zone,
            entered_at=note.entered_at,
            state=RecordState.DRAFT,
            objectives=tuple(replace(each, plan_id=plan_id) for each in told.objectives),
        )

    def _rate_urge(self, note: Note) -> None:
        if note.kind is SessionKind.INDIVIDUAL and note.held_on and note.starts:
            care.rate_urge(self, note.held_on, note.starts, note.id)

    def _sign_note(self, note: Note) -> None:
        notes.sign(self.desk, NoteEdit(note=note))

    def _task_steps(self, told: PracticeTask) -> Iterator[Step]:
        kept: list[Task] = []
        yield Step(told.made_at, lambda: kept.append(self._add_task(told)))
        if told.waits_at is not None:
            yield Step(told.waits_at, lambda: self._let_wait(kept[0]))
        if told.closed_at is not None:
            yield Step(told.closed_at, lambda: self._close_task(kept[0], told))

    def _add_task(self, told: PracticeTask) -> Task:
        return tasks.add(self.desk, self.client_id, told.new)

    def _close_task(self, task: Task, told: PracticeTask) -> None:
        close = tasks.drop if told.is_dropped else tasks.finish
        close(self.desk, task, outcome=told.outcome)

    def _let_wait(self, task: Task) -> None:
        tasks.change(self.desk, replace(task, status=TaskStatus.WAITING))

    def _make_cv(self, told: PracticeCv) -> None:
        started = cvs.start(self.desk, self.client_id, told.contact, name=told.name)
        cvs.keep(self.desk, replace(started, **told.parts))


def _placed_plan(told: Plan, started: Plan) -> Plan:
    """The told plan in the row that was started for it."""
    return replace(
        told,
        id=started.id,
        uid=started.uid,
        client_id=started.client_id,
        episode_id=started.episode_id,
        version=started.version,
        planned_on=started.planned_on,
        state=RecordState.DRAFT,
    )
