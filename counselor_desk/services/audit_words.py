"""The words of the activity log: what was done and to what, told from codes alone."""

from __future__ import annotations

from datetime import date

from counselor_desk.documents import labels
from counselor_desk.records import dates
from counselor_desk.records.activity import Subject
from counselor_desk.records.audit import Act, AuditEvent
from counselor_desk.records.notes import AddendumReason
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.tasks import Lane
from counselor_desk.storage.search import plain

NOUNS = {
    "program": "You and program",
    "setting": "Settings",
    "backup_place": "Backup folder",
    "client": "Client",
    "contact": "Contact",
    "episode": "Episode of care",
    "session": "Session",
    "attendance": "Attendance",
    "person": "Person around the client",
    "circumstances": "Circumstances",
    "living": "Living arrangement",
    "prior_care": "Earlier care",
    "intake_item": "Intake paper",
    "extension": "Extension",
    "level_change": "Change of level",
    "assessment": "Assessment",
    "assessment_domain": "Domain of an assessment",
    "assessment_criterion": "Criterion of an assessment",
    "stay_review": "Continued-stay review",
    "diagnosis": "Diagnosis",
    "substance": "Substance",
    "return_to_use": "Return to use",
    "drug_test": "Drug test",
    "medication": "Medication",
    "allergy": "Allergy",
    "reconciliation": "Medication check",
    "craving": "Craving",
    "mistake": "Mark “entered in error”",
    "client_import": "Import of clients",
    "plan": "Plan",
    "plan_problem": "Problem",
    "plan_goal": "Goal",
    "plan_objective": "Objective",
    "plan_intervention": "Intervention",
    "plan_rating": "Rating in a review",
    "progress": "Progress",
    "note": "Note",
    "note_section": "Text of a note",
    "note_objective": "Objective of a note",
    "note_intervention": "Intervention of a note",
    "addendum": "Addendum",
    "amendment": "Request",
    "phrase": "Phrase",
    "note_template": "Template",
    "note_template_section": "Text of a template",
    "own_word": "Own word",
    "counseling_lock": "Lock of counseling notes",
    "counseling_note": "Counseling note",
    "care_group": "Group",
    "group_member": "Member of a group",
    "series": "Planned sessions",
    "series_exception": "Change of one planned session",
    "holiday": "Day off",
    "meeting": "Topic of a session",
    "planned_topic": "Topic planned for a class",
    "given_reason": "Reason given",
    "mutual_help_meeting": "Mutual-help meeting",
    "group_preference": "Preference of group",
    "mutual_help_standing": "Sponsor and step",
    "clinic_profile": "Profile of the program",
    "past_profile": "Profile that was left",
    "clinic_number": "Number of the program",
    "client_number": "Number for one client",
    "task": "Task",
    "cv": "CV",
    "cv_job": "Job in a CV",
    "cv_training": "Training in a CV",
    "cv_certificate": "Certificate in a CV",
    "cv_skill": "Skill in a CV",
    "cv_language": "Language in a CV",
    "cv_reference": "Reference in a CV",
    "discharge": "Discharge summary",
    "discharge_part": "Text of a discharge summary",
    "seal": "Seal",
    "signature": "Signature",
    "refusal": "Refusal to sign",
    "attachment": "Attachment",
    "audit_event": "Activity log",
}
"""What the rows of a table are called."""

_OF_RECORD = {
    Act.INSERT: "added",
    Act.UPDATE: "changed",
    Act.DELETE: "removed",
    Act.VIEW: "opened",
    Act.SIGN: "signed",
    Act.DISCARD: "discarded",
    Act.RESTORE_DRAFT: "brought back",
}
_ON_ITS_OWN = {
    Act.CREATE_STORE: "Store made",
    Act.UNLOCK: "Unlocked",
    Act.FAILED_UNLOCK: "Wrong secret",
    Act.LOCK: "Locked",
    Act.AUTO_LOCK: "Locked by itself",
    Act.EXPORT: "Saved as file",
    Act.PRINT: "Printed",
    Act.COPY_OUT: "Copied out",
    Act.ADD_ADDENDUM: "Addendum entered",
    Act.CHANGE_PASSPHRASE: "Passphrase changed",
    Act.CHECK: "Store checked",
    Act.BACK_UP: "Backup made",
    Act.BACKUP_FAILED: "Backup failed",
    Act.RESTORE: "Backup restored",
    Act.RESTORE_DRILL: "Restore tried out",
    Act.NEW_RECOVERY_WORDS: "New recovery words",
    Act.ROTATE_KEYS: "Keys renewed",
    Act.REPAIR_KEYS: "Key file repaired",
    Act.STRENGTHEN_KEYS: "Key file strengthened",
    Act.MIGRATE: "Store updated",
    Act.ACCEPT_OLDER_COPY: "Older copy accepted",
    Act.CLOCK_JUMP: "Clock jumped",
}
_SIGNED_KINDS = ("plan", "note", "addendum", "assessment", "discharge")


def what(event: AuditEvent) -> str:
    """What was done: "Note signed", "Unlocked"."""
    if event.act in _OF_RECORD:
        noun = _noun(event)
        return f"{noun} {_OF_RECORD[event.act]}"
    return _ON_ITS_OWN[event.act]


def detail(event: AuditEvent, subject: Subject, today: date) -> str:
    """To which record and in which fields: "Individual note, Mar 9 · topic, risk"."""
    fields = ", ".join(name.removesuffix("_id").replace("_", " ") for name in event.columns.split())
    parts = (_subject(event, subject, today), fields, result(event))
    return " · ".join(part for part in parts if part)


def result(event: AuditEvent) -> str:
    """The code of what came of it, as words."""
    code = event.result
    if event.act is Act.FAILED_UNLOCK:
        return "before unlock"
    if event.act in {Act.EXPORT, Act.PRINT} and code:
        return "to the printer" if code == "printer" else code.upper()
    if event.act is Act.ADD_ADDENDUM and code in set(AddendumReason):
        return labels.ADDENDUM_REASONS[AddendumReason(code)]
    return code.replace("_", " ")


def meaning(word: str) -> tuple[frozenset[Act], frozenset[str]]:
    """The things done and the tables that a typed word may mean."""
    sought = plain(word)
    acts = {
        act for act, told in (_OF_RECORD | _ON_ITS_OWN).items() if sought and sought in plain(told)
    }
    tables = {table for table, noun in NOUNS.items() if sought and sought in plain(noun)}
    return frozenset(acts), frozenset(tables)


def _noun(event: AuditEvent) -> str:
    if event.act is Act.VIEW and event.table_name == "client":
        return "Chart"
    return NOUNS.get(event.table_name, event.table_name.replace("_", " ").capitalize())


def _subject(event: AuditEvent, subject: Subject, today: date) -> str:
    short = dates.write_short(subject.day, today) if subject.day else ""
    day = f", {short}" if short else ""
    table = event.table_name
    if table.startswith("plan") and subject.number is not None:
        return f"Plan version {subject.number}"
    if subject.kind in set(SessionKind):
        service = labels.SERVICES[SessionKind(subject.kind)]
        kind = "session" if table in {"session", "attendance"} else "note"
        return f"{service} {kind}{day}"
    if subject.kind in set(Lane):
        return labels.LANES[Lane(subject.kind)]
    if subject.kind in _SIGNED_KINDS:
        return f"Of {_article(NOUNS.get(subject.kind, subject.kind).lower())}{day}"
    if event.act in {Act.EXPORT, Act.PRINT}:
        return f"{NOUNS.get(table, table)}{day}"
    return short


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
