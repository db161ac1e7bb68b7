"""Registration servers that are not ours take what a target holds after a hand-over, until the token is revoked."""

import json
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.faults.orgs import ServedOrg
from tests.targets.errands import FakeWaits, card, errand
from tests.targets.openbao import Bao
from tui.domain.handover import Held, ValueForm
from tui.domain.secret import Secret
from tui.practice import gateway_data
from tui.practice.apps import app_by_id
from tui.targets.anypoint import AnypointTarget
from tui.targets.anypoint_session import Address, Credentials
from tui.targets.command import CommandTarget, Programs
from tui.targets.vault import VaultTarget
from tui.targets.vault_secret import Place
from tui.transport import Origin, Request, Transport

FOREIGN = Path(__file__).parent.parent / "foreign"
CLIENT = b'{"client_name": "Gateway", "redirect_uris": ["https://client.example/callback"]}'


class Foreign:
    """A server of another make, in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.url = str(self._line()["url"])

    def mint(self) -> Secret:
        """A new initial access token."""
        return Secret(self._asked({"do": "mint"})["token"])

    def revoke(self, token: Secret) -> None:
        """Make it invalid."""
        self._asked({"do": "revoke", "token": token.expose()})

    async def registers(self, header: str) -> int:
        """The status of a registration with that Authorization header."""
        scheme, _, rest = self.url.partition("://")
        host, _, path = rest.partition("/")
        headers: dict[str, str | Secret] = {
            "Authorization": Secret(header),
            "Content-Type": "application/json",
        }
        async with Transport(str(Origin.parse(f"{scheme}://{host}")), environ={}) as transport:
            return (await transport.send(Request("POST", f"/{path}", headers, CLIENT))).status

    def _asked(self, question: dict[str, str]) -> dict[str, str]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return self._line()

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        return dict(json.loads(self._process.stdout.readline()))


def _argv(kind: str, folder: Path) -> list[str]:
    if kind == "oidc-provider":
        if shutil.which("node") is None or not (FOREIGN / "node_modules" / kind).is_dir():
            pytest.skip("needs node and: npm install --prefix tests/foreign --no-package-lock")
        return ["node", str(FOREIGN / "oidc_server.mjs")]
    if find_spec("allauth") is None:
        pytest.skip('needs django-allauth: pip install -e ".[foreign]"')
    return [sys.executable, str(FOREIGN / "allauth_server.py"), str(folder)]


@pytest.fixture(scope="module", params=["oidc-provider", "django-allauth"])
def foreign(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Foreign]:
    with subprocess.Popen(
        _argv(request.param, tmp_path_factory.mktemp("foreign")),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield Foreign(process)
        finally:
            process.kill()


Held_ = tuple[Any, Callable[[], Awaitable[str]]]
"""A target, and what reads its content as the gateway behind it would."""


@asynccontextmanager
async def anypoint(request: pytest.FixtureRequest, _: Path) -> AsyncIterator[Held_]:
    org: ServedOrg = request.getfixturevalue("org")
    app = org.new_app(has_token=False)

    async def credentials() -> Credentials:
        return Credentials(Secret("admin"), Secret(org.sessions[0]))

    async def read() -> str:
        with org.store.read() as connection:
            found = app_by_id(connection, app.id)
            assert found is not None
            return gateway_data.header(connection, found) or ""

    origin = "http://{}:{}".format(*org.address)
    yield (
        AnypointTarget(
            card(),
            Address("/anypoint", None, lambda _: app.id),
            credentials=credentials,
            connect=lambda: Transport(origin, environ={}),
            clock=FakeWaits(),
        ),
        read,
    )


@asynccontextmanager
async def vault(request: pytest.FixtureRequest, _: Path) -> AsyncIterator[Held_]:
    bao: Bao = request.getfixturevalue("bao")
    path = await bao.new_secret({"other": "keep"})

    async def token() -> Secret:
        return bao.root

    async def read() -> str:
        return str((await bao.read(path))["authorization"])

    yield (
        VaultTarget(
            card(),
            Place("", "secret", path, "authorization", None),
            token=token,
            connect=lambda: Transport(bao.url, environ={}),
            clock=FakeWaits(),
        ),
        read,
    )


@asynccontextmanager
async def command(_: pytest.FixtureRequest, folder: Path) -> AsyncIterator[Held_]:
    file = folder / "held"
    programs = Programs(("sh", "-c", f"cat > '{file}'"), ("sh", "-c", f"cmp -s - '{file}'"), (), 60)

    async def read() -> str:
        return f"Bearer {file.read_text()}"

    environ = {"PATH": "/usr/local/bin:/usr/bin:/bin"}
    yield CommandTarget(card(ValueForm.TOKEN), programs, environ), read


@pytest.mark.soak
@pytest.mark.parametrize("way", [anypoint, vault, command], ids=lambda way: way.__name__)
async def test_a_token_is_accepted_from_the_target_until_it_is_revoked(
    foreign: Foreign, way: Any, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    token = foreign.mint()
    async with way(request, tmp_path) as (target, read):
        opened = await target.open(errand())
        await opened.put(token)
        assert await opened.held(token) is Held.THIS
        await opened.close()
        header = await read()
    assert await foreign.registers(header) == 201
    foreign.revoke(token)
    assert await foreign.registers(header) == 401
