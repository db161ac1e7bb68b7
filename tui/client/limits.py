"""`Sforce-Limit-Info`: how many API calls the org has used.

[seen] `api-usage=18/5000`, optionally followed by `; per-app-api-usage=17/250(appName=…)`, which is not looked at.
"""

import re
from collections.abc import Callable

from tui.domain.usage import CallUsage
from tui.transport import Origin, Request, Response, Sender

_USAGE = re.compile(r"(?:^|[;,\s])api-usage=([0-9]{1,12})/([0-9]{1,12})", re.ASCII)


def usage(header: str) -> CallUsage | None:
    """What the header says; None where it says nothing of it."""
    match = _USAGE.search(header[:1000])
    return CallUsage(int(match[1]), int(match[2])) if match else None


class Gauge:
    """A sender that reads the header of every answer, and tells when calls run low: at each further percent, once."""

    def __init__(self, sender: Sender, tell: Callable[[CallUsage], None]) -> None:
        self._sender = sender
        self._tell = tell
        self._told = 0

    @property
    def origin(self) -> Origin:
        """Where the calls go."""
        return self._sender.origin

    async def send(self, request: Request) -> Response:
        """Send once; see `Sender.send`."""
        answer = await self._sender.send(request)
        found = usage(answer.headers.get("sforce-limit-info", ""))
        if found is not None:
            self._read(found)
        return answer

    def _read(self, found: CallUsage) -> None:
        if not found.runs_low:
            self._told = 0
        elif found.percent > self._told:
            self._told = found.percent
            self._tell(found)
