"""The fault proxy in a thread of its own, between an org and the commands of other processes."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.faults.catalogue import Act
from tests.faults.orgs import ServedOrg
from tests.faults.proxy import Exchange, Fault, FaultProxy, Plan, Seen, proxying


def at_post(act: Act) -> Act:
    """Do it to presses, and let everything else through."""

    async def chosen(exchange: Exchange) -> None:
        await (act(exchange) if is_press(exchange.seen) else exchange.pass_on())

    return chosen


@contextmanager
def waylaying(org: ServedOrg, act: Act) -> Iterator[FaultProxy]:
    """Stand before an org for the time of a block, and meet every request with `act`."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    standing = proxying(org.address, Plan(Fault("waylaid", act), at=1))
    try:
        proxy = asyncio.run_coroutine_threadsafe(standing.__aenter__(), loop).result(20)
        try:
            yield proxy
        finally:
            leaving = standing.__aexit__(None, None, None)
            asyncio.run_coroutine_threadsafe(leaving, loop).result(20)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def posts(proxy: FaultProxy) -> int:
    """How many presses reached the proxy."""
    return sum(is_press(seen) for seen in proxy.seen)


def is_press(seen: Seen) -> bool:
    """Whether a request presses a button of a Setup page; those of SOAP are POSTs too, and read."""
    return seen.method == "POST" and not seen.path.startswith("/services/Soap/")
