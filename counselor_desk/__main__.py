"""Starts the program for ``python -m counselor_desk``."""

from __future__ import annotations

import sys

from counselor_desk.app import main

if __name__ == "__main__":
    sys.exit(main())
