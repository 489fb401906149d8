"""Known answers: whether the ciphers under everything give here what their standards print."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """A question with a printed answer: `expected` in hexadecimal, `source` says where."""

    algorithm: str
    source: str
    compute: Callable[[], bytes]
    expected: str

    @property
    def is_right(self) -> bool:
        """Whether this computer gives that answer."""
        return self.compute().hex() == self.expected


def wrong() -> str:
    """The first algorithm that answers wrongly on this computer, or an empty text; takes 5 ms."""
    return next((one.algorithm for one in ANSWERS if not one.is_right), "")


def _argon2id() -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        secret=b"\x03" * 8,
        ad=b"\x04" * 12,
    ).derive(b"\x01" * 32)


def _hkdf() -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    salt = bytes.fromhex("000102030405060708090a0b0c")
    return HKDF(SHA256(), 42, salt, bytes(range(0xF0, 0xFA))).derive(b"\x0b" * 22)


def _hmac() -> bytes:
    return hmac.digest(b"Jefe", b"what do ya want for nothing?", "sha256")


def _aes_256_gcm() -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2)
    text = bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    about = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    return AESGCM(key).encrypt(bytes.fromhex("cafebabefacedbaddecaf888"), text, about)


def _ed25519() -> bytes:
    """The public key, then the signature of one byte."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(
        bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    )
    return key.public_key().public_bytes_raw() + key.sign(b"\x72")


ANSWERS = (
    KnownAnswer(
        "Argon2id",
        "RFC 9106, section 5.3",
        _argon2id,
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
    ),
    KnownAnswer(
        "HKDF-SHA256",
        "RFC 5869, appendix A.1",
        _hkdf,
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
    ),
    KnownAnswer(
        "HMAC-SHA256",
        "RFC 4231, section 4.3",
        _hmac,
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    ),
    KnownAnswer(
        "AES-256-GCM",
        "McGrew and Viega, The Galois/Counter Mode of Operation, test case 16",
        _aes_256_gcm,
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b",
    ),
    KnownAnswer(
        "Ed25519",
        "RFC 8032, section 7.1, test 2",
        _ed25519,
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
)
