"""Facts about the rule that rooms import downwards only: it holds, and it bites."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLANTED = [
    ("records/planted.py", "from counselor_desk import storage", "Rooms import downwards"),
    ("storage/planted.py", "from counselor_desk import documents", "Rooms import downwards"),
    ("misc.py", "", "Rooms import downwards"),
    ("ui/planted.py", "from counselor_desk import storage", "through services"),
    ("ui/notes/planted.py", "from counselor_desk.ui import clients", "Feature pages"),
    ("services/planted.py", "import PySide6.QtCore", "Qt only in"),
    ("ui/planted.py", "import sqlcipher3", "SQLCipher only in"),
    ("documents/planted.py", "import reportlab.lib", "reportlab only in"),
    ("documents/planted.py", "import docx", "python-docx only in"),
]


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=tree,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def tree(tmp_path):
    """A copy of the package alone, free to spoil."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(
        ROOT / "counselor_desk",
        tmp_path / "counselor_desk",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    return tmp_path


def test_the_contract_holds():
    outcome = lint(ROOT)

    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize(("file", "line", "contract"), PLANTED)
def test_a_planted_violation_is_caught(tree, file, line, contract):
    planted = tree / "counselor_desk" / file
    planted.write_text(f"{line}\n", encoding="utf-8")

    outcome = lint(tree)

    assert outcome.returncode != 0
    assert re.search(rf"{contract}.* BROKEN", outcome.stdout), outcome.stdout
