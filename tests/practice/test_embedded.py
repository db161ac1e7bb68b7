"""The practice org as a child of the console."""

import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tui.errors import PracticeOrgError
from tui.practice.embedded import EmbeddedOrg
from tui.practice.schema import STEPS
from tui.practice.store import Store, reset

_CONSOLE = (
    "import asyncio, sys; from pathlib import Path; from tui.practice.embedded import EmbeddedOrg;"
    " org = EmbeddedOrg.start(Path(sys.argv[1]), 'admin'); asyncio.run(org.session());"
    " print(org.socket_path, flush=True); sys.stdin.read()"
)


@pytest.fixture
def child(database: Path) -> Iterator[EmbeddedOrg]:
    org = EmbeddedOrg.start(database, "admin")
    yield org
    org.close()


def pid_of(org: EmbeddedOrg) -> int:
    return org._child.pid


async def username(org: EmbeddedOrg, session_id: str) -> str:
    transport = httpx.AsyncHTTPTransport(uds=str(org.socket_path))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        headers = {"Authorization": f"Bearer {session_id}"}
        response = await client.get("/services/oauth2/userinfo", headers=headers)
        return str(response.json()["preferred_username"])


async def test_a_session_opens_the_org(child: EmbeddedOrg) -> None:
    assert await username(child, await child.session()) == "admin@practice.example"


async def test_it_gives_a_new_session_each_time(child: EmbeddedOrg) -> None:
    first, second = await child.session(), await child.session()
    assert first != second
    assert await username(child, second) == "admin@practice.example"


async def test_the_user_decides_whose_session_it_is(database: Path) -> None:
    org = EmbeddedOrg.start(database, "support")
    try:
        assert await username(org, await org.session()) == "support@practice.example"
    finally:
        org.close()


async def test_an_unknown_user_is_refused_in_the_childs_words(database: Path) -> None:
    org = EmbeddedOrg.start(database, "nobody")
    with pytest.raises(PracticeOrgError, match="nobody") as caught:
        await org.session()
    org.close()
    assert "admin" in caught.value.hint


async def test_a_newer_database_is_refused_in_the_childs_words(database: Path) -> None:
    with Store.open(database) as store, store.write() as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    org = EmbeddedOrg.start(database, "admin")
    with pytest.raises(PracticeOrgError, match="format"):
        await org.session()
    org.close()


async def test_its_socket_is_the_users_alone_and_goes_with_it(child: EmbeddedOrg) -> None:
    folder = child.socket_path.parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len(os.fsencode(child.socket_path)) < 100
    child.close()
    child.close()
    assert not folder.exists()


async def test_a_long_temporary_folder_is_passed_over(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = tmp_path / ("x" * 90)
    far.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(far))
    org = EmbeddedOrg.start(database, "admin")
    try:
        assert await org.session()
        assert len(os.fsencode(org.socket_path)) < 100
    finally:
        org.close()
    assert list(far.iterdir()) == []


async def test_a_child_that_died_is_an_error_and_not_a_hang(child: EmbeddedOrg) -> None:
    await child.session()
    os.kill(pid_of(child), signal.SIGKILL)
    with pytest.raises(PracticeOrgError, match="ended"):
        await child.session()
    with pytest.raises(ConnectionRefusedError), socket.socket(socket.AF_UNIX) as client:
        client.connect(str(child.socket_path))


async def test_a_closed_org_gives_no_sessions(child: EmbeddedOrg) -> None:
    child.close()
    with pytest.raises(PracticeOrgError, match="ended"):
        await child.session()


async def test_a_child_that_was_asked_to_end_ends(child: EmbeddedOrg) -> None:
    await username(child, await child.session())
    os.kill(pid_of(child), signal.SIGTERM)
    assert child._child.wait(10) == 0


async def test_a_key_of_the_terminal_does_not_reach_the_child(child: EmbeddedOrg) -> None:
    assert os.getsid(pid_of(child)) != os.getsid(0)


def told_to(pid: int) -> bytes:
    process = Path(f"/proc/{pid}")
    return (process / "environ").read_bytes() + (process / "cmdline").read_bytes()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no /proc here")
async def test_nothing_secret_is_told_to_the_child(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAULT_TOKEN", "hvs.secret")
    org = EmbeddedOrg.start(database, "admin")
    session_id = await org.session()
    told = told_to(pid_of(org))
    org.close()
    assert b"hvs.secret" not in told
    assert session_id.encode() not in told


async def test_the_folder_it_is_started_from_does_not_matter(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("sqlite3", "starlette", "tui"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(5)")
    monkeypatch.chdir(tmp_path)
    org = EmbeddedOrg.start(database, "admin")
    try:
        assert await username(org, await org.session()) == "admin@practice.example"
    finally:
        org.close()


async def test_it_holds_the_org_against_a_reset(database: Path, child: EmbeddedOrg) -> None:
    await child.session()
    with pytest.raises(PracticeOrgError, match="in use"):
        reset(database)
    child.close()
    reset(database)


def test_it_dies_with_a_console_that_is_killed(database: Path) -> None:
    console = subprocess.Popen(
        [sys.executable, "-c", _CONSOLE, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert console.stdout is not None
    path = Path(console.stdout.readline().strip())
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(20)
        client.connect(str(path))
        client.sendall(b"GET /services/data/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert client.recv(65_536).startswith(b"HTTP/1.1 200")
        console.kill()
        console.communicate()
        while client.recv(65_536):
            pass
    assert not path.parent.exists()


def test_the_consoles_process_imports_little_for_it() -> None:
    heavy = "{'asyncio', 'sqlite3', 'starlette', 'uvicorn', 'anyio', 'httpx'}"
    code = f"import sys, tui.practice.embedded; print(sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
