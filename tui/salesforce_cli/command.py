"""Runs `sf`: arguments as a list, no shell, no standard input, the console's own environment, a time limit."""

import re
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import Protocol

from tui.domain.login import Login
from tui.domain.secret import Secret
from tui.errors import OrgError, SessionError, UnreachableError
from tui.programs import Answer, TooMuchOutputError, answer_of
from tui.salesforce_cli import answers
from tui.salesforce_cli.answers import Reply
from tui.salesforce_cli.refusals import (
    BY_HAND,
    INSTALL,
    UPDATE,
    UnknownCommandError,
    by_hand,
    refusal,
)

LIMIT_SECONDS = 60.0
"""`sf` takes seconds to start, and renewing a login goes over the network."""
_MOST = 4 * 1024 * 1024
_VERSION = re.compile(
    rb"@salesforce/cli/(\d{1,4})\.(\d{1,4})\.(\d{1,4})\b.*?\bnode-v(\d{1,4})\.", re.DOTALL
)
_UNKNOWN = b"is not a sf command"
"""[seen] What `sf` says of a command that it lacks, on standard error, without any JSON."""


class Runner(Protocol):
    """Runs a program; `tui.programs.answer_of`."""

    def __call__(
        self, argv: list[str], environ: Mapping[str, str], *, limit: float, most: int
    ) -> Awaitable[Answer]:
        """See `tui.programs.answer_of`."""
        ...


@dataclass(frozen=True, slots=True)
class Version:
    """Which `sf` this is."""

    cli: tuple[int, int, int]
    node: int

    @property
    def words(self) -> str:
        """As people write it."""
        return f"{'.'.join(map(str, self.cli))} on Node {self.node}"


@dataclass(frozen=True, slots=True)
class Display:
    """What `sf org display` says of a login."""

    login: Login
    session: Secret | None
    """Versions before 2.136.8 show it here."""


class SalesforceCli:
    """The `sf` command of this machine.

    Args:
        environ: the console's own environment; `sf` gets it as it is.
        run: runs a program.

    Every method raises `SessionError` (no `sf`, no such login, an expired one, an answer that is none) or
    `UnreachableError` (it took too long, or does not reach the org).
    """

    def __init__(self, environ: Mapping[str, str], *, run: Runner = answer_of) -> None:
        self._environ = environ
        self._run = run

    async def logins(self) -> list[Login]:
        """The logins that this machine has, without asking their orgs."""
        found = await self._ask("org", "list", "--skip-connection-status", "--json")
        return answers.logins(found.result)

    async def display(self, username: str) -> Display:
        """Where the login's org is."""
        found = await self._ask(
            "org", "display", "--target-org", username, "--json", username=username
        )
        login = answers.displayed(found.result)
        if login is None:
            raise SessionError(
                "The sf command does not say where the org is.", hint=by_hand(username)
            )
        return Display(login, answers.access_token(found.result))

    async def access_token(self, username: str) -> Secret:
        """A session id of the login, renewed by `sf` where that is possible."""
        words = ("org", "auth", "show-access-token", "--target-org", username, "--json")
        try:
            found = await self._ask(*words, username=username)
        except UnknownCommandError:
            shown = await self.display(username)
            if shown.session is not None:
                return shown.session
            raise SessionError(
                "This sf command hides the session id and has no way to show it.", hint=UPDATE
            ) from None
        token = answers.access_token(found.result)
        if token is not None:
            return token
        if answers.hides_token(found.result):
            raise SessionError("The sf command hides the session id.", hint=UPDATE)
        raise SessionError("The sf command gave no session id.", hint=by_hand(username))

    async def open_page(self, username: str, path: str) -> None:
        """Open a page of the org in this machine's browser, logged in. The one-time URL stays with `sf`."""
        await self._ended("org", "open", "--target-org", username, "--path", path)

    async def version(self) -> Version:
        """Which one it is."""
        answer = await self._ended("--version")
        match = _VERSION.search(answer.output)
        if match is None:
            raise SessionError("The sf command does not say its version.", hint=BY_HAND)
        major, minor, patch, node = map(int, match.groups())
        return Version((major, minor, patch), node)

    async def _ask(self, *words: str, username: str = "") -> Reply:
        answer = await self._answer(words, username)
        reply = answers.reply(answer.output, answer.complaint)
        if reply is not None and not reply.error:
            return reply
        if reply is not None:
            raise refusal(reply.error, username)
        if _UNKNOWN in answer.complaint or _UNKNOWN in answer.output:
            raise UnknownCommandError("This sf command is too old.", hint=UPDATE)
        raise _no_answer(answer)

    async def _ended(self, *words: str) -> Answer:
        answer = await self._answer(words, "")
        if answer.status != 0:
            raise _no_answer(answer)
        return answer

    async def _answer(self, words: tuple[str, ...], username: str) -> Answer:
        if username.startswith("-"):
            raise SessionError("A username does not begin with a hyphen.", hint=by_hand(""))
        problem: OrgError
        try:
            return await self._run(["sf", *words], self._environ, limit=LIMIT_SECONDS, most=_MOST)
        except FileNotFoundError:
            problem = SessionError("The sf command is not found in PATH.", hint=INSTALL)
        except TimeoutError:
            problem = UnreachableError(
                f"The sf command gave no answer within {LIMIT_SECONDS:g} s and was stopped.",
                hint=by_hand(username),
            )
        except TooMuchOutputError:
            problem = SessionError(
                "The sf command printed more than any answer of it has.", hint=BY_HAND
            )
        except OSError:
            problem = SessionError("The sf command cannot be started.", hint=BY_HAND)
        raise problem


def _no_answer(answer: Answer) -> SessionError:
    how = f"status {answer.status}" if answer.status >= 0 else f"signal {-answer.status}"
    return SessionError(f"The sf command ended with {how} and no answer.", hint=BY_HAND)
