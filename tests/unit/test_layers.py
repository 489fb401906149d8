"""Facts about the rule that rooms import downwards only: it holds, and it bites."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
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
    ("documents/planted.py", "import docx", "python-docx only where"),
    ("services/cvs.py", "from counselor_desk.storage import notes", "A CV knows nothing"),
    ("services/cvs.py", "from counselor_desk.storage import cravings", "A CV knows nothing"),
    ("ui/cvs/planted.py", "from counselor_desk.services import plans", "A CV knows nothing"),
    ("ui/cvs/planted.py", "from counselor_desk.services import medications", "A CV knows nothing"),
    ("documents/cvs.py", "from counselor_desk.records import papers", "A CV reaches treatment"),
    ("services/exports.py", "from counselor_desk.services import counseling_notes", "Counseling"),
    ("services/planted.py", "from counselor_desk.storage import counseling_notes", "Counseling"),
    ("documents/planted.py", "from counselor_desk.records import counseling_notes", "Counseling"),
    ("cli.py", "from counselor_desk.services import counseling_notes", "Counseling"),
    ("documents/cvs.py", "from counselor_desk.records import flags", "A CV reaches treatment"),
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


CLINICAL = (
    "assessments", "circumstances", "cravings", "diagnoses", "drug_tests", "flags", "imports",
    "intakes", "medications", "people", "stay_reviews", "substances",
)  # fmt: skip
ROOMS = ("records", "storage", "documents", "services")


def test_what_a_cv_may_not_know_names_the_chart_in_every_room():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (
        one
        for one in contracts["tool"]["importlinter"]["contracts"]
        if one["name"] == "A CV knows nothing of treatment"
    )
    modules = {
        f"counselor_desk.{room}.{noun}"
        for room in ROOMS
        for noun in CLINICAL
        if (ROOT / "counselor_desk" / room / f"{noun}.py").is_file()
    }

    assert len(modules) > 3 * len(CLINICAL)
    assert modules <= set(contract["forbidden_modules"])


READ_BY_A_CV = {
    "counselor_desk.errors",
    "counselor_desk.records.cv_dates",
    "counselor_desk.records.cvs",
    "counselor_desk.records.dates",
    "counselor_desk.records.ids",
    "counselor_desk.records.program",
    "counselor_desk.services.changes",
    "counselor_desk.services.cvs",
    "counselor_desk.services.desk",
    "counselor_desk.services.names",
    "counselor_desk.storage.cvs",
    "counselor_desk.storage.database",
    "counselor_desk.storage.parts",
    "counselor_desk.storage.table",
    "counselor_desk.documents.blocks",
    "counselor_desk.documents.cvs",
    "counselor_desk.documents.pdf",
}
"""All that makes and rests a CV may import: whatever is new is not read by it."""


def is_room(module: str) -> bool:
    """Whether the names imported from it are modules; `errors` gives classes."""
    folder = ROOT / module.replace(".", "/")
    return module != "counselor_desk.errors" and module.count(".") == 1 and folder.is_dir()


@pytest.mark.parametrize(
    "room", ["records/cvs", "records/cv_dates", "storage/cvs", "services/cvs", "documents/cvs"]
)
def test_a_cv_imports_only_what_is_named_here(room):
    tree = ast.parse((ROOT / "counselor_desk" / f"{room}.py").read_text(encoding="utf-8"))
    imported = {
        f"{node.module}.{name.name}" if is_room(node.module) else node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("counselor_desk")
        for name in node.names
    }

    assert imported <= READ_BY_A_CV
