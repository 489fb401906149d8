"""Key slots: two secrets open one root, and an altered file never opens another way."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counselor_desk import errors
from counselor_desk.storage import key_text, keys

COST = keys.Cost(memory_kib=32, passes=1)
BOUNDS = keys.Bounds(least_memory_kib=32, most_memory_kib=256, most_passes=3)
PASSPHRASE = "river-lamp-orbit-seed-wolf"
SHEET = "orbit maple cactus violin harbor pencil summer river walnut copper winter garden"
WORDS = tuple(SHEET.split())

ROOT = keys.RootKey("00112233445566778899aabbccddeeff", bytearray(range(1, 33)))
DOCUMENT = keys.make(ROOT, passphrase=PASSPHRASE, words=WORDS, cost=COST, bounds=BOUNDS)
CONTENT = DOCUMENT.to_bytes()
PROOF = ROOT.derive("proof")


def resummed(fields):
    """The fields as a file whose check sum is right again: what an attacker would write."""
    rest = {name: value for name, value in fields.items() if name != "sum"}
    return keys.canonical(rest | {"sum": keys.check_sum(rest)})


def altered(*path, to):
    fields = json.loads(CONTENT)
    place = fields
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return resummed(fields)


def opened(content, kind="passphrase", secret=PASSPHRASE):
    return key_text.parse(content, BOUNDS).unlock(kind, secret).derive("proof")


def test_the_passphrase_opens_the_root():
    assert opened(CONTENT) == PROOF


def test_the_words_open_the_same_root():
    assert opened(CONTENT, "recovery", keys.joined(WORDS)) == PROOF


@pytest.mark.parametrize(
    ("kind", "secret"),
    [
        ("passphrase", ""),
        ("passphrase", PASSPHRASE + " "),
        ("passphrase", PASSPHRASE.upper()),
        ("passphrase", keys.joined(WORDS)),
        ("recovery", PASSPHRASE),
        ("recovery", keys.joined(WORDS[::-1])),
        ("passphrase", "\ud800"),
    ],
)
def test_another_secret_opens_nothing(kind, secret):
    with pytest.raises(errors.WrongSecretError) as caught:
        opened(CONTENT, kind, secret)

    assert caught.value.kind == kind


def test_keyboards_that_compose_letters_differently_agree():
    document = DOCUMENT.rewrapped(ROOT, "passphrase", "caf\u00e9-kno\ufb01ng", COST)

    assert document.unlock("passphrase", "cafe\u0301-knofing").derive("proof") == PROOF


def test_the_file_reads_back_as_it_was_written():
    assert key_text.parse(CONTENT, BOUNDS) == DOCUMENT
    assert key_text.parse(CONTENT, BOUNDS).to_bytes() == CONTENT


def test_white_space_means_nothing():
    assert key_text.parse(json.dumps(json.loads(CONTENT), indent=4).encode(), BOUNDS) == DOCUMENT


def test_no_secret_and_no_root_is_in_the_file():
    for secret in (PASSPHRASE.encode(), b"cactus", bytes(range(1, 33)).hex().encode()):
        assert secret not in CONTENT


def test_each_wrapping_has_its_own_salt_and_nonce():
    again = keys.make(ROOT, passphrase=PASSPHRASE, words=WORDS, cost=COST, bounds=BOUNDS)
    slots = [*DOCUMENT.slots, *again.slots]

    assert len({slot.salt for slot in slots}) == 4
    assert len({slot.nonce for slot in slots}) == 4
    assert len({slot.wrapped for slot in slots}) == 4


def test_a_cost_below_the_floor_is_refused():
    with pytest.raises(ValueError, match="bounds"):
        keys.make(ROOT, passphrase=PASSPHRASE, words=WORDS, cost=COST)


def test_the_words_always_cost_the_floor():
    assert DOCUMENT.cost_of("recovery") == BOUNDS.floor


def test_keys_for_different_purposes_differ():
    purposes = ["cdesk/header-mac", "cdesk/db/1", "cdesk/db/2", "cdesk/anchor"]

    assert len({bytes(ROOT.derive(purpose)) for purpose in purposes}) == len(purposes)
    assert ROOT.database_key(1) == ROOT.derive("cdesk/db/1")


def test_the_same_root_in_another_store_gives_other_keys():
    other = keys.RootKey("ff" * 16, bytearray(range(1, 33)))

    assert other.derive("proof") != PROOF


def test_derivation_is_hkdf_sha256():
    # python -c: HMAC-SHA256(HMAC-SHA256(salt, root), b"cdesk/db/1\x01"), RFC 5869
    import hashlib
    import hmac

    extracted = hmac.digest(bytes.fromhex(ROOT.store_id), bytes(range(1, 33)), hashlib.sha256)

    assert ROOT.derive("cdesk/db/1") == hmac.digest(extracted, b"cdesk/db/1\x01", hashlib.sha256)


def test_a_wiped_root_derives_nothing():
    root = keys.RootKey.new()
    root.wipe()

    with pytest.raises(ValueError, match="wiped"):
        root.derive("proof")


def test_a_root_does_not_show_itself():
    assert "01020304" not in repr(ROOT)
    assert DOCUMENT.slots[0].wrapped.hex() not in repr(DOCUMENT)


def test_a_new_passphrase_takes_the_place_of_the_old():
    changed = DOCUMENT.rewrapped(ROOT, "passphrase", "another one altogether", COST)

    assert changed.unlock("passphrase", "another one altogether").derive("proof") == PROOF
    assert changed.unlock("recovery", keys.joined(WORDS)).derive("proof") == PROOF
    assert changed.epoch == DOCUMENT.epoch + 1
    with pytest.raises(errors.WrongSecretError):
        changed.unlock("passphrase", PASSPHRASE)


def test_three_hundred_changes_still_make_a_file():
    document = DOCUMENT
    for _ in range(300):
        document = document.rewrapped(ROOT, "passphrase", PASSPHRASE, COST)

    assert opened(document.to_bytes()) == PROOF


def test_a_newer_version_is_named():
    for field in ("v", "min_reader"):
        with pytest.raises(errors.TooNewError, match="newer version"):
            key_text.parse(altered(field, to=2), BOUNDS)


def test_a_newer_version_is_named_whatever_else_it_holds():
    with pytest.raises(errors.TooNewError):
        key_text.parse(b'{"fmt": "cdesk-keys", "v": 3, "min_reader": 2, "new": []}', BOUNDS)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("fmt",), "other"),
        (("v",), 0),
        (("v",), True),
        (("v",), 1.0),
        (("v",), "1"),
        (("store",), "00"),
        (("store",), "0G" * 16),
        (("store",), "AB" * 16),
        (("epoch",), 0),
        (("epoch",), -1),
        (("epoch",), 2**60),
        (("key_epoch",), None),
        (("slots",), []),
        (("slots",), {}),
        (("slots",), [1]),
        (("slots",), json.loads(CONTENT)["slots"] * 5),
        (("slots", 1, "id"), 1),
        (("slots", 0, "id"), 0),
        (("slots", 0, "kind"), "keyfile"),
        (("slots", 0, "kind"), ["passphrase"]),
        (("slots", 0, "kdf"), None),
        (("slots", 0, "kdf", "alg"), "argon2i"),
        (("slots", 0, "kdf", "v"), 16),
        (("slots", 0, "kdf", "m_kib"), 31),
        (("slots", 0, "kdf", "m_kib"), 257),
        (("slots", 0, "kdf", "m_kib"), 2**70),
        (("slots", 0, "kdf", "t"), 0),
        (("slots", 0, "kdf", "t"), 4),
        (("slots", 0, "kdf", "p"), 0),
        (("slots", 0, "kdf", "p"), 5),
        (("slots", 0, "kdf", "p"), 17),
        (("slots", 0, "kdf", "more"), 1),
        (("slots", 0, "salt"), "00" * 15),
        (("slots", 0, "nonce"), "00" * 13),
        (("slots", 0, "wrap"), "none"),
        (("slots", 0, "keyfile"), True),
        (("slots", 0, "keyfile"), 0),
        (("slots", 0, "ct"), "00" * 47),
        (("slots", 0, "note"), "added"),
        (("mac",), "00" * 31),
        (("mac",), None),
        (("more",), 1),
    ],
)
def test_a_file_of_another_shape_is_damaged_even_with_a_right_sum(path, value):
    with pytest.raises(errors.DamagedKeysError):
        key_text.parse(altered(*path, to=value), BOUNDS)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"fmt":' * 8_000,
        b'{"v": ' + b"9" * 10_000 + b"}",
        b'{"fmt": "cdesk-keys", "v": NaN}',
        CONTENT[:-40],
        CONTENT * 2,
        b" " * 65_537,
        CONTENT.replace(b'"epoch":1', b'"epoch":1,"epoch":1'),
        b"\xef\xbb\xbf" + CONTENT,
    ],
)
def test_what_is_no_key_file_is_damaged(content):
    with pytest.raises(errors.DamagedKeysError):
        key_text.parse(content, BOUNDS)


def test_one_changed_digit_is_damage_and_no_wrong_passphrase():
    wrapped = DOCUMENT.slots[0].wrapped.hex()
    digit = "0" if wrapped[0] != "0" else "1"
    spoiled = CONTENT.replace(wrapped.encode(), (digit + wrapped[1:]).encode())

    with pytest.raises(errors.DamagedKeysError, match="check sum"):
        key_text.parse(spoiled, BOUNDS)


@pytest.mark.parametrize(
    ("path", "value"), [(("epoch",), 7), (("key_epoch",), 7), (("mac",), "00" * 32)]
)
def test_what_stands_around_the_slots_is_sealed(path, value):
    with pytest.raises(errors.DamagedKeysError, match="its seal"):
        opened(altered(*path, to=value))


def test_a_slot_that_is_taken_out_breaks_the_seal():
    with pytest.raises(errors.DamagedKeysError, match="its seal"):
        opened(altered("slots", to=json.loads(CONTENT)["slots"][:1]))


def test_a_slot_from_another_epoch_breaks_the_seal():
    cheaper = DOCUMENT.rewrapped(ROOT, "recovery", "guessed", COST)
    slots = [json.loads(CONTENT)["slots"][0], json.loads(cheaper.to_bytes())["slots"][1]]

    with pytest.raises(errors.DamagedKeysError, match="its seal"):
        opened(altered("slots", to=slots))


def test_a_slot_of_another_store_does_not_open_here():
    stranger = keys.RootKey("ff" * 16, bytearray(range(1, 33)))
    other = keys.make(stranger, passphrase=PASSPHRASE, words=WORDS, cost=COST, bounds=BOUNDS)

    with pytest.raises(errors.WrongSecretError):
        opened(altered("slots", to=json.loads(other.to_bytes())["slots"]))


def test_too_little_memory_is_said(monkeypatch):
    def fail(*_args):
        raise MemoryError

    monkeypatch.setattr(keys.costs, "derive", fail)

    with pytest.raises(errors.UnreadableError, match="free memory"):
        DOCUMENT.unlock("passphrase", PASSPHRASE)


@pytest.mark.parametrize("slot", [0, 1])
@pytest.mark.parametrize("field", ["kdf", "salt", "nonce", "ct", "kind", "id"])
def test_every_part_of_a_slot_counts(slot, field):
    """With the sum put right, an altered slot opens nothing or breaks the seal."""
    fields = json.loads(CONTENT)
    changes = {"kdf": {**fields["slots"][slot]["kdf"], "t": 2}, "id": 9, "kind": "passphrase"}
    if slot == 0:
        changes["kind"] = "recovery"
    old = fields["slots"][slot][field]
    new = changes.get(field) or ("f" if old[0] != "f" else "e") + old[1:]
    content = altered("slots", slot, field, to=new)

    for kind, secret in (("passphrase", PASSPHRASE), ("recovery", keys.joined(WORDS))):
        with pytest.raises((errors.WrongSecretError, errors.DamagedKeysError)):
            opened(content, kind, secret)


def accepted_as(content):
    """What a file opens, or None if it is refused with one of the four sentences."""
    try:
        return opened(content)
    except (errors.WrongSecretError, errors.KeyFileError):
        return None


CHANGES = st.tuples(
    st.sampled_from(["flip", "cut", "double", "insert"]),
    st.integers(0, len(CONTENT) - 1),
    st.integers(1, 255),
)


@settings(max_examples=1500)
@given(changes=st.lists(CHANGES, min_size=1, max_size=3))
def test_no_altered_bytes_are_accepted_with_another_meaning(changes):
    content = bytearray(CONTENT)
    for change, place, amount in changes:
        piece = content[place : place + amount % 40]
        if change == "flip":
            content[place % len(content)] ^= amount
        elif change == "cut":
            del content[place : place + amount % 40]
        else:
            content[place:place] = piece if change == "double" else bytes([amount])
    result = accepted_as(bytes(content))

    assert result is None or (
        result == PROOF and key_text.parse(bytes(content), BOUNDS) == DOCUMENT
    )


def paths(value, path=()):
    yield path
    if isinstance(value, dict):
        for name in value:
            yield from paths(value[name], (*path, name))
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from paths(item, (*path, index))


PATHS = [path for path in paths(json.loads(CONTENT)) if path]


def at(fields, path):
    for step in path:
        fields = fields[step]
    return fields


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 300),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.binary(max_size=48).map(bytes.hex),
    st.sampled_from([at(json.loads(CONTENT), path) for path in PATHS]),  # parts exchanged
)


@settings(max_examples=1500)
@given(path=st.sampled_from(PATHS), value=VALUES)
def test_no_altered_field_is_accepted_with_another_meaning(path, value):
    """As above, by an attacker who puts the check sum right."""
    content = altered(*path, to=value)
    result = accepted_as(content)

    assert result is None or (result == PROOF and key_text.parse(content, BOUNDS) == DOCUMENT)
