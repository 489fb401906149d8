"""Laying out a document loads no export library; rendering does."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"reportlab", "docx", "lxml", "PIL", "arabic_reshaper", "bidi"}


def test_building_a_document_loads_no_export_library():
    code = (
        "import sys\n"
        "import counselor_desk.documents.plans, counselor_desk.documents.notes\n"
        "import counselor_desk.documents.fonts, counselor_desk.documents.text\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert not HEAVY & set(done.stdout.split())
