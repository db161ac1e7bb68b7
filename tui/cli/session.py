"""One command against one org: open, act, close."""

import argparse
import asyncio
import os
from collections.abc import Awaitable, Callable
from difflib import get_close_matches
from typing import TypeVar

from tui import wiring
from tui.cli.output import tell
from tui.config.choice import Choice, choose
from tui.config.load import load
from tui.domain.connected_app import ConnectedApp
from tui.errors import AmbiguousNameError, NotFoundError
from tui.presentation.error_text import retrying
from tui.services.browse import Browse
from tui.services.workbench import Workbench

Result = TypeVar("Result")


def choice(arguments: argparse.Namespace) -> Choice:
    """The org that the arguments and the configuration name.

    Raises:
        ConfigError, UsageError.
    """
    config = load(arguments.config, os.environ)
    return choose(config, arguments.org, read_only=arguments.read_only)


def run(arguments: argparse.Namespace, act: Callable[[Workbench], Awaitable[Result]]) -> Result:
    """Connect, act, and close whatever happens.

    Raises:
        ConsoleError: whatever connecting or the act raises.
    """
    connection = wiring.Connection(
        choice(arguments), on_retry=lambda notice: tell(retrying(notice))
    )

    async def connected() -> Result:
        try:
            await connection.open()
            workbench = connection.workbench(connection.client(), wiring.write_to_tty)
            return await act(workbench)
        finally:
            await connection.close()

    try:
        return asyncio.run(connected())
    finally:
        connection.close_embedded()


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
            f"{len(bearers)} connected apps bear the name “{named}”: {ids}.",
            hint="Name the one you mean by its Id.",
        )
    if not bearers:
        names = [catalogue.known(position).app.name for position in range(len(catalogue))]
        near = get_close_matches(named, names, n=1)
        raise NotFoundError(
            "The org has no connected app of that name.",
            hint=f"The nearest is “{near[0]}”." if near else "connected-apps list shows all.",
        )
    return bearers[0]


def _is_id(named: str) -> bool:
    return named.startswith("0H4") and len(named) in (15, 18) and named.isalnum()
