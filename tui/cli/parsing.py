"""How the command line is read and how it refuses: argparse, with what it lacks.

Usage lines name first what must stand first, a refusal shows the usage of the command that it is about, and a word
that is nearly right is offered.
"""

import argparse
import textwrap
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NoReturn

_ONCE = ("org", "config", "log_file")
EVERYWHERE = (*_ONCE, "read_only")
"""What may be said with every command, by the names that it has in the namespace."""
_UNKNOWN = "_unrecognized_args"
"""Where argparse keeps, in the namespace, the words that no parser knows."""


class CommandParser(argparse.ArgumentParser):
    """A parser of the whole line or of one command."""

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """See `argparse.ArgumentParser.parse_args`."""
        known, unknown = self.parse_known_args(args, namespace)
        if unknown:
            self.refuse_unknown(unknown)
        return known

    def refuse_unknown(self, words: list[str]) -> NoReturn:
        """End with 2, and with the option that the first unknown one may stand for."""
        options = [name for action in self._actions for name in action.option_strings]
        unknown = [word.partition("=")[0] for word in words if word.startswith("-")]
        near = _near(unknown[0], options) if unknown else ""
        self.error(f"it takes no {' '.join(words)}.{near}")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            choices = list(map(str, action.choices))
            near = _near(str(value), choices) or f" Choose from {', '.join(choices)}."
            raise argparse.ArgumentError(action, f"there is no {value}.{near}")


def _near(word: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    found = get_close_matches(word, known, n=1)
    return f" Did you mean {found[0]}?" if found else ""


class Subcommands(argparse._SubParsersAction):  # type: ignore[type-arg]
    """The commands of a parser; what a command does not know is refused by the command."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """See `argparse.Action`."""
        super().__call__(parser, namespace, values, option_string)
        if unknown := getattr(namespace, _UNKNOWN, None):
            self.choices[values[0]].refuse_unknown(unknown)


class Commands(Subcommands):
    """The commands of the whole line, whose options may have been said before them already."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """See `argparse.Action`."""
        before = {name: getattr(namespace, name, None) for name in _ONCE}
        super().__call__(parser, namespace, values, option_string)
        for name, said in before.items():
            behind = getattr(namespace, name, None)
            setattr(namespace, name, said)
            _say(parser, namespace, name, behind)


class SaidOnce(argparse.Action):
    """An option that says one thing: said twice, it must say the same."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,  # noqa: ARG002 - as argparse calls it
    ) -> None:
        """See `argparse.Action`."""
        _say(parser, namespace, self.dest, values)


def _say(
    parser: argparse.ArgumentParser, namespace: argparse.Namespace, name: str, value: object
) -> None:
    said = getattr(namespace, name, None)
    if said is not None and said != value:
        option = name.replace("_", "-")
        parser.error(f"--{option} is said twice, with {said} and {value}")
    setattr(namespace, name, value)


# -- help -----------------------------------------------------------------------------------------


def usage_parts(prog: str, actions: Iterable[argparse.Action]) -> Sequence[str]:
    """The parts of a command's usage in an order in which they may be typed: what has no name comes first."""
    return [prog, *map(_part, sorted(actions, key=lambda action: bool(action.option_strings)))]


def value_of(action: argparse.Action) -> str:
    """What stands for the value that an option or argument takes; empty where it takes none."""
    if action.nargs == 0:
        return ""
    if action.metavar is None and action.choices:
        return "|".join(map(str, action.choices))
    return str(action.metavar or action.dest.upper())


def _part(action: argparse.Action) -> str:
    value = value_of(action)
    if not action.option_strings:
        return value
    words = f"{action.option_strings[0]} {value}".strip()
    more = " …" if action.nargs == "+" else ""
    return f"{words}{more}" if action.required else f"[{words}{more}]"


class CommandHelp(argparse.HelpFormatter):
    """The usage of a command has what is its own; the options of every command stand below, once."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """See `argparse.HelpFormatter`."""
        own = [action for action in actions if action.dest not in EVERYWHERE]
        super().add_usage(usage or self._wrapped(own), own, groups, prefix)

    def _wrapped(self, actions: Iterable[argparse.Action]) -> str:
        parts = [part.replace(" ", _WITHIN) for part in usage_parts(self._prog, actions)]
        lines = textwrap.wrap(
            " ".join(parts),
            self._width - len("usage: "),
            subsequent_indent=" " * len(f"usage: {self._prog} "),
            break_long_words=False,
            break_on_hyphens=False,
        )
        return "\n".join(lines).replace(_WITHIN, " ").replace("%", "%%")


_WITHIN = "\N{NO-BREAK SPACE}"
