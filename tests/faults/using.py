"""One counselor at a store and what they remember of it: for random acts, and for long use."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from datetime import time
from pathlib import Path

from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.ids import NoteId
from counselor_desk.records.notes import Note, Risk, Section, SectionCode
from counselor_desk.records.signing import RecordState
from counselor_desk.services import addenda, backups, clients, discarded, notes
from counselor_desk.services.desk import Desk
from counselor_desk.storage import vault
from tests.desks import LOOSE, PASSPHRASE, ZONE, Clock
from tests.faults import scripted

CODES = (SectionCode.DATA, SectionCode.INTERVENTION, SectionCode.PLAN)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the counselor knows of one note."""

    text: str
    state: RecordState = RecordState.DRAFT
    addenda: tuple[str, ...] = ()
    is_discarded: bool = False


Memory = dict[NoteId, Remembered]


@dataclass(slots=True)
class Counselor:
    """Works in a store and remembers all of it, however it is closed, killed or restored."""

    home: Path
    memory: Memory = field(default_factory=dict)
    kept: list[tuple[Path, Memory]] = field(default_factory=list)
    """Backups, and what was remembered when each was made."""
    clock: Clock = field(default_factory=Clock)
    desk: Desk = field(init=False)
    moves: int = 0

    def __post_init__(self) -> None:
        scripted.make_store(self.store)
        (self.home / "backups").mkdir()
        self.unlock()

    @property
    def store(self) -> Path:
        """The folder of the store."""
        return self.home / "Records.cdesk"

    def unlock(self) -> None:
        """Open the store."""
        opened = vault.unlock(self.store, PASSPHRASE, config_dir=self.home / "config", bounds=LOOSE)
        self.desk = Desk(vault=opened, zone=ZONE, clock=self.clock)

    def of_state(self, state: RecordState, *, is_discarded: bool = False) -> list[NoteId]:
        """The notes that are remembered in this state."""
        return [
            note_id
            for note_id, note in self.memory.items()
            if note.state is state and note.is_discarded == is_discarded
        ]

    def write(self, text: str) -> NoteId:
        """Begin a note."""
        (client,) = clients.rows(self.desk)
        note = notes.start(self.desk, client.id)
        self.memory[note.id] = Remembered("")
        self.edit(note.id, text)
        return note.id

    def edit(self, note_id: NoteId, text: str) -> None:
        """Type something else into a draft."""
        notes.keep(self.desk, NoteEdit(note=_filled(notes.get(self.desk, note_id), text)))
        self.memory[note_id] = replace(self.memory[note_id], text=text)

    def sign(self, note_id: NoteId) -> None:
        """Sign a draft as it was typed."""
        notes.sign(self.desk, notes.open_edit(self.desk, note_id))
        self.memory[note_id] = replace(self.memory[note_id], state=RecordState.SIGNED)

    def add(self, note_id: NoteId, text: str) -> None:
        """Sign an addendum to a signed note."""
        addendum = replace(addenda.start(self.desk, note_id), text=text)
        addenda.keep(self.desk, addendum)
        addenda.sign(self.desk, addendum)
        known = self.memory[note_id]
        self.memory[note_id] = replace(known, addenda=(*known.addenda, text))

    def discard(self, note_id: NoteId) -> None:
        """Throw a draft away."""
        notes.discard(self.desk, notes.get(self.desk, note_id))
        self.memory[note_id] = replace(self.memory[note_id], is_discarded=True)

    def bring_back(self, note_id: NoteId) -> None:
        """Take a draft out of the bin."""
        notes.bring_back(self.desk, notes.get(self.desk, note_id))
        self.memory[note_id] = replace(self.memory[note_id], is_discarded=False)

    def back_up(self) -> None:
        """Make a backup; one that was thinned away since is forgotten."""
        self.clock.pass_by(minutes=1)
        place = self.home / "backups"
        tried = backups.make(self.desk.vault, place, at=self.clock(), bounds=LOOSE)
        backups.note(self.desk, tried)
        self.kept.append((place / tried.file_name, dict(self.memory)))
        self.kept = [one for one in self.kept if one[0].exists()]

    def restore(self, which: int) -> None:
        """Go back to a backup, and remember what was so then."""
        path, memory = self.kept[which % len(self.kept)]
        self.clock.pass_by(minutes=1)
        self.close()
        backups.restore(
            path,
            self.store,
            PASSPHRASE,
            config_dir=self.home / "config",
            at=self.clock(),
            bounds=LOOSE,
        )
        self.memory = dict(memory)
        self.unlock()

    def close(self) -> None:
        """Close the store, as a lock does."""
        self.desk.vault.keep_anchor(self.clock())
        self.desk.close()

    def relaunch(self) -> None:
        """Lock and unlock."""
        self.close()
        self.clock.pass_by(minutes=5)
        self.unlock()

    def be_killed(self, but: str = "*-shm") -> None:
        """Go on in what a killed program leaves: the files as they lie, none that `but` names."""
        self.moves += 1
        left = self.home / f"left {self.moves}"
        shutil.copytree(self.store, left, ignore=shutil.ignore_patterns("*-shm", but))
        self.desk.close()
        shutil.rmtree(self.store)
        left.rename(self.store)
        self.unlock()

    def found(self) -> Memory:
        """What is in the store, read anew; each seal is checked."""
        (client,) = clients.rows(self.desk)
        thrown = {
            one.record.id: Remembered(one.record.text_of(CODES[0]), is_discarded=True)
            for one in discarded.of_client(self.desk, client.id)
        }
        return {row.id: self._seen(row.id) for row in notes.rows(self.desk, client.id)} | thrown

    def _seen(self, note_id: NoteId) -> Remembered:
        note = notes.open_edit(self.desk, note_id).note
        if note.is_signed:
            notes.proof(self.desk, note)
        added = tuple(one.text for one in addenda.of_note(self.desk, note_id) if one.is_signed)
        return Remembered(note.text_of(CODES[0]), note.state, added)


def _filled(note: Note, text: str) -> Note:
    """A note that can be signed."""
    return replace(
        note,
        topic="Session",
        starts=time(9, 0),
        ends=time(9, 50),
        risk=Risk.NONE_REPORTED,
        unlinked_reason="intake",
        sections=tuple(Section(code=code, text=text) for code in CODES),
    )
