"""Many apps rotated to the practice gateway while a tenth of all calls fails: at the end gateway and org agree about
every app, or the app is in the list of those that do not.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

from tests.cli.served_org import ServedOrg
from tests.fakes import FakeClipboard
from tui.client.org_client import OrgClient
from tui.domain.connected_app import ConnectedApp
from tui.domain.rotation import Progress
from tui.domain.secret import Secret
from tui.journal import FileJournal
from tui.practice import gateway_data
from tui.services.acts import Acts
from tui.services.browse import Browse
from tui.services.bulk_rotation import BulkRotation, plan
from tui.services.clipboard_watch import ClipboardWatch
from tui.services.hand_overs import HandOvers
from tui.services.token_desk import TokenDesk
from tui.services.workbench import Tools, Workbench
from tui.targets.practice_gateway import make_practice_gateway
from tui.transport import Transport
from tui.wiring import SystemClock

SHARE = 0.1


class FastClock(SystemClock):
    """The machine's time; waits between two tries are cut to a hundredth."""

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / 100)


class FakeWeather:
    """Lets a tenth of the writes come to harm, before or after the org has acted."""

    def __init__(self, org: ServedOrg, chance: random.Random) -> None:
        self._inner, self._chance = org.face._org, chance
        self.harmed = 0
        org.face._org = self

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        press = scope["method"] == "POST" and "forceAppDetail" in scope["path"]
        if not (scope["method"] == "PATCH" or press) or self._chance.random() >= SHARE:
            await self._inner(scope, receive, send)
            return
        self.harmed += 1
        match self._chance.randrange(4):
            case 0:
                raise ConnectionError("lost before it arrived")
            case 1:
                await self._inner(scope, receive, _nobody)
                raise ConnectionError("its answer was lost")
            case harm:
                status = 503 if harm == 2 else 429
                await send({"type": "http.response.start", "status": status, "headers": []})
                await send({"type": "http.response.body", "body": b""})


async def _nobody(message: Message) -> None:
    """The answer reaches nobody."""


@pytest.fixture
def org(tmp_path: Path) -> Iterator[ServedOrg]:
    served = ServedOrg(tmp_path / "practice.db")
    yield served
    served.close()


@pytest.fixture
async def bench(org: ServedOrg, tmp_path: Path) -> AsyncIterator[Workbench]:
    clock = FastClock()
    async with Transport(org.url, environ={}) as transport:

        async def session() -> Secret:
            return Secret(org.session())

        client = OrgClient(transport, session, now=clock.now, practice=True, sleep=clock.sleep)
        journal = FileJournal(tmp_path / "journal", clock.now, {}, started=datetime.now(UTC))
        gateway = make_practice_gateway(session=session, environ={}, clock=clock, origin=org.url)
        watch = ClipboardWatch(FakeClipboard(), clock, seconds=45)
        tools = Tools(
            desk=TokenDesk(client, watch),
            acts=Acts(client, client, journal, clock),
            watch=watch,
            hand_overs=HandOvers(client, client, journal, targets=[gateway], org_name="practice"),
        )
        yield Workbench(Browse(client, clock), lambda: tools, clock=clock, reveal_seconds=30)


async def _rotated(bench: Workbench, org: ServedOrg, count: int) -> BulkRotation:
    wanted = {org.new_app(f"Many {number:03d}", token=f"old-{number}") for number in range(count)}
    async for _ in bench.browse.load():
        pass
    catalogue = bench.browse.catalogue
    apps = [catalogue.known(position).app for position in range(len(catalogue))]
    bulk = BulkRotation(bench, await plan(bench, [app for app in apps if app.id in wanted]))
    await bulk.run()
    return bulk


def _gateway_holds(org: ServedOrg, app: ConnectedApp) -> str | None:
    with org.store.read() as connection:
        owner = gateway_data.owner(connection, app.id)
        assert owner is not None
        return gateway_data.header(connection, owner)


@pytest.mark.parametrize("count", [16, pytest.param(200, marks=pytest.mark.soak)])
async def test_gateway_and_org_agree_or_the_app_is_listed(
    bench: Workbench, org: ServedOrg, count: int
) -> None:
    weather = FakeWeather(org, random.Random(count))
    bulk = await _rotated(bench, org, count)
    assert len(bulk.lines) == count
    for line in bulk.lines:
        token = org.token(line.app.id)
        agree = _gateway_holds(org, line.app) == f"Bearer {token}"
        assert agree or line.progress is not Progress.DONE
        if line.progress is Progress.FAILED:
            assert token.startswith("old-")
        if line.progress is Progress.INCOMPLETE:
            assert line.rotation is not None
            assert line.rotation.token == Secret(token)
    print(f"{count} apps, {weather.harmed} calls harmed: {dict(bulk.counts)}")
    assert weather.harmed
    assert bulk.counts[Progress.DONE] >= count * 0.8
    await bulk.leave()
