"""Reading and pressing the token section of an app's Setup page: `tui.ports.SetupPage` on the org's web pages.

A press is one POST, ever. Before it the page is read again and must be what the admin saw; after it only the page
that answers proves anything, and whatever else comes is an unknown outcome.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from tui.client.directory import checked_app_id
from tui.client.form_post import FormPost
from tui.client.labels import LOOK_IN_SETUP
from tui.client.retry import Retries
from tui.client.session import OrgSession
from tui.client.token_section import Press
from tui.client.view_page import ViewPage, application_id, view_path
from tui.client.visit import MAX_HOPS, Visit
from tui.domain.token import TokenReading
from tui.errors import (
    ConfigError,
    ConflictError,
    ConsoleError,
    NotFoundError,
    OutcomeUnknownError,
    UnexpectedAnswerError,
)
from tui.transport import NotSentError, Sender

_LOOK_FIRST = (
    "Do not press again before looking: open the app again to see which token it holds. "
    "The old token may be dead already."
)


class SetupPages:
    """Implements `SetupPage`. Remembers where each app's page was found, for as long as the client lives.

    GETs are retried up to the POST of a press; the POST and everything after it in that press are sent once.
    """

    def __init__(
        self, sender: Sender, session: OrgSession, retries: Retries, *, now: Callable[[], datetime]
    ) -> None:
        self._sender = sender
        self._session = session
        self._retries = retries
        self._now = now
        self._found_at: dict[str, str] = {}
        self._pressing: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def read(self, app_id: str) -> TokenReading:
        """See `SetupPage.read`."""
        _, page = await self._open(app_id, self._retries)
        return self._reading(app_id, page)

    async def generate(self, app_id: str) -> TokenReading:
        """See `SetupPage.generate`."""
        return await self._press(app_id, Press.GENERATE, None)

    async def regenerate(self, app_id: str, *, replacing: str) -> TokenReading:
        """See `SetupPage.regenerate`."""
        return await self._press(app_id, Press.REGENERATE, replacing)

    async def _open(self, app_id: str, retries: Retries | None) -> tuple[Visit, ViewPage]:
        checked = checked_app_id(app_id)
        return await self._session.reading(
            lambda session: self._find(
                checked, Visit(self._sender, session, self._now, retries=retries)
            )
        )

    async def _find(self, app_id: str, visit: Visit) -> tuple[Visit, ViewPage]:
        """The View page: by one GET where it was found before, else by way of the app's Id."""
        key = _key(app_id)
        remembered = self._found_at.get(key)
        if remembered is not None:
            try:
                return visit, _of(await visit.arrive(remembered), application_id(remembered))
            except (UnexpectedAnswerError, NotFoundError):
                self._found_at.pop(key, None)
        wanted = await _application_id(visit, app_id)
        page = _of(await visit.arrive(view_path(wanted)), wanted)
        self._found_at[key] = page.path
        return visit, page

    async def _press(self, app_id: str, press: Press, replacing: str | None) -> TokenReading:
        """Read, compare, POST once, read the answer. Two presses for one app wait for each other."""
        async with self._pressing[_key(checked_app_id(app_id))]:
            visit, before = await self._open(app_id, self._retries)
            _check_as_shown(before, press, replacing)
            after = await _submit(visit, press, before.path, before.form_post())
            if application_id(after.path) not in (None, application_id(before.path)):
                raise _unknown(press, "the page that answered is that of another app.")
            if _is_new(after, before):
                return self._reading(app_id, after)
            if after.has_messages and await self._is_unchanged(app_id, before):
                raise UnexpectedAnswerError(
                    f"The org refused to {press.lower()} the token; nothing was changed.",
                    hint="The reason stands on the Setup page: try it there with a browser.",
                )
            raise _unknown(press, "the page that answered shows no new token.")

    async def _is_unchanged(self, app_id: str, before: ViewPage) -> bool:
        """Whether a fresh look at the page shows what it showed before the press."""
        try:
            _, now = await self._open(app_id, None)
        except Exception:  # noqa: BLE001 - whatever went wrong with the look, nothing is proven
            return False
        return now.press is before.press and now.token == before.token

    def _reading(self, app_id: str, page: ViewPage) -> TokenReading:
        return TokenReading(app_id, page.state, page.token, self._now())


def _of(page: ViewPage, wanted: str | None) -> ViewPage:
    """The page, if redirects did not lead to another app's on the way.

    Raises:
        UnexpectedAnswerError: they did.
    """
    reached = application_id(page.path)
    if reached is None or wanted is None or reached[:15] != wanted[:15]:
        raise UnexpectedAnswerError(
            "The org led to the Setup page of another app.", hint=LOOK_IN_SETUP
        )
    return page


async def _application_id(visit: Visit, app_id: str) -> str:
    """The `06P…` id of an app. [seen] `/{0H4…}` leads, by script, to an address whose query holds it."""
    path = f"/{app_id}"
    for _ in range(MAX_HOPS):
        landing = await visit.get(path)
        path = landing.page.path if landing.page else landing.onward or path
        found = application_id(path)
        if found is not None:
            return found
        if landing.page is not None:
            break
    raise UnexpectedAnswerError(
        "The org did not say where the Setup page of the app is.",
        hint=LOOK_IN_SETUP,
    )


async def _submit(visit: Visit, press: Press, referrer: str, form: FormPost) -> ViewPage:
    """The one POST, and the page it leads to.

    Raises:
        NotSentError, ConfigError: nothing left this machine.
        OutcomeUnknownError: everything else.
    """
    try:
        landing = await visit.submit(form, referrer=referrer)
    except (NotSentError, ConfigError):
        raise
    except Exception as error:  # noqa: BLE001 - once sent, even a bug in reading the answer proves nothing
        reason = _reason(error)
    else:
        try:
            return await visit.follow(landing)
        except Exception as error:  # noqa: BLE001 - as above
            reason = _reason(error)
    raise _unknown(press, reason)


def _check_as_shown(page: ViewPage, press: Press, replacing: str | None) -> None:
    """Stop where the page is not what the admin was shown."""
    if page.press is None:
        return  # `form_post` says that there is nothing to press
    if press is Press.GENERATE and page.press is not press:
        raise ConflictError(
            "The app has a token already. Nothing was sent.",
            hint="Open the app again; regenerate is what replaces a token.",
        )
    if press is Press.REGENERATE and page.press is not press:
        raise ConflictError(
            "The app has no token that could be replaced. Nothing was sent.",
            hint="Open the app again; generate is what makes the first token.",
        )
    if replacing is not None and (page.token is None or page.token.fingerprint != replacing):
        raise ConflictError(
            "The token is not the one that was shown; someone regenerated it meanwhile. Nothing was sent.",
            hint="Open the app again and look at the token it holds now.",
        )


def _is_new(after: ViewPage, before: ViewPage) -> bool:
    return after.press is Press.REGENERATE and bool(after.token) and after.token != before.token


def _unknown(press: Press, reason: str) -> OutcomeUnknownError:
    return OutcomeUnknownError(
        f"{press} was sent, but whether it happened is not known: {reason}", hint=_LOOK_FIRST
    )


def _reason(error: Exception) -> str:
    return error.what if isinstance(error, ConsoleError) else "its answer could not be read."


def _key(app_id: str) -> str:
    """The 18-character form of an Id adds a checksum to the 15 that matter."""
    return app_id[:15]
