"""The command line: the same services without a window."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from counselor_desk import cli_checks, cli_imports
from counselor_desk.errors import DeskError, MissingLettersError
from counselor_desk.records.program import Paper

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.exports import DocumentKind

DONE = 0
REFUSED = 1
USAGE = 2

_STORE_HELP = "folder of the store, for example Records.cdesk"
_BROKEN_LOG = (
    "The log of this store is broken. {} Keep a copy of its folder, and run the command check."
)
_FILE_HELP = "file with the passphrase on its first line; - reads standard input"
_WORDS_HELP = "file with the twelve recovery words; - reads standard input"


class UsageError(DeskError):
    """The command was not given what it needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the outside gives a command: streams, the configuration folder, the time zone."""

    config_dir: Path | None
    zone: str
    output: TextIO
    problems: TextIO
    input: TextIO

    def say(self, line: str) -> None:
        """Print one line of the answer."""
        print(line, file=self.output)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and ends with 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"counselor-desk: {message}. See counselor-desk --help.\n")


def parser() -> argparse.ArgumentParser:
    """Every command with its options; the window's own `--store` comes first."""
    top = _Parser(prog="counselor-desk", description="Counselor Desk, offline and encrypted.")
    top.add_argument("--store", type=Path, help=_STORE_HELP + "; opens the window on it")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    add_work = (_add_create, _add_demo, _add_clients, _add_export, _add_import)
    for add in (*add_work, _add_check, _add_backup, _add_restore):
        add(commands)
    return top


def _add_create(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser("create", help="make an empty store and print its words once")
    _add_store(command)


def _add_demo(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser("demo", help="make the practice store and its documents")
    command.add_argument("--store", type=Path, required=True, help=_STORE_HELP)
    command.add_argument("--documents", type=Path, required=True, help="folder for documents")
    command.add_argument("--clients", type=_count, default=12, help="1 to 1000; 12 by default")
    command.add_argument("--seed", type=int, default=1, help="same seed, same caseload")
    command.add_argument("--passphrase-file", metavar="F", help=_FILE_HELP)
    command.add_argument("--fresh", action="store_true", help="build the practice store anew")


def _add_clients(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser("clients", help="list number, name and status")
    _add_store(command)
    command.add_argument("--json", action="store_true", help="as JSON")


def _add_export(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser("export", help="write a document as PDF, DOCX or text")
    command.add_argument("--list", action="store_true", help="name the kinds of document")
    _add_store(command, is_required=False)
    command.add_argument("--client", metavar="NUMBER", help="record number, 147 or CD-0147")
    command.add_argument("--document", metavar="KIND", help="see --list")
    command.add_argument("--format", choices=("pdf", "docx", "txt"), default="pdf")
    command.add_argument("--paper", choices=[paper.value for paper in Paper])
    command.add_argument("--to", type=Path, metavar="PATH", help="file, or folder for many")
    command.add_argument("--which", metavar="UID|all", help="one record, or all of them")
    command.add_argument(
        "--accept-missing-letters",
        action="store_true",
        help="do not ask about letters that no font has",
    )


def _add_check(commands: argparse._SubParsersAction[_Parser]) -> None:
    _add_store(commands.add_parser("check", help="verify keys, pages, log, seals and search"))


def _add_backup(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser("backup", help="write a verified backup of a store")
    _add_store(command)
    command.add_argument("--to", type=Path, required=True, metavar="FILE", help="file, or folder")


def _add_restore(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser("restore", help="make the store of a backup")
    command.add_argument("--from", type=Path, required=True, metavar="FILE", dest="source")
    _add_store(command)
    command.add_argument("--recovery-file", metavar="F", help=_WORDS_HELP)


def _add_import(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser("import-clients", help="add the clients of a CSV file, or none")
    _add_store(command)
    cli_imports.add_options(command)


def _add_store(command: argparse.ArgumentParser, *, is_required: bool = True) -> None:
    command.add_argument("--store", type=Path, required=is_required, help=_STORE_HELP)
    command.add_argument("--passphrase-file", metavar="F", help=_FILE_HELP)


def _count(text: str) -> int:
    try:
        count = int(text)
    except ValueError:
        count = 0
    if not 1 <= count <= 1000:  # noqa: PLR2004 - the limit of the practice caseload
        raise argparse.ArgumentTypeError("the number of clients is a whole number from 1 to 1000")
    return count


def run(arguments: argparse.Namespace, around: Surroundings) -> int:
    """Carry out one command; every error is one line on `around.problems`.

    Returns:
        0 when done, 1 when the store or the record says no, 2 when the command is not complete.
    """
    command = {
        "create": _create,
        "demo": _demo,
        "clients": _clients,
        "export": _export,
        "check": _check,
        "backup": _backup,
        "restore": _restore,
        "import-clients": _import_clients,
    }[arguments.command]
    try:
        return command(arguments, around)
    except UsageError as problem:
        print(f"counselor-desk: {problem}", file=around.problems)
        return USAGE
    except DeskError as problem:
        print(f"counselor-desk: {problem}", file=around.problems)
        return REFUSED


def _create(arguments: argparse.Namespace, around: Surroundings) -> int:
    from counselor_desk.services import stores

    passphrase = _passphrase(arguments, around, is_new=True)
    desk, words = stores.create(
        arguments.store, passphrase, config_dir=around.config_dir, zone=around.zone
    )
    stores.lock(desk)
    around.say(f"Made the store {arguments.store}.")
    around.say("Write these twelve recovery words on paper; they are not shown again:")
    for at in range(0, len(words), 4):
        around.say("  " + "  ".join(f"{at + i + 1:>2} {words[at + i]:<9}" for i in range(4)))
    return DONE


def _demo(arguments: argparse.Namespace, around: Surroundings) -> int:
    from counselor_desk.services import practice_store

    secret = None
    if arguments.passphrase_file is not None:
        secret = _passphrase(arguments, around, is_new=True)
    made = practice_store.build(
        arguments.store,
        documents=arguments.documents,
        count=arguments.clients,
        seed=arguments.seed,
        passphrase=secret,
        is_fresh=arguments.fresh,
        config_dir=around.config_dir,
        zone=around.zone,
        progress=around.say,
    )
    around.say(f"Practice store: {arguments.store} ({made.clients} clients)")
    around.say(f"Documents: {arguments.documents} ({made.documents} files)")
    if made.passphrase:
        around.say(f"Passphrase: {made.passphrase}")
        around.say(f"Recovery words: {' '.join(made.words)}")
    return DONE


def _clients(arguments: argparse.Namespace, around: Surroundings) -> int:
    from counselor_desk.services import clients, stores

    desk = _unlock(arguments, around)
    try:
        listed = clients.rows(desk, sort="number")
        if arguments.json:
            facts = [
                {"number": row.number, "name": row.full_name, "status": row.status.value}
                for row in listed
            ]
            around.say(json.dumps(facts, ensure_ascii=False, indent=2))
        else:
            for row in listed:
                around.say(f"{row.number}\t{row.full_name}\t{row.status.value}")
    finally:
        stores.lock(desk)
    return DONE


def _export(arguments: argparse.Namespace, around: Surroundings) -> int:
    from counselor_desk.services import clients, exports, stores

    if arguments.list:
        for kind in exports.DocumentKind:
            around.say(kind.value)
        return DONE
    kind = _document_kind(arguments)
    for name in ("store", "client", "to"):
        if getattr(arguments, name) is None:
            raise UsageError(f"export needs --{name}. See counselor-desk export --help.")
    desk = _unlock(arguments, around)
    try:
        client = clients.by_number(desk, arguments.client)
        chosen = exports.choose(desk, client.id, kind, arguments.which)
        form = exports.Format(arguments.format)
        for composed in [exports.compose(desk, choice) for choice in chosen]:
            letters = exports.letters_to_ask_about(composed, form)
            _agree_to_missing_letters(letters, arguments, around)
            for one in composed.wording:
                said = f"“{one.found}” reduces a person to a problem; better: {one.proposal}."
                print(f"counselor-desk: {said}", file=around.problems)
            path = exports.target(arguments.to, composed, form.value, many=len(chosen) > 1)
            paper = Paper(arguments.paper) if arguments.paper else composed.paper
            content = exports.render(composed.document, form, paper)
            exports.write(desk, composed, path, content)
            around.say(str(path))
    finally:
        stores.lock(desk)
    return DONE


def _document_kind(arguments: argparse.Namespace) -> DocumentKind:
    from counselor_desk.services import exports

    names = ", ".join(kind.value for kind in exports.DocumentKind)
    if arguments.document not in {kind.value for kind in exports.DocumentKind}:
        raise UsageError(f"--document is one of: {names}.")
    return exports.DocumentKind(arguments.document)


def _agree_to_missing_letters(
    letters: str, arguments: argparse.Namespace, around: Surroundings
) -> None:
    if not letters or arguments.accept_missing_letters:
        return
    if around.input.isatty():
        boxes = (
            "Word shows a box where the computer has no other font. Write it?"
            if arguments.format == "docx"
            else "Print a box for each?"
        )
        question = f"No font has these letters: {' '.join(letters)}. {boxes} [y/N] "
        print(question, end="", file=around.problems, flush=True)
        if around.input.readline().strip().lower() in {"y", "yes"}:
            return
    raise MissingLettersError(letters)


def _check(arguments: argparse.Namespace, around: Surroundings) -> int:
    is_good = cli_checks.run(
        arguments.store,
        _passphrase(arguments, around),
        config_dir=around.config_dir,
        zone=around.zone,
        say=around.say,
        warn=lambda line: print(f"counselor-desk: {line}", file=around.problems),
    )
    return DONE if is_good else REFUSED


def _backup(arguments: argparse.Namespace, around: Surroundings) -> int:
    from counselor_desk.services import backups, stores

    desk = _unlock(arguments, around)
    try:
        made = backups.back_up(desk, arguments.to)
    finally:
        stores.lock(desk)
    around.say(f"Verified backup: {Path(made.folder) / made.file_name} ({made.size:,} bytes)")
    return DONE


def _restore(arguments: argparse.Namespace, around: Surroundings) -> int:
    from counselor_desk.services import backups

    if arguments.passphrase_file is not None and arguments.recovery_file is not None:
        raise UsageError("Give --passphrase-file or --recovery-file, not both.")
    secret: str | tuple[str, ...] = (
        _passphrase(arguments, around)
        if arguments.recovery_file is None
        else _recovery_words(arguments.recovery_file, around)
    )
    restored = backups.restore(
        arguments.source,
        arguments.store,
        secret,
        config_dir=around.config_dir,
        at=backups.now_in(around.zone),
    )
    counted = backups.contents(restored.counts)
    around.say(f"Restored the store {arguments.store}.")
    around.say(f"Clients: {counted['clients']}, signed notes: {counted['signed_notes']}")
    if restored.moved_aside is not None:
        around.say(f"The store that was there is now {restored.moved_aside}.")
    return DONE


def _import_clients(arguments: argparse.Namespace, around: Surroundings) -> int:
    from counselor_desk.services import stores

    desk = _unlock(arguments, around)
    try:
        cli_imports.run(desk, arguments, around.say)
    finally:
        stores.lock(desk)
    return DONE


def _recovery_words(source: str, around: Surroundings) -> tuple[str, ...]:
    from counselor_desk.services import stores

    return stores.check_words(_text_of(source, "recovery", around))


def _text_of(source: str, what: str, around: Surroundings) -> str:
    """All of a file with a secret, or of standard input."""
    if source == "-":
        return around.input.read()
    try:
        return Path(source).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as reason:
        raise UsageError(
            f"The {what} file {source} could not be read ({type(reason).__name__})."
        ) from reason


def _unlock(arguments: argparse.Namespace, around: Surroundings) -> Desk:
    """The store, open; an older copy that nobody has decided about is not worked with.

    The whole log is verified. The records can be used although it is broken, but that is said.
    """
    from counselor_desk.services import anchors, checks, stores

    passphrase = _passphrase(arguments, around)
    desk = stores.unlock(
        arguments.store, passphrase, config_dir=around.config_dir, zone=around.zone
    )
    try:
        anchors.require_newest(desk)
    except DeskError:
        stores.lock(desk)
        raise
    broken = checks.chain(desk.vault)
    if broken:
        print(f"counselor-desk: {_BROKEN_LOG.format(broken)}", file=around.problems)
    return desk


def _passphrase(
    arguments: argparse.Namespace, around: Surroundings, *, is_new: bool = False
) -> str:
    """The first line of the passphrase file, of standard input, or what is typed unseen."""
    source = arguments.passphrase_file
    if source == "-":
        return around.input.readline().rstrip("\r\n")
    if source is not None:
        text = _text_of(source, "passphrase", around)
        return text.splitlines()[0] if text else ""
    if not around.input.isatty():
        raise UsageError("There is no terminal to ask for the passphrase. Use --passphrase-file.")
    typed = _typed_unseen("Passphrase: ", around)
    if is_new and _typed_unseen("Passphrase again: ", around) != typed:
        raise UsageError("The two passphrases differ. Nothing was made.")
    return typed


def _typed_unseen(prompt: str, around: Surroundings) -> str:
    import getpass

    try:
        return getpass.getpass(prompt)
    except (EOFError, KeyboardInterrupt) as end:
        # The line of the prompt is still open.
        print(file=around.problems)
        if isinstance(end, KeyboardInterrupt):
            raise
        raise UsageError("No passphrase was given. Nothing was done.") from end
