"""What works on this machine before any org is asked: rules over what was found out of terminal, folders and sf."""

from collections.abc import Mapping
from dataclasses import dataclass

from tui.exit_codes import ExitCode
from tui.services.doctor import Fact, Finding, Level

MIN_COLUMNS, MIN_LINES = 60, 20
NODE = 22
SHOWS_TOKEN = (2, 136, 8)
"""The first `sf` that hides tokens in other commands and has one of its own to show them."""


@dataclass(frozen=True, slots=True)
class TerminalFacts:
    """What is known of the terminal."""

    there: bool
    columns: int
    lines: int
    encoding: str
    environ: Mapping[str, str]


def terminal(facts: TerminalFacts) -> list[Finding]:
    """Whether the console can be drawn, and what gets in its way."""
    if not facts.there:
        words = "There is none on standard input and standard error: commands work, the console does not."
        return [Finding("terminal", Level.WARN, words, facts={"there": False})]
    return [_size(facts), _signs(facts), _around(facts.environ)]


def _size(facts: TerminalFacts) -> Finding:
    term = facts.environ.get("TERM", "")
    said: dict[str, Fact] = {"columns": facts.columns, "lines": facts.lines}
    if term in ("", "dumb"):
        words = "TERM is empty or dumb: the cursor cannot be placed."
        return Finding(
            "terminal", Level.FAIL, words, "Set TERM, for example to xterm-256color.", said
        )
    if facts.columns < MIN_COLUMNS or facts.lines < MIN_LINES:
        words = f"{facts.columns}×{facts.lines}, and the console needs {MIN_COLUMNS}×{MIN_LINES}."
        return Finding("terminal", Level.WARN, words, "Make the window larger.", said)
    return Finding("terminal", Level.OK, f"{facts.columns}×{facts.lines}.", facts=said)


def _signs(facts: TerminalFacts) -> Finding:
    unicode = facts.encoding.lower().replace("-", "") == "utf8"
    colours = _colours(facts.environ)
    said: dict[str, Fact] = {"utf8": unicode, "colours": colours}
    if not unicode:
        words = f"The encoding is {facts.encoding or 'unknown'}: names and lines may be garbled."
        return Finding("letters", Level.WARN, words, "Set LANG to one that ends in .UTF-8.", said)
    return Finding("letters", Level.OK, f"UTF-8; {colours}.", facts=said)


def _colours(environ: Mapping[str, str]) -> str:
    if environ.get("NO_COLOR"):
        return "no colours (NO_COLOR)"
    if environ.get("COLORTERM") in ("truecolor", "24bit"):
        return "all colours"
    return "256 colours" if "256color" in environ.get("TERM", "") else "few colours"


def _around(environ: Mapping[str, str]) -> Finding:
    inside = [
        name
        for name, variables in {
            "SSH": ("SSH_CONNECTION", "SSH_TTY"),
            "tmux": ("TMUX",),
            "screen": ("STY",),
        }.items()
        if any(environ.get(variable) for variable in variables)
    ]
    words = f"Inside {', '.join(inside)}." if inside else "Directly at this machine."
    todo = ""
    if "SSH" in inside:
        todo = "No browser can be opened here for you: guided mode shows the address to type."
    return Finding(
        "place", Level.OK, words, todo, {name: name in inside for name in ("SSH", "tmux", "screen")}
    )


def folder(check: str, shown: str, problem: str) -> Finding:
    """Whether a folder of the console's own can be written to; `problem` says why not."""
    facts: dict[str, Fact] = {"writable": not problem}
    if problem:
        words = f"{shown} cannot be written: {problem}."
        code = ExitCode.NOT_RECORDED
        return Finding(check, Level.FAIL, words, "Without it no act is done.", facts, code)
    return Finding(check, Level.OK, f"{shown} can be written.", facts=facts)


def sf_version(cli: tuple[int, int, int], node: int, words: str) -> Finding:
    """Whether this `sf` is one that the console can work with."""
    facts: dict[str, Fact] = {
        "version": ".".join(map(str, cli)),
        "node": node,
    }
    if node < NODE:
        return Finding(
            "sf command",
            Level.WARN,
            f"{words}: its newer parts need Node {NODE}.",
            f"Install Node {NODE} or newer.",
            facts,
        )
    if cli < SHOWS_TOKEN:
        return Finding(
            "sf command",
            Level.WARN,
            f"{words}: an old one.",
            "Bring it up to date: sf update.",
            facts,
        )
    return Finding("sf command", Level.OK, f"{words}.", facts=facts)
