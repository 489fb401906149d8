"""Reads the records of a store without Counselor Desk, given a passphrase or recovery words.

    python page_reader.py STORE OUTPUT.db passphrase < file-with-the-passphrase
    python page_reader.py STORE OUTPUT.db recovery < file-with-the-words

It needs Python and its package `cryptography`, nothing of Counselor Desk. OUTPUT.db is a plain
SQLite database, IN CLEAR, that every SQLite program opens. Close Counselor Desk first, so that
all is in records.db. The pages are those of SQLCipher 4 with a raw key: AES-256-CBC, and in the
last 80 bytes of each page its IV and an HMAC-SHA-512.
"""

import hashlib
import hmac
import json
import sys
import unicodedata
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PAGE, SALT, IV, TAG = 4096, 16, 16, 64


def derive(key, store_id, purpose):
    """HKDF-SHA256, salted with the id of the store."""
    return HKDF(SHA256(), 32, bytes.fromhex(store_id), purpose.encode()).derive(key)


def root_key(document, kind, secret):
    """The root key that one secret opens in keys.json: Argon2id, then AES-256-GCM."""
    (slot,) = [one for one in document["slots"] if one["kind"] == kind]
    kdf, store = slot["kdf"], document["store"]
    typed = unicodedata.normalize("NFKC", secret).encode()
    salt = bytes.fromhex(slot["salt"])
    cost = {"iterations": kdf["t"], "lanes": kdf["p"], "memory_cost": kdf["m_kib"]}
    stretched = Argon2id(salt=salt, length=32, **cost).derive(typed)
    header = {name: value for name, value in slot.items() if name != "ct"}
    bound = {"fmt": document["fmt"], "v": document["v"], "store": store, "slot": header}
    context = json.dumps(bound, sort_keys=True, separators=(",", ":")).encode()
    key = derive(stretched, store, f"cdesk/kek/{kind}")
    return AESGCM(key).decrypt(bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["ct"]), context)


def decrypted(records, key):
    """The same database in clear; ValueError at the first page that is not as it was written."""
    salt, pages = records[:SALT], []
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(one ^ 0x3A for one in salt), 2, 32)
    for number, start in enumerate(range(0, len(records), PAGE), start=1):
        page = records[start + (SALT if number == 1 else 0) : start + PAGE]
        text, iv, tag = page[: -IV - TAG], page[-IV - TAG : -TAG], page[-TAG:]
        mac = hmac.digest(mac_key, text + iv + number.to_bytes(4, "little"), "sha512")
        if not hmac.compare_digest(mac, tag):
            raise ValueError(f"page {number} is damaged, or the key is another")
        opener = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        pages.append(opener.update(text) + opener.finalize() + iv + tag)
    return b"SQLite format 3\0" + b"".join(pages)


def read(store, kind, secret):
    """The records of a closed store, in clear."""
    document = json.loads((Path(store) / "keys.json").read_text("utf-8"))
    root = root_key(document, kind, secret)
    key = derive(root, document["store"], f"cdesk/db/{document['key_epoch']}")
    return decrypted((Path(store) / "records.db").read_bytes(), key)


if __name__ == "__main__":
    _, store_folder, output, secret_kind = sys.argv
    Path(output).write_bytes(read(store_folder, secret_kind, sys.stdin.readline().rstrip("\r\n")))
