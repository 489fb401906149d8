"""What the assessment view shows: one assessment beside the one before, and the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from counselor_desk.errors import BrokenSealError
from counselor_desk.records import dates
from counselor_desk.records.assessments import (
    Assessment,
    AssessmentKind,
    DomainChange,
    DomainCode,
    changes,
)
from counselor_desk.records.edits import AssessmentEdit
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.rules.findings import Finding
from counselor_desk.services import assessments, episodes, plans
from counselor_desk.services.desk import Desk
from counselor_desk.services.signatures import Proof
from counselor_desk.ui.assessments import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One assessment beside the one `before` it and those `earlier` than that.

    `problem` says that a seal does not match.
    """

    edit: AssessmentEdit
    before: Assessment | None = None
    earlier: tuple[Assessment, ...] = field(default=(), repr=False)
    findings: tuple[Finding, ...] = ()
    proof: Proof | None = None
    problem: str = ""

    @property
    def assessment(self) -> Assessment:
        """The assessment as it stands on the screen."""
        return self.edit.assessment

    @property
    def kind_before(self) -> AssessmentKind:
        """The kind of the one it is compared with."""
        return self.before.kind if self.before is not None else AssessmentKind.ADMISSION

    def changes(self) -> Mapping[DomainCode, DomainChange]:
        """What became of each domain."""
        return changes(self.assessment, self.before, self.earlier)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientAssessments:
    """The assessments of a client, the newest first, and the episode they are written in."""

    client_id: ClientId
    episode: Episode | None
    every: tuple[Assessment, ...] = field(default=(), repr=False)

    @property
    def is_open(self) -> bool:
        """Whether anything can be written."""
        return self.episode is not None and self.episode.is_open

    @property
    def of_stay(self) -> tuple[Assessment, ...]:
        """Those of the newest episode alone."""
        return tuple(one for one in self.every if self.is_of_stay(one))

    @property
    def can_begin(self) -> bool:
        """Whether another one can be begun: the stay is open, and no draft of it is there."""
        return self.is_open and all(one.is_signed for one in self.of_stay)

    def is_of_stay(self, one: Assessment) -> bool:
        """Whether an assessment belongs to the newest episode, not to an earlier one."""
        return self.episode is not None and one.episode_id == self.episode.id

    def can_write(self, one: Assessment) -> bool:
        """Whether an assessment can be changed: a draft of the open stay."""
        return self.is_open and self.is_of_stay(one) and not one.is_signed

    def wanted(self, uid: Uid | None) -> Assessment | None:
        """The one with this uid; else the draft of the stay, else its newest, else the newest."""
        named = [one for one in self.every if one.uid == uid]
        drafts = [one for one in self.of_stay if not one.is_signed]
        return next(iter((*named, *drafts, *self.of_stay, *self.every)), None)


def gather(desk: Desk, client_id: ClientId) -> ClientAssessments:
    """Every assessment of a client."""
    return ClientAssessments(
        client_id=client_id,
        episode=episodes.current(desk, client_id),
        every=assessments.of_client(desk, client_id),
    )


def load(desk: Desk, assessment: Assessment) -> Shown:
    """An assessment with everything typed, or as it was signed.

    Raises:
        UnknownRecordError: it is not in the store.
    """
    here = Shown(
        edit=assessments.open_edit(desk, assessment.id),
        before=assessments.before(desk, assessment),
        earlier=assessments.earlier(desk, assessment),
    )
    if not assessment.is_signed:
        return weigh(desk, here, here.edit)
    try:
        return replace(here, proof=assessments.proof(desk, assessment))
    except BrokenSealError as broken:
        return replace(here, problem=str(broken))


def weigh(desk: Desk, here: Shown, edit: AssessmentEdit) -> Shown:
    """A draft as it stands by now, with what is missing in it."""
    return replace(here, edit=edit, findings=assessments.check(desk, edit))


def versions(desk: Desk, every: ClientAssessments) -> list[tuple[Uid, str]]:
    """The assessments to choose from, the earliest first."""
    today = desk.today()
    return [(one.uid, words.version(one, today)) for one in reversed(every.every)]


def first_step(desk: Desk, every: ClientAssessments) -> tuple[str, str]:
    """Title and sentence where there is no assessment yet."""
    title = words.translated("No assessment yet")
    episode = every.episode
    if not every.is_open or episode is None:
        return title, words.translated(
            "An assessment belongs to a stay. Start a new episode to write one."
        )
    sentence = words.translated(
        "Six domains with a rating and its reason, the risk of harm, and whether this level of "
        "care fits."
    )
    if episode.admitted_on is None:
        return title, sentence
    due = dates.write_in_words(
        episode.admitted_on + plans.due_after_admission(desk, episode.client_id)
    )
    more = words.translated("It comes before the plan, which is due by {day}.").format(day=due)
    return title, f"{sentence} {more}"
