"""Key slots: how the root key of a store is wrapped by a passphrase and by recovery words."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import uuid
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from counselor_desk.errors import DamagedKeysError, UnreadableError, WrongSecretError
from counselor_desk.storage import costs
from counselor_desk.storage.costs import BOUNDS, FLOOR, PRACTICE_COST, Bounds, Cost, calibrate
from counselor_desk.storage.passphrases import (
    Strength,
    check_passphrase,
    check_recovery_words,
    new_recovery_words,
    normalized,
    suggest_passphrase,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "BOUNDS",
    "FLOOR",
    "PRACTICE_COST",
    "Bounds",
    "Cost",
    "KeyDocument",
    "Kind",
    "RootKey",
    "Slot",
    "Strength",
    "calibrate",
    "check_passphrase",
    "check_recovery_words",
    "new_recovery_words",
    "suggest_passphrase",
]

FORMAT = "cdesk-keys"
VERSION = 1
ROOT_BYTES = 32
SALT_BYTES = costs.SALT_BYTES
NONCE_BYTES = 12
WRAPPED_BYTES = ROOT_BYTES + 16
SEAL_BYTES = 32
MOST_SLOTS = 8
MOST_NUMBER = 255

Kind = Literal["passphrase", "recovery"]


class RootKey:
    """The one key of a store, from which all others derive; wiped when the store is closed.

    Wiping is best effort: Python may have copied it. Only the end of the process removes all.
    """

    __slots__ = ("_root", "store_id")

    def __init__(self, store_id: str, root: bytearray) -> None:
        self.store_id = store_id
        self._root = root

    @classmethod
    def new(cls, store_id: str | None = None) -> RootKey:
        """A random root for a store with this id, or with a new one."""
        return cls(store_id or uuid.uuid4().hex, bytearray(secrets.token_bytes(ROOT_BYTES)))

    def derive(self, purpose: str) -> bytearray:
        """The 32-byte key of the store for one purpose (HKDF-SHA256, RFC 5869)."""
        if not any(self._root):
            raise ValueError("the root key was wiped")
        return _expand(self._root, self.store_id, purpose)

    def database_key(self, key_epoch: int) -> bytearray:
        """The key of records.db after `key_epoch` rotations, counted from 1."""
        return self.derive(f"cdesk/db/{key_epoch}")

    def wrap(self, key: bytearray, nonce: bytes, context: bytes) -> bytes:
        """The root encrypted under `key`, bound to `context`."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(key).encrypt(nonce, self._root, context)

    def wipe(self) -> None:
        """Overwrite the key with zeros."""
        self._root[:] = bytes(len(self._root))


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The root key wrapped by one secret, and what it takes to unwrap it."""

    number: int
    kind: Kind
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes = field(repr=False)

    def fields(self) -> dict[str, object]:
        """As it stands in the key file."""
        return self._header() | {"ct": self.wrapped.hex()}

    def open(self, store_id: str, secret: str) -> RootKey | None:
        """The root key, or None if this is not the secret (or the slot was altered)."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        key = self._key(store_id, secret)
        root = bytearray(ROOT_BYTES)
        try:
            AESGCM(key).decrypt_into(self.nonce, self.wrapped, self._context(store_id), root)
        except InvalidTag:
            return None
        finally:
            key[:] = bytes(len(key))
        return RootKey(store_id, root)

    def closed_over(self, root: RootKey, secret: str) -> Slot:
        """This slot with the root wrapped in it. Each slot has its own salt, so its own key."""
        key = self._key(root.store_id, secret)
        wrapped = root.wrap(key, self.nonce, self._context(root.store_id))
        key[:] = bytes(len(key))
        return replace(self, wrapped=wrapped)

    def _key(self, store_id: str, secret: str) -> bytearray:
        typed = normalized(secret).encode("utf-8", "surrogatepass")
        try:
            stretched = costs.derive(typed, self.salt, self.cost)
        except MemoryError as error:
            needed = f"opening it needs {self.cost.memory_kib // costs.MIB} MB of free memory"
            raise UnreadableError("keys.json", needed) from error
        key = _expand(stretched, store_id, f"cdesk/kek/{self.kind}")
        stretched[:] = bytes(len(stretched))
        return key

    def _context(self, store_id: str) -> bytes:
        return canonical({"fmt": FORMAT, "v": VERSION, "store": store_id, "slot": self._header()})

    def _header(self) -> dict[str, object]:
        return {
            "id": self.number,
            "kind": self.kind,
            "kdf": {
                "alg": "argon2id",
                "v": 19,
                "m_kib": self.cost.memory_kib,
                "t": self.cost.passes,
                "p": self.cost.lanes,
            },
            "salt": self.salt.hex(),
            "nonce": self.nonce.hex(),
            "wrap": "aes-256-gcm",
            "keyfile": False,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDocument:
    """The whole key file: its slots, sealed together under the root key they wrap."""

    store_id: str
    epoch: int
    """Counts every change of the file, from 1; the highest is the one in force."""
    key_epoch: int
    """Counts rotations of the root key, from 1."""
    slots: tuple[Slot, ...]
    seal: bytes = b""

    def unlock(self, kind: Kind, secret: str) -> RootKey:
        """The root key. Takes as long as the slot's cost says, about a second.

        Raises:
            WrongSecretError: no slot of this kind opens.
            DamagedKeysError: a slot opens, but the file was altered around it.
            UnreadableError: not enough memory.
        """
        for slot in self.slots:
            root = slot.open(self.store_id, secret) if slot.kind == kind else None
            if root is not None:
                if not self.is_sealed_by(root):
                    raise DamagedKeysError("its seal")
                return root
        raise WrongSecretError(kind)

    def is_sealed_by(self, root: RootKey) -> bool:
        """Whether the holder of `root` wrote exactly this document."""
        same_store = root.store_id == self.store_id
        return same_store and hmac.compare_digest(self.seal, self._seal_under(root))

    def rewrapped(self, root: RootKey, kind: Kind, secret: str, cost: Cost) -> KeyDocument:
        """The next epoch, in which `secret` takes the place of every secret of its kind."""
        kept = tuple(slot for slot in self.slots if slot.kind != kind)
        taken = {slot.number for slot in kept}
        number = next(n for n in range(1, MOST_NUMBER) if n not in taken)
        slot = _empty_slot(number, kind, cost).closed_over(root, secret)
        changed = replace(self, epoch=self.epoch + 1, slots=(*kept, slot))
        return replace(changed, seal=changed._seal_under(root))

    def cost_of(self, kind: Kind) -> Cost | None:
        """What the first slot of a kind costs; None if there is none."""
        return next((slot.cost for slot in self.slots if slot.kind == kind), None)

    def to_bytes(self) -> bytes:
        """As the key file holds it: one line of canonical JSON with its check sum."""
        fields = self._fields() | {"mac": self.seal.hex()}
        return canonical(fields | {"sum": check_sum(fields)}) + b"\n"

    def _seal_under(self, root: RootKey) -> bytes:
        key = root.derive("cdesk/header-mac")
        return hmac.digest(key, canonical(self._fields()), "sha256")

    def _fields(self) -> dict[str, object]:
        return {
            "fmt": FORMAT,
            "v": VERSION,
            "min_reader": VERSION,
            "store": self.store_id,
            "epoch": self.epoch,
            "key_epoch": self.key_epoch,
            "slots": [slot.fields() for slot in self.slots],
        }


def make(
    root: RootKey,
    *,
    passphrase: str,
    words: tuple[str, ...],
    cost: Cost,
    bounds: Bounds = BOUNDS,
    after: KeyDocument | None = None,
) -> KeyDocument:
    """The first key document of a root: one slot for the passphrase, one for the words.

    Both slots are opened again before it is handed out. A rotation gives the document that it
    comes `after`; without one, the store is new.

    Raises:
        ValueError: `cost` is outside `bounds`.
        DamagedKeysError: a slot does not open; the computer's memory is to blame.
    """
    if not bounds.allow(cost):
        raise ValueError("this cost is outside the bounds")
    epoch, key_epoch = (after.epoch + 1, after.key_epoch + 1) if after else (1, 1)
    blank = KeyDocument(store_id=root.store_id, epoch=0, key_epoch=key_epoch, slots=())
    first = blank.rewrapped(root, "passphrase", passphrase, cost)
    both = first.rewrapped(root, "recovery", joined(words), bounds.floor)
    sealed = replace(both, epoch=epoch)
    document = replace(sealed, seal=sealed._seal_under(root))
    prove(document, root, "passphrase", passphrase)
    prove(document, root, "recovery", joined(words))
    return document


def prove(document: KeyDocument, root: RootKey, kind: Kind, secret: str) -> None:
    """Raise DamagedKeysError unless `secret` opens `document` and gives `root`."""
    try:
        found = document.unlock(kind, secret)
    except WrongSecretError as error:
        raise DamagedKeysError("a slot that was just made") from error
    is_same = hmac.compare_digest(found.derive("cdesk/proof"), root.derive("cdesk/proof"))
    found.wipe()
    if not is_same:
        raise DamagedKeysError("a slot that was just made")


def joined(words: tuple[str, ...]) -> str:
    """Recovery words as the one secret that opens their slot."""
    return " ".join(words)


def canonical(fields: Mapping[str, object]) -> bytes:
    """One spelling for the same fields: ASCII JSON, sorted keys, no spaces."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode("ascii")


def check_sum(fields: Mapping[str, object]) -> str:
    """SHA-256 over everything else in the file: tells damage from a wrong passphrase."""
    return hashlib.sha256(canonical(fields)).hexdigest()


def _empty_slot(number: int, kind: Kind, cost: Cost) -> Slot:
    return Slot(
        number=number,
        kind=kind,
        cost=cost,
        salt=os.urandom(SALT_BYTES),
        nonce=os.urandom(NONCE_BYTES),
        wrapped=b"",
    )


def _expand(key: bytearray, store_id: str, purpose: str) -> bytearray:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = bytearray(32)
    salt = bytes.fromhex(store_id)
    HKDF(SHA256(), len(derived), salt, purpose.encode()).derive_into(key, derived)
    return derived
