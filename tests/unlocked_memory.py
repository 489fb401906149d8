"""Most tests leave the cipher's memory unlocked: locking and wiping it doubles their time.

Opening a store asks the system 55,000 times to lock or unlock a piece of memory, and nothing can
turn that off again in a process. The program always does it: processes that tests start do too,
and so do the faults in their longer counts.
"""

from __future__ import annotations

from counselor_desk.storage import connection

SETTING = "cipher_memory_security"


def leave_out() -> None:
    """From now on stores are opened in this process without locked memory."""
    connection.HARDENING = tuple(one for one in connection.HARDENING if one[0] != SETTING)
    connection.FOR_COPIES = tuple(one for one in connection.FOR_COPIES if SETTING not in one)
