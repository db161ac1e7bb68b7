"""Programs that are run for their answer end with whoever waits for them."""

import asyncio
import os
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
