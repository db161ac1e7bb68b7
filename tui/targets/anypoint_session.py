"""A login at Anypoint's interface: client credentials, and the organization that they belong to."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from tui.domain.secret import Secret
from tui.errors import TargetError
from tui.ports import Clock
from tui.targets.http import Api, Line, Words, members
from tui.transport import bearer, json_body


@dataclass(frozen=True, slots=True)
class Credentials:
    """A connected app of Anypoint that acts on its own behalf (client credentials)."""

    client_id: Secret
    client_secret: Secret


@dataclass(frozen=True, slots=True)
class Address:
    """Where the interface is, and what belongs to which token.

    Attributes:
        base: what stands before `/accounts`; empty at Anypoint itself.
        organization: the root organization's id; None for the one that the client belongs to.
        called: how the server is called in messages; empty for its host.
        absent: what is said where there is no such provider, and what to do; None where organization or provider
            may be wrong.
        provider_of: the provider for a connected app's Id, and what to call it where no app is meant.
    """

    base: str
    organization: str | None
    provider_of: Callable[[str | None], str | None]
    called: str = ""
    absent: tuple[str, str] | None = None


class Session:
    """A connection to the interface, logged in by `log_in`."""

    def __init__(
        self,
        line: Line,
        address: Address,
        credentials: Callable[[], Awaitable[Credentials]],
        clock: Clock,
    ) -> None:
        self.api = Api(line, clock, address.called)
        self.organization = ""
        self._line = line
        self._address = address
        self._credentials = credentials
        self._bearer: Secret | None = None

    async def __aenter__(self) -> "Session":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._line.aclose()

    @property
    def logged_in(self) -> bool:
        """Whether there is a login that has not been refused."""
        return self._bearer is not None

    @property
    def headers(self) -> Mapping[str, str | Secret]:
        """The login, for one call."""
        return {} if self._bearer is None else {"Authorization": self._bearer}

    @property
    def absent(self) -> tuple[str, str] | None:
        """See `Address.absent`."""
        return self._address.absent

    def path(self, rest: str) -> str:
        """The path of something in the interface."""
        return f"{self._address.base}{rest}"

    def forget_login(self) -> None:
        """The login was refused."""
        self._bearer = None

    async def log_in(self) -> None:
        """Log in, and find the organization where none is named.

        Raises:
            TargetError: refused, or no answer.
            ConfigError: the credentials cannot be had.
        """
        own = await self._credentials()
        body = json_body(
            {
                "grant_type": "client_credentials",
                "client_id": own.client_id,
                "client_secret": own.client_secret,
            }
        )
        path = self.path("/accounts/api/v2/oauth2/token")
        answer = await self.api.read("POST", path, {}, body)
        content = (members(answer) or {}) if answer.status == 200 else {}
        token = content.get("access_token")
        if not isinstance(token, str) or not token:
            raise self.api.refused(answer, _login_words(self.api.host))
        self._bearer = bearer(Secret(token))
        if not self.organization:
            self.organization = self._address.organization or await self._own_organization()

    async def _own_organization(self) -> str:
        answer = await self.api.read("GET", self.path("/accounts/api/me"), self.headers)
        content = (members(answer) or {}) if answer.status == 200 else {}
        client, user = content.get("client"), content.get("user")
        found = client.get("org_id") if isinstance(client, dict) else None
        if found is None and isinstance(user, dict) and isinstance(user.get("organization"), dict):
            found = user["organization"].get("id")
        if not isinstance(found, str) or not found:
            raise TargetError(
                f"{self.api.host} does not say which organization the client belongs to.",
                hint="Set organization in the target's table.",
            )
        return found


def _login_words(host: str) -> Words:
    refused = (
        f"{host} does not accept the client's credentials.",
        "Check client_id_from and client_secret_from.",
    )
    return {400: refused, 401: refused, 403: refused}
