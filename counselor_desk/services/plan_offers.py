"""What a plan can begin with: the problems an assessment asks for, and words seen elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counselor_desk.documents import labels
from counselor_desk.records.assessments import Domain, DomainCode
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.records.notes import Note
from counselor_desk.records.plans import Goal, Plan, Problem
from counselor_desk.rules import plan_content as rules
from counselor_desk.services import assessments, profiles
from counselor_desk.services.desk import Desk
from counselor_desk.storage import assessments as assessment_rows
from counselor_desk.storage import plans as plan_rows

_OPEN = "{?the need, in this client’s words}"
"""A domain is no problem yet; the sign check asks for the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainOffer:
    """A domain of the assessment, rated so that it asks for a problem, and its name."""

    domain: Domain
    title: str

    @property
    def rating(self) -> int:
        """0 to 4."""
        return self.domain.rating or 0

    def problem(self, node_uid: Uid) -> Problem:
        """The problem drawn from it, with a blank where the need goes."""
        return Problem(node_uid=node_uid, text=f"{self.title}: {_OPEN}", domain=self.domain.code)


def from_assessment(desk: Desk, plan: Plan) -> tuple[DomainOffer, ...]:
    """The domains of the signed assessment that have no problem in the plan (rule P3)."""
    with desk.read() as reader:
        assessment = assessment_rows.newest_signed(reader, plan.episode_id)
    if assessment is None:
        return ()
    least = profiles.for_client(desk, plan.client_id).problem_from_rating
    titles = labels.DOMAINS[assessment.edition]
    return tuple(
        DomainOffer(domain=one, title=titles[one.code])
        for one in rules.open_domains(plan, assessment, least=least)
    )


def has_any(desk: Desk, client_id: ClientId) -> bool:
    """Whether the signed assessment of the stay has a domain that asks for a problem."""
    assessment = assessments.in_force(desk, client_id)
    least = profiles.for_client(desk, client_id).problem_from_rating
    return assessment is not None and any((one.rating or 0) >= least for one in assessment.domains)


def needs(desk: Desk, note: Note) -> tuple[str, ...]:
    """What a note before the first plan can be about: the domains that ask for a problem."""
    with desk.read() as reader:
        assessment = assessment_rows.newest_signed(reader, note.episode_id)
    if assessment is None:
        return ()
    least = profiles.for_client(desk, note.client_id).problem_from_rating
    titles = labels.DOMAINS[assessment.edition]
    return tuple(titles[one.code] for one in assessment.domains if (one.rating or 0) >= least)


def domains(desk: Desk, plan: Plan) -> dict[DomainCode, str]:
    """The domains a problem of the plan may come from, by number and name; none unassessed."""
    with desk.read() as reader:
        assessment = assessment_rows.newest_signed(reader, plan.episode_id)
    if assessment is None:
        return {}
    titles = labels.DOMAINS[assessment.edition]
    return {code: f"{number} · {titles[code]}" for number, code in enumerate(DomainCode, 1)}


def shared_with_others(desk: Desk, plan: Plan, goals: tuple[Goal, ...]) -> set[Uid]:
    """Those of some goals that stand word for word in another client's signed plan (rule P11).

    The goals need not be in the plan yet.
    """
    holder = Problem(node_uid=Uid("compared"), goals=goals)
    with desk.read() as reader:
        return plan_rows.shared_goals(reader, replace(plan, problems=(holder,)))
