"""Letting what else waits in the event loop come first."""

import asyncio

_TURNS = 12
"""A key takes a dozen of them from the terminal to its frame; a request has left after three. [seen: Textual, httpx]"""


async def give_way() -> None:
    """Others come all their way before milliseconds of work: one turn would let them take one step of it."""
    for _ in range(_TURNS):
        await asyncio.sleep(0)
