"""Many regenerates over a line on which every fifth request goes wrong: the journal counts exactly what the org did."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic

import pytest

from tests.fakes import FakeClipboard
from tests.faults.catalogue import CATALOGUE
from tests.faults.orgs import App
from tests.faults.proxy import Exchange, Fault, FaultProxy, Plan, other_host, proxying
from tests.safety.hosts import START, Site, check_agreement, check_outcomes, seed
from tests.safety.waylay import is_press, posts
from tui.client.org_client import OrgClient
from tui.domain.acts import Result
from tui.domain.connected_app import ConnectedApp
from tui.domain.secret import Mark, Secret
from tui.domain.token import Generation
from tui.errors import OrgError, OutcomeUnknownError
from tui.journal import FileJournal
from tui.services.acts import Acts
from tui.services.token_desk import TokenDesk
from tui.transport import Timeouts, Transport
from tui.wiring import SystemClock

SHARE = 0.2
HASTY = Timeouts(connect=0.5, read=0.15, write=0.5, pool=0.5, total=0.3)
SLOW = ("1 GB", "drips")
FAULTS = [each.fault for each in CATALOGUE if each.fault.act and each.fault.name not in SLOW]


class Weather:
    """Meets every fifth request with a fault.

    Attributes:
        met: how often each fault was met.
        settled: that no POST is under way at the org. Timeouts are so short here that a slow machine alone can lose an
            answer; a look-up is to come after the act, not during it.
    """

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.met: Counter[str] = Counter()
        self.settled = asyncio.Event()
        self.settled.set()

    async def __call__(self, exchange: Exchange) -> None:
        """Play the part of the line."""
        fault = self.chance.choice(FAULTS) if self.chance.random() < SHARE else None
        posted = is_press(exchange.seen)
        if posted:
            self.settled.clear()
        try:
            if fault is None or fault.act is None:
                await exchange.pass_on()
            else:
                self.met[fault.name] += 1
                await fault.act(exchange)
        finally:
            if posted:
                self.settled.set()


@dataclass
class Desk:
    """What a console has, over a line with faults and over one without."""

    site: Site
    apps: list[App]
    proxy: FaultProxy
    weather: Weather
    acts: Acts
    acts_in_calm: Acts
    tokens: TokenDesk
    came: Counter[str] = field(default_factory=Counter)

    async def regenerate(self, app: App) -> None:
        """As a person does it: look, confirm, and look again where the answer was lost."""
        seen, latest = await self._seen(app), self._latest(app)
        sent = posts(self.proxy)
        named = ConnectedApp(app.id, app.name, START, "", START, "")
        try:
            await self.acts.regenerate(named, replacing=seen, latest=latest)
            self.came["done"] += 1
        except OutcomeUnknownError:
            await self.weather.settled.wait()
            self.came[f"lost, {await self._look_up(app)}"] += 1
        except OrgError:
            self.came["not sent"] += 1
        assert posts(self.proxy) - sent <= 1

    async def _seen(self, app: App) -> Mark | None:
        while True:
            try:
                return (await self.tokens.look(app.id)).mark
            except OrgError:
                self.came["looks that failed"] += 1

    def _latest(self, app: App) -> Generation | None:
        """What the list knows; every second time it was not loaded."""
        row = self.site.last_row(app)
        known = row is not None and self.weather.chance.random() < 0.5
        return Generation(row, "Ada Lindqvist", app.name) if row and known else None

    async def _look_up(self, app: App) -> Result:
        intent = await self.acts_in_calm.last_unresolved(app.id)
        assert intent is not None
        for acts in (self.acts, self.acts, self.acts, self.acts_in_calm):
            self.came["look-ups"] += 1
            finding = await acts.look_ups.look_up(intent)
            if finding.result is not Result.UNKNOWN:
                return finding.result
        raise AssertionError(finding.words)


@asynccontextmanager
async def desk(site: Site, apps: int, chance: random.Random) -> AsyncIterator[Desk]:
    """Sit down at a console."""
    weather, clock = Weather(chance), SystemClock()
    journal = FileJournal(site.host().journal.folder, clock.now, {}, started=START)
    plan = Plan(Fault("weather", weather), at=1)
    async with (
        other_host() as elsewhere,
        proxying(site.org.address, plan, elsewhere=elsewhere.origin) as proxy,
        Transport(proxy.origin, environ={}, timeouts=HASTY) as line,
        Transport(site.origin, environ={}) as calm,
    ):
        client, client_in_calm = client_over(line, site), client_over(calm, site)
        yield Desk(
            site,
            [site.new_app() for _ in range(apps)],
            proxy,
            weather,
            Acts(client, client, journal, clock),
            Acts(client_in_calm, client_in_calm, journal, clock),
            TokenDesk(client, FakeClipboard()),
        )
        assert elsewhere.connections == 0


def client_over(transport: Transport, site: Site) -> OrgClient:
    async def session() -> Secret:
        return Secret(site.org.sessions[0])

    async def sleep(_: float) -> None:
        await asyncio.sleep(0)

    return OrgClient(transport, session, now=lambda: datetime.now(UTC), sleep=sleep)


async def soak(site: Site, rounds: int, apps: int) -> Desk:
    """Regenerate so many times, in turn on so many apps, then compare the journal with the org."""
    start, host = monotonic(), site.host()
    async with desk(site, apps, random.Random(seed())) as at:
        for number in range(rounds):
            await at.regenerate(at.apps[number % apps])
    print(f"{rounds} rounds, {len(at.proxy.seen)} requests, {at.weather.met.total()} faults,")
    print(f"{monotonic() - start:.1f} s", dict(at.came), dict(at.weather.met))
    entries = host.journal.entries()
    for app in at.apps:
        mine = [entry for entry in entries if entry.intent.app_id == app.id]
        assert not any(entry.unresolved for entry in mine)
        made = check_agreement(mine, rows=site.org.generations(app))
        assert not made or made[-1] in (None, site.alive(app))
    check_outcomes(host)
    done = [entry for entry in entries if entry.outcome and entry.outcome.result is Result.DONE]
    assert len(done) == at.came["done"] + at.came["lost, done"]
    assert len(done) == sum(seen.forwarded for seen in at.proxy.seen if is_press(seen))
    return at


async def test_some_regenerates_over_a_bad_line(site: Site) -> None:
    at = await soak(site, 24, apps=8)  # some 45 faults, so that luck alone fails nothing
    assert at.weather.met.total() > 16


@pytest.mark.soak
@pytest.mark.timeout(400)
async def test_a_thousand_regenerates_over_a_bad_line(site: Site) -> None:
    at = await soak(site, 1000, apps=50)
    assert at.weather.met.total() > 1000
    assert at.came["lost, done"] > 10
    assert at.came["lost, not done"] > 10
