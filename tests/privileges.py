"""Gives up what root may do beyond its own files, so that a read-only folder is read-only."""

from __future__ import annotations

import ctypes
import os
import sys

_VERSION_3 = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def drop() -> None:
    """Make this process obey file permissions, for good.

    Root on Linux stays root without any capability: it owns what it owned, which another user
    could not even read in a private checkout. Another user has nothing to give up.
    """
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    nothing = (_Sets * 2)()
    if libc.capset(ctypes.byref(_Header(_VERSION_3, 0)), nothing):
        raise OSError(ctypes.get_errno(), "capset")
