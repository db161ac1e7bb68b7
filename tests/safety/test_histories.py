"""Acts whose answers were lost, among others that were answered: every one is told apart, whatever stands beside it.

The acts of a history follow each other within a second or so, as those of a script that is restarted do.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import product

import pytest

from tests.faults.orgs import App
from tests.faults.proxy import Exchange, Fault, Plan, proxying
from tests.safety.hosts import START, Site
from tests.safety.waylay import at_post
from tui.client.org_client import OrgClient
from tui.domain.acts import Intent, Result
from tui.domain.connected_app import ConnectedApp
from tui.domain.secret import Secret
from tui.domain.token import Generation
from tui.errors import OutcomeUnknownError
from tui.journal import FileJournal
from tui.services.acts import Acts
from tui.transport import Transport
from tui.wiring import SystemClock

FATES = ("answered", "lost", "unsent")
HISTORIES = list(product(FATES, repeat=3))
LISTS = (
    "list just loaded",
    pytest.param("list loaded before", marks=pytest.mark.soak),
    pytest.param("no list", marks=pytest.mark.soak),
)


class Line:
    """Lets everything through, but does to a POST what its fate is."""

    fate = "answered"

    async def act(self, exchange: Exchange) -> None:
        """Meet a POST."""
        if self.fate == "answered":
            await exchange.pass_on()
            return
        if self.fate == "lost":
            await exchange.forward()
        exchange.reset()


@asynccontextmanager
async def connected(site: Site, line: Line) -> AsyncIterator[Acts]:
    async def session() -> Secret:
        return Secret(site.org.sessions[0])

    clock = SystemClock()
    journal = FileJournal(site.host().journal.folder, clock.now, {}, started=START)
    plan = Plan(Fault("line", at_post(line.act)), at=1)
    async with (
        proxying(site.org.address, plan) as proxy,
        Transport(proxy.origin, environ={}) as transport,
    ):
        client = OrgClient(transport, session, now=lambda: datetime.now(UTC))
        yield Acts(client, client, journal, clock)


async def live_through(
    history: Sequence[str], acts: Acts, line: Line, site: Site, app: App, *, known: str
) -> None:
    named = ConnectedApp(app.id, app.name, START, "", START, "")
    row = None
    for number, line.fate in enumerate(history):
        if known == "list just loaded" or (known == "list loaded before" and number < 2):
            row = site.last_row(app)
        latest = Generation(row, "Ada Lindqvist", app.name) if row else None
        try:
            await acts.regenerate(
                named, replacing=Secret(site.org.token(app) or "").mark, latest=latest
            )
        except OutcomeUnknownError:
            assert line.fate != "answered"
    line.fate = "answered"


async def look_up(acts: Acts, *, newest_first: bool) -> None:
    """Look at everything that is unresolved until no look settles anything any more."""
    unresolved: list[Intent] = []
    while (now := [entry.intent for entry in await acts.look_ups.unresolved()]) != unresolved:
        unresolved = now
        for intent in unresolved[::-1] if newest_first else unresolved:
            await acts.look_ups.look_up(intent)


ORDERS = [
    pytest.param(True, id="newest first"),
    pytest.param(False, id="oldest first", marks=pytest.mark.soak),
]


@pytest.mark.parametrize("newest_first", ORDERS)
@pytest.mark.parametrize("known", LISTS)
async def test_every_lost_act_is_told_apart(site: Site, known: str, newest_first: bool) -> None:
    line = Line()
    wrong = []
    async with connected(site, line) as acts:
        for history in HISTORIES:
            app = site.new_app()
            await live_through(history, acts, line, site, app, known=known)
            await look_up(acts, newest_first=newest_first)
            truth = [Result.NOT_DONE if fate == "unsent" else Result.DONE for fate in history]
            if (found := site.host().results(app)) != truth:
                wrong.append((history, found))
                continue
            site.check(app, site.host())
    assert wrong == []
