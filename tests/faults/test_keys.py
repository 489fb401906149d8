"""Keys under fire: killed while they change, mutated, guessed. Exactly one secret opens, always."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager

import pytest

from counselor_desk.errors import (
    DamagedKeysError,
    DeskError,
    DiskError,
    DiskFullError,
    TooNewError,
    UnreadableError,
    WrongSecretError,
)
from counselor_desk.services import keys as key_services
from counselor_desk.services import stores
from counselor_desk.services.desk import Desk
from counselor_desk.storage import costs, key_files, keys, vault
from tests.desks import LOOSE, PASSPHRASE, ZONE, Clock
from tests.faults import scripted
from tests.faults.counts import count
from tests.faults.key_changes import NEW_WORDS, OTHER, WORDS
from tests.faults.scripted import ROOT

CHANGES = count(6, 50, 250)
ROTATIONS = count(2, 25, 100)
SWITCHES = count(2, 25, 100)
FULL_DISKS = count(2, 10, 40)
MUTANTS = count(200, 2_000, 20_000)
GUESSES = count(500, 2_000, 10_000)
REAL_GUESSES = count(1, 5, 50)
NOTES = 5
SEED = 20260312

FOUR = (WrongSecretError, DamagedKeysError, TooNewError, UnreadableError)
PARTS = {"README.txt", "anchor.json", "keys.copy.json", "keys.json", "lock", "records.db"}
SECRETS = {
    "old passphrase": PASSPHRASE,
    "old words": WORDS,
    "new passphrase": OTHER,
    "new words": NEW_WORDS,
}
OLD = {"old passphrase", "old words"}
NEW = {"new passphrase", "new words"}


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """A closed store with notes in it, whose words are known."""
    folder = scripted.make_store(tmp_path_factory.mktemp("pattern") / "Records.cdesk")
    with scripted.opened(folder) as desk:
        for number in range(1, NOTES + 1):
            scripted.write_note(desk, number)
        key_services.replace_words(desk, WORDS)
    return folder


def unlock(folder, secret, config=None):
    if isinstance(secret, tuple):
        return vault.unlock_with_words(folder, secret, config_dir=config, bounds=LOOSE)
    return vault.unlock(folder, secret, config_dir=config, bounds=LOOSE)


def survivors(folder, config=None):
    """Which secrets open the store, and what each of them finds wrong or missing."""
    opening, wrong = set(), []
    for name, secret in SECRETS.items():
        try:
            opened = unlock(folder, secret, config)
        except DeskError:
            continue
        desk = Desk(vault=opened, zone=ZONE, clock=Clock())
        if not opening:
            left = scripted.look_at(desk)
            wrong += [f"{name}: {problem}" for problem in left.problems]
            wrong += [f"{name}: lost {lost}" for lost in left.lacks(range(1, NOTES + 1))]
        desk.close()
        opening.add(name)
    left_over = {path.name for path in folder.iterdir()} - PARTS
    return opening, wrong + sorted(left_over)


def kill_while(what, folder, config, wait):
    """Start a change, kill it when `wait` returns."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.key_changes", what, str(folder), str(config)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout.readline() == "ready\n"
        wait(child)
        child.kill()


def after_kills(what, pattern, place, waits):
    """What opened the store after each kill, and everything that was wrong."""
    found, wrong = [], []
    for number, wait in enumerate(waits):
        folder, config = place / f"{number}.cdesk", place / f"config {number}"
        shutil.copytree(pattern, folder)
        kill_while(what, folder, config, wait)
        opening, problems = survivors(folder, config)
        found.append(frozenset(opening))
        wrong += [f"kill {number}: {problem}" for problem in problems]
        shutil.rmtree(folder)
    return Counter(found), wrong


def moments(number, most_s, begin=lambda _child: None):
    """Waits for moments that are the same in every run."""
    chance = random.Random(SEED)  # noqa: S311 - moments, no secrets

    def waiting(after_s):
        def wait(child):
            begin(child)
            time.sleep(after_s)

        return wait

    return [waiting(chance.uniform(0, most_s)) for _ in range(number)]


def test_a_kill_in_a_change_leaves_exactly_one_passphrase_and_the_words(pattern, tmp_path, trials):
    trials(CHANGES)
    found, wrong = after_kills("change", pattern, tmp_path, moments(CHANGES, 0.5))

    assert wrong == []
    assert set(found) <= {
        frozenset({"old passphrase", "old words"}),
        frozenset({"new passphrase", "old words"}),
    }


def test_a_kill_in_a_rotation_leaves_exactly_one_state(pattern, tmp_path, trials):
    trials(ROTATIONS)
    found, wrong = after_kills("rotate", pattern, tmp_path, moments(ROTATIONS, 3))

    assert wrong == []
    assert set(found) <= {frozenset(OLD), frozenset(NEW)}


def test_a_kill_in_the_switch_leaves_exactly_one_state(pattern, tmp_path, trials):
    """Aimed: the kill comes within 20 ms of the moment that puts the new keys in force."""
    trials(SWITCHES)
    waits = []
    for number, wait in enumerate(moments(SWITCHES, 0.02)):
        state = tmp_path / f"{number}.cdesk" / "migrate" / "state.json"

        def wait_for_it(child, state=state, wait=wait):
            while not state.exists() and child.poll() is None:
                time.sleep(0.0005)
            wait(child)

        waits.append(wait_for_it)
    found, wrong = after_kills("rotate", pattern, tmp_path, waits)

    assert wrong == []
    assert set(found) == {frozenset(NEW)}


@contextmanager
def no_file_larger_than(size):
    """What a full disk does, without one: each write beyond this size fails."""
    resource = pytest.importorskip("resource", reason="this system has no limit on file sizes")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_is_full_at_any_point_of_a_rotation_changes_nothing(pattern, tmp_path, trials):
    trials(FULL_DISKS)
    whole = (pattern / "records.db").stat().st_size
    wrong = []
    for number in range(FULL_DISKS):
        folder = shutil.copytree(pattern, tmp_path / f"{number}.cdesk")
        opened = vault.unlock(folder, PASSPHRASE, config_dir=None, bounds=LOOSE)
        desk = Desk(vault=opened, zone=ZONE, clock=Clock())
        with no_file_larger_than(whole * (number + 1) // (FULL_DISKS + 1)):
            try:
                key_services.rotate(desk, OTHER, NEW_WORDS)
            except (DiskError, DiskFullError):
                pass
            else:
                wrong.append(f"limit {number}: rotated")
        stores.lock(desk)
        opening, problems = survivors(folder)
        wrong += problems + ([] if opening == OLD else [f"limit {number}: {opening}"])
    assert wrong == []


@pytest.mark.parametrize("damage", ["keys", "note", "leftover"])
def test_a_lockout_a_lost_note_and_a_leftover_would_be_seen(pattern, tmp_path, damage):
    """The negative control."""
    folder = shutil.copytree(pattern, tmp_path / "Records.cdesk")
    if damage == "keys":
        for name in ("keys.json", "keys.copy.json"):
            content = (folder / name).read_bytes()
            (folder / name).write_bytes(content[: len(content) // 2])
        assert survivors(folder)[0] == set()
    elif damage == "note":
        (folder / "records.db").write_bytes(b"")
        assert survivors(folder)[0] == set()
    else:
        (folder / "half").write_bytes(b"")
        assert survivors(folder) == (OLD, ["half"])


@pytest.fixture(scope="module")
def document():
    """A key document with cheap slots, and the root it wraps."""
    root = keys.RootKey.new()
    made = keys.make(
        root, passphrase=PASSPHRASE, words=WORDS, cost=keys.Cost(memory_kib=32, passes=1),
        bounds=LOOSE,
    )  # fmt: skip
    return made, root


def mutant(content, chance):
    """Changed bytes, or changed fields under a check sum that is right again."""
    if chance.random() < 0.4:
        return changed_bytes(bytearray(content), chance)
    fields = json.loads(content)
    for _ in range(chance.choice((1, 1, 2))):
        change_field(fields, chance)
    if chance.random() < 0.9:
        rest = {name: value for name, value in fields.items() if name != "sum"}
        fields = rest | {"sum": keys.check_sum(rest)}
    return json.dumps(fields).encode()


def changed_bytes(content, chance):
    for _ in range(chance.choice((1, 1, 1, 3))):
        at = chance.randrange(len(content))
        how = chance.randrange(4)
        if how == 0:
            content[at] ^= 1 << chance.randrange(8)
        elif how == 1:
            del content[at : at + chance.randrange(1, 40)]
        elif how == 2:
            content[at:at] = content[:at][-chance.randrange(1, 40) :]
        else:
            content[at] = chance.choice(b' 0123456789abcdef{}[]",:')
        content = content or bytearray(b"{")
    return bytes(content)


def change_field(fields, chance):
    """Another value at a place anywhere in the tree; slots may also be swapped, doubled or lost."""
    slots = fields["slots"]
    costs_of_slots = [kdf for slot in slots if isinstance(kdf := slot.get("kdf"), dict) and kdf]
    place = chance.choice([fields, *slots, *costs_of_slots])
    name = chance.choice(sorted(place))
    if name == "slots" or (place is fields and chance.random() < 0.3):
        how = chance.randrange(4)
        if how == 0:
            slots.reverse()
        elif how == 1 and slots:
            slots.append(dict(chance.choice(slots)))
        elif how == 2 and slots:
            slots.remove(chance.choice(slots))
        elif len(slots) > 1:
            inner = chance.choice(("salt", "nonce", "ct", "kdf", "kind", "id"))
            slots[0][inner], slots[1][inner] = slots[1][inner], slots[0][inner]
        return
    value = place[name]
    if isinstance(value, int):
        place[name] = chance.choice(
            (value + 1, value - 1, value * 2, 0, -1, 2**60, 1.0, True, None)
        )
    elif isinstance(value, str) and value:
        at = chance.randrange(len(value))
        digit = chance.choice("0123456789abcdef")
        place[name] = chance.choice(
            (value[:at] + digit + value[at + 1 :], value[:-2], value + "00")
        )
    else:
        place[name] = chance.choice((None, "", [], {}, 7))


def openings(folder):
    """Each secret's document, or the error it met; anything but the four errors goes through."""
    for kind, secret in (("passphrase", PASSPHRASE), ("recovery", keys.joined(WORDS))):
        try:
            copies = key_files.read_copies(folder, None, LOOSE)
            yield key_files.unlock(copies, kind, secret)
        except FOUR:
            yield None


def accepted_with_another_meaning(document, root, folder, mutants):
    proof = root.derive("proof")
    accepted = []
    for content in mutants:
        (folder / "keys.json").write_bytes(content)
        met = [opening for opening in openings(folder) if opening is not None]
        if any(found != document or other.derive("proof") != proof for found, other in met):
            accepted.append(content)
    return accepted


def mutants_of(document, number):
    chance = random.Random(SEED)  # noqa: S311 - mutants, no secrets
    content = document.to_bytes()
    return [mutant(content, chance) for _ in range(number)]


def test_no_mutated_key_file_is_accepted_with_another_meaning(document, tmp_path, trials):
    trials(MUTANTS)
    made, root = document

    assert accepted_with_another_meaning(made, root, tmp_path, mutants_of(made, MUTANTS)) == []


def test_without_the_seal_a_mutant_would_be_accepted(document, tmp_path, monkeypatch):
    """The negative control: the seal is what binds the slots and epochs together."""
    made, root = document
    monkeypatch.setattr(keys.KeyDocument, "is_sealed_by", lambda _document, _root: True)

    assert accepted_with_another_meaning(made, root, tmp_path, mutants_of(made, 200))


def guesses(number):
    """Near misses and strangers: none is the passphrase."""
    chance = random.Random(SEED)  # noqa: S311 - guesses, no secrets
    letters = "abcdefghijklmnopqrstuvwxyz- ABCDEFé0123456789"
    for _ in range(number):
        guess = list(PASSPHRASE)
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(guess))
            guess[at : at + chance.randrange(2)] = chance.choice(letters)
        wrong = "".join(guess)
        yield wrong if wrong != PASSPHRASE else wrong + " "


def accepted_guesses(folder, bounds, tried):
    accepted = []
    for guess in tried:
        try:
            key_files.unlock(key_files.read_copies(folder, None, bounds), "passphrase", guess)
        except WrongSecretError:
            continue
        accepted.append(guess)
    return accepted


def test_no_wrong_passphrase_is_accepted_and_none_changes_a_file(document, tmp_path, trials):
    trials(GUESSES)
    made, _ = document
    key_files.write_first(made, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    assert accepted_guesses(tmp_path, LOOSE, guesses(GUESSES)) == []
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_no_wrong_passphrase_is_accepted_at_the_real_cost(tmp_path, trials):
    trials(REAL_GUESSES)
    made = keys.make(keys.RootKey.new(), passphrase=PASSPHRASE, words=WORDS, cost=costs.FLOOR)
    key_files.write_first(made, tmp_path)

    assert accepted_guesses(tmp_path, costs.BOUNDS, guesses(REAL_GUESSES)) == []
    assert accepted_guesses(tmp_path, costs.BOUNDS, [PASSPHRASE]) == [PASSPHRASE]
