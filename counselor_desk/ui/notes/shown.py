"""What the reader shows: a note with the words of its objectives and the proof of its signing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from counselor_desk.errors import BrokenSealError
from counselor_desk.records.amendments import Amendment
from counselor_desk.records.cravings import Urge
from counselor_desk.records.group_sessions import AttendedGroup
from counselor_desk.records.ids import NoteId, Uid
from counselor_desk.records.notes import Addendum, AddendumReason, LinkedObjective, Note
from counselor_desk.records.plans import Objective, Plan, Rating
from counselor_desk.records.signatures import Signature, SignatureRole
from counselor_desk.services import addenda, amendments, attended_groups, notes, plans, sealed_notes
from counselor_desk.services.desk import Desk
from counselor_desk.services.signatures import Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownObjective:
    """One objective a note worked on, in the words of the plan version it links to."""

    number: str
    text: str = field(repr=False)
    rating: Rating | None = None
    interventions: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAddendum:
    """A signed addendum ready to be read; `problem` as in `ShownNote`."""

    addendum: Addendum
    proof: Proof | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNote:
    """A note ready to be read. `problem` says that its seal does not match; empty if it does.

    `about` is the group session it takes up.

    `as_signed` is what its seal still tells where it does not match: the note, its proof and its
    objectives as they were signed; None where the seal is not genuine either. `addenda` are
    signed, `draft` is the addendum that is being written. `requests` are those of the client to
    amend it.
    """

    note: Note
    urge: Urge | None = None
    about: AttendedGroup | None = None
    objectives: tuple[ShownObjective, ...] = ()
    proof: Proof | None = None
    problem: str = ""
    as_signed: ShownNote | None = field(default=None, repr=False)
    addenda: tuple[ShownAddendum, ...] = ()
    draft: Addendum | None = None
    requests: tuple[Amendment, ...] = ()

    @property
    def is_in_error(self) -> bool:
        """Whether a signed addendum says that the note was entered in error."""
        wrong = AddendumReason.ENTERED_IN_ERROR
        return any(one.addendum.reason is wrong for one in self.addenda)

    @property
    def signed_by(self) -> Signature | None:
        """The counselor's signature."""
        if self.proof is None:
            return None
        return next(
            (one for one in self.proof.signatures if one.role is SignatureRole.COUNSELOR), None
        )

    @property
    def signed_at(self) -> datetime | None:
        """When it was signed, in UTC."""
        return self.signed_by.signed_at if self.signed_by else None

    @property
    def is_late(self) -> bool:
        """Whether it was signed after it was due."""
        return bool(self.signed_at and self.note.due_at and self.signed_at > self.note.due_at)


def load(desk: Desk, note_id: NoteId) -> ShownNote:
    """The note as it stands, a draft with everything typed.

    Raises:
        UnknownRecordError: there is no such note.
    """
    note = notes.open_edit(desk, note_id).note
    linked = sorted({link.plan_id for link in note.objectives})
    objectives = objectives_of(note, tuple(plans.get(desk, plan_id) for plan_id in linked))
    urge = notes.urge(desk, note)
    about = attended_groups.taken_up(desk, note)
    if not note.is_signed:
        return ShownNote(note=note, urge=urge, about=about, objectives=objectives)
    added = addenda.of_note(desk, note.id)
    read = ShownNote(
        note=note,
        urge=urge,
        about=about,
        objectives=objectives,
        addenda=tuple(_shown_addendum(desk, one) for one in added if one.is_signed),
        draft=next((one for one in added if not one.is_signed), None),
        requests=amendments.of_record(desk, note.client_id, note.uid),
    )
    try:
        return replace(read, proof=notes.proof(desk, note))
    except BrokenSealError as error:
        return replace(read, problem=str(error), as_signed=_as_signed(desk, read))


def _as_signed(desk: Desk, read: ShownNote) -> ShownNote | None:
    try:
        note, proof = sealed_notes.as_signed(desk, read.note)
    except BrokenSealError:
        return None
    versions = plans.versions(desk, note.client_id)
    return replace(
        read,
        note=note,
        proof=proof,
        about=attended_groups.taken_up(desk, note),
        objectives=objectives_of(note, versions),
    )


def _shown_addendum(desk: Desk, addendum: Addendum) -> ShownAddendum:
    try:
        return ShownAddendum(addendum=addendum, proof=addenda.proof(desk, addendum))
    except BrokenSealError as error:
        return ShownAddendum(addendum=addendum, problem=str(error))


def objectives_of(note: Note, versions: tuple[Plan, ...]) -> tuple[ShownObjective, ...]:
    """The linked objectives in the order of the plan, with what was done for each."""
    done = {tick.node_uid: tick.text for tick in note.interventions}
    found = [_shown(link, done, versions) for link in note.objectives]
    return tuple(sorted(found, key=lambda one: _order(one.number)))


def _shown(
    link: LinkedObjective, done: dict[Uid, str], versions: tuple[Plan, ...]
) -> ShownObjective:
    version = next((plan for plan in versions if plan.id == link.plan_id), None)
    node = version.find(link.node_uid) if version else None
    if not isinstance(node, Objective):
        return ShownObjective(number="", text="", rating=link.rating)
    return ShownObjective(
        number=node.number,
        text=node.text,
        rating=link.rating,
        interventions=tuple(
            done[step.node_uid] for step in node.interventions if step.node_uid in done
        ),
    )


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdigit())
