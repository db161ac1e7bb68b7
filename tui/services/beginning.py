"""Putting an intent on disk, so that nobody is left holding an act when the wait for it is given up."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from tui.domain.acts import Result, Upshot
from tui.errors import NotRecordedError
from tui.ports import OpenAct


async def begun(begin: Callable[[], OpenAct]) -> OpenAct:
    """The act that `begin` puts on disk; cancelled meanwhile, it is ended as soon as it is there.

    Raises:
        NotRecordedError: it is not on disk.
    """
    writing = asyncio.ensure_future(asyncio.to_thread(begin))
    try:
        return await asyncio.shield(writing)
    except asyncio.CancelledError:
        writing.add_done_callback(_give_up)
        raise


def _give_up(writing: "asyncio.Future[OpenAct]") -> None:
    """Cancelled while the intent was being written: nothing was sent."""
    if not writing.cancelled() and writing.exception() is None:
        with suppress(NotRecordedError):
            writing.result().end(Upshot(Result.NOT_DONE, words="Cancelled before it was sent."))
