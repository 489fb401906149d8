"""Plan texts: what stands in a plan beside its tree, from the client's words to the criteria."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counselor_desk.records.plans import InterventionKind
from counselor_desk.services.practice.caseload import Stay
from counselor_desk.services.practice.stories import Library, Story
from counselor_desk.services.practice.timetable import GROUP_DAYS, GROUP_HOURS
from counselor_desk.services.practice.wording import Voice, clock, sentence_case, with_fixed_spaces

_REVIEWED = " At this review: "


def aiming(voice: Voice, library: Library) -> Voice:
    """The voice with something the client hopes for."""
    return voice.knowing(aim=voice.pick("aims", library.facts["aims"]))


def begun(
    voice: Voice,
    library: Library,
    stay: Stay,
    stories: Sequence[Story],
    kinds: frozenset[InterventionKind],
) -> dict[str, str]:
    """The texts of a first version, by field name.

    Args:
        voice: the client's facts.
        library: what texts are made of.
        stay: where and when the client comes.
        stories: what brought the client here, told under needs.
        kinds: the kinds of intervention that the tree has.
    """
    facts = library.facts
    prior = voice.tell(voice.chance.choice(facts["prior"][stay.substance]))
    speaking = voice.knowing(prior=prior, track=stay.place.track.value)
    history = [speaking.tell(voice.chance.choice(story.details)) for story in stories]
    home = speaking.tell(facts["homes_line"])
    needs = _line(speaking.some(facts["needs"], 3))
    criteria = _line(speaking.some(facts["discharge_criteria"], 4))
    return {
        "client_words": aiming(voice, library).pick("client_words", facts["client_words"]),
        "strengths": _line(speaking.some(facts["strengths"], 4)),
        "needs": " ".join([*history, home, needs, _vocational(voice, library)]),
        "abilities": _line(speaking.some(facts["abilities"], 3)),
        "preferences": _preferences(speaking, library, kinds),
        "barriers": _line(speaking.some(facts["barriers"], 3)),
        "services": _services(stay, kinds),
        "discharge_criteria": f"{criteria} {facts['discharge_close']}",
    }


def renewed(texts: Mapping[str, str], voice: Voice, library: Library) -> dict[str, str]:
    """The texts after a review: new words of the client, gains, one barrier fewer."""
    facts = library.facts
    gains = "; ".join(voice.some(facts["gains"], 2))
    strengths = texts["strengths"].split(_REVIEWED)[0]
    barriers = texts["barriers"].rstrip(".").split("; ")
    return {
        **texts,
        "client_words": aiming(voice, library).pick("client_words", facts["client_words"]),
        "strengths": f"{strengths}{_REVIEWED}{gains}.",
        "barriers": _line(barriers[:-1] if len(barriers) > 1 else barriers),
    }


def _vocational(voice: Voice, library: Library) -> str:
    """Whether there is a vocational need, always answered (rule P8)."""
    kind = "open"
    if "jobless" in voice.facts:
        kind = "jobless"
    elif "employer" in voice.facts:
        kind = "employed"
    return voice.pick("vocational", library.facts[f"vocational_{kind}"])


def _preferences(voice: Voice, library: Library, kinds: frozenset[InterventionKind]) -> str:
    line = _line(voice.some(library.facts["preferences"], 3))
    if InterventionKind.FAMILY in kinds:
        return line
    return f"{line} {library.facts['no_family_sessions']}"


def _services(stay: Stay, kinds: frozenset[InterventionKind]) -> str:
    """Which services, how often, on which days and hours."""
    place = stay.place
    first, second, third = GROUP_DAYS[place.track]
    days = f"{first}, {second} and {third}, {GROUP_HOURS[place.track]}"
    parts = [
        f"Group 3 × week, 3 hours each ({days})",
        f"individual 1 × week, 50 minutes ({place.weekday.name.title()}, {clock(place.starts)})",
    ]
    if InterventionKind.FAMILY in kinds:
        parts.append("family 1 × month, 50 minutes")
    if InterventionKind.CASE_MANAGEMENT in kinds:
        parts.append("case management as needed, about 1 × month")
    if InterventionKind.MUTUAL_HELP in kinds:
        parts.append("mutual help 2 × week (not counted as treatment hours)")
    return with_fixed_spaces(f"{'; '.join(parts)}. Planned for {stay.target_weeks} weeks.")


def _line(parts: list[str]) -> str:
    return sentence_case("; ".join(parts)) + "."
