"""Going through Setup pages as a browser does: cookies, redirects of both kinds, one origin, few hops."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from tui.client import other_pages, redirects
from tui.client.form_post import FormPost
from tui.client.html import Document
from tui.client.labels import LOOK_IN_SETUP
from tui.client.retry import Retries
from tui.client.statuses import refusal
from tui.client.view_page import is_view_page
from tui.domain.secret import Secret
from tui.errors import Obstacle, OrgError, UnexpectedAnswerError
from tui.transport import Origin, Request, Response, Sender, cookie_header

MAX_HOPS = 5
_MAX_COOKIES = 50
_MAX_PAGE_BYTES = 4 * 1024 * 1024
_ACT = "show the Setup page of the app"


class Page(Protocol):
    """What a View page is read as."""

    @property
    def path(self) -> str:
        """Where it was found."""
        ...


PageT = TypeVar("PageT", bound=Page)


@dataclass(frozen=True, slots=True)
class Landing(Generic[PageT]):
    """Where one request led: to the View page, or on to another address of the org."""

    page: PageT | None
    onward: str | None = field(repr=False)


class Visit(Generic[PageT]):
    """A short walk with one session. [seen] The cookie `sid` holds the session.

    Args:
        read: makes something of a document that is a View page, of its path and of the org's origin.
        retries: how a GET is retried until something is submitted; None sends every request once.
    """

    def __init__(
        self,
        sender: Sender,
        session: Secret,
        now: Callable[[], datetime],
        read: Callable[[Document, str, Origin], PageT],
        *,
        retries: Retries | None,
    ) -> None:
        self._read = read
        self._sender = sender
        self._now = now
        self._retries = retries
        self._session = session
        self._cookies: dict[str, Secret] = {}

    async def get(self, path: str) -> Landing[PageT]:
        """GET one page.

        Raises:
            NotFoundError, PermissionMissingError, SessionError, BusyError: what came instead of a page.
            UnexpectedAnswerError: it is none of the pages this client knows, or leads away from the org.
            UnreachableError.
        """
        if self._retries is None:
            return await self._get_once(path)
        return await self._retries.reading(lambda: self._get_once(path))

    async def arrive(self, path: str) -> PageT:
        """GET a page and follow it to the View page."""
        return await self.follow(Landing(None, path))

    async def follow(self, landing: Landing[PageT]) -> PageT:
        """Go on to the View page, by GET."""
        for _ in range(MAX_HOPS):
            if landing.page is not None or landing.onward is None:
                break
            landing = await self.get(landing.onward)
        if landing.page is None:
            raise UnexpectedAnswerError(
                f"The org did not {_ACT}: its redirects do not end.",
                hint=LOOK_IN_SETUP,
                obstacle=Obstacle.OTHER_PAGE,
            )
        return landing.page

    async def submit(self, form: FormPost, *, referrer: str) -> Landing[PageT]:
        """POST a form, once; from here on every request of this walk is sent once."""
        self._retries = None
        origin = str(self._sender.origin)
        headers: dict[str, str | Secret] = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": origin,
            "Referer": f"{origin}{referrer}",
        }
        return self._landing(form.path, await self._send("POST", form.path, headers, form.body))

    async def _get_once(self, path: str) -> Landing[PageT]:
        return self._landing(path, await self._send("GET", path))

    async def _send(
        self,
        method: str,
        path: str,
        headers: dict[str, str | Secret] | None = None,
        body: Secret | None = None,
    ) -> Response:
        jar = {**self._cookies, "sid": self._session}
        answer = await self._sender.send(
            Request(
                method,
                path,
                {"Accept": "text/html", "Cookie": cookie_header(jar), **(headers or {})},
                body,
                max_bytes=_MAX_PAGE_BYTES,
            )
        )
        for name, value in answer.cookies.items():
            if value is None:
                self._cookies.pop(name, None)
            elif len(self._cookies) < _MAX_COOKIES or name in self._cookies:
                self._cookies[name] = value
        return answer

    def _landing(self, path: str, answer: Response) -> Landing[PageT]:
        location = redirects.by_status(answer)
        if location is not None:
            return Landing(None, self._onward(location, path))
        if answer.status != 200:
            raise refusal(answer, act=_ACT, now=self._now())
        if answer.content_type not in other_pages.HTML_TYPES:
            raise UnexpectedAnswerError(
                f"The org did not {_ACT}: its answer is not a page.",
                hint=LOOK_IN_SETUP,
                status=200,
                obstacle=Obstacle.OTHER_PAGE,
            )
        document = Document(answer)
        if is_view_page(document):
            return Landing(self._read(document, path, self._sender.origin), None)
        scripted = redirects.by_script(document)
        if scripted is not None:
            return Landing(None, self._onward(scripted, path))
        raise self._instead(document)

    def _onward(self, location: Secret, path: str) -> str:
        error = other_pages.by_location(location, act=_ACT)
        if error is not None:
            raise error
        return self._sender.origin.resolve(location, base=path)

    @staticmethod
    def _instead(document: Document) -> OrgError:
        return other_pages.by_content(document, act=_ACT) or UnexpectedAnswerError(
            f"The org did not {_ACT}: it showed a page this client does not know.",
            hint=LOOK_IN_SETUP,
            obstacle=Obstacle.OTHER_PAGE,
        )
