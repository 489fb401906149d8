"""Proves new keys in a process of its own: nothing that made them helps to open what they lock.

Run as a program it reads one line of JSON from its input, and answers with one. A secret stands in
no argument and no environment, where other programs could see it.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from counselor_desk.errors import DeskError, StoppedError, UnprovenKeysError
from counselor_desk.storage import copies, key_files, keys, switching
from counselor_desk.storage import folder as folders
from counselor_desk.storage.copies import Facts
from counselor_desk.storage.costs import Bounds
from counselor_desk.storage.courses import Course

if TYPE_CHECKING:
    from counselor_desk.storage.keys import KeyDocument

_ASK_EVERY_S = 0.1
_PROBLEM = "problem"


def facts_in_new_process(
    folder: Path, passphrase: str, words: tuple[str, ...], bounds: Bounds, course: Course
) -> Facts:
    """What the records built in `folder` hold, opened and verified from the files alone.

    Takes two key derivations and a full verification.

    Raises:
        UnprovenKeysError: a secret does not open the new key file, or the records are not sound.
        StoppedError: it is no longer wanted.
    """
    question = {
        "folder": str(folder),
        "passphrase": passphrase,
        "words": words,
        "bounds": dataclasses.asdict(bounds),
    }
    try:
        process = _start()
    except OSError as error:
        raise UnprovenKeysError("no second process could be started") from error
    answer = _answer(process, json.dumps(question), course)
    try:
        fields = json.loads(answer)
        if _PROBLEM not in fields:
            return Facts(**fields)
    except (ValueError, TypeError) as error:
        raise UnprovenKeysError("the second process gave no answer") from error
    raise UnprovenKeysError(str(fields[_PROBLEM]))


def prove(
    folder: Path, passphrase: str, words: tuple[str, ...], bounds: Bounds
) -> tuple[KeyDocument, Facts]:
    """Open what was built in `folder` with both secrets, and verify all of it.

    Raises:
        DeskError: says what does not open or is not sound.
    """
    copy = key_files.read(folder / switching.KEYS, bounds)
    if copy.document is None:
        raise copy.problem or UnprovenKeysError("the key file")
    document = copy.document
    root = document.unlock("passphrase", passphrase)
    keys.prove(document, root, "recovery", keys.joined(words))
    key = root.database_key(document.key_epoch)
    return document, copies.verify(folder / folders.RECORDS, key, Course())


def main() -> None:
    """Answer the one question on the standard input."""
    question = json.loads(sys.stdin.readline())
    try:
        _, found = prove(
            Path(question["folder"]),
            question["passphrase"],
            tuple(question["words"]),
            Bounds(**question["bounds"]),
        )
        answer = dataclasses.asdict(found)
    except DeskError as problem:
        answer = {_PROBLEM: type(problem).__name__}
    sys.stdout.write(json.dumps(answer) + "\n")


def _start() -> subprocess.Popen[str]:
    package = Path(__file__).resolve().parents[1]
    return subprocess.Popen(  # noqa: S603 - this same program, with arguments of its own
        [sys.executable, "-m", f"{package.name}.storage.{Path(__file__).stem}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=package.parent,
        text=True,
        encoding="ascii",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _answer(process: subprocess.Popen[str], question: str, course: Course) -> str:
    with process:
        asked: str | None = question + "\n"
        while True:
            try:
                answer, _ = process.communicate(asked, timeout=_ASK_EVERY_S)
            except subprocess.TimeoutExpired:
                asked = None
            else:
                return answer
            try:
                course.require_wanted()
            except StoppedError:
                process.kill()
                raise


if __name__ == "__main__":
    main()
