"""Composition root: from a configuration to a client, the services, the app. It alone sees both sides of every port."""

import asyncio
import os
import sys
import time
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tui import paths
from tui.config import remembered
from tui.config.choice import Choice
from tui.config.model import Config, OrgConfig, OrgType
from tui.domain.listing import Column, Order
from tui.domain.retry import RetryNotice
from tui.domain.secret import Secret
from tui.errors import ClipboardError, ConfigError, UsageError
from tui.journal import FileJournal
from tui.ports import Clock
from tui.services.acts import Acts
from tui.services.browse import Browse
from tui.services.clipboard_watch import ClipboardWatch
from tui.services.token_desk import TokenDesk
from tui.services.workbench import Workbench

if TYPE_CHECKING:
    from tui.app import ConsoleApp
    from tui.client.org_client import OrgClient
    from tui.practice.embedded import EmbeddedOrg
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

    Raises:
        PracticeOrgError: the practice org cannot be started.
    """

    def __init__(self, choice: Choice, on_retry: Callable[[RetryNotice], None]) -> None:
        self.choice = choice
        self.on_retry = on_retry
        self.clock = SystemClock()
        self._transport: Transport | None = None
        self._first_session: Secret | None = None
        self._embedded = _start_practice_org(choice.org)

    def client(self) -> "OrgClient":
        """A client of the org.

        Raises:
            ConfigError: the org cannot be reached as it is configured.
        """
        from tui.client.org_client import OrgClient

        self._transport = self._make_transport()
        return OrgClient(
            self._transport,
            self._session,
            now=self.clock.now,
            practice=self._embedded is not None,
            sleep=self.clock.sleep,
            on_retry=self._retrying,
        )

    async def open(self) -> None:
        """Wait for the practice org's process: it alone knows why it cannot start, and says so with its session.

        Raises:
            PracticeOrgError: it cannot start, or cannot use its data.
        """
        if self._embedded is not None:
            self._first_session = Secret(await self._embedded.session())

    def workbench(self, client: "OrgClient", write_terminal: Callable[[str], None]) -> Workbench:
        """The services over `client`."""
        from tui.clipboard.choose import choose as choose_clipboard

        config, org = self.choice.config, self.choice.org
        clipboard = choose_clipboard(config.clipboard_of(org), os.environ, write_terminal)
        return Workbench(
            browse=Browse(client, self.clock),
            desk=TokenDesk(client, clipboard, may_reveal=org.reveal),
            acts=Acts(
                client, client, journal(self.clock), self.clock, read_only=self.choice.read_only
            ),
            watch=ClipboardWatch(clipboard, self.clock, seconds=config.clipboard_seconds),
            clock=self.clock,
            reveal_seconds=config.reveal_seconds,
        )

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

    def _make_transport(self) -> "Transport":
        from tui.transport import Transport

        org = self.choice.org
        if self._embedded is not None:
            return Transport("http://localhost", uds=self._embedded.socket_path, environ=os.environ)
        if org.instance_url is None:
            raise ConfigError(f"The org {org.name} has no instance_url.")
        return Transport(org.instance_url, ca_file=org.ca_file, environ=os.environ)

    def _retrying(self, notice: RetryNotice) -> None:
        self.on_retry(notice)  # looked up now: the app comes after the connection

    async def _session(self) -> Secret:
        if self._first_session is not None:
            session, self._first_session = self._first_session, None
            return session
        if self._embedded is not None:
            return Secret(await self._embedded.session())
        source = self.choice.org.access_token_from
        if source is None:
            raise ConfigError(f"The org {self.choice.org.name} has no access_token_from.")
        return await asyncio.to_thread(source.resolve, os.environ)


def journal(clock: Clock) -> FileJournal:
    """The journal of this user on this machine."""
    return FileJournal(paths.journal_folder(), clock.now, os.environ, started=_STARTED)


def _start_practice_org(org: OrgConfig) -> "EmbeddedOrg | None":
    if org.kind is not OrgType.PRACTICE:
        return None
    from tui.practice.embedded import EmbeddedOrg

    return EmbeddedOrg.start(paths.practice_database(), org.user)


def run_console(choice: Choice) -> int:
    """Open the console and stay in it until it is left.

    Raises:
        UsageError: there is no terminal.
        ConsoleError: the org cannot be connected at all.
    """
    check_terminal()
    disarm(os.environ)
    connection = Connection(choice, on_retry=lambda _: None)
    try:
        app = make_app(connection)
        app.run(mouse=_mouse(choice.config))
        return app.return_code or 0
    finally:
        connection.close_embedded()


def make_app(connection: Connection) -> "ConsoleApp":
    """The app over a connection. Only now is Textual imported."""
    from tui.app import ConsoleApp

    choice, kept = connection.choice, _Remember()

    async def connect() -> Workbench:
        # The client's libraries are read while the first frame is on its way to the terminal.
        client = await asyncio.to_thread(connection.client)
        await connection.open()
        return connection.workbench(client, app.write_terminal)

    app = ConsoleApp(
        connect=connect,
        disconnect=connection.close,
        clock=connection.clock,
        org_name=choice.org.name,
        read_only=f"Read only: {choice.read_only}" if choice.read_only else "",
        theme=choice.config.theme,
        order=kept.order(),
        remember_order=kept.remember_order,
    )
    connection.on_retry = app.retrying
    return app


class _Remember:
    """What stays from one session of the console to the next; a state folder that cannot be written costs nothing."""

    def __init__(self) -> None:
        self._kept = remembered.load(paths.remembered_file())

    def order(self) -> Order:
        """The order of the table as it was left."""
        try:
            column = Column(self._kept.sort_column) if self._kept.sort_column else Column.NAME
        except ValueError:
            return Order()
        return Order(column, self._kept.sort_descending)

    def remember_order(self, order: Order) -> None:
        """Keep it."""
        self._kept = replace(
            self._kept, sort_column=order.column.value, sort_descending=order.descending
        )
        with suppress(OSError):
            remembered.save(paths.remembered_file(), self._kept)


def check_terminal() -> None:
    """The console draws on standard error and reads standard input.

    Raises:
        UsageError: one of them is no terminal.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            "The console needs a terminal on standard input and standard error.",
            hint="Without one use the commands: connected-apps --help.",
        )
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise UsageError(
            "The terminal says that it cannot place the cursor (TERM is empty or dumb).",
            hint="Set TERM, or use the commands: connected-apps --help.",
        )


def disarm(environ: MutableMapping[str, str]) -> None:
    """Take Textual's switches out of the environment before Textual reads them, and a size that is not the terminal's.

    Some of them write what is on the screen to files, or press keys on their own.
    """
    for name in list(environ):
        if name.startswith("TEXTUAL") or name in ("COLUMNS", "LINES"):
            del environ[name]


def write_to_tty(sequence: str) -> None:
    """Send a control sequence to the terminal of this process, wherever its output goes.

    Raises:
        ClipboardError: there is no terminal.
    """
    try:
        with Path("/dev/tty").open("w", encoding="ascii") as tty:
            tty.write(sequence)
    except OSError as error:
        raise ClipboardError(
            "There is no terminal whose clipboard could be used.",
            hint="Run it in a terminal, or use token reveal in a pipe.",
        ) from error


def _mouse(config: Config) -> bool:
    """Over SSH the mouse stays the terminal's own: it selects text there, and a dropped link leaves no garbage."""
    if config.mouse is not None:
        return config.mouse
    return not (os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))
