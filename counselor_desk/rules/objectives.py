"""What the words of an objective say: a number or frequency, a time, and who does it.

Rule P5 of the catalogue (docs/RULES.md) asks for the first two; all three help while one writes.
Source: findings of accreditation surveys, an objective that nobody can count or check.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_NUMBER = (
    r"(?:\d+(?:[.,]\d+)?|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
    r"sixty|ninety|hundred|half|dozen)"
)
_SPAN = r"(?:hours?|days?|nights?|evenings?|weeks?|weekends?|months?|years?|sessions?)"

_DATE = re.compile(
    rf"\b(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|(?:19|20)\d\d|"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?)\b",
    re.IGNORECASE,
)
"""A day on the calendar: it says when, and its digits count nothing."""

_NAME_WITH_DIGITS = re.compile(
    r"\b(?:[A-Z]\d{2}(?:\.\w+)?|[A-Z]{2,}-\d+|(?:12|twelve)[- ]steps?|level \d(?:\.\d)?|24/7)\b",
    re.IGNORECASE,
)
"""A code, a scale or the name of a program, whose digits count nothing."""

_SAYING = re.compile(
    r"\b(?:one day at a time|one another|no one|one of (?:the|his|her|their|my)|"
    r"every (?:effort|way)|daily (?:life|living)|at (?:one|half) point)\b",
    re.IGNORECASE,
)
"""Words that only look like a number or a frequency."""

_BLANK = re.compile(r"\{[^{}\n]*\}")
"""What is still to be chosen says nothing yet."""

_MEASURE = re.compile(
    rf"\b(?:{_NUMBER}|twice|thrice|once (?:an?|per|each|every|daily|weekly|monthly)|"
    rf"at least once|an? (?:day|week|month)|daily|nightly|weekly|monthly|"
    rf"(?:each|every|all|per) (?:scheduled |planned )?"
    rf"(?:day|night|morning|evening|week|weekend|month|session|group|appointment|dose|meal|"
    rf"{_WEEKDAY})s?)\b|%",
    re.IGNORECASE,
)

_TIME = re.compile(
    rf"\b(?:by|before|until|till|through)\s+(?:the\s+)?(?:end|next|discharge|review|graduation|"
    rf"{_WEEKDAY}|{_MONTH}\b|week\b)|"
    rf"\b(?:within|for|over|in|during|throughout)\s+(?:the\s+)?(?:next\s+|first\s+|coming\s+)?"
    rf"(?:at least\s+)?(?:a|an|{_NUMBER})[ -](?:\w+[ -]){{0,2}}?{_SPAN}\b",
    re.IGNORECASE,
)

_PERSON = re.compile(
    r"\b(?:i|we|he|she|they|client|counselor|therapist|clinician|case manager|prescriber|nurse|"
    r"physician|doctor|peer|sponsor|partner|spouse|husband|wife|mother|father|parents?|family|"
    r"employer|landlord|staff|program)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b[A-Z][\w’'-]+(?: [A-Z]\.)? (?:will|is|has|can|does|attends|names|takes|goes|keeps)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What the words of an objective say."""

    is_measurable: bool
    is_time_bound: bool
    says_who: bool


def measurable(text: str) -> Measure:
    """What an objective says; a date of its own in the plan counts as a time beside the words.

    It reads numbers in digits and words, frequencies such as "twice a week", days and spans, and
    who acts. It is a help, so it would rather miss an unusual wording than praise an empty one.
    """
    text = _BLANK.sub(" ", text)
    without_dates, dated = _DATE.subn(" ", text)
    counted = _SAYING.sub(" ", _NAME_WITH_DIGITS.sub(" ", without_dates))
    return Measure(
        is_measurable=_MEASURE.search(counted) is not None,
        is_time_bound=bool(dated) or _TIME.search(counted) is not None,
        says_who=_PERSON.search(text) is not None or _NAMED.search(text) is not None,
    )
