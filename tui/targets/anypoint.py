"""MuleSoft Anypoint: the client provider that registers clients at Salesforce, as a target.

One PATCH changes the one leaf that holds the Authorization header; everything else is compared before and after. There
is no check-and-set in this interface. Source: Anypoint's Access Management API (client providers), Apache-2.0.
"""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from urllib.parse import quote

from tui.domain.handover import Errand, Held, TargetCard
from tui.domain.secret import Secret
from tui.errors import NotWrittenError, PreflightError, TargetConflictError, TargetError
from tui.ports import Clock
from tui.targets.anypoint_provider import DYNAMIC, LEAF, Provider, read_provider
from tui.targets.anypoint_session import Address, Credentials, Session
from tui.targets.http import Line, NoAnswerError, Words, members
from tui.targets.opening import BaseOpenTarget, BaseTarget
from tui.transport import json_body

CANNOT_CHECK = (
    "Anypoint has no check-and-set: a change that somebody makes between the preflight and the write is overwritten.",
    "Whether the client may change providers shows only when it does.",
    "Whether the gateway can register clients with the token.",
)
_TYPE_WORDS = "OpenID Connect dynamic client registration"


class AnypointTarget(BaseTarget["OpenAnypoint"]):
    """One client provider, or one for each connected app where the address says so."""

    def __init__(
        self,
        card: TargetCard,
        address: Address,
        *,
        credentials: Callable[[], Awaitable[Credentials]],
        connect: Callable[[], Line],
        clock: Clock,
    ) -> None:
        super().__init__(card)
        self._address = address
        self._credentials = credentials
        self._connect = connect
        self._clock = clock

    async def _begin(self, errand: Errand | None, stack: AsyncExitStack) -> "OpenAnypoint":
        session = await stack.enter_async_context(self.session())
        provider = self._address.provider_of(errand.app_id if errand else None)
        return OpenAnypoint(self._card, session, provider)

    def session(self) -> "Session":
        """A way to the interface that is not logged in yet."""
        return Session(self._connect(), self._address, self._credentials, self._clock)


class OpenAnypoint(BaseOpenTarget):
    """A provider that was read; see `tui.ports.OpenTarget`."""

    def __init__(self, card: TargetCard, session: Session, provider: str | None) -> None:
        super().__init__(card)
        self._session = session
        self._provider = provider
        self._before: Provider | None = None
        self._with_secrets = True

    async def look(self) -> None:
        """Log in and read the provider."""
        session = self._session
        await session.log_in()
        self._checked.append(f"Logged in at {session.api.host}.")
        if self._provider is None:
            await self._list()
            return
        plain = await self._read(secrets=False)
        _refuse_unfit(plain)
        self._checked.append(f"Client provider “{plain.name}”, {_TYPE_WORDS}.")
        self._before = await self._read_with_secrets() or plain
        self._checked.append(_held_words(self._before, readable=self._with_secrets))

    async def put(self, token: Secret) -> str:
        """Change the one leaf."""
        session = self._session
        fresh = not session.logged_in
        if fresh:
            await self._log_in_again()
        value: object = self._card.form.of(token)
        for name in reversed(LEAF):
            value = {name: value}
        body = json_body(dict(value) if isinstance(value, dict) else {})
        path = f"{self._path}?recreateTokenValidationClient=false"
        answer = await session.api.write("PATCH", path, session.headers, body)
        if answer.status == 401 and not fresh:
            session.forget_login()
            raise NotWrittenError(
                f"The login at {session.api.host} has ended.", hint="The next try logs in anew."
            )
        if answer.status in (404, 409, 412):
            raise TargetConflictError(
                f"The client provider is not what it was at the preflight (status {answer.status}).",
                hint="Look at it in Anypoint, then hand the token over again.",
            )
        if answer.status >= 400:
            raise session.api.refused(answer, _write_words(session.api.host))
        return ""

    def held_before(self, token: Secret) -> bool:
        """Whether the header that was read at the preflight is made of it; never where Anypoint hides it."""
        before = self._before
        if before is None or before.hidden:
            return False
        return before.header == self._card.form.of(token)

    async def held(self, token: Secret) -> Held:
        """Read it back."""
        if not self._session.logged_in:
            await self._session.log_in()
        now = await self._read(secrets=self._with_secrets)
        before = self._before
        if before is not None:
            self._notes = [
                f"Anypoint changed {name} as well." for name in now.changed_since(before)
            ]
        if not self._with_secrets or now.hidden:
            return Held.UNREADABLE
        if now.header == self._card.form.of(token):
            return Held.THIS
        same = before is not None and not before.hidden and now.header == before.header
        return Held.AS_BEFORE if same else Held.ANOTHER

    @property
    def _path(self) -> str:
        organization, provider = quote(self._session.organization, safe=""), self._provider or ""
        return self._session.path(
            f"/accounts/api/organizations/{organization}/clientProviders/{quote(provider, safe='')}"
        )

    async def _list(self) -> None:
        api, path = self._session.api, self._path.rstrip("/")
        answer = await api.read("GET", f"{path}?ascending=true&limit=1", self._session.headers)
        if answer.status != 200 or members(answer) is None:
            raise api.refused(answer, _read_words(self._session))
        self._checked.append("Its client providers can be read.")

    async def _read_with_secrets(self) -> Provider | None:
        """The provider with its header; None where the client may not see that."""
        try:
            return await self._read(secrets=True)
        except _MayNotSeeError:
            self._with_secrets = False
            return None

    async def _read(self, *, secrets: bool) -> Provider:
        session = self._session
        flag = "true" if secrets else "false"
        path = f"{self._path}?includeSecrets={flag}"
        answer = await session.api.read("GET", path, session.headers)
        if answer.status == 401 and self._before is not None:
            await session.log_in()  # the login has ended since the preflight
            answer = await session.api.read("GET", path, session.headers)
        if secrets and answer.status in (400, 403):
            raise _MayNotSeeError("The client may not read the stored header.")
        content = members(answer) if answer.status == 200 else None
        provider = read_provider(content) if content is not None else None
        if provider is None:
            raise session.api.refused(answer, _read_words(session))
        return provider

    async def _log_in_again(self) -> None:
        try:
            await self._session.log_in()
        except NoAnswerError as error:
            raise NotWrittenError(error.what, hint=error.hint) from None


class _MayNotSeeError(TargetError):
    """The client may read the provider, but not its secrets."""


def _refuse_unfit(provider: Provider) -> None:
    """Refuse what registers no clients with a token."""
    if provider.type_name != DYNAMIC:
        raise PreflightError(
            f"The client provider “{provider.name}” is of type {provider.type_name}; it takes no token.",
            hint=f"Name a provider for {_TYPE_WORDS} ({DYNAMIC}).",
        )
    if not provider.whole:
        raise PreflightError(
            f"Of the client provider “{provider.name}” only a summary can be seen, as from a business group.",
            hint="Set organization to the root organization's id: providers are changed there alone.",
        )
    if provider.key_pair:
        raise PreflightError(
            f"The client provider “{provider.name}” registers clients with a private key JWT: it stores no token.",
            hint="There is nothing to hand over to it; regenerating the token does not concern it.",
        )


def _held_words(provider: Provider, *, readable: bool) -> str:
    if not readable or provider.hidden:
        return "What it holds cannot be read back: after the write that stays unproven."
    if provider.header is None:
        return "It holds no header yet."
    token = Secret(provider.header.expose().removeprefix("Bearer "))
    return f"It holds {token.fingerprint} now."


_ROOT = "Set organization to the root organization's id."


def _read_words(session: Session) -> Words:
    host = session.api.host
    return {
        401: (f"{host} does not accept the login any more.", "Try again."),
        403: (
            "The client may not read client providers.",
            "Give its connected app in Anypoint the scope for client providers.",
        ),
        404: session.absent
        or (
            f"{host} has no such organization, or no such client provider in it.",
            "Check organization and provider.",
        ),
        405: ("The organization is a business group, not a root organization.", _ROOT),
    }


def _write_words(host: str) -> Words:
    return {
        400: (f"{host} refuses the value.", "Check value in the target's table."),
        401: (f"{host} does not accept the client's credentials any more.", "Check its secret."),
        403: (
            "The client may read client providers, but not change them.",
            "Give its connected app in Anypoint the scope that manages client providers.",
        ),
        405: ("The organization is a business group, not a root organization.", _ROOT),
    }
