"""What there is to show of a client's plans: versions, state, banner and first step in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from counselor_desk.errors import BrokenSealError
from counselor_desk.records.assessments import DomainCode
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.records.plans import ObjectiveStatus, Plan
from counselor_desk.services import episodes, plan_offers, plans, shown_names, stay_reviews
from counselor_desk.services.desk import Desk
from counselor_desk.services.signatures import Proof
from counselor_desk.ui.plans import review, words


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPlans:
    """Every version of a client's plan, the newest first.

    `basis` is the newest signed version, of whichever stay, `written` the draft or review with
    everything typed.
    """

    episode: Episode | None
    versions: tuple[Plan, ...] = field(repr=False)
    basis: Plan | None = field(repr=False)
    written: PlanEdit | None = field(repr=False)

    @property
    def is_open(self) -> bool:
        """Whether the client is in the program, so that plans can be written."""
        return self.episode is not None and self.episode.is_open

    def wanted(self, uid: Uid | None) -> Plan | None:
        """The version of this uid, else the draft, else the version in force."""
        drafted = self.written.plan if self.written is not None else None
        if drafted is not None and uid in (None, drafted.uid):
            return drafted
        return next((one for one in self.versions if one.uid == uid), self.basis)

    def before(self, plan: Plan) -> Plan | None:
        """The signed version that a version of the same stay went on from."""
        earlier = [
            one
            for one in self.versions
            if one.is_signed and one.episode_id == plan.episode_id and one.version < plan.version
        ]
        return max(earlier, key=lambda one: one.version, default=None)

    def is_of_earlier_stay(self, plan: Plan) -> bool:
        """Whether another stay was opened since the one of the plan, which asks for its own."""
        return self.is_open and self.episode is not None and plan.episode_id != self.episode.id

    def in_force(self) -> Plan | None:
        """The newest signed version, unless it is of an earlier stay."""
        basis = self.basis
        return None if basis is None or self.is_of_earlier_stay(basis) else basis

    def basis_of(self, plan: Plan) -> Plan | None:
        """The version in force that a draft of the same stay goes on from."""
        basis = self.basis
        return basis if basis is not None and basis.episode_id == plan.episode_id else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known beside the words of a version.

    `problem` is the sentence about a broken seal; `has_notes` whether signed notes may have
    worked on it. `domains` are those of the assessment a problem may come from.
    """

    proof: Proof | None = None
    problem: str = ""
    statuses: dict[Uid, ObjectiveStatus] = field(default_factory=dict)
    has_notes: bool = False
    domains: Mapping[DomainCode, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BannerWords:
    """What the banner above a signed version says, and where its button leads.

    `other` leads to the continued-stay review that this version still lacks.
    """

    text: str
    tone: str = "neutral"
    action: str = ""
    other: str = ""


def load(desk: Desk, client_id: ClientId) -> ClientPlans:
    """Read the plans of a client."""
    return ClientPlans(
        episode=episodes.current(desk, client_id),
        versions=plans.versions(desk, client_id),
        basis=plans.last_signed(desk, client_id),
        written=plans.draft_of(desk, client_id),
    )


def stand(desk: Desk, plan: Plan, every: ClientPlans) -> Standing:
    """Check the seal of a signed version and ask where its objectives are."""
    domains = plan_offers.domains(desk, plan)
    if not plan.is_signed and every.basis_of(plan) is None:
        return Standing(domains=domains)
    statuses = dict(plans.standing(desk, plan).statuses)
    if every.is_of_earlier_stay(plan):
        # Nobody works on it any more, so that nothing in it is late.
        statuses = {
            uid: status for uid, status in statuses.items() if status is not ObjectiveStatus.OVERDUE
        }
    if not plan.is_signed:
        return Standing(statuses=statuses, has_notes=True, domains=domains)
    try:
        proof = plans.proof(desk, plan)
    except BrokenSealError as problem:
        return Standing(problem=str(problem), statuses=statuses, has_notes=True, domains=domains)
    proof = shown_names.of_proof(desk, proof)
    return Standing(proof=proof, statuses=statuses, has_notes=True, domains=domains)


def state(desk: Desk, plan: Plan, every: ClientPlans, standing: Standing) -> tuple[str, str, str]:
    """Word, tone and icon of the state chip."""
    if not plan.is_signed:
        if every.basis_of(plan) is None:
            return _tr("Draft"), "draft", "square-pen"
        text = _tr("Review draft v{number}").format(number=plan.version)
        return text, "draft", "square-pen"
    if standing.proof is None:
        return _tr("Seal broken"), "risk", "octagon-alert"
    signed_on = desk.local(standing.proof.seal.sealed_at).date()
    day = words.day(signed_on, desk.today())
    if every.is_of_earlier_stay(plan):
        return _tr("Earlier stay · signed {day}").format(day=day), "neutral", "history"
    if every.basis is not None and plan.uid != every.basis.uid:
        return _tr("Replaced · signed {day}").format(day=day), "neutral", "history"
    return _tr("Active · signed {day}").format(day=day), "signed", "lock"


def version_options(desk: Desk, every: ClientPlans) -> list[tuple[Uid, str]]:
    """The versions with their words, the newest first."""
    return [(one.uid, _version(desk, one, every)) for one in every.versions]


def banner(desk: Desk, plan: Plan, every: ClientPlans) -> BannerWords | None:
    """Where one can go from a version that is only to be read; None in a draft."""
    basis = every.basis
    if not plan.is_signed or basis is None:
        return None
    if every.is_of_earlier_stay(plan):
        return _banner_of_earlier_stay(every)
    if plan.uid != basis.uid:
        text = _tr("Version {number} is in force.").format(number=basis.version)
        return BannerWords(text, action=_tr("Show it"))
    if every.written is not None:
        text = _tr("A review is being written; this version stays as signed.")
        return BannerWords(text, action=_tr("Go on writing"))
    if not every.is_open:
        return BannerWords(_tr("This stay has ended; the plan is kept as it was signed."))
    every_days = plans.review_every(desk, plan.client_id)
    due = review.due(plan.planned_on + every_days, every_days, plan.version, desk.today())
    lacks_stay = any(one.subject == plan.uid for one in stay_reviews.missing(desk, plan.client_id))
    other = _tr("Continued-stay review") if lacks_stay else ""
    return BannerWords(due.sentence, due.tone, _tr("Start review"), other)


def first_step(desk: Desk, every: ClientPlans) -> str:
    """What to do where there is no plan yet, and the program's rule about it."""
    episode = every.episode
    if episode is None or not episode.is_open:
        return _tr("A plan belongs to a stay. Start a new episode to write one.")
    lead = _tr("Begin with the problem in the client’s own words.")
    if episode.admitted_on is None or episode.admitted_on > desk.today():
        return lead
    rule = _tr("Program rule: signed plan within {days} days of admission. Today is day {day}.")
    day = (desk.today() - episode.admitted_on).days + 1
    within = plans.due_after_admission(desk, episode.client_id)
    return f"{lead}\n{rule.format(days=within.days, day=day)}"


def _banner_of_earlier_stay(every: ClientPlans) -> BannerWords:
    """Where the plan of this stay is: in force, being written, or still to be begun."""
    basis = every.in_force()
    if basis is not None:
        text = _tr(
            "This plan belongs to an earlier stay. Version {number} of this one is in force."
        )
        return BannerWords(text.format(number=basis.version), action=_tr("Show it"))
    if every.written is not None:
        text = _tr("This plan belongs to an earlier stay. That of this one is being written.")
        return BannerWords(text, action=_tr("Go on writing"))
    text = _tr("This plan belongs to an earlier stay. This one has no signed plan yet.")
    return BannerWords(text, action=_tr("Start the plan"))


def _version(desk: Desk, plan: Plan, every: ClientPlans) -> str:
    if not plan.is_signed:
        return _tr("Version {number}, draft").format(number=plan.version)
    day = words.day(plan.planned_on, desk.today())
    if every.is_of_earlier_stay(plan):
        text = _tr("Version {number}, {day}, earlier stay")
        return text.format(number=plan.version, day=day)
    return _tr("Version {number}, {day}").format(number=plan.version, day=day)


def _tr(text: str) -> str:
    return QCoreApplication.translate("plans", text)
