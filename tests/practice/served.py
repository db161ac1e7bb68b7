"""A practice org served by a process of its own, for tests that need a real one."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tui.practice.sessions import new_session
from tui.practice.store import Store

_SERVE = (
    "import sys; from pathlib import Path; from tui.practice.server import serve;"
    " serve(Path(sys.argv[1]), port=int(sys.argv[2]), ready=lambda url: print(url, flush=True))"
)


class Served:
    """The process and the address it told."""

    def __init__(self, database: Path, port: int = 0) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _SERVE, str(database), str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal and return the exit code and what was written to standard error."""
        self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=20)
        return self.process.returncode, errors


@contextmanager
def served(database: Path, port: int = 0) -> Iterator[Served]:
    """Serve an org for the time of a block."""
    server = Served(database, port)
    try:
        yield server
    finally:
        server.stop(signal.SIGKILL)


def client_of(server: Served, session_id: str) -> httpx.AsyncClient:
    """Return a client of a served org that bears the session both ways."""
    return httpx.AsyncClient(
        base_url=server.url,
        headers={"Authorization": f"Bearer {session_id}"},
        cookies={"sid": session_id},
        timeout=30,
        trust_env=False,
        limits=httpx.Limits(max_connections=64),
    )


def admin_session(database: Path) -> str:
    """Make a session as `practice-org session` does: in another process's database."""
    with Store.open(database) as store:
        return new_session(store, "admin")
