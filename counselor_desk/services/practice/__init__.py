"""Practice: a believable, fictional caseload to look at and to learn on."""

from counselor_desk.services.practice.caseload import DEFAULT_COUNT, LARGEST_COUNT
from counselor_desk.services.practice.making import fill
from counselor_desk.services.practice.store import PracticeSecrets, secrets

__all__ = ["DEFAULT_COUNT", "LARGEST_COUNT", "PracticeSecrets", "fill", "secrets"]
