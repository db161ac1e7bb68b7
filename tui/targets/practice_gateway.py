"""The practice org's own gateway as a target: Anypoint's interface, and the one act beside it.

It is there without any configuration. The login is a session of the org, so that who may use the org may use its
gateway; each connected app has a provider that bears its Id.
"""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote

from tui.domain.handover import Binding, Registration, TargetCard, ValueForm
from tui.domain.secret import Secret
from tui.domain.text import printable, shortened
from tui.ports import Clock
from tui.targets.anypoint import AnypointTarget
from tui.targets.anypoint_session import Address, Credentials
from tui.targets.http import WAITS, members
from tui.transport import Transport

NAME: Final = "practice-gateway"
_BASE: Final = "/anypoint"
_MOST: Final = 200
_ABSENT: Final = (
    "The practice gateway knows no such connected app.",
    "Packaged apps take no token.",
)


class PracticeGateway(AnypointTarget):
    """See `tui.ports.Gateway`. Made by `make_practice_gateway`."""

    async def register(self, app_id: str) -> Registration:
        """Let the gateway register a client with the header it holds."""
        async with self.session() as session:
            await session.log_in()
            path = session.path(f"/practice/gateway/register?app={quote(app_id, safe='')}")
            # It makes a client, so it is asked for once.
            answer = await session.api.once("POST", path, session.headers)
            content = members(answer) or {}
            status = content.get("status")
            if answer.status != 200 or not isinstance(status, int):
                raise session.api.refused(answer, _words(session.api.host))
            return _registration(status, content)


def gateway_card(org_name: str) -> TargetCard:
    """What people are told of the gateway of that org, whether it runs or not."""
    return TargetCard(
        name=NAME,
        kind="anypoint",
        where="the practice org's own gateway",
        form=ValueForm.HEADER,
        binding=Binding(orgs=(org_name,), loopback=True),
        cannot_check=(
            "It has no check-and-set, as Anypoint has none: a change in between is overwritten.",
        ),
        by_app=True,
    )


def make_practice_gateway(
    *,
    session: Callable[[], Awaitable[Secret]],
    environ: Mapping[str, str],
    clock: Clock,
    uds: Path | None = None,
    origin: str = "http://localhost",
    user: str = "admin",
    org_name: str = "practice",
) -> PracticeGateway:
    """The gateway of a practice org.

    Args:
        session: gives a living session id of the org's user.
        environ: where proxies are looked up; loopback goes through none.
        clock: time, and waiting between reads.
        uds: the Unix socket of an embedded org.
        origin: where a served org is; means nothing with `uds`.
        user: login of the user whose sessions those are.
        org_name: the org's name in the configuration; the gateway takes its tokens alone.
    """

    async def credentials() -> Credentials:
        return Credentials(Secret(user), await session())

    def connect() -> Transport:
        return Transport(origin, uds=uds, environ=environ, timeouts=WAITS)

    return PracticeGateway(
        gateway_card(org_name),
        Address(_BASE, None, lambda app_id: app_id, "the practice gateway", _ABSENT),
        credentials=credentials,
        connect=connect,
        clock=clock,
    )


def _registration(status: int, content: Mapping[str, object]) -> Registration:
    if status == 201:
        return Registration(status, client_name=_text(content, "client_name"))
    said = _text(content, "error_description") or _text(content, "error")
    return Registration(status, problem=said or f"The org answered with status {status}.")


def _text(content: Mapping[str, object], member: str) -> str:
    value = content.get(member)
    return printable(shortened(value, _MOST)) if isinstance(value, str) else ""


def _words(host: str) -> Mapping[int, tuple[str, str]]:
    return {
        404: _ABSENT,
        403: ("This user may not use the practice gateway.", "Use the practice org's admin."),
        502: (f"{host} did not answer its own gateway.", "Try again."),
    }
