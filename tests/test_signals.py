"""Signals are heard while nothing else happens, whichever thread the system hands them to."""

import asyncio
import signal
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from tui import terminal
from tui.cli import running
from tui.leaving import Signals


@pytest.fixture
def other_thread() -> Iterator[Thread]:
    done = Event()
    thread = Thread(target=done.wait, daemon=True)
    thread.start()
    yield thread
    done.set()
    thread.join()


async def test_a_signal_that_another_thread_takes_wakes_the_loop(
    other_thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "end_anyway", lambda *_: None)  # it would end the tests
    left: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    signals, waits = Signals(left.set_result), Event()

    def send() -> None:
        waits.wait()  # who waits for the system lets this thread go on
        signal.pthread_kill(other_thread.ident or 0, signal.SIGHUP)

    def select(timeout: float | None) -> object:
        waits.set()
        return system_select(timeout)

    selector = asyncio.get_running_loop()._selector  # type: ignore[attr-defined]
    system_select = selector.select
    signals.listen()
    try:
        Thread(target=send).start()
        monkeypatch.setattr(selector, "select", select)
        async with asyncio.timeout(5):
            assert await left == 128 + signal.SIGHUP
    finally:
        signals.stop()


async def test_what_was_there_before_is_left_as_it_was() -> None:
    before = signal.set_wakeup_fd(-1)
    signal.set_wakeup_fd(before)
    signals = Signals(lambda _: None)
    signals.listen()
    signals.stop()
    assert signal.set_wakeup_fd(before) == before


def test_ctrl_c_of_a_command_is_heard_while_it_waits(
    other_thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = Event()

    def send() -> None:
        waits.wait()
        signal.pthread_kill(other_thread.ident or 0, signal.SIGINT)

    async def main() -> None:
        selector = asyncio.get_running_loop()._selector  # type: ignore[attr-defined]
        system_select = selector.select

        def select(timeout: float | None) -> object:
            waits.set()
            return system_select(timeout)

        Thread(target=send).start()
        monkeypatch.setattr(selector, "select", select)
        await asyncio.Event().wait()

    with pytest.raises(KeyboardInterrupt):
        running.run(main())
