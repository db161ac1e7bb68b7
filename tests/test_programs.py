"""Programs that are run for their answer end with whoever waits for them."""

import asyncio
import os
import select
import signal
import time
from pathlib import Path

import pytest

from tui.programs import answer_of, run

PATH = {"PATH": os.environ["PATH"]}


async def test_cancelling_kills_the_program_and_what_it_started(tmp_path: Path) -> None:
    pipe = tmp_path / "alive"
    os.mkfifo(pipe)
    script = f"exec 3>'{pipe}'; sleep 600 & echo begun >&3; wait"
    task = asyncio.ensure_future(answer_of(["sh", "-c", script], PATH, limit=60, most=1000))
    reader = await asyncio.to_thread(os.open, pipe, os.O_RDONLY)  # opens once the program has
    begun = await asyncio.to_thread(os.read, reader, 100)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (begun, await asyncio.to_thread(os.read, reader, 1)) == (b"begun\n", b"")
    os.close(reader)


def test_a_program_that_may_prompt_stays_in_the_session_of_the_terminal() -> None:
    argv = ["python3", "-c", "import os; print(os.getsid(0))"]
    asking = run(argv, PATH, limit=60, most=100, may_prompt=True)
    silent = run(argv, PATH, limit=60, most=100)
    own = str(os.getsid(0)).encode()
    assert asking.output.strip() == own
    assert silent.output.strip() != own


async def test_cancelling_kills_a_program_that_closed_its_output(tmp_path: Path) -> None:
    pipe = tmp_path / "alive"
    os.mkfifo(pipe)
    script = f"exec 3>'{pipe}' >&- 2>&-; echo begun >&3; sleep 600"
    task = asyncio.ensure_future(answer_of(["sh", "-c", script], PATH, limit=60, most=1000))
    reader = await asyncio.to_thread(os.open, pipe, os.O_RDONLY)
    begun = await asyncio.to_thread(os.read, reader, 100)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    ended, *_ = await asyncio.to_thread(select.select, [reader], [], [], 20)
    assert (begun, ended) == (b"begun\n", [reader])
    os.close(reader)


def test_the_limit_holds_where_the_program_may_not_be_killed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kill, groups = os.killpg, []

    def refuse(group: int, _: int) -> None:
        groups.append(group)
        raise PermissionError

    monkeypatch.setattr("os.killpg", refuse)
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        run(["sleep", "60"], PATH, limit=0.1, most=100)
    assert time.monotonic() - begun < 30
    kill(groups[0], signal.SIGKILL)
