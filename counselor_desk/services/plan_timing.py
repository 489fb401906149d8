"""When a client's plan is due to be signed or reviewed: rules P1, P2 and P10 together."""

from __future__ import annotations

from counselor_desk.records.ids import ClientId
from counselor_desk.rules import plan_timing as rules
from counselor_desk.rules.findings import Finding
from counselor_desk.services import episodes, plans, profiles, substances
from counselor_desk.services.desk import Desk


def findings(desk: Desk, client_id: ClientId) -> tuple[Finding, ...]:
    """What is due soon or late for the plan of the open stay; nothing after a discharge."""
    episode = episodes.current(desk, client_id)
    if episode is None or not episode.is_open:
        return ()
    profile, today = profiles.for_client(desk, client_id), desk.today()
    plan = plans.in_force(desk, client_id)
    if plan is not None and plan.episode_id == episode.id:
        due = rules.p2_review(plan, today, every=profile.plan_review_every)
    else:
        within = profile.plan_due_within
        due = rules.p1_first_plan(episode.uid, episode.admitted_on, today, within=within)
    return (*due, *substances.plan_findings(desk, client_id))
