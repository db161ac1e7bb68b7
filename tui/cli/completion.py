"""Completion of the command line by TAB: the script for a shell, and the answer to it while somebody types.

The script asks this program at every TAB, so that what is offered is what this version takes. Names of orgs and targets
come from the configuration that the line names: nothing is run and nobody is asked, so apps, which only an org knows,
are not offered.
"""

import argparse
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from tui.config.load import load
from tui.config.model import Config, OrgConfig, OrgType
from tui.errors import ConsoleError
from tui.exit_codes import ExitCode

Names = Mapping[str, str]
"""What is offered, each with a few words on it."""

_EXECUTABLE = "connected-apps"


def script(arguments: argparse.Namespace) -> int:
    """Print the script that makes the shell ask."""
    from argcomplete.shell_integration import shellcode

    # Without these bash would offer files wherever nothing else fits.
    only_ours = ["-o", "nospace"]
    print(shellcode([_EXECUTABLE], shell=arguments.shell, complete_arguments=only_ours))
    return ExitCode.DONE


def answer(parser: argparse.ArgumentParser) -> None:
    """Say to the shell what fits, and end the process."""
    from argcomplete.finders import CompletionFinder, safe_actions

    from tui.cli.parsing import SaidOnce

    class Finder(CompletionFinder):
        """Commands and values come before options: a shell that tries one after the other begins with them."""

        def filter_completions(self, completions: list[str]) -> list[str]:
            found: list[str] = super().filter_completions(completions)
            return sorted(found, key=lambda word: word.startswith("-"))

    safe_actions.add(SaidOnce)
    for action in _actions(parser):
        completer = _COMPLETERS.get(action.metavar if isinstance(action.metavar, str) else "")
        chosen = _COMPLETERS_BY_NAME.get(action.dest, completer)
        if chosen is not None:
            action.completer = chosen  # type: ignore[attr-defined]
    Finder()(
        parser,
        always_complete_options="long",
        default_completer=_nothing,  # type: ignore[arg-type]
    )


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from _actions(inner)


def _nothing(**_: object) -> Names:
    return {}


def _config(parsed: argparse.Namespace) -> Config:
    with suppress(ConsoleError):  # `config check` is where one hears what is wrong with the file
        return load(getattr(parsed, "config", None), os.environ)
    return Config()


def _orgs(*, parsed_args: argparse.Namespace, **_: object) -> Names:
    orgs = _config(parsed_args).orgs.values()
    return {org.name: org.username or org.instance_url or "inside the console" for org in orgs}


def _targets(*, parsed_args: argparse.Namespace, **_: object) -> Names:
    """Those that the line's org may use; one that is bound to other orgs would be refused."""
    config = _config(parsed_args)
    org = _org(config, getattr(parsed_args, "org", None))
    name = org.name if org else None
    fit = {
        target.name: str(target.kind)
        for target in config.targets.values()
        if not target.binding.orgs or name in target.binding.orgs
    }
    if org and org.kind is OrgType.PRACTICE:
        from tui.config.targets import RESERVED

        fit[RESERVED] = "the practice org's own"
    return fit


def _org(config: Config, name: str | None) -> OrgConfig | None:
    with suppress(ConsoleError):
        return config.org(name)
    return None


def _files(*, prefix: str, **_: object) -> Names:
    folder, _slash, begun = prefix.rpartition("/")
    shown = f"{folder}/" if _slash else ""
    found: dict[str, str] = {}
    with suppress(OSError, RuntimeError):
        for path in Path(shown or ".").expanduser().iterdir():
            hidden = path.name.startswith(".") and not begun
            # The shell would print a control character as it is, and bash runs what stands behind an end of line.
            if path.name.startswith(begun) and path.name.isprintable() and not hidden:
                found[f"{shown}{path.name}{'/' if path.is_dir() else ''}"] = ""
    return found


def _faces(**_: object) -> Names:
    from tui.practice.faces import FACES

    return {face.name: face.about for face in FACES.values()}


def _users(**_: object) -> Names:
    from tui.practice.users import LOGINS

    return dict.fromkeys(LOGINS, "")


_COMPLETERS: Mapping[str, Callable[..., Names]] = {"TARGET": _targets, "FILE": _files}
"""By what stands for the value in the help."""

_COMPLETERS_BY_NAME: Mapping[str, Callable[..., Names]] = {
    "org": _orgs,
    "face": _faces,
    "user": _users,
}
