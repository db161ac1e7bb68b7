"""A slow link before a terminal: so many bytes a second towards it, and half of a round trip in each direction."""

import time
from collections import deque

from benchmarks.terminal import Terminal

BYTES_PER_SECOND = 8_000
ROUND_TRIP_SECONDS = 0.2
_QUIET_SECONDS = 1.2


def typed_through(terminal: Terminal, keys: str, every: float) -> tuple[float, int]:
    """Type `keys`, one `every` so many seconds, as somebody at the far end of the link.

    Returns:
        Seconds from the last key to the last byte that arrives, and the bytes in all.
    """
    way = ROUND_TRIP_SECONDS / 2
    began = time.perf_counter()
    on_the_way = deque((began + number * every + way, key) for number, key in enumerate(keys))
    last_key = began + (len(keys) - 1) * every
    free_at = arrived = began
    size = 0
    while on_the_way or time.perf_counter() - max(last_key + way, free_at) < _QUIET_SECONDS:
        now = time.perf_counter()
        while on_the_way and on_the_way[0][0] <= now:
            terminal.send(on_the_way.popleft()[1])
        if now < free_at:
            time.sleep(min(0.005, free_at - now))
            continue
        seen = len(terminal.chunks)
        if terminal.read(0.005, most=800):
            count = sum(len(data) for _, data in terminal.chunks[seen:])
            size += count
            free_at = max(free_at, time.perf_counter()) + count / BYTES_PER_SECOND
            arrived = free_at + way
    return arrived - last_key, size
