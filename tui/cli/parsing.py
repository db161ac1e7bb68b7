"""How the command line is read and how it refuses: argparse, with what it lacks.

Usage lines name first what must stand first, a refusal shows the usage of the command that it is about, and a word
that is nearly right is offered. An unknown option is refused before what stands behind it is taken for anything. What
was typed may hold control characters or a secret: it is repeated legibly, in part, and without an option's value.
"""

import argparse
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NoReturn

from tui.domain.text import printable, shortened

_ONCE = ("org", "config", "log_file")
EVERYWHERE = (*_ONCE, "read_only")
"""What may be said with every command, by the names that it has in the namespace."""
_UNKNOWN = "_unrecognized_args"
"""Where argparse keeps, in the namespace, the words that no parser knows."""
_REPEATED_MOST = 100
"""Characters of what was typed that a refusal repeats."""


class CommandParser(argparse.ArgumentParser):
    """A parser of the whole line or of one command."""

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """See `argparse.ArgumentParser.parse_args`."""
        self.check_options(sys.argv[1:] if args is None else args)
        known, unknown = self.parse_known_args(args, namespace)
        if unknown:
            self.refuse_unknown(unknown)
        return known

    def check_options(self, words: Sequence[str]) -> None:
        """Refuse the options that are not known here, unless help is asked for here, and so on in the command.

        argparse takes the value of an unknown option for a command, and asks for what is missing first.
        """
        unknown: list[str] = []
        commands = self._commands()
        left = list(reversed(words))
        command = ""
        while left and left[-1] != "--" and not command:
            word = left.pop()
            if action := self._option_string_actions.get(_name(word)):
                self._pass_value(action, word, left)
                if isinstance(action, (argparse._HelpAction, argparse._VersionAction)):
                    return
            elif _is_option(word):
                unknown.append(word)
            elif commands:
                command = word
        if unknown:
            self.refuse_unknown(unknown)
        if command in commands:
            commands[command].check_options(left[::-1])

    def _pass_value(self, action: argparse.Action, word: str, left: list[str]) -> None:
        """A value may be the name of a command; one that stands where none is taken is not repeated."""
        if "=" in word:
            if action.nargs == 0:
                self.error(f"{_name(word)} takes no value")
        elif action.nargs is None and left and not _is_option(left[-1]):
            left.pop()

    def _commands(self) -> Mapping[str, "CommandParser"]:
        subcommands = (each for each in self._actions if isinstance(each, Subcommands))
        return next((each.choices for each in subcommands), {})

    def refuse_unknown(self, words: Sequence[str]) -> NoReturn:
        """End with 2, and with the option that the first unknown one may stand for."""
        options = [name for action in self._actions for name in action.option_strings]
        names = [_name(word) if word.startswith("-") else word for word in words]
        unknown = [name for name in names if name.startswith("-")]
        near = _near(unknown[0], options) if unknown else ""
        self.error(f"it takes no {_repeated(' '.join(names))}.{near}")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        said = str(value)
        if isinstance(action, Subcommands) and said.startswith("-"):
            # An option whose value has a blank is none to argparse.
            self.refuse_unknown([said])
        choices = list(map(str, action.choices))
        near = _near(said, choices) or f" Choose from {', '.join(choices)}."
        raise argparse.ArgumentError(action, f"there is no {_repeated(said)}.{near}")


def _name(word: str) -> str:
    """Of an option, without its value, which may be a secret."""
    return word.partition("=")[0]


def _is_option(word: str) -> bool:
    """Whether argparse takes the word for an option though it knows none of that name."""
    return word.startswith("-") and " " not in word and word[1:2] not in _NO_OPTION


_NO_OPTION = ("", *".0123456789")
"""What may follow the dash of a word that is no option: nothing, or a number."""


def _repeated(words: str) -> str:
    return shortened(printable(words), _REPEATED_MOST)


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
        first, second = (_repeated(str(each)) for each in (said, value))
        parser.error(f"--{option} is said twice, with {first} and {second}")
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
        import textwrap  # most command lines are right

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
