"""What the signed assessments say in a discharge summary: ratings first and last, and risk."""

from __future__ import annotations

from counselor_desk.documents import labels
from counselor_desk.records.assessments import Assessment, DomainCode, Harm, Level
from counselor_desk.records.summary_rows import write_row
from counselor_desk.services.episode_facts import EpisodeFacts
from counselor_desk.services.summary_sentences import NOT_RECORDED, Fact, on, sentence

_ONLY_ONCE = "not rated again"
_ANSWERED = frozenset({Harm.NONE, Harm.PRESENT})


def domains(facts: EpisodeFacts) -> list[Fact]:
    """Elements 3 and 9: each domain as it was rated first and last, as rows of the table."""
    if not facts.assessments:
        return [Fact(source=NOT_RECORDED, text="Ratings by domain are not recorded.")]
    first, last = facts.assessments[0], facts.assessments[-1]
    return [
        Fact(source="Assessments", text=_domain_row(first, last, code), is_row=True)
        for code in DomainCode
    ]


def risk(facts: EpisodeFacts) -> list[Fact]:
    """Element 11: the risk of harm at the last signed assessment that asked about it."""
    asked = [
        one
        for one in facts.assessments
        if one.harm_to_self in _ANSWERED or one.harm_to_others in _ANSWERED
    ]
    if not asked:
        return []
    last = asked[-1]
    return [Fact(source="Assessment", text=_told(last))]


def withdrawal(facts: EpisodeFacts) -> list[Fact]:
    """Each signed finding of active withdrawal with the decision on it (services.md row 12)."""
    return [
        Fact(
            source="Assessment",
            text=f"At the assessment {on(one.assessed_on)} withdrawal was active. Decision: "
            f"{sentence(one.withdrawal_decision)}",
        )
        for one in facts.assessments
        if one.in_withdrawal
    ]


def _domain_row(first: Assessment, last: Assessment, code: DomainCode) -> str:
    name = labels.DOMAINS[first.edition][code]
    before = f"{name}: {_rating(first, code)}"
    if last is first:
        now = _ONLY_ONCE
    elif last.edition is first.edition:
        now = _rating(last, code)
    else:
        now = f"{labels.DOMAINS[last.edition][code]}: {_rating(last, code)}"
    return write_row(f"Domain {code.value.removeprefix('d')}", before, now)


def _rating(assessment: Assessment, code: DomainCode) -> str:
    rating = assessment.domain(code).rating
    return "not rated" if rating is None else f"{rating}, {labels.DOMAIN_RATINGS[rating]}"


def _told(assessment: Assessment) -> str:
    answers = {"self": assessment.harm_to_self, "others": assessment.harm_to_others}
    found = [whom for whom, answer in answers.items() if answer is Harm.PRESENT]
    lead = f"At the assessment {on(assessment.assessed_on)}"
    if not found:
        none = [whom for whom, answer in answers.items() if answer is Harm.NONE]
        return f"{lead} no risk of harm to {' or '.join(none)} was found."
    level = labels.HARM_LEVELS[assessment.harm_level]
    weight = f", {level}" if assessment.harm_level is not Level.UNSAID else ""
    texts = (assessment.ideation, assessment.intent, assessment.means, assessment.action)
    words = " ".join(sentence(text) for text in texts if text.strip())
    return f"{lead} a risk of harm to {' and '.join(found)} was found{weight}. {words}".strip()
