"""Several apps: a few at a time, none hidden by another, and at the end every one is told of truly."""

import asyncio
import random
from dataclasses import replace

import pytest

from tests.benches import workbench
from tests.fakes import FakeClock, FakeOrg, FakeTarget, make_app
from tui.domain.handover import Binding
from tui.domain.rotation import Progress
from tui.errors import (
    NotWrittenError,
    OutcomeUnknownError,
    PreflightError,
    TargetError,
    WriteUnknownError,
)
from tui.services.bulk_rotation import AT_ONCE, BulkRotation, plan
from tui.services.workbench import Workbench


class Shop:
    """Apps with a token and a target of its own each."""

    def __init__(self, count: int, *, without_target: int = 0) -> None:
        self.clock = FakeClock()
        self.apps = [make_app(number) for number in range(count + without_target)]
        self.targets = [
            FakeTarget(f"gateway-{number}", binding=Binding(apps=(app.id,), loopback=True))
            for number, app in enumerate(self.apps[:count])
        ]
        self.org = FakeOrg(
            self.apps, tokens={app.id: f"old-{app.id}" for app in self.apps}, clock=self.clock
        )

    def bench(self) -> Workbench:
        return workbench(self.org, clock=self.clock, targets=self.targets)

    async def bulk(self) -> BulkRotation:
        bench = self.bench()
        return BulkRotation(bench, await plan(bench, self.apps))

    async def run(self, bulk: BulkRotation) -> None:
        task = asyncio.ensure_future(bulk.run())
        while not task.done():
            await asyncio.sleep(0.001)
            if self.clock.waiting:
                self.clock.advance(1)
        await task


async def test_every_app_goes_to_the_target_that_names_it() -> None:
    shop = Shop(6)
    bulk = await shop.bulk()
    await shop.run(bulk)
    assert bulk.counts == {Progress.DONE: 6}
    tokens = [shop.org.tokens[app.id] for app in shop.apps]
    assert [target.content for target in shop.targets] == tokens
    assert sum(target.open_ways for target in shop.targets) == 0


async def test_an_app_without_a_target_is_listed_and_left() -> None:
    shop = Shop(1, without_target=1)
    bulk = await shop.bulk()
    await shop.run(bulk)
    assert bulk.counts == {Progress.DONE: 1, Progress.LEFT: 1}
    assert len(shop.org.posts) == 1


async def test_at_most_a_few_are_under_way_and_stopping_ends_after_those() -> None:
    shop = Shop(10)
    shop.org.gates["post"] = asyncio.Event()
    bulk = await shop.bulk()
    running = asyncio.ensure_future(bulk.run())
    await shop.org.reached["post"].wait()
    await asyncio.sleep(0.02)
    assert bulk.counts == {Progress.RUNNING: AT_ONCE, Progress.WAITING: 10 - AT_ONCE}
    bulk.stop()
    shop.org.gates["post"].set()
    await running
    assert bulk.counts == {Progress.DONE: AT_ONCE, Progress.STOPPED: 10 - AT_ONCE}


async def test_one_failure_hides_no_other() -> None:
    shop = Shop(4)
    shop.targets[0].cannot_open = PreflightError("No login.", hint="Renew it.")
    shop.targets[1].faults = [TargetError("Not permitted.")]
    shop.targets[2].faults = [ValueError("a mistake")]
    shop.targets[2].masked = True
    bulk = await shop.bulk()
    await shop.run(bulk)
    states = [line.progress for line in bulk.lines]
    assert states == [Progress.FAILED, *[Progress.INCOMPLETE] * 2, Progress.DONE]
    assert "No login. Renew it." in bulk.lines[0].words
    assert bulk.lines[1].words == "Without it: gateway-1."
    await bulk.leave()


def _fault(kind: int, target: FakeTarget) -> None:
    match kind:
        case 0:
            target.cannot_open = PreflightError("No login.")
        case 1:
            target.faults = [NotWrittenError("No connection.")] * 2
        case 2:
            target.faults = [WriteUnknownError("Lost.")]
        case 3:
            target.lost = [WriteUnknownError("Lost.")]
        case 4:
            target.faults = [TargetError("Not permitted.")]
        case 5:
            target.masked, target.lost = True, [WriteUnknownError("Lost.")]


@pytest.mark.parametrize("seed", [1, 2])
async def test_200_apps_with_random_faults_agree_or_are_listed(seed: int) -> None:
    shop, chance = Shop(200), random.Random(seed)
    for target in chance.sample(shop.targets, 20):
        _fault(chance.randrange(6), target)
    bulk = await shop.bulk()
    await shop.run(bulk)
    for line, target in zip(bulk.lines, shop.targets, strict=True):
        agree = target.content == shop.org.tokens[line.app.id]
        untouched = shop.org.tokens[line.app.id] == f"old-{line.app.id}"
        match line.progress:
            case Progress.DONE:
                assert agree
            case Progress.FAILED:
                assert untouched
            case other:
                assert other is Progress.INCOMPLETE
                assert line.rotation is not None
                assert line.rotation.token is not None
    assert sum(bulk.counts.values()) == 200
    assert bulk.counts[Progress.DONE] >= 180
    await bulk.leave()


async def test_apps_that_share_a_target_with_room_for_one_token_are_left() -> None:
    shop = Shop(3)
    both = Binding(apps=(shop.apps[0].id, shop.apps[1].id), loopback=True)
    shop.targets[0] = FakeTarget("shared", binding=both)
    shop.targets.pop(1)
    bulk = await shop.bulk()
    await shop.run(bulk)
    assert bulk.counts == {Progress.LEFT: 2, Progress.DONE: 1}
    assert "shared holds one token" in bulk.lines[0].words
    assert len(shop.org.posts) == 1


async def test_apps_share_a_target_that_keeps_their_tokens_side_by_side() -> None:
    shop = Shop(2)
    both = Binding(apps=tuple(app.id for app in shop.apps), loopback=True)
    target = FakeTarget("shared", binding=both)
    target.card = replace(target.card, by_app=True)
    bench = workbench(shop.org, targets=[target])
    assert [line.progress for line in await plan(bench, shop.apps)] == [Progress.WAITING] * 2


async def test_a_proven_act_whose_token_cannot_be_read_is_incomplete() -> None:
    shop = Shop(1)
    shop.org.fail["post"] = OutcomeUnknownError("The answer was lost.")
    shop.org.lose_token_to = "made-but-not-heard-of"
    shop.org.leave_row(shop.apps[0], seconds=1)
    shop.org.journal.most = 1
    bulk = await shop.bulk()
    await shop.run(bulk)
    assert bulk.counts == {Progress.INCOMPLETE: 1}
    assert "It happened" in bulk.lines[0].words
    await bulk.leave()
