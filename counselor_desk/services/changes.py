"""Changes: what a service wrote, so that the screens can stay true."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from counselor_desk.records.ids import ClientId


class Kind(StrEnum):
    """What sort of record changed."""

    PROGRAM = "program"
    CLIENT = "client"
    EPISODE = "episode"
    PERSON = "person"
    CIRCUMSTANCES = "circumstances"
    INTAKE = "intake"
    ASSESSMENT = "assessment"
    STAY_REVIEW = "stay_review"
    DIAGNOSIS = "diagnosis"
    SUBSTANCE = "substance"
    DRUG_TEST = "drug_test"
    MEDICATION = "medication"
    CRAVING = "craving"
    PLAN = "plan"
    NOTE = "note"
    ATTENDANCE = "attendance"
    GROUP = "group"
    SCHEDULE = "schedule"
    MUTUAL_HELP = "mutual_help"
    PROFILE = "profile"
    DISCHARGE = "discharge"
    DRAFT = "draft"
    TASK = "task"
    CV = "cv"
    AMENDMENT = "amendment"
    PHRASE = "phrase"
    OWN_WORD = "own_word"
    COUNSELING_NOTE = "counseling_note"
    SETTINGS = "settings"
    BACKUP = "backup"
    SNOOZE = "snooze"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The kinds and clients that one write touched. `initiator` is who started it, if anyone."""

    kinds: frozenset[Kind]
    clients: frozenset[ClientId] = frozenset()
    initiator: object = field(default=None, compare=False, repr=False)

    @classmethod
    def of(
        cls, *kinds: Kind, client_id: ClientId | None = None, initiator: object = None
    ) -> Changes:
        """The changes of one write to one client, or to none."""
        clients = frozenset() if client_id is None else frozenset({client_id})
        return cls(kinds=frozenset(kinds), clients=clients, initiator=initiator)
