"""Every fault in every call to a target: the error is ours, nothing is written twice, and what is said is true."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import pytest

from tests.faults.catalogue import CATALOGUE
from tests.faults.orgs import ServedOrg
from tests.faults.proxy import Fault, FaultProxy, OtherHost, Plan, other_host, proxying
from tests.targets.errands import TOKEN, FakeWaits, card, errand, shows, told
from tests.targets.openbao import Bao
from tui.domain.handover import Held, ValueForm
from tui.domain.secret import Secret
from tui.errors import (
    NotWrittenError,
    PreflightError,
    TargetError,
    WriteUnknownError,
)
from tui.ports import OpenTarget, Target
from tui.targets.anypoint import AnypointTarget
from tui.targets.anypoint_session import Address, Credentials
from tui.targets.vault import VaultTarget
from tui.targets.vault_secret import Place
from tui.transport import Origin, Request, Response, Transport

FAULTS = {expected.fault.name: expected.fault for expected in CATALOGUE}
NOTHING_SENT = {"refused", "stalls at connect"}
LATER = {"429 x Retry-After: 1", "429 x Retry-After: 3600", "503 x"}
"""Faults after which a write provably did not happen."""


class NoSender:
    """A sender for what sends nothing."""

    @property
    def origin(self) -> Origin:
        return Origin.parse("http://localhost")

    async def send(self, request: Request) -> Response:
        raise AssertionError


class FakeLine:
    """Transports through the proxy: hasty for a request that would stall, patient for all others."""

    def __init__(self, proxy: FaultProxy, fault: Fault) -> None:
        self._proxy = proxy
        self._patient = self._hasty = Transport(proxy.origin, environ={})
        if fault.ends_by is not None:
            self._hasty = Transport(proxy.origin, environ={}, timeouts=fault.ends_by)

    @property
    def origin(self) -> Origin:
        return self._patient.origin

    async def send(self, request: Request) -> Response:
        return await (self._hasty if self._proxy.due else self._patient).send(request)

    async def aclose(self) -> None:
        await self._patient.aclose()
        await self._hasty.aclose()


@dataclass
class Scene:
    """A target behind the proxy."""

    target: Target
    proxy: FaultProxy
    elsewhere: OtherHost
    app_id: str
    holds: Callable[[], Awaitable[bool]]
    """Whether the server holds the new token, asked behind the proxy's back."""
    secrets: tuple[Secret, ...]

    async def open(self) -> OpenTarget:
        return await self.target.open(errand(self.app_id))

    @property
    def writes(self) -> int:
        """Writes of the value that the proxy saw."""
        puts = [seen for seen in self.proxy.seen if seen.method == "PATCH"]
        return len([seen for seen in puts if "/metadata/" not in seen.path])


def judge(scene: Scene, error: BaseException) -> None:
    """What holds after every error."""
    assert isinstance(error, TargetError)
    assert error.what
    assert not shows(told(error), TOKEN, *scene.secrets)
    assert "CANARY" not in told(error)
    assert scene.elsewhere.connections == 0
    assert scene.writes <= 1


@asynccontextmanager
async def anypoint(org: ServedOrg, plan: Plan) -> AsyncIterator[Scene]:
    """The practice gateway, spoken to as Anypoint is."""
    app = org.new_app(has_token=True)
    session = Secret(org.sessions[0])
    async with (
        other_host() as elsewhere,
        proxying(org.address, plan, elsewhere=elsewhere.origin) as proxy,
    ):
        lines: list[FakeLine] = []

        def connect() -> FakeLine:
            lines.append(FakeLine(proxy, plan.fault))
            return lines[-1]

        async def credentials() -> Credentials:
            return Credentials(Secret("admin"), session)

        target = AnypointTarget(
            card(),
            Address("/anypoint", None, lambda app_id: app_id),
            credentials=credentials,
            connect=connect,
            clock=FakeWaits(proxy.time_passes),
        )

        async def holds() -> bool:
            with org.store.read() as connection:
                rows = connection.execute(
                    "SELECT g.changes FROM gateway_providers g JOIN apps a ON a.key = g.app"
                    " WHERE a.id = ?",
                    (app.id,),
                ).fetchall()
            return any(TOKEN.expose() in row[0] for row in rows)

        yield Scene(target, proxy, elsewhere, app.id, holds, (session,))
        for line in lines:
            await line.aclose()


@asynccontextmanager
async def vault(bao: Bao, plan: Plan) -> AsyncIterator[Scene]:
    """A real OpenBao."""
    path = await bao.new_secret({"authorization": "old", "other": "keep"})
    async with (
        other_host() as elsewhere,
        proxying(bao.address, plan, elsewhere=elsewhere.origin) as proxy,
    ):
        lines: list[FakeLine] = []

        def connect() -> FakeLine:
            lines.append(FakeLine(proxy, plan.fault))
            return lines[-1]

        async def token() -> Secret:
            return bao.root

        target = VaultTarget(
            card(),
            Place("", "secret", path, "authorization", None),
            token=token,
            connect=connect,
            clock=FakeWaits(proxy.time_passes),
        )

        async def holds() -> bool:
            held = (await bao.read(path))["authorization"]
            return bool(held == ValueForm.HEADER.of(TOKEN).expose())

        yield Scene(target, proxy, elsewhere, "0H4Qy00000000001AA", holds, (bao.root,))
        for line in lines:
            await line.aclose()


WRITE_AT = {"anypoint": 5, "vault": 3}
"""Which request is the write, and after a preflight alone the proof."""


@asynccontextmanager
async def scene(kind: str, request: pytest.FixtureRequest, plan: Plan) -> AsyncIterator[Scene]:
    if kind == "anypoint":
        async with anypoint(request.getfixturevalue("org"), plan) as made:
            yield made
    else:
        async with vault(request.getfixturevalue("bao"), plan) as made:
            yield made


SOAK = pytest.mark.soak
STEPS = [
    pytest.param("anypoint", 1, marks=SOAK),
    pytest.param("anypoint", 3, marks=SOAK),
    ("anypoint", 4),
    ("vault", 2),
]
"""The login, the provider without and with its secrets; the secret."""


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("kind", "at"), STEPS)
async def test_a_preflight_fails_in_words_and_writes_nothing(
    kind: str, at: int, fault: str, request: pytest.FixtureRequest
) -> None:
    async with scene(kind, request, Plan(FAULTS[fault], at)) as made:
        try:
            opened = await made.open()
        except PreflightError as error:
            judge(made, error)
        else:
            await opened.close()
            assert fault == "drips" or (kind, at) == ("anypoint", 4)
        assert made.writes == 0
        assert not await made.holds()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", WRITE_AT)
async def test_a_write_happens_once_and_its_error_is_true(
    kind: str, fault: str, request: pytest.FixtureRequest
) -> None:
    async with scene(kind, request, Plan(FAULTS[fault], WRITE_AT[kind], times=1)) as made:
        opened = await made.open()
        raised: TargetError | None = None
        try:
            await opened.put(TOKEN)
        except TargetError as error:
            judge(made, error)
            raised = error
        there = await made.holds()
        if fault in NOTHING_SENT | LATER:
            assert isinstance(raised, NotWrittenError)
        if raised is not None and not isinstance(raised, WriteUnknownError):
            assert not there
        if fault in NOTHING_SENT:
            await made.proxy.time_passes()
        held = await opened.held(TOKEN)
        assert held is (Held.THIS if there else Held.AS_BEFORE)
        if not there:
            await opened.put(TOKEN)  # what did not happen may be repeated, under its guard
            assert await opened.held(TOKEN) is Held.THIS
        assert await made.holds()
        await opened.close()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", WRITE_AT)
async def test_a_proof_that_fails_says_so_and_writes_nothing(
    kind: str, fault: str, request: pytest.FixtureRequest
) -> None:
    async with scene(kind, request, Plan(FAULTS[fault], WRITE_AT[kind])) as made:
        opened = await made.open()
        try:
            assert await opened.held(TOKEN) is Held.AS_BEFORE
        except TargetError as error:
            judge(made, error)
        else:
            assert fault == "drips"
        assert made.writes == 0
        with suppress(TargetError):
            await opened.close()
