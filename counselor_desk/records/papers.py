"""Papers: everything a printed document says, gathered as values before it is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from counselor_desk.records.amendments import Amendment
from counselor_desk.records.assessments import Assessment
from counselor_desk.records.circumstances import Circumstances, Employment, Living, PriorCare
from counselor_desk.records.clients import Client, Contact, NameForm
from counselor_desk.records.courses import ClassTaken
from counselor_desk.records.cravings import Urge
from counselor_desk.records.diagnoses import Diagnosis
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.episodes import Episode, Extension, LevelChange
from counselor_desk.records.group_sessions import AttendedGroup
from counselor_desk.records.hour_reports import HourReport
from counselor_desk.records.ids import Uid
from counselor_desk.records.intakes import IntakeItem
from counselor_desk.records.medications import Allergy, Medication, MedicationList
from counselor_desk.records.notes import Addendum, Note
from counselor_desk.records.people import Person
from counselor_desk.records.plans import Goal, ObjectiveStatus, Plan
from counselor_desk.records.printing import PaperPart
from counselor_desk.records.program import Program
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signatures import Seal, Signature, SignatureMarks
from counselor_desk.records.stay_reviews import StayReview
from counselor_desk.records.store_settings import PaperNames
from counselor_desk.records.tasks import Task
from counselor_desk.records.threads import Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFrame:
    """What every clinical paper carries: the program, the client, the episode and the printing.

    `printed_at` is the local moment of printing, with its zone. Moments of signatures are
    shown in the same zone. `names` says how the client is named; the record number stands
    beside the name in any case. `logo` is the PNG in the head; empty prints none.
    """

    program: Program
    client: Client = field(repr=False)
    episode: Episode
    printed_at: datetime
    names: PaperNames = PaperNames.FULL
    logo: bytes = field(default=b"", repr=False)

    @property
    def client_name(self) -> str:
        """The client as this paper names them: `Marcus Reyes` or `M.R.`."""
        is_full = self.names is PaperNames.FULL
        return self.client.name(NameForm.FULL if is_full else NameForm.INITIALS)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStay:
    """What a plan's paper says of the stay it belongs to, as it is known on the day of printing.

    Attributes:
        came_from: the last higher level of care, `step_down_days` before the admission;
            `first_days_end_on` is the last of the 28 days after it.
        guardians: of a minor, who may consent.
        family: who of the family is around the client.
        family_sessions: the days of the family sessions of this stay, as signed notes tell.
        family_took_part: who came to them beside the client, as typed.
        is_medication_known: whether anything was ever written or denied about medications.
        return_risk: the newest signed rating of the chance of a return to use, 0 to 4.
        return_risks: every signed one of the stay, the earliest first.
        returns: returns to use in this stay.
        last_urge, highest_urge: the day and the score, 0 to 10, of an urge in this stay.
    """

    expected_end_on: date | None = None
    extensions: tuple[Extension, ...] = ()
    level_changes: tuple[LevelChange, ...] = ()
    came_from: PriorCare | None = field(default=None, repr=False)
    step_down_days: int | None = None
    first_days_end_on: date | None = None
    home: Living | None = field(default=None, repr=False)
    guardians: tuple[Person, ...] = field(default=(), repr=False)
    family: tuple[Person, ...] = field(default=(), repr=False)
    family_sessions: tuple[date, ...] = ()
    family_took_part: tuple[str, ...] = field(default=(), repr=False)
    dependants: str = field(default="", repr=False)
    work: Employment = Employment.UNKNOWN
    work_remark: str = field(default="", repr=False)
    barriers: str = field(default="", repr=False)
    for_addiction: tuple[Medication, ...] = field(default=(), repr=False)
    is_medication_known: bool = False
    return_risk: int | None = None
    return_risks: tuple[int, ...] = ()
    risk_rated_on: date | None = None
    returns: int = 0
    last_urge: tuple[date, int] | None = None
    highest_urge: tuple[date, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPaper:
    """A treatment plan for print. `seal` is None for a draft.

    `statuses` give each objective's standing on the day of printing, by node uid;
    `met_on` the day an objective was met, where it was. `stay` is what the chart says beside
    the plan. `before` is the version that this one reviewed.
    """

    frame: PaperFrame
    plan: Plan
    review_on: date
    stay: PlanStay = field(default_factory=PlanStay)
    statuses: dict[Uid, ObjectiveStatus] = field(default_factory=dict)
    met_on: dict[Uid, date] = field(default_factory=dict)
    seal: Seal | None = None
    signatures: tuple[Signature, ...] = ()
    marks: SignatureMarks = field(default_factory=SignatureMarks)
    before: Plan | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadPaper:
    """The golden thread of a client for print; nobody signs it.

    `holes` are what is missing, why it matters, and where the rule comes from.
    """

    frame: PaperFrame
    thread: Thread = field(repr=False)
    holes: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedAddendum:
    """An addendum with the proof of its signing."""

    addendum: Addendum
    seal: Seal
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePaper:
    """A session note for print. `seal` is None for a draft.

    `plans` are the plan versions that its objectives link to, by which their numbers and
    words are printed. `urge` is the one that is told in it, `about` the group session it takes up.
    """

    frame: PaperFrame
    note: Note
    urge: Urge | None = None
    about: AttendedGroup | None = None
    plans: tuple[Plan, ...] = ()
    seal: Seal | None = None
    signatures: tuple[Signature, ...] = ()
    addenda: tuple[SignedAddendum, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksPaper:
    """The vocational tasks of a client for print; nobody signs them.

    `goals` are those of the plan in force, by which the goals of tasks are named.
    """

    frame: PaperFrame
    tasks: tuple[Task, ...] = field(repr=False)
    goals: tuple[Goal, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentPaper:
    """The answer to a request to amend a record, for the client.

    `day` is the day of the record, `version` that of a plan; `session_kind` tells a note from
    others. `addendum_at` is when the addendum that carries it out entered the record.
    """

    frame: PaperFrame
    amendment: Amendment
    day: date | None = None
    session_kind: SessionKind | None = None
    version: int | None = None
    addendum_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DischargePaper:
    """A discharge summary for print. `seal` is None for a draft."""

    frame: PaperFrame
    discharge: Discharge
    seal: Seal | None = None
    signatures: tuple[Signature, ...] = ()
    marks: SignatureMarks = field(default_factory=SignatureMarks)


@dataclass(frozen=True, slots=True, kw_only=True)
class StayReviewPaper:
    """A continued-stay review for print; it is kept for good from when it was made."""

    frame: PaperFrame
    review: StayReview


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicationsPaper:
    """The medications and allergies of a client for print; nobody signs them."""

    frame: PaperFrame
    listed: MedicationList = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentPaper:
    """An assessment for print. `seal` is None for a draft.

    `before` is the signed one it follows, whose ratings are printed beside its own; `earlier`
    are those before it, the earliest first.
    """

    frame: PaperFrame
    assessment: Assessment
    before: Assessment | None = None
    earlier: tuple[Assessment, ...] = ()
    seal: Seal | None = None
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceSheetPaper:
    """Who a client is and who is around them, on one sheet; nobody signs it.

    `medications`, `allergies` and `diagnoses` are those that hold. `step_down_days` lie between
    the end of a higher level of care and the admission.
    """

    frame: PaperFrame
    contacts: tuple[Contact, ...] = field(default=(), repr=False)
    people: tuple[Person, ...] = field(default=(), repr=False)
    circumstances: Circumstances = field(repr=False)
    living: tuple[Living, ...] = field(default=(), repr=False)
    prior_care: tuple[PriorCare, ...] = field(default=(), repr=False)
    step_down_days: int | None = None
    papers: tuple[IntakeItem, ...] = ()
    extensions: tuple[Extension, ...] = ()
    level_changes: tuple[LevelChange, ...] = ()
    earlier: tuple[Episode, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = field(default=(), repr=False)
    medications: tuple[Medication, ...] = field(default=(), repr=False)
    allergies: tuple[Allergy, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursPaper:
    """Schedule, attendance and hours of a stay for print; only its letters are signed, by hand.

    `parts` are those that somebody chose for a letter; `objectives` says how many objectives of
    the plan in force stand where; `classes` are told on the completion list alone.
    """

    frame: PaperFrame
    report: HourReport
    parts: frozenset[PaperPart] = frozenset()
    objectives: Mapping[ObjectiveStatus, int] = field(default_factory=dict)
    classes: tuple[ClassTaken, ...] = ()
