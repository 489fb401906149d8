"""The words that paper has for stored codes."""

from __future__ import annotations

from counselor_desk.records.assessments import (
    AssessmentKind,
    CriterionAnswer,
    CriterionCode,
    DomainCode,
    Edition,
    Harm,
    Level,
    Severity,
)
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.circumstances import CareLevel, Employment, LivingKind
from counselor_desk.records.clients import ContactKind
from counselor_desk.records.discharges import DischargeSection, DischargeType
from counselor_desk.records.episodes import LevelOfCare, Track
from counselor_desk.records.groups import GroupType
from counselor_desk.records.intakes import IntakePaper
from counselor_desk.records.medications import AddictionMedication, Adherence
from counselor_desk.records.notes import AddendumReason, NoteFormat, SectionCode
from counselor_desk.records.people import Relation
from counselor_desk.records.plans import ObjectiveCategory, ObjectiveStatus, Rating
from counselor_desk.records.problem_areas import ProblemArea
from counselor_desk.records.reasons import ReasonCode
from counselor_desk.records.schedule import CourseTopic, Service
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.records.signatures import SignatureMethod, SignatureRole
from counselor_desk.records.stay_reviews import StayDecision
from counselor_desk.records.substances import SubstanceClass
from counselor_desk.records.tasks import Lane, TaskOwner, TaskStatus

LEVELS_OF_CARE = {
    LevelOfCare.IOP: "Intensive outpatient",
    LevelOfCare.PHP: "Partial hospitalization",
    LevelOfCare.OUTPATIENT: "Outpatient",
    LevelOfCare.OTHER: "Other",
}

PROBLEM_AREAS = {
    ProblemArea.SUBSTANCE_USE: "substance use",
    ProblemArea.MENTAL_HEALTH: "mental health",
    ProblemArea.EATING: "eating",
    ProblemArea.OTHER: "other",
}

OBJECTIVE_CATEGORIES = {
    ObjectiveCategory.SOCIAL_SKILLS: "social skills",
    ObjectiveCategory.AUTONOMY: "autonomy",
    ObjectiveCategory.COMMUNITY: "community",
}

STATUSES = {
    ObjectiveStatus.NEW: "New",
    ObjectiveStatus.PROGRESSING: "Progressing",
    ObjectiveStatus.NO_CHANGE: "No change",
    ObjectiveStatus.WORSE: "Worse",
    ObjectiveStatus.MET: "Met",
    ObjectiveStatus.OVERDUE: "Overdue",
}

RATINGS = {
    Rating.WORSE: "Worse",
    Rating.SAME: "Same",
    Rating.BETTER: "Better",
    Rating.MET: "Met",
}

NOTE_TITLES = {
    SessionKind.INDIVIDUAL: "Individual session note",
    SessionKind.FAMILY: "Family session note",
    SessionKind.GROUP: "Group session note",
    SessionKind.CASE_MANAGEMENT: "Case management note",
    SessionKind.MEDICATION_MANAGEMENT: "Medication management note",
    SessionKind.VOCATIONAL: "Vocational session note",
    SessionKind.CRISIS: "Crisis note",
    SessionKind.PHONE_CONTACT: "Phone contact note",
    SessionKind.COLLATERAL_CONTACT: "Collateral contact note",
    SessionKind.CASE_CONFERENCE: "Case conference note",
    SessionKind.NO_SHOW: "No-show note",
}

SERVICES = {
    SessionKind.INDIVIDUAL: "Individual",
    SessionKind.FAMILY: "Family",
    SessionKind.GROUP: "Group",
    SessionKind.CASE_MANAGEMENT: "Case management",
    SessionKind.MEDICATION_MANAGEMENT: "Medication management",
    SessionKind.VOCATIONAL: "Vocational",
    SessionKind.CRISIS: "Crisis",
    SessionKind.PHONE_CONTACT: "Phone contact",
    SessionKind.COLLATERAL_CONTACT: "Collateral contact",
    SessionKind.CASE_CONFERENCE: "Case conference",
    SessionKind.NO_SHOW: "No-show",
}

MODALITIES = {
    Modality.IN_PERSON: "in person",
    Modality.VIDEO: "video",
    Modality.PHONE: "phone",
}

FORMATS = {
    NoteFormat.DAP: "DAP",
    NoteFormat.SOAP: "SOAP",
    NoteFormat.BIRP: "BIRP",
    NoteFormat.GIRP: "GIRP",
}

SECTIONS = {
    SectionCode.DATA: "Data",
    SectionCode.SUBJECTIVE: "Subjective",
    SectionCode.OBJECTIVE: "Objective",
    SectionCode.BEHAVIOR: "Behavior",
    SectionCode.GOAL: "Goal",
    SectionCode.INTERVENTION: "Intervention",
    SectionCode.RESPONSE: "Response",
    SectionCode.ASSESSMENT: "Assessment",
    SectionCode.PLAN: "Plan",
}

ADDENDUM_REASONS = {
    AddendumReason.LATE_INFORMATION: "late information",
    AddendumReason.CORRECTION: "correction",
    AddendumReason.ENTERED_IN_ERROR: "entered in error",
    AddendumReason.CLIENT_STATEMENT: "client’s statement",
}

ROLES = {
    SignatureRole.CLIENT: "Client",
    SignatureRole.GUARDIAN: "Parent or guardian",
    SignatureRole.COUNSELOR: "Counselor",
    SignatureRole.SUPERVISOR: "Clinical supervisor",
}

SIGNED_HOW = {
    SignatureMethod.ELECTRONIC: "Signed electronically by",
    SignatureMethod.DRAWN: "Signed by hand on the screen by",
    SignatureMethod.TYPED: "Signed by typed name by",
    SignatureMethod.PAPER: "Signed on paper by",
}

LANES = {
    Lane.CV: "CV",
    Lane.JOB: "Job",
    Lane.SCHOOL: "School and training",
    Lane.GOVERNMENT_AID: "Government aid",
    Lane.HOUSING: "Housing",
    Lane.DOCUMENTS: "Documents",
}

TASK_OWNERS = {
    TaskOwner.CLIENT: "Client",
    TaskOwner.COUNSELOR: "Counselor",
    TaskOwner.TOGETHER: "Together",
    TaskOwner.OTHER: "Somebody else",
}

TASK_STATUSES = {
    TaskStatus.OPEN: "Open",
    TaskStatus.WAITING: "Waiting",
    TaskStatus.DONE: "Done",
    TaskStatus.DROPPED: "Dropped",
}

DISCHARGE_TYPES = {
    DischargeType.COMPLETED: "Completed",
    DischargeType.LEFT: "Left against advice",
    DischargeType.TERMINATED: "Terminated by facility",
    DischargeType.TRANSFERRED: "Transferred",
    DischargeType.INCARCERATED: "Incarcerated",
    DischargeType.DIED: "Death",
    DischargeType.OTHER: "Other",
}

DISCHARGE_SECTIONS = {
    DischargeSection.ADMISSION: "Admission",
    DischargeSection.TYPE: "Type and circumstances",
    DischargeSection.SERVICES: "Services and attendance",
    DischargeSection.COURSE: "Course and response",
    DischargeSection.GOALS: "Goals",
    DischargeSection.DIAGNOSES: "Diagnoses and domains",
    DischargeSection.MEASURES: "Measures",
    DischargeSection.MEDICATIONS: "Medications",
    DischargeSection.RISK: "Risk and crisis contacts",
    DischargeSection.FAMILY: "Family",
    DischargeSection.CONTINUING_CARE: "Continuing care",
    DischargeSection.STATEMENT: "Client statement",
}

STAY_TICKS = {
    "is_progressing": "Is making progress; the goals are not reached yet",
    "is_working_at_it": "No progress yet, but is able and works at it",
    "has_new_problem_for_here": "Has a new problem that can be treated here",
    "has_reached_goals": "Has reached the goals of this level of care",
    "cannot_progress_here": "Makes no progress in spite of changes to the plan",
    "lacks_capacity": "Is not able to make use of this program",
    "needs_another_level": "Is worse, or has a new problem that needs another level of care",
}

STAY_DECISIONS = {
    StayDecision.CONTINUE: "Goes on here",
    StayDecision.TRANSFER: "Moves to another level of care",
    StayDecision.DISCHARGE: "Is discharged",
}

ADHERENCE = {
    Adherence.UNKNOWN: "Not asked",
    Adherence.EVERY_DAY: "Every day",
    Adherence.MOST_DAYS: "Most days",
    Adherence.SOME_DAYS: "Some days",
    Adherence.NOT_TAKEN: "Not taken",
    Adherence.AS_NEEDED: "As needed",
}

ADDICTION_MEDICATIONS = {
    AddictionMedication.NONE: "None",
    AddictionMedication.BUPRENORPHINE: "Buprenorphine",
    AddictionMedication.METHADONE: "Methadone",
    AddictionMedication.NALTREXONE: "Naltrexone",
    AddictionMedication.ACAMPROSATE: "Acamprosate",
    AddictionMedication.DISULFIRAM: "Disulfiram",
    AddictionMedication.OTHER: "Another medication for addiction",
}

DOMAINS = {
    Edition.THIRD: {
        DomainCode.D1: "Withdrawal and intoxication",
        DomainCode.D2: "Physical health",
        DomainCode.D3: "Mood, thinking and behavior",
        DomainCode.D4: "Readiness to change",
        DomainCode.D5: "Chance of return to use",
        DomainCode.D6: "Home and daily surroundings",
    },
    Edition.FOURTH: {
        DomainCode.D1: "Withdrawal and medication",
        DomainCode.D2: "Physical health",
        DomainCode.D3: "Mental health and thinking",
        DomainCode.D4: "Risks that come with use",
        DomainCode.D5: "Surroundings and recovery",
        DomainCode.D6: "What matters to the client",
    },
}
"""The six domains in words of our own, in the order that each edition has."""

DOMAIN_RATINGS = ("none", "mild", "moderate", "serious", "severe")

ASSESSMENT_KINDS = {
    AssessmentKind.ADMISSION: "At admission",
    AssessmentKind.REASSESSMENT: "Reassessment",
}

HARMS = {Harm.NONE: "none", Harm.PRESENT: "present", Harm.NOT_ASKED: "not asked"}

HARM_LEVELS = {
    Level.UNSAID: "",
    Level.LOW: "low",
    Level.MODERATE: "moderate",
    Level.HIGH: "high",
}

SEVERITIES = {
    Severity.UNSAID: "–",
    Severity.MILD: "Mild",
    Severity.MODERATE: "Moderate",
    Severity.SEVERE: "Severe",
}

CRITERIA = {
    CriterionCode.WITHDRAWAL: "Withdrawal can be managed here",
    CriterionCode.HOME: "Supportive home",
    CriterionCode.SEVERITY: "Severity fits this care",
    CriterionCode.CO_OCCURRING: "Other conditions can be treated here",
    CriterionCode.RELAPSE_RISK: "Return to use is manageable",
    CriterionCode.ABLE_TO_TAKE_PART: "Able to take part",
}

CRITERION_ANSWERS = {
    CriterionAnswer.MET: "Met",
    CriterionAnswer.NOT_MET: "Not met",
    CriterionAnswer.OVERRIDDEN: "Overridden",
}

RELATIONS = {
    Relation.FAMILY: "Family",
    Relation.PARTNER: "Partner",
    Relation.PARENT: "Parent",
    Relation.GUARDIAN: "Guardian",
    Relation.FRIEND: "Friend",
    Relation.SPONSOR: "Sponsor",
    Relation.PHYSICIAN: "Physician",
    Relation.THERAPIST: "Therapist",
    Relation.PROBATION_OFFICER: "Probation officer",
    Relation.ATTORNEY: "Attorney",
    Relation.REFERRAL_SOURCE: "Referral source",
    Relation.EMPLOYER: "Employer",
    Relation.OTHER: "Other",
}

CONTACTS = {
    ContactKind.PHONE: "Phone",
    ContactKind.EMAIL: "E-mail",
    ContactKind.ADDRESS: "Address",
}

LIVING = {
    LivingKind.HOME: "At home",
    LivingKind.WITH_FAMILY: "With family",
    LivingKind.SOBER_LIVING: "Sober living",
    LivingKind.PROGRAM_HOUSING: "Program housing",
    LivingKind.SHELTER: "Shelter",
    LivingKind.NO_FIXED_HOME: "No fixed home",
    LivingKind.OTHER: "Elsewhere",
}

EMPLOYMENT = {
    Employment.UNKNOWN: "–",
    Employment.FULL_TIME: "Full time",
    Employment.PART_TIME: "Part time",
    Employment.UNEMPLOYED_LOOKING: "Looking for work",
    Employment.UNEMPLOYED_NOT_LOOKING: "Not working, not looking",
    Employment.STUDENT: "In school or training",
    Employment.DISABLED: "Unable to work",
    Employment.RETIRED: "Retired",
    Employment.OTHER: "Other",
}

CARE_LEVELS = {
    CareLevel.DETOX: "Detox",
    CareLevel.INPATIENT: "Inpatient",
    CareLevel.RESIDENTIAL: "Residential",
    CareLevel.PHP: "Partial hospitalization",
    CareLevel.IOP: "Intensive outpatient",
    CareLevel.OUTPATIENT: "Outpatient",
    CareLevel.OTHER: "Other",
}

TRACKS = {Track.MORNING: "Morning", Track.EVENING: "Evening", Track.OTHER: "Other"}

INTAKE_PAPERS = {
    IntakePaper.CONSENT_TO_TREATMENT: "Consent to treatment",
    IntakePaper.TELEHEALTH_CONSENT: "Telehealth consent",
    IntakePaper.RIGHTS_AND_RULES: "Rights and program rules",
    IntakePaper.PRIVACY_NOTICE: "Notice of privacy practices",
    IntakePaper.PART2_NOTICE: "Notice of confidentiality (42 CFR 2.22)",
}

SUBSTANCES = {
    SubstanceClass.ALCOHOL: "Alcohol",
    SubstanceClass.OPIOIDS: "Opioids",
    SubstanceClass.CANNABIS: "Cannabis",
    SubstanceClass.SEDATIVES: "Sedatives",
    SubstanceClass.COCAINE: "Cocaine",
    SubstanceClass.STIMULANTS: "Other stimulants",
    SubstanceClass.HALLUCINOGENS: "Hallucinogens",
    SubstanceClass.NICOTINE: "Nicotine",
    SubstanceClass.INHALANTS: "Inhalants",
    SubstanceClass.OTHER: "Another substance",
}

CARE = {
    Service.INDIVIDUAL: "Individual",
    Service.GROUP: "Group",
    Service.FAMILY: "Family",
    Service.MEDICATION_MANAGEMENT: "Medication management",
    Service.CASE_MANAGEMENT: "Case management",
    Service.VOCATIONAL: "Vocational",
    Service.LIFE_SKILLS: "Life-skills class",
    Service.COMPLEMENTARY: "Complementary",
    Service.OTHER: "Other",
}
"""Kinds of care as hours are told by them."""

ATTENDANCE_CODES = {
    AttendanceCode.PRESENT: "Present",
    AttendanceCode.LATE: "Late",
    AttendanceCode.LEFT_EARLY: "Left early",
    AttendanceCode.EXCUSED: "Excused",
    AttendanceCode.NO_SHOW: "No-show",
    AttendanceCode.CANCELLED_CLIENT: "Cancelled by the client",
    AttendanceCode.CANCELLED_PROGRAM: "Cancelled by the program",
}

GROUP_TYPES = {
    GroupType.SKILLS: "Skills development",
    GroupType.PSYCHOEDUCATION: "Psychoeducation",
    GroupType.REFUSAL_TRAINING: "Refusal training",
    GroupType.RELAPSE_PREVENTION: "Relapse prevention",
    GroupType.FAMILY: "Family",
    GroupType.EMOTIONAL_SUPPORT: "Emotional support",
    GroupType.LIFE_SKILLS: "Life-skills class",
    GroupType.COMPLEMENTARY: "Complementary therapy",
    GroupType.OWN: "Another type",
}
COURSE_TOPICS = {
    CourseTopic.VOCATIONAL_SKILLS: "Vocational skills",
    CourseTopic.TRAUMA: "Trauma",
    CourseTopic.RELAPSE_PREVENTION: "Relapse prevention strategies",
    CourseTopic.SELF_DISCOVERY: "Self-discovery",
    CourseTopic.RELATIONSHIPS: "Family and friend relationships",
    CourseTopic.OWN: "Another topic",
}

GIVEN_REASONS = {
    ReasonCode.ILLNESS: "Illness",
    ReasonCode.COURT: "Court",
    ReasonCode.WORK: "Work",
    ReasonCode.CHILDCARE: "Childcare",
    ReasonCode.HOLIDAY: "Holiday",
    ReasonCode.LAPSE: "Lapse",
    ReasonCode.NO_SHOW: "Did not come",
    ReasonCode.PROGRAM_CLOSED: "Program closed",
    ReasonCode.SESSION_MOVED: "Session moved",
    ReasonCode.CLIENT_REFUSED: "Client refused",
    ReasonCode.OTHER: "Other",
}
