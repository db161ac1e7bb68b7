"""Calls to a target over the transport, with what each failure means for a read and for a write.

A read may be asked again. A write is sent once, and its failure says whether it provably did not happen. No body and no
part of one goes into an error.
"""

import json
import random
from collections.abc import Mapping
from typing import Any, Protocol

from tui.domain.secret import Secret
from tui.errors import (
    ConfigError,
    NotWrittenError,
    OrgError,
    TargetError,
    UnreachableError,
    WriteUnknownError,
)
from tui.ports import Clock
from tui.transport import (
    LastingError,
    NotSentError,
    Request,
    Response,
    Sender,
    Timeouts,
)

WAITS = Timeouts(connect=5.0, read=20.0, write=15.0, pool=5.0, total=30.0, idle=60.0)
"""How long a call to a target may take; an open connection outlasts a question that a person is asked."""
ATTEMPTS = 3
"""Requests in all of a read."""
MOST_BYTES = 1024 * 1024
_MOST_WAIT = 10.0
"""Seconds that a read waits for a target that names a time to come back at."""
_PASSING = frozenset({429, 502, 503, 504})
_JSON = "application/json"

HeaderMap = Mapping[str, str | Secret]
Words = Mapping[int, tuple[str, str]]
"""What a status means to a caller: what happened, and what to do."""


class Line(Sender, Protocol):
    """A connection to a target's server, as `Transport` is one."""

    async def aclose(self) -> None:
        """Close it."""
        ...


class NoAnswerError(TargetError):
    """A read got no answer."""


class Api:
    """One target's server.

    Attributes:
        host: who is called, for messages.
    """

    def __init__(self, sender: Sender, clock: Clock, called: str = "") -> None:
        self._sender = sender
        self._clock = clock
        self.host = called or sender.origin.host

    async def read(
        self, method: str, path: str, headers: HeaderMap, body: Secret | None = None
    ) -> Response:
        """Ask, up to three times where the failure may pass; returns the answer, whatever its status.

        Raises:
            NoAnswerError: no answer.
        """
        request = self._request(method, path, headers, body)
        for attempt in range(1, ATTEMPTS + 1):
            last = attempt == ATTEMPTS
            wait = 0.5 * 2 ** (attempt - 1) * random.uniform(0.5, 1.0)  # noqa: S311 - no secret
            try:
                answer = await self._sender.send(request)
            except (OrgError, ConfigError) as error:
                if last or not isinstance(error, UnreachableError) or _lasts(error):
                    raise NoAnswerError(error.what, hint=error.hint) from None
            else:
                asked = self.retry_after(answer) or 0.0
                if last or answer.status not in _PASSING or asked > _MOST_WAIT:
                    return answer
                wait = max(wait, asked)
            await self._clock.sleep(wait)
        raise AssertionError  # the last attempt has returned or raised

    async def once(self, method: str, path: str, headers: HeaderMap) -> Response:
        """Ask once, for what is neither a read nor the write of a token; returns the answer, whatever its status.

        Raises:
            NoAnswerError: no answer.
        """
        try:
            return await self._sender.send(self._request(method, path, headers, None))
        except (OrgError, ConfigError) as error:
            raise NoAnswerError(error.what, hint=error.hint) from None

    async def write(self, method: str, path: str, headers: HeaderMap, body: Secret) -> Response:
        """Send once; returns an answer of the target's own that says done (2xx) or no (4xx).

        Raises:
            NotWrittenError: it provably did not happen.
            WriteUnknownError: it may have happened.
            TargetError: it cannot be sent as it is.
        """
        try:
            answer = await self._sender.send(self._request(method, path, headers, body))
        except NotSentError as error:
            raise NotWrittenError(error.what, hint=error.hint) from None
        except OrgError as error:
            raise WriteUnknownError(f"{error.what} {_MAYBE}", hint=_LOOK) from None
        except ConfigError as error:
            raise TargetError(error.what, hint=error.hint) from None
        self._judge(answer)
        return answer

    def retry_after(self, answer: Response) -> float | None:
        """Seconds to wait as the target names them: `Retry-After`, or `X-RateLimit-Reset` in UTC epoch seconds."""
        after = _number(answer.headers.get("retry-after"))
        if after is not None:
            return after
        reset = _number(answer.headers.get("x-ratelimit-reset"))
        return None if reset is None else max(0.0, reset - self._clock.now().timestamp())

    def refused(self, answer: Response, words: Words) -> TargetError:
        """What a status means: `words` has what and hint of those that the caller knows."""
        status = answer.status
        if status in words:
            what, hint = words[status]
            return TargetError(what, hint=hint)
        if status == 429:
            after = self.retry_after(answer)
            when = f" in {after:.0f} s" if after else " later"
            return TargetError(
                f"{self.host} takes no more calls for now.", hint=f"Try again{when}."
            )
        if status >= 500:
            return TargetError(
                f"{self.host} has a failure of its own (status {status}).", hint="Try again later."
            )
        if 300 <= status < 400:
            return TargetError(
                f"{self.host} points to another address, which is not followed.",
                hint="Check the target's url.",
            )
        return TargetError(
            f"{self.host} gave an answer that is not understood (status {status}).",
            hint="Check the target's url, and any proxy on the way.",
        )

    def _judge(self, answer: Response) -> None:
        """Raise for an answer to a write that is neither done nor no."""
        status = answer.status
        if status in (429, 503):
            raise NotWrittenError(
                f"{self.host} asks to come back later (status {status}).",
                hint="Try again later.",
                retry_after=self.retry_after(answer),
            )
        foreign = 200 <= status < 300 and answer.content_type == "text/html"
        if foreign or not (200 <= status < 300 or 400 <= status < 500):
            page = " with a page" if foreign else ""
            raise WriteUnknownError(
                f"{self.host} answered the write{page} (status {status}). {_MAYBE}", hint=_LOOK
            )

    def _request(self, method: str, path: str, headers: HeaderMap, body: Secret | None) -> Request:
        kinds: dict[str, str | Secret] = {"Accept": _JSON}
        if body is not None:
            kinds["Content-Type"] = _JSON
        return Request(method, path, {**kinds, **headers}, body, max_bytes=MOST_BYTES)


_MAYBE = "Whether it holds the token is not known."
_LOOK = "Ask the target what it holds before writing again."


def members(answer: Response) -> dict[str, Any] | None:
    """The JSON object of an answer; None where it is none."""
    try:
        content = json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _lasts(error: UnreachableError) -> bool:
    return isinstance(error, LastingError)


def _number(text: str | None) -> float | None:
    """A number of seconds; a date or anything else is none."""
    return float(text) if text and text.isascii() and text.isdecimal() and len(text) < 15 else None
