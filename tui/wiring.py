"""Composition root: from a configuration to a client, the services, the app. It alone sees both sides of every port."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from tui import paths, terminal
from tui.config.choice import Choice
from tui.config.model import Config, OrgConfig, OrgType
from tui.domain.secret import Secret
from tui.letters import of_stream
from tui.memory import Memory
from tui.way_in import WayIn

if TYPE_CHECKING:
    from tui.app import ConsoleApp
    from tui.client.org_client import OrgClient
    from tui.domain.due import MaxAge
    from tui.domain.login import Login
    from tui.domain.retry import RetryNotice
    from tui.domain.usage import CallUsage
    from tui.journal import FileJournal
    from tui.ports import Clock, ConfiguredTarget, Guide, ListKeeper, SetupPage
    from tui.practice.embedded import EmbeddedOrg
    from tui.services.browse import Browse
    from tui.services.guided import GuidedPage
    from tui.services.workbench import Tools, Workbench
    from tui.targets.practice_gateway import PracticeGateway
    from tui.transport import Transport

_STARTED = datetime.now(UTC)
"""When this process began, as far as the journal is concerned."""


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """The time of day, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that only go forward."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


class Connection:
    """The way to one org, opened on first use and closed once.

    The practice org's process starts as soon as this is made: it then warms up while the console does.

    Attributes:
        on_retry: told while a read waits to be asked again.
        on_slow: told in words while the sf command takes its time, and when the org's API calls run low.

    Args:
        login: what `sf` told of the org, where it was asked.

    Raises:
        PracticeOrgError: the practice org cannot be started.
    """

    def __init__(
        self,
        choice: Choice,
        on_retry: Callable[[RetryNotice], None],
        *,
        on_slow: Callable[[str], None] = lambda _: None,
        login: Login | None = None,
    ) -> None:
        self.choice = choice
        self.on_retry = on_retry
        self.on_slow = on_slow
        self.way_in = WayIn(choice.org, login=login, on_slow=self._waiting)
        self.clock = SystemClock()
        self._transport: Transport | None = None
        self._first_session: Secret | None = None
        self._is_located = asyncio.Event()
        self._embedded = _start_practice_org(choice.org)

    async def connect(self) -> OrgClient:
        """Find out where the org is, and make a client of it.

        Raises:
            ConsoleError: the org cannot be connected as it is configured.
        """
        await self.way_in.locate()
        self._is_located.set()
        # The client's libraries are read while the first frame is on its way to the terminal.
        client = await asyncio.to_thread(self.client)
        await self.open()
        return client

    def client(self) -> OrgClient:
        """A client of the org.

        Raises:
            ConfigError: the org cannot be reached as it is configured.
        """
        from tui.client.org_client import OrgClient
        from tui.domain.setup_labels import ENGLISH

        self._transport = self._make_transport()
        return OrgClient(
            self._transport,
            self._session,
            now=self.clock.now,
            practice=self._embedded is not None,
            scratch=self.way_in.is_scratch,
            sleep=self.clock.sleep,
            on_retry=self._retrying,
            on_low_calls=self._low_calls,
            labels=self.choice.org.labels or ENGLISH,
            renewal=self.way_in.renewal,
        )

    async def open(self) -> None:
        """Wait for the practice org's process: it alone knows why it cannot start, and says so with its session.

        Raises:
            PracticeOrgError: it cannot start, or cannot use its data.
        """
        if self._embedded is not None:
            self._first_session = Secret(await self._embedded.session())

    def keeper(self) -> ListKeeper:
        """What keeps the list of this org from session to session."""
        from tui.keeping import keeper

        return keeper(self.choice.org, self._located_login)

    async def _located_login(self) -> Login | None:
        """What `sf` told, once it has been asked."""
        await self._is_located.wait()
        return self.way_in.login

    def browse(self, client: OrgClient) -> Browse:
        """The list of connected apps alone."""
        from tui.services.browse import Browse

        return Browse(client, self.clock)

    @property
    def max_age(self) -> MaxAge:
        """When a token of the org is due."""
        from tui.domain.due import MaxAge

        return MaxAge(self.choice.org.max_age, self.choice.org.max_age_of or {})

    def workbench(
        self, client: OrgClient, write_terminal: Callable[[str], None], guide: Guide
    ) -> Workbench:
        """The services over `client`.

        Args:
            guide: leads the person who works the Setup page of an org in guided mode.
        """
        from tui.services.workbench import Workbench

        browse = self.browse(client)
        return Workbench(
            browse,
            lambda: self._tools(client, browse, write_terminal, guide),
            clock=self.clock,
            reveal_seconds=self.choice.config.reveal_seconds,
            guided=self.choice.org.guided,
            max_age=self.max_age,
            reaches_out=any(
                target.binding.leads_away(self.choice.org.name)
                for target in self.choice.config.targets.values()
            ),
        )

    def _tools(
        self,
        client: OrgClient,
        browse: Browse,
        write_terminal: Callable[[str], None],
        guide: Guide,
    ) -> Tools:
        from tui.clipboard.choose import choose as choose_clipboard
        from tui.services.acts import Acts
        from tui.services.clipboard_watch import ClipboardWatch
        from tui.services.dead_copies import DeadCopies
        from tui.services.hand_overs import HandOvers
        from tui.services.token_desk import TokenDesk
        from tui.services.workbench import Tools

        config, org = self.choice.config, self.choice.org
        clipboard = choose_clipboard(config.clipboard_of(org), os.environ, write_terminal)
        watch = ClipboardWatch(clipboard, self.clock, seconds=config.clipboard_seconds)
        page: SetupPage = self._guided(client, guide) if org.guided else client
        record = journal(self.clock)
        return Tools(
            desk=TokenDesk(page, watch, may_reveal=org.reveal),
            acts=Acts(
                page,
                client,
                record,
                self.clock,
                read_only=self.choice.read_only,
                guided=org.guided,
                shares_name=browse.shares_name,
                take_off=DeadCopies(watch).take_off,
            ),
            watch=watch,
            hand_overs=HandOvers(page, client, record, targets=self.targets(), org_name=org.name),
        )

    def _guided(self, client: OrgClient, guide: Guide) -> GuidedPage:
        from tui.services.guided import GuidedPage

        record = journal(self.clock)
        return GuidedPage(client, guide, record, self.clock, is_session=client.is_session)

    def targets(self) -> list[ConfiguredTarget]:
        """Every target of the configuration, and the practice org's own gateway where this is that org."""
        made = targets_of(self.choice.config, self.clock)
        gateway = self.gateway()
        return [*made, gateway] if gateway is not None else made

    def gateway(self) -> PracticeGateway | None:
        """The practice org's own gateway, where this is that org."""
        embedded = self._embedded
        return None if embedded is None else gateway_of(self.choice.org, embedded, self.clock)

    async def close(self) -> None:
        """End what was started. May be called more than once."""
        transport, self._transport = self._transport, None
        if transport is not None:
            await transport.aclose()
        self.close_embedded()

    def close_embedded(self) -> None:
        """End the practice org's process, also outside an event loop."""
        embedded, self._embedded = self._embedded, None
        if embedded is not None:
            embedded.close()

    def _make_transport(self) -> Transport:
        from tui.transport import Transport

        org = self.choice.org
        if self._embedded is not None:
            return Transport("http://localhost", uds=self._embedded.socket_path, environ=os.environ)
        return Transport(self.way_in.address, ca_file=org.ca_file, environ=os.environ)

    def _waiting(self, words: str) -> None:
        self.on_slow(words)  # looked up now, as below

    def _low_calls(self, usage: CallUsage) -> None:
        from tui.presentation.error_text import low_calls

        self._waiting(low_calls(usage))

    def _retrying(self, notice: RetryNotice) -> None:
        self.on_retry(notice)  # looked up now: the app comes after the connection

    async def _session(self) -> Secret:
        if self._first_session is not None:
            session, self._first_session = self._first_session, None
            return session
        if self._embedded is not None:
            return Secret(await self._embedded.session())
        return await self.way_in.session()


def targets_of(config: Config, clock: Clock) -> list[ConfiguredTarget]:
    """The targets of the configuration; nothing is connected and no secret read."""
    if not config.targets:
        return []
    from tui.targets.make import make_target

    return [make_target(target, os.environ, clock) for target in config.targets.values()]


def gateway_of(org: OrgConfig, embedded: EmbeddedOrg, clock: Clock) -> PracticeGateway:
    """The own gateway of an embedded practice org."""
    from tui.targets.practice_gateway import make_practice_gateway

    async def session() -> Secret:
        return Secret(await embedded.session())

    return make_practice_gateway(
        session=session,
        environ=os.environ,
        clock=clock,
        uds=embedded.socket_path,
        user=org.user,
        org_name=org.name,
    )


def journal(clock: Clock) -> FileJournal:
    """The journal of this user on this machine."""
    from tui.journal import FileJournal

    return FileJournal(paths.journal_folder(), clock.now, os.environ, started=_STARTED)


def _start_practice_org(org: OrgConfig) -> EmbeddedOrg | None:
    if org.kind is not OrgType.PRACTICE:
        return None
    from tui.practice.embedded import EmbeddedOrg

    return EmbeddedOrg.start(paths.practice_database(), org.user)


def run_console(choice: Choice, tell: Callable[[str], None]) -> int:
    """Open the console and stay in it until it is left.

    Args:
        tell: says to the person in the shell what is left to do.

    Raises:
        UsageError: there is no terminal.
        ConsoleError: the org cannot be connected at all.
    """
    terminal.check()
    terminal.disarm(os.environ)
    connection = Connection(choice, on_retry=lambda _: None)
    try:
        connection.way_in.prepare()
        app = make_app(connection)
        app.mouse = terminal.mouse(choice.config.mouse)
        app.letters = of_stream(sys.__stderr__, choice.config.ascii)
        if choice.config.source != paths.config_file(os.environ):
            app.config_file = choice.config.source
        app.run(mouse=app.mouse)
        for words in app.left.values():
            tell(words)
        return app.return_code or 0
    finally:
        connection.close_embedded()


def make_app(connection: Connection) -> ConsoleApp:
    """The app over a connection. Only now is Textual imported."""
    from tui.app import ConsoleApp
    from tui.presentation.actions import keymap
    from tui.switching import Switching, read_only_words

    choice, kept = connection.choice, Memory()
    theme = kept.theme(choice.config, few_colours=terminal.has_16_colours(os.environ))

    def begin(choice: Choice, login: Login | None) -> Connection:
        return Connection(choice, app.retrying, on_slow=app.saying, login=login)

    switching = Switching(connection, begin, offer=sf_logins, remember=kept.remember_org)

    async def connect() -> Workbench:
        current = switching.connection
        return current.workbench(await current.connect(), app.write_terminal, app)

    app = ConsoleApp(
        connect=connect,
        disconnect=switching.close,
        clock=connection.clock,
        org_name=choice.org.name,
        keymap=keymap(choice.config.keys),
        read_only=read_only_words(choice),
        theme=theme.name,
        keep_theme=partial(kept.keep_theme, theme),
        order=kept.order(),
        remember_order=kept.remember_order,
        hides_pane=kept.hides_pane,
        remember_pane=kept.remember_pane,
        steps=kept.steps(),
        remember_walk=kept.remember_walk,
        orgs=switching.desk,
        switch=switching.switch,
        # Of the org that is open by then.
        page_opener=lambda: switching.connection.way_in.page_opener(),  # noqa: PLW0108
        keeper=lambda: switching.connection.keeper(),  # noqa: PLW0108
    )
    connection.on_retry, connection.on_slow = app.retrying, app.saying
    return app


async def sf_logins() -> list[Login]:
    """The logins that the sf command has on this machine.

    Raises:
        OrgError: it could not be asked.
    """
    from tui.salesforce_cli import SalesforceCli

    return await SalesforceCli(os.environ).logins()
