"""Rules for what a plan should hold: P3 to P8 and P11 of the catalogue (docs/RULES.md).

All of them warn but the missing reason of P3, which stands with what blocks in `rules/plans.py`.
Sources: P4, P5, P7 accreditation surveys of behavioral health (paraphrased); P6 NJ 10:161B-9.2 and
OAC 5122-27-03; P8 NJ 10:161B-9.2; P11 findings of surveys on plans that look alike.
Checked 2026-11-22.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from counselor_desk.records.assessments import Assessment, Domain
from counselor_desk.records.ids import Uid
from counselor_desk.records.plans import Goal, Intervention, InterventionKind, Objective, Plan
from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.rules.objectives import measurable

# Words that mean work or school wherever they stand; “work on trust”, “at work”, “relapse
# education” and “skills training” tell of something else.
_VOCATION = re.compile(
    r"\b(?:vocation\w*|employ(?:ment|ers?|ed|able)|unemploy\w*|jobs?|careers?|school|college|ged|"
    r"diploma|apprentic\w*|r[ée]sum[ée]|retired|education(?:al)? (?:needs?|goals?|plans?)|"
    r"(?:paid|find|finding|full-time|part-time|out of|return to|back to|looks? for) work|"
    r"work or (?:school|training|education))\b",
    re.IGNORECASE,
)
# Where needs are told a plain “work” may be meant, unless it is what one does in treatment.
_WORK = re.compile(
    r"(?<!group )(?<!step )(?<!trauma )(?<!written )"
    r"\bwork\b(?! (?:on|through|with|out|towards?|together)\b)|\beducation:",
    re.IGNORECASE,
)
# “No job” is a need, “no need for work” is none.
_SETTLED = re.compile(
    r"\b(?:no|not|none|nothing)\b(?! (?:paid )?(?:work|job|school|diploma|ged|employment)\b)|"
    r"\bno\b[^;,]*\bneeds?\b|\b(?:defer|postpone|refer|declin|retire)\w*|\bdoes(?:n’t|n't) need\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_MOST_NAMED = 3

REPAIR_DOMAINS = "domains"
"""The place that rule P3 leads to: the domains of the assessment that ask for a problem."""


def check(plan: Plan, *, shared: Set[Uid] = frozenset()) -> tuple[Finding, ...]:
    """What wants to be read before the plan is signed, one finding for each rule.

    Args:
        plan: numbered, as it stands on the screen.
        shared: the goals that stand word for word in another client's signed plan.
    """
    return (
        *p4_client_words(plan),
        *p5_measurable(plan),
        *p6_interventions(plan),
        *p7_whole_person(plan),
        *p8_work(plan),
        *p11_shared(plan, shared),
    )


def open_domains(plan: Plan, in_force: Assessment | None, *, least: int) -> tuple[Domain, ...]:
    """The domains of an assessment that are serious enough for a problem and have none yet.

    Args:
        plan: the plan that is being written.
        in_force: the newest signed assessment of the same stay.
        least: the rating, 1 to 4, from which on a domain asks for a problem.
    """
    if in_force is None:
        return ()
    answered = {code for problem in plan.problems for code in problem.domains}
    serious = (one for one in in_force.domains if one.rating is not None and one.rating >= least)
    return tuple(
        sorted((one for one in serious if one.code not in answered), key=lambda one: one.code)
    )


def p3_assessed(plan: Plan, in_force: Assessment | None, *, least: int) -> tuple[Finding, ...]:
    """P3: what the assessment found serious is a problem of the plan, treated or put off."""
    bare = [one.code.value.removeprefix("d") for one in open_domains(plan, in_force, least=least)]
    if not bare:
        return ()
    noun = "Domain" if len(bare) == 1 else "Domains"
    verb = "has" if len(bare) == 1 else "have"
    message = f"{noun} {_listed(bare)}, rated {least} or more, {verb} no problem in the plan."
    return (_warn("P3", plan, REPAIR_DOMAINS, message),)


def p4_client_words(plan: Plan) -> tuple[Finding, ...]:
    """P4: each goal says in the client's own words what it is about."""
    bare = [goal for goal in plan.goals() if goal.text.strip() and not goal.client_words.strip()]
    if not bare:
        return ()
    message = f"{_named('Goal', bare)} without the client’s own words."
    return (_warn("P4", plan, f"{bare[0].node_uid}/client_words", message),)


def p5_measurable(plan: Plan) -> tuple[Finding, ...]:
    """P5: each objective has a number or a frequency, and a target date."""
    written = [one for one in plan.objectives() if one.text.strip()]
    vague = [one for one in written if not measurable(one.text).is_measurable]
    undated = [one for one in written if one.target_on is None]
    found = []
    if vague:
        message = f"{_named('Objective', vague)} without a number or how often."
        found.append(_warn("P5", plan, f"{vague[0].node_uid}/text", message))
    if undated:
        message = f"{_named('Objective', undated)} without a target date."
        found.append(_warn("P5", plan, f"{undated[0].node_uid}/target_on", message))
    return tuple(found)


def p6_interventions(plan: Plan) -> tuple[Finding, ...]:
    """P6: each objective has an intervention that says how often, for how long and who."""
    written = [one for one in plan.objectives() if one.text.strip()]
    bare = [one for one in written if not one.interventions]
    open_ended = [
        one for one in written if one.interventions and not any(map(is_whole, one.interventions))
    ]
    found = []
    if bare:
        message = f"{_named('Objective', bare)} without an intervention."
        found.append(_warn("P6", plan, bare[0].node_uid, message))
    if open_ended:
        message = (
            f"{_named('Objective', open_ended)} without an intervention that says how often, for "
            "how long and who."
        )
        step = open_ended[0].interventions[0]
        found.append(_warn("P6", plan, f"{step.node_uid}/{_first_gap(step)}", message))
    return tuple(found)


def is_whole(step: Intervention) -> bool:
    """Whether an intervention says what, how often, for how long and who."""
    return all(
        part.strip() for part in (step.text, step.frequency, step.duration, step.responsible)
    )


def p7_whole_person(plan: Plan) -> tuple[Finding, ...]:
    """P7: strengths, barriers and discharge criteria are written, and so were talked about."""
    parts = {
        "strengths": ("strengths", plan.strengths),
        "barriers": ("barriers", plan.barriers),
        "discharge_criteria": ("discharge criteria", plan.discharge_criteria),
    }
    gaps = [name for name, (_, text) in parts.items() if not text.strip()]
    if not gaps:
        return ()
    message = f"Talk about and write the {_listed([parts[name][0] for name in gaps])}."
    return (_warn("P7", plan, f"{plan.uid}/{gaps[0]}", message),)


def p8_work(plan: Plan) -> tuple[Finding, ...]:
    """P8: whether work or school is needed is recorded; a need has a plan or is put off.

    A plan for it is a vocational intervention, or a word about it in services, a problem, goal,
    objective or intervention. Otherwise Needs answers: that nothing is needed, or when and where.
    """
    nodes = list(plan.nodes())
    steps = (one for one in nodes if isinstance(one, Intervention))
    if any(one.kind is InterventionKind.VOCATIONAL for one in steps):
        return ()
    if any(_VOCATION.search(text) for text in (plan.services, *(one.text for one in nodes))):
        return ()
    told = [
        one for one in _SENTENCE_END.split(plan.needs) if _VOCATION.search(one) or _WORK.search(one)
    ]
    if any(_SETTLED.search(one) for one in told):
        return ()
    if told:
        message = (
            "Needs names work or school: plan an intervention for it, or say that it is deferred, "
            "referred or not needed."
        )
    else:
        message = "Say in Needs what is needed for work or school, or that nothing is."
    return (_warn("P8", plan, f"{plan.uid}/needs", message),)


def p11_shared(plan: Plan, shared: Set[Uid]) -> tuple[Finding, ...]:
    """P11: no goal stands word for word in another client's plan."""
    alike = [goal for goal in plan.goals() if goal.node_uid in shared]
    if not alike:
        return ()
    message = f"{_named('Goal', alike)} worded as in another client’s plan; make it this client’s."
    return (_warn("P11", plan, f"{alike[0].node_uid}/text", message),)


def _first_gap(step: Intervention) -> str:
    names = ("text", "frequency", "duration", "responsible")
    return next(name for name in names if not getattr(step, name).strip())


def _named(noun: str, nodes: Sequence[Goal | Objective]) -> str:
    """The nodes as a subject: “Goal 1.1 is”, “Goals 1.1 and 2.1 are”; many are counted."""
    if len(nodes) == 1:
        return f"{noun} {nodes[0].number} is"
    if len(nodes) > _MOST_NAMED:
        return f"{len(nodes)} {noun.lower()}s are"
    return f"{noun}s {_listed([one.number for one in nodes])} are"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _warn(rule: str, plan: Plan, place: str, message: str) -> Finding:
    return Finding(
        rule=rule, subject=plan.uid, severity=Severity.WARN, message=message, repair=place
    )
