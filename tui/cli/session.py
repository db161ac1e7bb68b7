"""One command against one org: open, act, close."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from tui import terminal, wiring
from tui.cli import running
from tui.cli.configuration import configuration
from tui.cli.output import tell
from tui.config.choice import Choice, choose
from tui.domain.text import spelt
from tui.errors import AmbiguousNameError, ConsoleError, NotFoundError, UsageError
from tui.presentation.error_text import retrying

if TYPE_CHECKING:
    from tui.client.org_client import OrgClient
    from tui.domain.connected_app import ConnectedApp
    from tui.ports import Guide
    from tui.services.browse import Browse
    from tui.services.workbench import Workbench

Result = TypeVar("Result")
Prepared = TypeVar("Prepared")
"""What an act needs that was found out before it."""


def choice(arguments: argparse.Namespace) -> Choice:
    """The org that the arguments and the configuration name.

    Raises:
        ConfigError, UsageError.
    """
    config = configuration(arguments.config)
    return choose(config, arguments.org, read_only=arguments.read_only)


def run(arguments: argparse.Namespace, act: Callable[[Workbench], Awaitable[Result]]) -> Result:
    """Connect, act, and close whatever happens.

    Raises:
        ConsoleError: whatever connecting or the act raises.
    """
    chosen = choice(arguments)
    guide = _guide(arguments, chosen)

    async def with_services(connection: wiring.Connection, client: OrgClient) -> Result:
        return await act(connection.workbench(client, terminal.write_to_tty, guide))

    return _connected(chosen, with_services)


def change(
    arguments: argparse.Namespace,
    prepare: Callable[[Workbench], Awaitable[Prepared]],
    act: Callable[[Workbench, Prepared], Awaitable[Result]],
) -> Result:
    """As `run`, for what presses the button: an error before `act` says that nothing was changed.

    Args:
        prepare: everything before the first request that changes anything; its result goes to `act`.

    Raises:
        ConsoleError: whatever connecting, preparing or the act raises.
    """
    begun = False

    async def both(workbench: Workbench) -> Result:
        nonlocal begun
        prepared = await prepare(workbench)
        begun = True
        return await act(workbench, prepared)

    try:
        return run(arguments, both)
    except ConsoleError as error:
        if begun:
            raise
        # With its token at hand the button was pressed before: of that nothing is known here.
        raise error.changing_nothing(by_hand=arguments.guided_stdin) from None


def read(
    arguments: argparse.Namespace,
    act: Callable[[Browse, wiring.Connection], Awaitable[Result]],
) -> Result:
    """As `run`, for what reads the list alone; what acts on tokens is not made.

    Raises:
        ConsoleError: whatever connecting or the act raises.
    """

    async def with_list(connection: wiring.Connection, client: OrgClient) -> Result:
        return await act(connection.browse(client), connection)

    return _connected(choice(arguments), with_list)


def _connected(
    chosen: Choice, act: Callable[[wiring.Connection, OrgClient], Awaitable[Result]]
) -> Result:
    connection = wiring.Connection(
        chosen, on_retry=lambda notice: tell(retrying(notice)), on_slow=tell
    )

    async def connected() -> Result:
        try:
            return await act(connection, await connection.connect())
        finally:
            await connection.close()

    try:
        connection.way_in.prepare()
        return running.run(connected())
    finally:
        connection.close_embedded()


def _guide(arguments: argparse.Namespace, chosen: Choice) -> Guide:
    """Who brings a token in guided mode: the person at the terminal, or whoever filled standard input.

    Raises:
        UsageError: the token stands on standard input, and this org is read by the console itself.
    """
    from tui.cli.guide import InputGuide, TerminalGuide

    if not getattr(arguments, "guided_stdin", False):
        return TerminalGuide()
    if not chosen.org.guided:
        raise UsageError(
            f"--token-stdin is for orgs in guided mode; {chosen.org.name} is not.",
            hint="Leave it out: the console reads the Setup page itself.",
        )
    return InputGuide()


async def load_list(browse: Browse) -> None:
    """Load the whole list and the trail."""
    async for _ in browse.load():
        pass


async def find_app(workbench: Workbench, named: str) -> ConnectedApp:
    """The app of that Id or exact name. Loads the list unless an Id was given.

    Raises:
        NotFoundError: there is none.
        AmbiguousNameError: several apps bear the name.
    """
    if _is_id(named):
        return (await workbench.browse.details(named)).app
    await load_list(workbench.browse)
    catalogue = workbench.browse.catalogue
    bearers = catalogue.named(named)
    if len(bearers) > 1:
        ids = ", ".join(app.id for app in bearers)
        raise AmbiguousNameError(
            f"{len(bearers):,} connected apps bear the name “{spelt(named)}”: {ids}.",
            hint="Name the one you mean by its Id.",
        )
    if not bearers:
        from difflib import get_close_matches

        names = [catalogue.known(position).app.name for position in range(len(catalogue))]
        near = get_close_matches(named, names, n=1)
        raise NotFoundError(
            "The org has no connected app of that name.",
            hint=f"The nearest is “{near[0]}”." if near else "connected-apps list shows all.",
        )
    return bearers[0]


def _is_id(named: str) -> bool:
    return named.startswith("0H4") and len(named) in (15, 18) and named.isalnum()
