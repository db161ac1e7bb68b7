"""Where a Salesforce org is, and a session of it: by a login of `sf`, or as the configuration says. Knows no HTTP."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from tui import terminal
from tui.config.model import OrgConfig
from tui.domain.secret import Secret
from tui.domain.text import printable
from tui.errors import ConfigError

if TYPE_CHECKING:
    from tui.domain.login import Login
    from tui.salesforce_cli import LoginSession


class WayIn:
    """The way into one org.

    Args:
        login: what `sf` told of the org, where it was asked before.
        on_slow: told in words while `sf` takes its time.
    """

    def __init__(
        self, org: OrgConfig, *, login: Login | None, on_slow: Callable[[str], None]
    ) -> None:
        self._org = org
        self._login = login
        self._first: Secret | None = None
        self._sf = _login_session(org, login, on_slow)

    def prepare(self) -> None:
        """Run the command that gives the session, if one does, while nothing is drawn: it may ask on the terminal.

        Raises:
            ConfigError: it failed, or took too long.
        """
        source = self._org.access_token_from
        if source is None:
            return
        from tui.config.secret_source import PROMPT_SECONDS, CommandSource

        if isinstance(source, CommandSource) and terminal.there():
            self._first = source.resolve(os.environ, limit=PROMPT_SECONDS, may_prompt=True)

    async def locate(self) -> None:
        """Ask `sf` where the org is, if it is one of its logins; `address` is known from then on.

        Raises:
            OrgError: it could not be asked.
        """
        if self._sf is not None:
            self._login = await self._sf.login()

    @property
    def login(self) -> Login | None:
        """What `sf` told of the org; None until it was asked, and for an org that is none of its."""
        return self._login

    @property
    def is_scratch(self) -> bool:
        """Whether `sf` says that it is a scratch org."""
        return self._login is not None and self._login.is_scratch

    @property
    def address(self) -> str:
        """Origin of the org.

        Raises:
            ConfigError: it is no address that the console connects to, or is not known yet.
        """
        if self._org.instance_url is not None:
            return self._org.instance_url
        from tui.config.hosts import instance_origin

        url = self._login.instance_url if self._login is not None else ""
        try:
            return instance_origin(url, allow_host=self._org.allow_host)
        except ValueError as error:
            problem = str(error)
        name = printable(self._org.name)
        raise ConfigError(
            f"The address of the org {name}, as the sf command says it, {problem}.",
            hint="See what sf knows: sf org list.",
        )

    def page_opener(self) -> Callable[[str], Awaitable[None]] | None:
        """What opens a path of the org in a browser, logged in: `sf`, for its own logins, and not over SSH."""
        username = self._org.username
        if username is None or terminal.over_ssh(os.environ):
            return None
        from tui.salesforce_cli import SalesforceCli

        return partial(SalesforceCli(os.environ).open_page, username)

    def renewal(self) -> tuple[str, str]:
        """How a person gets a new session, as `SessionError.renew` and its hint; one of them is empty."""
        if self._sf is not None:
            return self._sf.renewal, ""
        source = self._org.access_token_from
        if source is None:  # the practice org's own process gives one
            return "", "Leave the console and begin anew."
        from tui.config.secret_source import renewal

        return renewal(source)

    async def session(self) -> Secret:
        """A session id; the next call means that the org has refused the last one.

        Raises:
            ConfigError: the source that the configuration names gives none.
            OrgError: `sf` gives none.
        """
        if self._first is not None:
            session, self._first = self._first, None
            return session
        if self._sf is not None:
            return await self._sf.session()
        source = self._org.access_token_from
        if source is None:
            raise ConfigError(
                f"The org {printable(self._org.name)} has no access_token_from.",
                hint="Add it beside instance_url, or give the org a username.",
            )
        return await asyncio.to_thread(source.resolve, os.environ)


def _login_session(
    org: OrgConfig, login: Login | None, on_slow: Callable[[str], None]
) -> LoginSession | None:
    if org.username is None:
        return None
    from tui.salesforce_cli import LoginSession, SalesforceCli

    return LoginSession(SalesforceCli(os.environ), org.username, known=login, on_slow=on_slow)
