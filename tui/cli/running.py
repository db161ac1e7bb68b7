"""How commands run what waits for an org: as asyncio does, and heard by signals."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from tui.leaving import Wakes

Result = TypeVar("Result")


def run(main: Coroutine[Any, Any, Result]) -> Result:
    """As `asyncio.run`; ctrl+c is heard at once, also where it comes just before the loop waits for the org.

    Raises:
        KeyboardInterrupt: it was pressed.
    """

    async def heard() -> Result:
        with Wakes(asyncio.get_running_loop()):
            return await main

    return asyncio.run(heard())
