"""Care: diagnoses, substances, medications, tests and urges of a practice client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from counselor_desk.records.drug_tests import TestKind, TestResult
from counselor_desk.records.ids import NoteId
from counselor_desk.records.medications import AddictionMedication, Adherence, Medication
from counselor_desk.records.substances import Route, SubstanceClass
from counselor_desk.services import (
    allergies,
    circumstances,
    cravings,
    diagnoses,
    drug_tests,
    medications,
    mistakes,
    substances,
)
from counselor_desk.services.allergies import NewAllergy
from counselor_desk.services.cravings import NewCraving
from counselor_desk.services.diagnoses import NewDiagnosis
from counselor_desk.services.drug_tests import NewTest
from counselor_desk.services.medications import NewMedication
from counselor_desk.services.practice import roles
from counselor_desk.services.practice.facts import voice_of
from counselor_desk.services.practice.steps import Chart, Role, Step, pools
from counselor_desk.services.practice.timetable import Occasion
from counselor_desk.services.practice.wording import Voice, dice, sentence_case
from counselor_desk.services.substances import NewReturn, NewSubstance

_SUBSTANCES_AT, _DIAGNOSES_AT, _MEDICATIONS_AT = time(10, 55), time(11, 5), time(11, 15)
_TESTED_AT, _CHANGED_AT, _CALLED_AT = time(11, 25), time(14, 10), time(16, 5)
_TEST_AFTER, _TOLD_AFTER = timedelta(minutes=2), timedelta(minutes=8)
_CHECKED_AFTER = timedelta(minutes=8)
_RAISED_AFTER = timedelta(days=21)
_TEST_EVERY = 2
_SESSION_THAT_ENDS_INSOMNIA = 6
_NICOTINE_SHARE, _SECOND_SHARE, _OTHER_SHARE, _ALLERGY_EVERY = 0.45, 0.3, 0.45, 3
_WRONG_CHART_EVERY, _WRONG_CHART = 8, 4
_SHOWS_FOR = {"cannabis": 21, "opioids": 4, "methamphetamine": 4, "cocaine": 4}
"""So many days after a use a test can still show it, by substance; fair guesses for a story."""

_MINDED = {"F32.1", "F41.1", "F43.10"}
_NICOTINE_CODE = "F17.210"
_INSOMNIA = "F51.01"
_HIGH_URGE = 8
_RESTED_SHARE = 0.25


def steps(chart: Chart) -> Iterator[Step]:
    """Everything that is written about treatment beside plan, notes and assessment."""
    case = chart.case
    if case.admitted_on is None:
        return
    voice = _voice(chart)
    yield from _at_admission(chart, voice, case.admitted_on)
    yield from _medication_steps(chart, voice, case.admitted_on)
    yield from _test_steps(chart, voice)
    yield from _return_steps(chart, voice)


def rate_urge(chart: Chart, held_on: date, starts: time, note_id: NoteId) -> None:
    """The urge that an individual session asked for, with what set it off and what helped."""
    for place, (session, score) in enumerate(chart.case.grounds.sessions):
        if (session.held_on, session.starts) == (held_on, starts):
            facts = chart.case.person.facts
            skills = (facts["skill1"], facts["skill2"])
            rests = pools()["craving"]["rests"]
            chance = dice("urge", chart.case.person.full_name, held_on)
            skill = skills[place % 2] if chance.random() > _RESTED_SHARE else chance.choice(rests)
            new = NewCraving(
                rated_on=held_on,
                score=score,
                trigger=sentence_case(facts[f"trigger{place % 5 + 1}"]),
                skill=sentence_case(Voice(chance, facts).tell(skill)),
                note_id=note_id,
            )
            cravings.add(chart.desk, chart.client_id, new)
            return


def _voice(chart: Chart) -> Voice:
    facts = voice_of(chart.case).facts
    return Voice(dice("care", chart.case.person.full_name, chart.case.inquiry_at), facts)


def _at_admission(chart: Chart, voice: Voice, day: date) -> Iterator[Step]:
    for at, write in (
        (_SUBSTANCES_AT, _add_substances),
        (_DIAGNOSES_AT, _add_diagnoses),
        (_MEDICATIONS_AT, _add_allergy),
    ):
        yield Step(datetime.combine(day, at), partial(write, chart, voice))
    if (
        _INSOMNIA in _codes(chart)
        and len(chart.case.grounds.sessions) > _SESSION_THAT_ENDS_INSOMNIA
    ):
        session, _ = chart.case.grounds.sessions[_SESSION_THAT_ENDS_INSOMNIA]
        slept_at = datetime.combine(session.held_on, session.starts) + _CHECKED_AFTER
        yield Step(slept_at, lambda: _resolve(chart, _INSOMNIA))


def _add_substances(chart: Chart, voice: Voice) -> None:
    primary = chart.case.grounds.substance
    _keep_substance(chart, voice, primary, is_primary=True)
    if voice.chance.random() < _SECOND_SHARE:
        second = "cannabis" if primary != "cannabis" else "alcohol"
        _keep_substance(chart, voice, second)
    if voice.chance.random() < _NICOTINE_SHARE:
        _keep_substance(chart, voice, "nicotine")


def _keep_substance(chart: Chart, voice: Voice, key: str, *, is_primary: bool = False) -> None:
    case = chart.case
    rows = pools()["substance"][key]
    told = rows[case.number % len(rows)]
    last_on = case.grounds.last_use_on
    if key == "nicotine":
        last_on = case.admitted_on or last_on
    elif not is_primary:
        last_on -= timedelta(days=voice.chance.randint(20, 200))
    substances.add(
        chart.desk,
        chart.client_id,
        NewSubstance(
            substance=SubstanceClass(pools()["classes"][key]),
            name=told["name"],
            route=Route(told["route"]),
            frequency=told["frequency"],
            first_use=voice.tell(told["first"]),
            last_used_on=last_on,
            is_primary=is_primary,
        ),
    )


def _codes(chart: Chart) -> list[str]:
    """The codes of the plan's problems, the substance first."""
    found = [
        problem.code
        for version in chart.case.plans
        for problem in version.plan.problems
        if problem.code
    ]
    return list(dict.fromkeys(found))


def _add_diagnoses(chart: Chart, voice: Voice) -> None:
    facts = voice.facts
    admitted_on = chart.case.admitted_on or chart.today
    for place, code in enumerate(_codes(chart)):
        is_minded = code in _MINDED
        noticed_on = admitted_on - timedelta(days=voice.chance.randint(90, 330))
        onset = f"{noticed_on:%B %Y}" if place else str(admitted_on.year - int(facts["years"]))
        new = NewDiagnosis(
            code=code,
            is_principal=place == 0,
            onset="" if code.startswith("Z") else onset,
            made_by=facts["psychiatrist"] if is_minded else "",
        )
        diagnoses.add(chart.desk, chart.client_id, new)
    if any(
        one.substance == "nicotine" for one in substances.of_client(chart.desk, chart.client_id)
    ):
        new = NewDiagnosis(code=_NICOTINE_CODE, remark="Not a goal for now, by own choice")
        diagnoses.add(chart.desk, chart.client_id, new)


def _resolve(chart: Chart, code: str) -> None:
    for one in diagnoses.of_client(chart.desk, chart.client_id):
        if one.code == code and one.is_active:
            diagnoses.resolve(chart.desk, one)


def _add_allergy(chart: Chart, _voice: Voice) -> None:
    known, number = pools()["allergies"], chart.case.number
    if number % _WRONG_CHART_EVERY == _WRONG_CHART:
        wrong = NewAllergy(substance=sentence_case(known[-1]["substance"]))
        mistakes.mark(
            chart.desk,
            allergies.add(chart.desk, chart.client_id, wrong),
            "Entered in the wrong chart; another client told it the same morning.",
        )
    if number % _ALLERGY_EVERY:
        allergies.deny(chart.desk, chart.client_id)
        return
    told = known[number // _ALLERGY_EVERY % len(known)]
    new = NewAllergy(substance=sentence_case(told["substance"]), reaction=told["reaction"])
    allergies.add(chart.desk, chart.client_id, new)


def _medication_steps(chart: Chart, voice: Voice, admitted_on: date) -> Iterator[Step]:
    """Each medication when it began or became known, and the days the list was gone through."""
    told = _medications(chart, voice)
    first_at = datetime.combine(admitted_on, _MEDICATIONS_AT) + timedelta(minutes=1)
    for one in told:
        yield from _one_medication(chart, voice, one, admitted_on)
    if not told:
        yield Step(first_at, lambda: _deny_medications(chart))
    checked = [first_at + timedelta(minutes=2)]
    checked += [signed_at + _CHECKED_AFTER for signed_at in reviewed_at(chart)]
    for at in checked:
        asked = voice.pick("checked", pools()["checked"]["with"])
        yield Step(at, partial(_reconcile, chart, asked))


def _reconcile(chart: Chart, asked: str) -> None:
    medications.reconcile(chart.desk, chart.client_id, checked_with=asked)


def _medications(chart: Chart, voice: Voice) -> list[Mapping[str, Any]]:
    rows, number = pools()["medication"], chart.case.number
    keys = (chart.case.grounds.substance, *chart.case.grounds.lives)
    found = [rows[key][number % len(rows[key])] for key in keys if key in rows]
    if voice.chance.random() < _OTHER_SHARE:
        found.append(rows["any"][number % len(rows["any"])])
    return found


def _one_medication(
    chart: Chart, voice: Voice, told: Mapping[str, Any], admitted_on: date
) -> Iterator[Step]:
    started_on = admitted_on + timedelta(days=told["after"])
    is_known = told["after"] <= 0
    last_on = chart.case.closed_on or chart.today
    noted_at = datetime.combine(admitted_on, _MEDICATIONS_AT) + timedelta(minutes=1)
    if not is_known:
        noted_at = datetime.combine(started_on, _CHANGED_AT)
    if noted_at.date() >= last_on:
        return
    kept: list[Medication] = []
    new = _new_medication(voice, told, started_on)
    yield Step(
        noted_at,
        lambda: kept.append(medications.add(chart.desk, chart.client_id, new)),
    )
    raised_on = max(started_on, admitted_on) + _RAISED_AFTER
    if told.get("raised") and raised_on < last_on:
        yield Step(
            datetime.combine(raised_on, _CHANGED_AT),
            lambda: medications.new_dose(chart.desk, kept[0], told["raised"], on=raised_on),
        )
    stopped_on = admitted_on + timedelta(days=told.get("stops", 0))
    if told.get("stops") and stopped_on < last_on:
        yield Step(
            datetime.combine(stopped_on, _CHANGED_AT),
            lambda: medications.stop(chart.desk, kept[0], on=stopped_on, reason=told["reason"]),
        )


def _new_medication(voice: Voice, told: Mapping[str, Any], started_on: date) -> NewMedication:
    is_mind = told["purpose"] in {"low mood", "worry", "worry and panic", "nightmares"}
    return NewMedication(
        name=told["name"],
        dose=told["dose"],
        schedule=told["schedule"],
        purpose=told["purpose"],
        for_addiction=AddictionMedication(told.get("for_addiction", "none")),
        prescriber=voice.facts["psychiatrist" if is_mind else "prescriber"],
        source=voice.chance.choice(("client", "label", "prescriber")),
        started_on=started_on,
        adherence=Adherence(told["adherence"]),
    )


def _deny_medications(chart: Chart) -> None:
    day = chart.desk.today()
    circumstances.change(
        chart.desk, chart.client_id, lambda before: replace(before, medications_denied_on=day)
    )


def _test_steps(chart: Chart, voice: Voice) -> Iterator[Step]:
    """A test at admission and at every second individual session."""
    case = chart.case
    admitted_on = case.admitted_on or chart.today
    first_at = datetime.combine(admitted_on, _TESTED_AT)
    yield Step(first_at, _tester(chart, voice, admitted_on, case.grounds.last_use_on, "first"))
    for place, (session, _) in enumerate(case.grounds.sessions):
        used_on = case.grounds.lapse_on
        is_told = used_on is not None and told_in(chart) == session
        if place % _TEST_EVERY == 0 and not is_told:
            continue
        at = datetime.combine(session.held_on, session.starts) + _TEST_AFTER
        last_on = used_on if is_told and used_on else date.min
        yield Step(at, _tester(chart, voice, session.held_on, last_on, "again"))


def _tester(chart: Chart, voice: Voice, day: date, last_use_on: date, remark: str) -> partial[None]:
    return partial(_test, chart, voice, day, last_use_on, remark)


def _test(chart: Chart, voice: Voice, day: date, last_use_on: date, remark: str) -> None:
    substance, words = chart.case.grounds.substance, pools()["tests"]
    shows = (day - last_use_on).days <= _SHOWS_FOR.get(substance, 0)
    result, found, is_expected, said = TestResult.NEGATIVE, "", False, ""
    if shows:
        result, found = TestResult.POSITIVE, words["words"][substance]
        said = sentence_case(voice.pick(remark, words[remark]))
    elif substance == "opioids":
        result, found, is_expected = TestResult.POSITIVE, "buprenorphine", True
    drug_tests.add(
        chart.desk,
        chart.client_id,
        NewTest(
            tested_on=day,
            kind=TestKind(words["kinds"][substance]),
            result=result,
            substances=found,
            is_expected=is_expected,
            remark=said,
        ),
    )


def told_in(chart: Chart) -> Occasion | None:
    """The session in which a return to use was told: the first one after it."""
    lapse_on = chart.case.grounds.lapse_on
    after = [one for one, _ in chart.case.grounds.sessions if lapse_on and one.held_on > lapse_on]
    return after[0] if after else None


def _return_steps(chart: Chart, voice: Voice) -> Iterator[Step]:
    grounds, words = chart.case.grounds, pools()["return_to_use"]
    session = told_in(chart)
    if session is not None and grounds.lapse_on is not None:
        at = datetime.combine(session.held_on, session.starts) + _TOLD_AFTER
        text = voice.pick("return", words["circumstances"])
        new = _new_return(chart, grounds.lapse_on, session.held_on, text)
        yield Step(at, lambda: substances.record_return(chart.desk, chart.client_id, new))
    if Role.CALLED_LATE in chart.roles:
        day = roles.called_on(chart.today)
        at = datetime.combine(day, _CALLED_AT)
        called = _new_return(chart, day - timedelta(days=1), day, voice.tell(words["by_phone"]))
        yield Step(at, lambda: substances.record_return(chart.desk, chart.client_id, called))
        urge = NewCraving(
            rated_on=day,
            score=_HIGH_URGE,
            trigger=sentence_case(voice.facts["trigger3"]),
            skill=sentence_case(voice.tell("called {ally_name} and the office")),
        )
        later = at + timedelta(minutes=5)
        yield Step(later, lambda: cravings.add(chart.desk, chart.client_id, urge))


def _new_return(chart: Chart, used_on: date, learned_on: date, text: str) -> NewReturn:
    key = chart.case.grounds.substance
    return NewReturn(
        used_on=used_on,
        learned_on=learned_on,
        substance=SubstanceClass(pools()["classes"][key]),
        amount=pools()["return_to_use"]["amounts"][key],
        circumstances=text,
    )


def reviewed_at(chart: Chart) -> list[datetime]:
    """When each plan version from the second on was signed."""
    return [
        one.signed_at
        for one in chart.case.plans
        if one.plan.version > 1 and one.signed_at is not None
    ]
