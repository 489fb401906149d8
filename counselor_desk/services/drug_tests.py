"""Drug tests: add one, fill in its result, read those of a client. A record, not a judgment."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from counselor_desk.errors import UnknownRecordError
from counselor_desk.records.drug_tests import DrugTest, TestKind, TestResult
from counselor_desk.records.ids import ClientId, DrugTestId
from counselor_desk.services import fact_checks
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.fact_checks import LONG_TEXT_LIMIT, Problems, Text, require
from counselor_desk.storage import drug_tests as test_rows

_DAY = "Enter the day of the test."
_TEXTS = {
    "substances": Text("The substances"),
    "remark": Text("The remark", LONG_TEXT_LIMIT, is_long=True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTest:
    """What is typed when a test is added."""

    tested_on: date | None
    kind: TestKind = TestKind.URINE
    result: TestResult = TestResult.PENDING
    substances: str = field(default="", repr=False)
    is_expected: bool = False
    remark: str = field(default="", repr=False)


def add(desk: Desk, client_id: ClientId, new: NewTest, *, initiator: object = None) -> DrugTest:
    """Keep a test of a client.

    Raises:
        MissingFactError: the day is not told.
        ImpossibleUseDateError: the test lies in the future or before the birth.
        UnusableTextError: a text is too long or has control characters.
        NoOpenEpisodeError: the client was discharged.
    """
    fact_checks.raise_first(problems(desk, client_id, new))
    draft = DrugTest(
        id=DrugTestId(0),
        uid=desk.new_uid(),
        client_id=client_id,
        tested_on=require(new.tested_on, _DAY),
        kind=new.kind,
        result=new.result,
        is_expected=_is_expected(new),
        **fact_checks.kept_texts(new, _TEXTS),
    )
    with desk.write() as writer:
        fact_checks.open_episode(writer, client_id)
        kept = test_rows.insert(writer, draft)
    _announce(desk, client_id, initiator)
    return kept


def change(desk: Desk, test: DrugTest, *, initiator: object = None) -> DrugTest:
    """Keep changed facts of a test, such as a result that came in.

    Raises:
        UnknownRecordError: there is no such test.
        ImpossibleUseDateError, UnusableTextError, NoOpenEpisodeError: as in `add`.
    """
    fact_checks.raise_first(problems(desk, test.client_id, test))
    texts = fact_checks.kept_texts(test, _TEXTS)
    kept = replace(test, is_expected=_is_expected(test), **texts)  # type: ignore[arg-type]  # fields of text
    with desk.write() as writer:
        fact_checks.open_episode(writer, kept.client_id)
        if test_rows.get(writer, kept.id) is None:
            raise UnknownRecordError("drug test")
        test_rows.update(writer, kept)
    _announce(desk, kept.client_id, initiator)
    return kept


def of_client(desk: Desk, client_id: ClientId) -> tuple[DrugTest, ...]:
    """The tests of a client, the newest first."""
    with desk.read() as reader:
        return tuple(test_rows.of_client(reader, client_id))


def problems(desk: Desk, client_id: ClientId, new: NewTest | DrugTest) -> Problems:
    """What keeps a test from being kept, by the name of the field."""
    return fact_checks.problems(
        {
            "tested_on": lambda: _check_day(desk, client_id, new.tested_on),
            **fact_checks.check_texts(new, _TEXTS),
        }
    )


def _check_day(desk: Desk, client_id: ClientId, tested_on: date | None) -> None:
    label, day = "The test", require(tested_on, _DAY)
    fact_checks.check_not_ahead(label, day, desk.today())
    with desk.read() as reader:
        fact_checks.check_after_birth(reader, client_id, label, day)


def _is_expected(test: NewTest | DrugTest) -> bool:
    """Only a positive result can be what a prescription explains."""
    return test.is_expected and test.result is TestResult.POSITIVE


def _announce(desk: Desk, client_id: ClientId, initiator: object) -> None:
    desk.announce(Changes.of(Kind.DRUG_TEST, client_id=client_id, initiator=initiator))
