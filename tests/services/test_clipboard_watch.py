"""A copy of ours leaves the clipboard in time; what someone else put there stays."""

import asyncio

import pytest

from tests.fakes import FakeClipboard, FakeClock
from tui.domain.clipboard import Clearing
from tui.domain.secret import Secret
from tui.errors import ClipboardError
from tui.services.clipboard_watch import ClipboardWatch


async def make_watch(
    seconds: int = 45,
) -> tuple[ClipboardWatch, FakeClipboard, FakeClock]:
    board, clock = FakeClipboard(), FakeClock()
    watch = ClipboardWatch(board, clock, seconds=seconds)
    await watch.copy(Secret("ours"))
    return watch, board, clock


async def turns() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def waited(
    watch: ClipboardWatch, clock: FakeClock, seconds: float
) -> "asyncio.Task[Clearing | None]":
    task = asyncio.create_task(watch.wait())
    await turns()
    clock.advance(seconds)
    await turns()
    return task


async def test_cleared_when_the_time_is_over() -> None:
    watch, board, clock = await make_watch()
    assert await (await waited(watch, clock, 45)) is Clearing.CLEARED
    assert board.content == ""
    assert not watch.holds


async def test_not_a_second_earlier() -> None:
    watch, board, clock = await make_watch()
    task = await waited(watch, clock, 44)
    assert (board.content, watch.remaining) == ("ours", 1)
    task.cancel()


async def test_every_second_is_told() -> None:
    watch, _, clock = await make_watch(seconds=3)
    told: list[float] = []
    task = asyncio.create_task(watch.wait(told.append))
    for _ in range(3):
        await turns()
        clock.advance(1)
    await task
    assert told == [3, 2, 1]


async def test_a_second_copy_starts_the_time_anew() -> None:
    watch, board, clock = await make_watch()
    task = asyncio.create_task(watch.wait())
    await turns()
    await watch.copy(Secret("ours"))
    clock.advance(45)
    assert await task is None
    assert board.content == "ours"


async def test_what_someone_else_copied_stays() -> None:
    watch, board, clock = await make_watch()
    board.content = "theirs"
    assert await (await waited(watch, clock, 45)) is Clearing.CHANGED
    assert board.content == "theirs"


async def test_what_could_not_be_reached_is_tried_again_at_the_end() -> None:
    watch, board, clock = await make_watch()
    board.unreachable = True
    assert await (await waited(watch, clock, 45)) is Clearing.FAILED
    assert watch.holds
    assert not watch.counting
    board.unreachable = False
    assert await watch.clear() is Clearing.CLEARED


async def test_zero_means_it_stays_until_it_is_cleared() -> None:
    watch, board, _ = await make_watch(seconds=0)
    assert await watch.wait() is None
    assert board.content == "ours"
    assert await watch.clear() is Clearing.CLEARED


async def test_what_is_kept_stays_until_it_is_cleared() -> None:
    watch, board, clock = await make_watch()
    task = await waited(watch, clock, 1)
    assert watch.keep()
    clock.advance(100)
    assert await task is None
    assert board.content == "ours"
    assert not watch.keep()
    assert await watch.clear() is Clearing.CLEARED


async def test_clearing_nothing() -> None:
    watch = ClipboardWatch(FakeClipboard(), FakeClock(), seconds=45)
    assert await watch.clear() is None
    assert watch.remaining == 0


async def test_a_copy_that_is_under_way_is_ended_and_cleared() -> None:
    board = FakeClipboard()
    board.gate = asyncio.Event()
    watch = ClipboardWatch(board, FakeClock(), seconds=45)
    copying = asyncio.create_task(watch.copy(Secret("ours")))
    await turns()
    assert await watch.clear() is Clearing.CLEARED
    assert board.content == ""
    with pytest.raises(asyncio.CancelledError):
        await copying


async def test_a_copy_that_was_interrupted_is_still_cleared() -> None:
    board = FakeClipboard()
    board.gate = asyncio.Event()
    watch = ClipboardWatch(board, FakeClock(), seconds=45)
    copying = asyncio.create_task(watch.copy(Secret("ours")))
    await turns()
    copying.cancel()
    await turns()
    assert (board.content, watch.holds) == ("ours", True)
    assert await watch.clear() is Clearing.CLEARED


async def test_who_gives_up_waiting_does_not_stop_a_clearing() -> None:
    watch, board, _ = await make_watch()
    clearing = asyncio.create_task(watch.clear())
    await asyncio.sleep(0)
    clearing.cancel()
    await turns()
    assert board.content == ""


async def test_a_copy_that_failed_leaves_what_was_held_before() -> None:
    watch, board, _ = await make_watch()
    board.broken = True
    with pytest.raises(ClipboardError):
        await watch.copy(Secret("another"))
    assert watch.counting
    assert await watch.clear() is Clearing.CLEARED


async def test_what_is_no_secret_is_not_held() -> None:
    watch, board, _ = await make_watch()
    await watch.copy(Secret("a command"), stays=True)
    assert not watch.holds
    assert board.content == "a command"
