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
from tui.client.html import Document
from tui.client.retry import Retries
from tui.client.session import OrgSession
from tui.client.sight import Sight, without_page
from tui.client.token_section import Press
from tui.client.view_page import ViewPage, application_id
from tui.client.visit import PageT, Visit
from tui.client.way import Way, app_key
from tui.domain.rehearsal import Rehearsal
from tui.domain.secret import Mark, Secret
from tui.domain.setup_labels import SetupLabels
from tui.domain.token import TokenReading
from tui.errors import (
    ConfigError,
    ConflictError,
    ConsoleError,
    OutcomeUnknownError,
    UnexpectedAnswerError,
)
from tui.ports import NOBODY, Witness
from tui.transport import NotSentError, Origin, Sender

_LOOK_FIRST = (
    "Do not press again before looking: open the app again to see which token it holds. "
    "The old token may be dead already."
)


class SetupPages:
    """Implements `SetupPage`.

    GETs are retried up to the POST of a press; the POST and everything after it in that press are sent once.
    """

    def __init__(
        self,
        sender: Sender,
        session: OrgSession,
        retries: Retries,
        *,
        now: Callable[[], datetime],
        labels: SetupLabels,
    ) -> None:
        self._sender = sender
        self._session = session
        self._retries = retries
        self._now = now
        self._labels = labels
        self._way = Way()
        self._pressing: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def read(self, app_id: str) -> TokenReading:
        """See `SetupPage.read`."""
        _, page = await self._open(app_id, self._retries, self._view)
        return self._reading(app_id, page)

    async def generate(self, app_id: str, *, witness: Witness = NOBODY) -> TokenReading:
        """See `SetupPage.generate`."""
        return await self._press(app_id, Press.GENERATE, None, witness)

    async def regenerate(
        self, app_id: str, *, replacing: Mark, witness: Witness = NOBODY
    ) -> TokenReading:
        """See `SetupPage.regenerate`."""
        return await self._press(app_id, Press.REGENERATE, replacing, witness)

    async def rehearse(self, app_id: str) -> Rehearsal:
        """Read the page and prepare a press, which is thrown away: what was recognised and what was not. No POST.

        Raises:
            NotFoundError, PermissionMissingError, UnreachableError, SessionError, BusyError: the org gave no page.
        """
        try:
            _, sight = await self._open(app_id, self._retries, self._sight)
        except UnexpectedAnswerError as error:
            return without_page(app_id, error)
        return sight.rehearsal(app_id)

    def _view(self, document: Document, path: str, origin: Origin) -> ViewPage:
        return ViewPage(document, path, origin, self._labels)

    def _sight(self, document: Document, path: str, origin: Origin) -> Sight:
        return Sight(document, path, origin, self._labels)

    async def _open(
        self,
        app_id: str,
        retries: Retries | None,
        read: Callable[[Document, str, Origin], PageT],
    ) -> tuple[Visit[PageT], PageT]:
        checked = checked_app_id(app_id)

        async def walk(session: Secret) -> tuple[Visit[PageT], PageT]:
            visit = Visit(self._sender, session, self._now, read, retries=retries)
            return visit, await self._way.go(checked, visit)

        return await self._session.reading(walk)

    async def _press(
        self, app_id: str, press: Press, replacing: Mark | None, witness: Witness
    ) -> TokenReading:
        """Read, compare, POST once, read the answer. Two presses for one app wait for each other."""
        async with self._pressing[app_key(checked_app_id(app_id))]:
            visit, before = await self._open(app_id, self._retries, self._view)
            _check_as_shown(before, press, replacing)
            form = before.form_post()
            witness.leaving()
            after = await _submit(visit, press, before.path, form)
            if application_id(after.path) not in (None, application_id(before.path)):
                raise _unknown(press, "the page that answered is that of another app.")
            if _is_new(after, before):
                return self._reading(app_id, after)
            if after.has_messages and await self._is_unchanged(app_id, before):
                raise UnexpectedAnswerError(
                    f"The org refused to {press.lower()} the token.",
                    hint="The reason stands on the Setup page: try it there with a browser.",
                )
            raise _unknown(press, "the page that answered shows no new token.")

    async def _is_unchanged(self, app_id: str, before: ViewPage) -> bool:
        """Whether a fresh look at the page shows what it showed before the press."""
        try:
            _, now = await self._open(app_id, None, self._view)
        except Exception:  # noqa: BLE001 - whatever went wrong with the look, nothing is proven
            return False
        return now.press is before.press and now.token == before.token

    def _reading(self, app_id: str, page: ViewPage) -> TokenReading:
        return TokenReading(app_id, page.state, page.token, self._now())


async def _submit(visit: Visit[ViewPage], press: Press, referrer: str, form: FormPost) -> ViewPage:
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


def _check_as_shown(page: ViewPage, press: Press, replacing: Mark | None) -> None:
    """Stop where the page is not what the admin was shown."""
    if page.press is None:
        return  # `form_post` says that there is nothing to press
    if press is Press.GENERATE and page.press is not press:
        raise ConflictError(
            "The app has a token already.",
            hint="Open the app again; regenerate is what replaces a token.",
        )
    if press is Press.REGENERATE and page.press is not press:
        raise ConflictError(
            "The app has no token that could be replaced.",
            hint="Open the app again; generate is what makes the first token.",
        )
    if replacing is not None and (page.token is None or page.token.mark != replacing):
        raise ConflictError(
            "The token is not the one that was shown; someone regenerated it meanwhile.",
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
