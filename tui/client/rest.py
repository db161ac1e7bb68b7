"""The REST API of an org: version, queries, paging. Reading only."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from datetime import datetime
from urllib.parse import quote_plus

from tui.client import payloads
from tui.client.payloads import QueryPage
from tui.client.retry import Retries
from tui.client.session import OrgSession
from tui.client.statuses import refusal
from tui.client.turns import give_way
from tui.domain.secret import Secret
from tui.errors import OrgError, UnexpectedAnswerError
from tui.transport import Request, Response, Sender, bearer

NEWEST_VERSION = 67
"""The newest API version this client is tested with (Summer '26); newer orgs still speak it."""
OLDEST_VERSION = 59
"""The oldest one with the interfaces that are used."""

MAX_PAGES = 1000
"""Pages of one query; at 200 rows a page, the fewest Salesforce sends, that is 200,000 rows."""
MAX_PAGE_BYTES = 32 * 1024 * 1024

_DATA = "/services/data/"
_JSON = {"Accept": "application/json"}
# [documented] 2,000 rows a page is the most and the default, and only a hint.
_BATCH = {"Sforce-Query-Options": "batchSize=2000"}


class RestApi:
    """Reads JSON with the org's session.

    For each request an expired session is renewed once, and a failure that may pass is retried: the seventh page of
    a list is asked for again, not the list.
    """

    def __init__(
        self, sender: Sender, session: OrgSession, retries: Retries, *, now: Callable[[], datetime]
    ) -> None:
        self._sender = sender
        self._session = session
        self._retries = retries
        self._now = now
        self._version: int | None = None
        self._discovering = asyncio.Lock()

    async def read(self, path: str, *, act: str) -> object:
        """GET a path with the session and return its JSON.

        Args:
            act: what the org is to do, as words that follow "did not".
        """
        return await self._session.reading(
            lambda session: self._get(Request("GET", path, self._authorised(session)), act)
        )

    async def query(self, soql: str, *, act: str) -> AsyncGenerator[QueryPage]:
        """The pages of a query; while one is decoded and looked at, the next one is on its way."""
        path = f"{_DATA}v{await self.api_version()}.0/query?q={quote_plus(soql)}"
        seen = [path]
        coming: asyncio.Future[Response] | None = asyncio.ensure_future(
            self._page_answer(path, act)
        )
        try:
            while coming is not None:
                answer = await coming
                told = payloads.next_url_ahead(answer.body)
                coming = self._ask(told, seen, act)
                if coming is not None:
                    await give_way()  # the request leaves
                page = payloads.query_page(self._decoded(answer, act))
                del answer
                if page.next_url != told:  # at the beginning it is not, or not rightly
                    await _drop(coming)
                    coming = self._ask(page.next_url, seen, act)
                yield page
        finally:
            await _drop(coming)

    def _ask(
        self, location: str | None, seen: list[str], act: str
    ) -> asyncio.Future[Response] | None:
        """Ask for the page at `location`; None where there is none."""
        if location is None:
            return None
        return asyncio.ensure_future(self._following(location, seen, act))

    async def _following(self, location: str, seen: list[str], act: str) -> Response:
        """The answer with the page at `location`, as the last one of the pages `seen` says; it is seen then."""
        path = self._sender.origin.resolve(location, base=seen[-1])
        if not path.startswith(_DATA):
            raise UnexpectedAnswerError(
                f"The org did not {act}: its next page is elsewhere.",
                hint=payloads.UNKNOWN_RELEASE,
            )
        if path in seen or len(seen) >= MAX_PAGES:
            raise UnexpectedAnswerError(
                f"The org did not {act}: its pages do not end.", hint=payloads.UNKNOWN_RELEASE
            )
        seen.append(path)
        return await self._page_answer(path, act)

    async def rows(self, soql: str, *, act: str) -> list[object]:
        """All rows of a query."""
        return [row async for page in self.query(soql, act=act) for row in page.records]

    async def _page_answer(self, path: str, act: str) -> Response:
        return await self._session.reading(
            lambda session: self._answer(
                Request(
                    "GET", path, {**self._authorised(session), **_BATCH}, max_bytes=MAX_PAGE_BYTES
                ),
                act,
            )
        )

    async def api_version(self) -> int:
        """The newest version both sides know; asked for once. [seen] The list needs no session, so none is sent."""
        async with self._discovering:
            if self._version is None:
                asked = self._get(Request("GET", _DATA, dict(_JSON)), "list its API versions")
                data = await self._session.telling(asked)
                known = [v for v in payloads.api_versions(data) if v <= NEWEST_VERSION]
                if max(known, default=0) < OLDEST_VERSION:
                    raise UnexpectedAnswerError(
                        f"The org speaks no API version from {OLDEST_VERSION}.0 to {NEWEST_VERSION}.0.",
                        hint="Look for an update of this console.",
                    )
                self._version = max(known)
            return self._version

    @staticmethod
    def _authorised(session: Secret) -> dict[str, str | Secret]:
        return {**_JSON, "Authorization": bearer(session)}

    async def _get(self, request: Request, act: str) -> object:
        return self._decoded(await self._answer(request, act), act)

    async def _answer(self, request: Request, act: str) -> Response:
        """What is labelled as JSON."""
        return await self._retries.reading(lambda: self._answer_once(request, act))

    async def _answer_once(self, request: Request, act: str) -> Response:
        answer = await self._sender.send(request)
        if answer.status != 200:
            raise self._refused(answer, act)
        # [seen] HTML with a 200 is possible on any address.
        if answer.content_type == "application/json":
            return answer
        from tui.client import other_pages  # with the reader of HTML, which a list does without

        raise other_pages.instead_of(answer, "JSON", act=act)

    @staticmethod
    def _decoded(answer: Response, act: str) -> object:
        data = payloads.parse_json(answer.text())
        if data is not None:
            return data
        from tui.client import other_pages

        raise other_pages.not_as_asked(answer, "JSON", act=act)

    def _refused(self, answer: Response, act: str) -> OrgError:
        if 300 <= answer.status < 400:
            from tui.client import other_pages

            return other_pages.redirected(answer, self._sender.origin, act=act)
        error = refusal(answer, act=act, now=self._now())
        if answer.status == 404:  # of an interface, not of an app
            return UnexpectedAnswerError(
                error.what, hint=payloads.UNKNOWN_RELEASE, status=404, code=error.code
            )
        return error


async def _drop(coming: asyncio.Future[Response] | None) -> None:
    """Nobody waits for it any more."""
    if coming is not None:
        coming.cancel()
        await asyncio.gather(coming, return_exceptions=True)
