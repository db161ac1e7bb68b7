"""Guided mode on the command line: the way in words, the token by a line that is not echoed."""

import getpass
import signal
import sys
from collections.abc import Callable

from tui.cli.output import ask, can_ask, tell, yes_or_no
from tui.domain.guided import Errand, Walk, cleaned, is_short, paste_problem
from tui.domain.secret import Secret
from tui.errors import NotConfirmedError, UsageError
from tui.ports import TrailLook
from tui.presentation.guided_words import NOT_PROVEN, PRESSED, short_words, steps, title, warning
from tui.presentation.numbers import counted
from tui.services.guided import left


class TerminalGuide:
    """Leads whoever sits at the terminal. Implements the port `Guide`."""

    async def lead(
        self,
        walk: Walk,
        problem: Callable[[Secret], str],
        newer_row: TrailLook,  # noqa: ARG002 - the row is looked for when the token is there
    ) -> Secret:
        """See `tui.ports.Guide.lead`.

        Raises:
            UsageError: nobody can be asked here.
        """
        if not can_ask():
            raise UsageError(
                "This org is in guided mode: a person brings the token from Setup, and nobody can be asked here.",
                hint="Pass the token on standard input with --token-stdin.",
            )
        _say(walk)
        while True:
            pasted = _paste()
            if not pasted:
                raise left(walk, pressed=_asks_whether_pressed(walk))
            why = problem(pasted)
            if not why and (not is_short(pasted) or _asks_again(pasted)):
                return pasted
            if why:
                tell(why)


class InputGuide:
    """Takes the token from standard input, where a script has put it. Implements the port `Guide`."""

    async def lead(
        self,
        walk: Walk,  # noqa: ARG002
        problem: Callable[[Secret], str],
        newer_row: TrailLook,  # noqa: ARG002
    ) -> Secret:
        """See `tui.ports.Guide.lead`.

        Raises:
            NotConfirmedError: what stands there cannot be the token.
        """
        return token_of_input(problem)


def token_of_input(problem: Callable[[Secret], str] = paste_problem) -> Secret:
    """The token as one line of standard input.

    Raises:
        NotConfirmedError: that is no token.
    """
    try:
        read = sys.stdin.read(_MOST + 1)
    except UnicodeError:
        read = "\ufffd"  # by which it is refused
    token = Secret(cleaned(read))
    why = _LONG if len(read) > _MOST else problem(token)
    if not why and is_short(token):  # nobody can be asked about it here
        why = f"It has {counted(len(token.expose()), 'character')}, as if a part were missing."
    if why:
        raise NotConfirmedError(
            f"Standard input holds no token. {why}", hint="Pass the bare token, one line."
        )
    return token


_MOST = 8192
"""Characters read from standard input: more than any token, less than a file that was piped by mistake."""
_LONG = f"It has more than {_MOST:,} characters; is it a file?"


def _say(walk: Walk) -> None:
    tell(title(walk))
    for number, step in enumerate(steps(walk), 1):
        tell(f"  {number}. {step}")
    for words in (warning(walk), NOT_PROVEN):
        if words:
            tell(words)


def _paste() -> Secret:
    # Raising is what gives the terminal its echo back.
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, signal.default_int_handler) for number in numbers}
    try:
        line = getpass.getpass("Token (not shown; empty leaves): ", stream=sys.stderr)
    except EOFError:
        line = ""
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return Secret(cleaned(line))


def _asks_again(pasted: Secret) -> bool:
    """Whether a paste that looks as if a part of it were missing is taken all the same: nothing but Enter says so."""
    return not ask(f"{short_words(pasted)} ").strip()


def _asks_whether_pressed(walk: Walk) -> bool:
    """Whoever does not say no may have pressed it."""
    return walk.errand is Errand.GENERATE and yes_or_no(ask(f"{PRESSED} [y/n] ")) is not False
