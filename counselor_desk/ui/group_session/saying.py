"""How a group session is said on the screen: its rows, what was found, and what is signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from counselor_desk.records import dates, times
from counselor_desk.records.clients import Client
from counselor_desk.records.group_sessions import MemberEdit
from counselor_desk.records.hours import CAME
from counselor_desk.records.ids import ClientId
from counselor_desk.records.plans import Plan
from counselor_desk.records.sessions import Session
from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.services import shown_names
from counselor_desk.services.group_checks import Row
from counselor_desk.ui.group_session import words
from counselor_desk.ui.group_session.model import ShownMember
from counselor_desk.ui.sign_dialog import SignFacts

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Names nobody more than the screen may.

    `is_hidden` says whether it shows initials alone, `names` what it calls each member; `clients`
    are all members, `plans` what is in force of each, `refused` why a note could not be signed.
    """

    desk: Desk
    is_hidden: bool
    names: Mapping[ClientId, str] = field(repr=False)
    session: Session
    clients: tuple[Client, ...] = field(repr=False)
    plans: Mapping[ClientId, Plan] = field(repr=False)
    refused: Mapping[ClientId, str] = field(repr=False)

    def row(self, one: Row) -> ShownMember:
        """A member as the list shows it."""
        plan = self.plans.get(one.client.id)
        numbers = {node.node_uid: node.number for node in plan.objectives()} if plan else {}
        worked = [numbers.get(link.node_uid, "") for link in one.edit.objectives]
        name = self.names[one.client.id]
        return ShownMember(
            edit=one.edit,
            state=one.state,
            name=name,
            hint=words.tr("Write the response of {name}").format(name=name),
            minutes=self._minutes(one.edit),
            objectives=_few([number for number in worked if number]),
            text=self.text(one.client, one.edit.text),
            findings=self.findings(one),
            refusal=self.refused.get(one.client.id, ""),
        )

    def findings(self, one: Row) -> tuple[Finding, ...]:
        """What was found about a row."""
        return tuple(
            replace(finding, message=self.text(one.client, finding.message))
            for finding in one.findings
        )

    def text(self, client: Client, text: str) -> str:
        """What was written, with names by their initials while names are hidden."""
        if not self.is_hidden or not text:
            return text
        others = [name for one in self.clients for name in (one.full_name, one.preferred_name)]
        return shown_names.veil(self.desk, client, others).text(text)

    def sign_facts(self, ready: Sequence[Row], group_name: str) -> SignFacts:
        """What the sign dialog says of these notes."""
        told = ", ".join(
            f"{shown_names.dotted(one.client.initials)} {one.client.number}" for one in ready
        )
        alike = [
            self.text(one.client, finding.message)
            for one in ready
            for finding in one.findings
            if finding.severity is Severity.WARN and finding.rule == "G3"
        ]
        local = self.desk.local(self.desk.now())
        count = len(ready)
        return SignFacts(
            title=words.tr("Sign 1 note?")
            if count == 1
            else words.tr("Sign {count} notes?").format(count=count),
            sentence=words.tr(
                "Each note is closed for itself and cannot be changed; later thoughts go in an "
                "addendum. What is not ready stays as it is."
            ),
            facts=(
                (words.tr("Group"), group_name),
                (words.tr("Session"), words.when(self.session)),
                (words.tr("Notes"), told),
            ),
            cautions=tuple(dict.fromkeys(alike)),
            attestation=words.tr(
                "I provided this service; these notes are my own accurate record."
            ),
            signer=self.desk.program().signing_name,
            signed_at=f"{dates.write_in_words(local.date())}, {times.write_time(local.time())}",
        )

    def _minutes(self, row: MemberEdit) -> int:
        if row.code not in CAME:
            return 0
        return self.session.minutes if row.minutes is None else row.minutes


def _few(numbers: list[str]) -> str:
    """The first number and how many more there are."""
    more = f" +{len(numbers) - 1}" if len(numbers) > 1 else ""
    return f"{numbers[0]}{more}" if numbers else ""
