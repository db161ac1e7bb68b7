"""A copy of ours leaves the clipboard in time; what someone else put there stays."""

import asyncio

from tests.fakes import FakeClipboard, FakeClock
from tui.domain.secret import Secret
from tui.services.clipboard_watch import ClipboardWatch
from tui.services.token_desk import Copied


async def make_watch(
    seconds: int = 45,
) -> tuple[ClipboardWatch, FakeClipboard, FakeClock]:
    board, clock = FakeClipboard(), FakeClock()
    watch = ClipboardWatch(board, clock, seconds=seconds)
    await board.copy(Secret("ours"))
    watch.hold(Copied(Secret("ours"), board.way))
    return watch, board, clock


async def waited(watch: ClipboardWatch, clock: FakeClock, seconds: float) -> "asyncio.Task[bool]":
    task = asyncio.create_task(watch.wait())
    await asyncio.sleep(0)
    clock.advance(seconds)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return task


async def test_cleared_when_the_time_is_over() -> None:
    watch, board, clock = await make_watch()
    assert await (await waited(watch, clock, 45))
    assert board.content == ""
    assert not watch.holds


async def test_not_a_second_earlier() -> None:
    watch, board, clock = await make_watch()
    task = await waited(watch, clock, 44)
    assert (board.content, watch.remaining) == ("ours", 1)
    task.cancel()


async def test_a_second_copy_starts_the_time_anew() -> None:
    watch, board, clock = await make_watch()
    task = asyncio.create_task(watch.wait())
    await asyncio.sleep(0)
    watch.hold(Copied(Secret("ours"), board.way))
    clock.advance(45)
    assert not await task
    assert board.content == "ours"


async def test_what_someone_else_copied_stays() -> None:
    watch, board, clock = await make_watch()
    board.content = "theirs"
    assert not await (await waited(watch, clock, 45))
    assert board.content == "theirs"


async def test_zero_means_it_stays() -> None:
    watch, board, _ = await make_watch(seconds=0)
    assert not await watch.wait()
    assert board.content == "ours"
    assert await watch.clear()


async def test_clearing_nothing() -> None:
    watch = ClipboardWatch(FakeClipboard(), FakeClock(), seconds=45)
    assert not await watch.clear()
    assert watch.remaining == 0
