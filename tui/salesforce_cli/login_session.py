"""One org by a login of `sf`: where it is, and its session as often as the client asks for one."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from tui.domain.login import Login
from tui.domain.secret import Secret
from tui.domain.text import printable
from tui.errors import SessionError
from tui.salesforce_cli.command import SalesforceCli
from tui.salesforce_cli.refusals import log_in

PATIENCE_SECONDS = 1.5
"""How long `sf` may work before the person is told what is waited for."""

_T = TypeVar("_T")


class LoginSession:
    """Asks `sf` one thing at a time: two renewals of one login at once could make each other's void.

    Args:
        known: the login as it was listed, where it was; the address is then not asked for again.
        on_slow: told in words while `sf` takes its time.
        patience: seconds before that.
    """

    def __init__(
        self,
        cli: SalesforceCli,
        username: str,
        *,
        known: Login | None = None,
        on_slow: Callable[[str], None] = lambda _: None,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._cli = cli
        self._username = username
        self._login = known if known is not None and known.instance_url else None
        self._on_slow = on_slow
        self._patience = patience
        self._shown: Secret | None = None
        self._given: Secret | None = None
        self._asking = asyncio.Lock()

    async def login(self) -> Login:
        """The login with the address of its org.

        Raises:
            SessionError, UnreachableError: as `SalesforceCli`.
        """
        async with self._asking:
            if self._login is None:
                shown = await self._waited(self._cli.display(self._username), "where the org is")
                self._login, self._shown = shown.login, shown.session
            return self._login

    @property
    def renewal(self) -> str:
        """How the person logs in anew, in words that end without a stop."""
        return log_in(self._username, self._login)

    async def session(self) -> Secret:
        """A session id; the next call means that the org has refused the last one.

        Raises:
            SessionError: there is none, or `sf` has none newer than the one that was refused.
            UnreachableError: `sf` took too long.
        """
        async with self._asking:
            token, self._shown = self._shown, None
            if token is None:
                token = await self._waited(self._cli.access_token(self._username), "for a session")
            if token == self._given:
                raise SessionError(
                    f"The login {printable(self._username)} has expired: sf has no newer session.",
                    renew=self.renewal,
                )
            self._given = token
            return token

    async def _waited(self, asked: Awaitable[_T], what: str) -> _T:
        task = asyncio.ensure_future(asked)
        try:
            done, _ = await asyncio.wait({task}, timeout=self._patience)
            if not done:
                self._on_slow(f"Asking the sf command {what}; it can take some seconds.")
            return await task
        finally:
            task.cancel()
