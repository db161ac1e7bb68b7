"""The words of the command line, and which function answers to them: named, not imported, until it is called."""

from __future__ import annotations

import argparse
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from tui import __version__
from tui.cli.parsing import CommandHelp, CommandParser, Commands, SaidOnce, Subcommands
from tui.domain.org import PRACTICE_PORT

if TYPE_CHECKING:
    from pathlib import Path

_CODES = """\
exit codes:
  0 done · 1 a bug · 2 wrong usage · 3 configuration · 4 no session · 5 permission missing
  6 not found · 7 conflict · 8 org unreachable · 9 outcome unknown
  10 a target does not hold the new token · 11 no clipboard · 12 preflight of a target failed, nothing changed
  13 the intent could not be recorded, nothing done · 130 interrupted
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line. `run` of its result is `module:function` in `tui.cli`."""
    top = CommandParser(
        prog="connected-apps",
        description="Initial access tokens of Salesforce connected apps. Without a command: the full-screen console.",
        epilog=_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"connected-apps {__version__}")
    _add_everywhere(top)
    top.set_defaults(run="console:run", org=None, config=None, read_only=False, log_file=None)
    commands = top.add_subparsers(action=Commands, title="commands", metavar="COMMAND")
    _add_apps(commands)
    _add_token(commands)
    _add_rotation(commands)
    _add_targets(commands)
    _add_journal(commands)
    _add_orgs(commands)
    _add_practice_org(commands)
    _add_config(commands)
    _add_completion(commands)
    return top


_Commands: TypeAlias = "argparse._SubParsersAction[CommandParser]"


def _command(commands: _Commands, name: str, run: str, words: str) -> argparse.ArgumentParser:
    made = commands.add_parser(
        name,
        help=words,
        description=words,
        allow_abbrev=False,
        parents=[_everywhere()],
        formatter_class=CommandHelp,
    )
    made.set_defaults(run=run)
    return made


def _group(commands: _Commands, name: str, words: str) -> _Commands:
    made = commands.add_parser(name, help=words, description=words, allow_abbrev=False)
    return made.add_subparsers(action=Subcommands, metavar="COMMAND", required=True)


@cache
def _everywhere() -> CommandParser:
    """The options that may stand behind a command as well as before it."""
    made = CommandParser(add_help=False)
    _add_everywhere(made.add_argument_group("with every command"))
    return made


def _add_everywhere(made: argparse._ActionsContainer) -> None:
    # Without a default, what is not said behind the command does not hide what was said before it.
    unsaid = argparse.SUPPRESS
    made.add_argument(
        "--org",
        metavar="NAME",
        action=SaidOnce,
        default=unsaid,
        help="the org of the configuration to connect to",
    )
    made.add_argument(
        "--config",
        metavar="FILE",
        type=_path,
        action=SaidOnce,
        default=unsaid,
        help="the configuration file",
    )
    made.add_argument(
        "--read-only",
        action="store_true",
        default=unsaid,
        help="refuse to generate, to regenerate and to hand over",
    )
    made.add_argument(
        "--log-file",
        metavar="FILE",
        type=_path,
        action=SaidOnce,
        default=unsaid,
        help="write what a bug report needs; no secrets",
    )


def _add_apps(commands: _Commands) -> None:
    listing = _command(commands, "list", "apps:list_apps", "List the connected apps of the org.")
    listing.add_argument("--search", metavar="TEXT", default="", help="only apps that match")
    listing.add_argument(
        "--due", action="store_true", help="only tokens that are older than max_age allows"
    )
    _add_json(listing)
    show = _command(
        commands, "show", "apps:show", "Show one app and its token's state, never the token."
    )
    _add_app(show)
    show.add_argument(
        "--metadata",
        action="store_true",
        help="what the org's metadata says too: consumer key, callback URLs",
    )
    _add_json(show)


def _add_token(commands: _Commands) -> None:
    token = _group(commands, "token", "The initial access token of one app.")
    generate = _command(
        token, "generate", "tokens:generate", "Generate the first token; prints its fingerprint."
    )
    _add_app(generate)
    _add_guided_stdin(generate)
    _add_json(generate)
    regenerate = _command(
        token,
        "regenerate",
        "tokens:regenerate",
        "Replace the token, which is dead at once; no undo.",
    )
    _add_app(regenerate)
    _add_yes(regenerate)
    _add_guided_stdin(regenerate)
    _add_json(regenerate)
    _add_app(
        _command(token, "reveal", "tokens:reveal", "Print the token alone on standard output.")
    )
    copy = _command(
        token, "copy", "copying:copy", "Copy the token; waits until it is cleared again."
    )
    _add_app(copy)
    copy.add_argument(
        "--as", dest="copy_as", choices=("token", "header"), default="token",
        help="the bare token, or the value of an Authorization header",
    )  # fmt: skip
    copy.add_argument("--no-clear", action="store_true", help="leave it on the clipboard")


def _add_targets(commands: _Commands) -> None:
    targets = _command(
        commands,
        "targets",
        "targets:run",
        "Where tokens can be handed over to, and whether it works.",
    )
    targets.add_argument(
        "--check", action="store_true", help="log in at each and look, without writing anything"
    )
    _add_json(targets)


def _add_rotation(commands: _Commands) -> None:
    rotate = _command(
        commands,
        "rotate",
        "rotate:rotate",
        "Regenerate the token and hand the new one to its targets, in one act.",
    )
    _add_app(rotate)
    _add_to(rotate)
    _add_yes(rotate)
    _add_guided_stdin(rotate)
    _add_json(rotate)
    over = _command(
        commands, "hand-over", "hand_over:hand_over", "Hand the token that there is to targets."
    )
    _add_app(over)
    _add_to(over)
    over.add_argument(
        "--token-stdin", action="store_true", help="the token is one line on standard input"
    )
    _add_yes(over)
    _add_json(over)


def _add_yes(made: argparse.ArgumentParser) -> None:
    made.add_argument("--yes", action="store_true", help="do not ask")
    made.add_argument(
        "--name", metavar="NAME", help="the app's exact name; needed with --yes in production"
    )


def _add_guided_stdin(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--token-stdin", dest="guided_stdin", action="store_true",
        help="guided mode: the new token is one line on standard input",
    )  # fmt: skip


def _add_to(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--to", metavar="TARGET", nargs="+", action="extend", required=True,
        help="targets of the configuration; practice-gateway in the practice org",
    )  # fmt: skip
    made.add_argument(
        "--unbound", metavar="TARGET", action="append", default=[],
        help="take this target though the configuration binds it to no org",
    )  # fmt: skip


def _add_journal(commands: _Commands) -> None:
    journal = _command(commands, "journal", "journal:run", "What this console did.")
    journal.add_argument(
        "--resume", action="store_true", help="look up what came of unfinished acts in the org"
    )
    _add_json(journal)


def _add_orgs(commands: _Commands) -> None:
    orgs = _command(commands, "orgs", "orgs:run", "List the orgs of the configuration.")
    _add_json(orgs)
    doctor = _command(
        commands,
        "doctor",
        "doctor:run",
        "Say what works here and in the org, and what does not.",
    )
    doctor.add_argument("--app", metavar="APP", help="look at the Setup page of this app too")
    doctor.add_argument(
        "--clipboard", dest="run", action="store_const", const="doctor_clipboard:run",
        default=argparse.SUPPRESS, help="copy a test value, have it pasted back, compare",
    )  # fmt: skip
    doctor.add_argument(
        "--report", action="store_true", help="write a report that names nobody into a file"
    )
    _add_json(doctor)


def _add_practice_org(commands: _Commands) -> None:
    practice = _group(
        commands, "practice-org", "The local practice org, whatever the configuration says."
    )
    serve = _command(practice, "serve", "practice_org:serve", "Serve it over HTTP on loopback.")
    serve.add_argument(
        "--port",
        type=_port,
        default=PRACTICE_PORT,
        help=f"default {PRACTICE_PORT}; 0 takes a free one",
    )
    serve.add_argument(
        "--face", metavar="NAME", default="classic", help="how its Setup pages look, for rehearsing"
    )
    seed = _command(
        practice, "seed", "practice_org:seed", "Fill it up to a number of connected apps."
    )
    seed.add_argument(
        "--apps",
        type=_count,
        required=True,
        metavar="N",
        help="how many there are then, at most 1,000,000",
    )
    reset = _command(
        practice, "reset", "practice_org:reset", "Put it back to how it was on first use."
    )
    reset.add_argument("--yes", action="store_true", help="do not ask")
    session = _command(
        practice, "session", "practice_org:session", "Print a session id for the served org."
    )
    session.add_argument(
        "--user", default="admin", help="admin, or support, who lacks the permission"
    )


def _add_config(commands: _Commands) -> None:
    config = _group(commands, "config", "The configuration file.")
    _command(config, "check", "config_file:check", "Say whether the file is right.")
    _command(config, "path", "config_file:path", "Print where it is looked for.")
    keys = _command(config, "keys", "config_keys:keys", "Print which key does what in the console.")
    _add_json(keys)


def _add_completion(commands: _Commands) -> None:
    completion = _command(
        commands, "completion", "completion:script", "Print the script that completes by TAB."
    )
    completion.add_argument(
        "shell", metavar="SHELL", choices=("bash", "zsh", "fish"), help="bash, zsh or fish"
    )


def _add_app(made: argparse.ArgumentParser) -> None:
    made.add_argument("app", metavar="APP", help="the app's Id or its exact name")


def _add_json(made: argparse.ArgumentParser) -> None:
    made.add_argument("--json", action="store_true", help="one JSON document on standard output")


def _port(text: str) -> int:
    number = int(text) if text.isdecimal() else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= 1_000_000:
        raise argparse.ArgumentTypeError("from 1 to 1,000,000 apps")
    return number


def _path(text: str) -> Path:
    from pathlib import Path  # neither `--version` nor help has any

    return Path(text)
