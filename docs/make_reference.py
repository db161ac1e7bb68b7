"""Writes the tables of `docs/configuration.md` and `docs/command-line.md` that come from the code.

    .venv/bin/python docs/make_reference.py

Owns how a key and a command are told; what is told of them stands in `tui/config/schema.py`, `tui/config/targets.py`,
`tui/cli/arguments.py`, and, for the examples, in `config.example.toml`. The prose around the tables is written by hand:
only what stands between two marks is made anew.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from tui.cli.arguments import parser
from tui.cli.parsing import usage_parts, value_of
from tui.config.schema import LABEL_KEYS, ORG_KEYS, SECRET_KEYS, TOP_KEYS, Key
from tui.config.targets import TARGET_KEYS, TargetKey

ROOT = Path(__file__).resolve().parent.parent
COMMAND = ".venv/bin/python docs/make_reference.py"
_BLOCK = re.compile(r"(<!-- made from the code: (\S+) -->\n).*?(<!-- until here -->)", re.DOTALL)


# -- the configuration ------------------------------------------------------------------------------

_SECTIONS: Final[Mapping[str, tuple[Sequence[Key], str]]] = {
    "top": (TOP_KEYS, ""),
    "orgs": (ORG_KEYS, "orgs."),
    "targets": (TARGET_KEYS, "targets."),
    "secrets": (SECRET_KEYS, "{"),
    "labels": (LABEL_KEYS, "{"),
}
"""The keys of each kind of table, and how the head of such a table begins in the example."""


def keys(section: str) -> str:
    """The table of a section's keys."""
    found, where = _SECTIONS[section]
    rows = [
        [f"`{key.name}`", _type(key), _default(key), _meaning(key), _example(key.name, where)]
        for key in found
    ]
    return _table(["key", "type", "default", "meaning", "example"], rows)


def _type(key: Key) -> str:
    return _either([f'`"{choice}"`' for choice in key.choices]) if key.choices else str(key.shape)


def _either(words: Sequence[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def _default(key: Key) -> str:
    if key.required:
        kinds = sorted(set(key.required))
        every = len(kinds) > 1 or _kinds(key) == ()
        return "required" if every else f"required in `{kinds[0]}`"
    match key.default:
        case None:
            return "unset"
        case bool() | int():
            return f"`{str(key.default).lower()}`"
    return f'`"{key.default}"`'


def _kinds(key: Key) -> tuple[str, ...]:
    if isinstance(key, TargetKey):
        return tuple(map(str, key.kinds))
    return (str(key.only),) if key.only else ()


def _meaning(key: Key) -> str:
    kinds = _kinds(key)
    if not kinds:
        return key.doc
    return f"Only {_either([f'`{kind}`' for kind in kinds])}. {key.doc}"


def _example(name: str, where: str) -> str:
    """The key as `config.example.toml` first has it in such a table; a table of tables stands for itself."""
    example = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    if where == "{":
        # Inside braces, as in { env = "NAME" }.
        found = re.search(rf"\{{ (?:[^{{}}]*, )?({name} = (?:\[[^\]]*\]|\"[^\"]*\"))", example)
        return f"`{found[1]}`" if found else ""
    head = ""
    for line in example.splitlines():
        heading = re.match(r"#?\[([\w.-]+)\]\Z", line)
        head = heading[1] if heading else head
        if heading and not where and heading[1].partition(".")[0] == name:
            return f"`[{heading[1]}]`"
        if head.startswith(where) and bool(head) == bool(where):
            found = re.match(rf"#?({name} = .+)\Z", line)
            if found:
                return f"`{found[1]}`"
    return ""


# -- the command line -------------------------------------------------------------------------------


def commands() -> str:
    """Every command under a heading, with what it takes."""
    return "\n".join(_command(words, made) for words, made in _leaves(parser()))


def everywhere() -> str:
    """The options of the whole command line."""
    rows = [[_spelt(action), str(action.help)] for action in _own(parser())]
    return _table(["option", "does"], rows)


def _leaves(
    made: argparse.ArgumentParser, words: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    inner = [each for each in made._actions if isinstance(each, argparse._SubParsersAction)]
    if not inner:
        yield words, made
    for action in inner:
        for name, command in action.choices.items():
            yield from _leaves(command, f"{words} {name}".strip())


def _command(words: str, made: argparse.ArgumentParser) -> str:
    shared = {action.dest for action in _own(parser())}
    taken = [action for action in _own(made) if action.dest not in shared]
    usage = " ".join(usage_parts(f"connected-apps {words}", taken))
    told = [f"### `{words}`\n", f"{made.description}\n", f"```text\n{usage}\n```\n"]
    if taken:
        told.append(
            _table(["", "is"], [[_spelt(each), str(each.help)] for each in _as_read(taken)])
        )
    return "\n".join(told)


def _own(made: argparse.ArgumentParser) -> list[argparse.Action]:
    silent = (argparse._HelpAction, argparse._VersionAction, argparse._SubParsersAction)
    return [action for action in made._actions if not isinstance(action, silent)]


def _as_read(actions: Sequence[argparse.Action]) -> list[argparse.Action]:
    """What must be named first, then what may be."""
    return sorted(actions, key=lambda action: bool(action.option_strings))


def _spelt(action: argparse.Action) -> str:
    value = value_of(action)
    return f"`{' '.join([*action.option_strings[-1:], value]).strip()}`".replace("|", r"\|")


# -- pages ------------------------------------------------------------------------------------------


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


_MADE: Final[Mapping[str, Callable[[], str]]] = {
    **{name: lambda name=name: keys(name) for name in _SECTIONS},  # type: ignore[misc]
    "commands": commands,
    "everywhere": everywhere,
}

PAGES = (ROOT / "docs" / "configuration.md", ROOT / "docs" / "command-line.md")


def renewed(page: str) -> str:
    """The page with its blocks made anew."""
    return _BLOCK.sub(lambda block: f"{block[1]}\n{_MADE[block[2]]()}\n{block[3]}", page)


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")
        print(path.name, file=sys.stderr)
