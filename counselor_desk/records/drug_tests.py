"""Drug tests: the day, the kind and the result. Optional; a record, not a judgment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counselor_desk.records.ids import ClientId, DrugTestId, Uid


class TestKind(StrEnum):
    """What was tested."""

    __test__ = False

    URINE = "urine"
    SALIVA = "saliva"
    BREATH = "breath"
    BLOOD = "blood"
    HAIR = "hair"
    OTHER = "other"


class TestResult(StrEnum):
    """What came of it. Person-first words: never "clean" or "dirty"."""

    __test__ = False

    PENDING = "pending"
    NEGATIVE = "negative"
    POSITIVE = "positive"
    INVALID = "invalid"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugTest:
    """One test.

    Attributes:
        substances: what a positive result was about.
        is_expected: whether a prescribed medication explains it.
    """

    id: DrugTestId
    uid: Uid
    client_id: ClientId
    tested_on: date
    kind: TestKind
    result: TestResult
    substances: str = field(default="", repr=False)
    is_expected: bool = False
    remark: str = field(default="", repr=False)
