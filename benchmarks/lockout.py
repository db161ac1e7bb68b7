"""How long no client can register: the console's rotation beside an admin's script, over a link with 50 ms of delay.

The lock-out is taken from the servers' own clocks: from the org's commit of the new token to the gateway's of it.
`python -m benchmarks.lockout` prints the figures alone.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, machine, printed
from benchmarks.lockout_servers import DELAY, DelayedLink, TimedOrg
from tui.practice.gateway_data import ROOT

ROUNDS = 7
ALLOWED_OVER_FLOOR = 1.2
TIMES_SHORTER = 3
ALLOWED_FOR_THREE = 1.3

_HERE = Path(__file__).parent
_CONFIG = """
default_org = "bench"

[orgs.bench]
kind = "salesforce"
instance_url = "{org}"
access_token_from = {{ file = "{session}" }}
tokens = "setup-page"
"""
_TARGET = """
[targets.gateway-{number}]
kind = "anypoint"
url = "{url}/anypoint"
allow_host = true
provider = "{provider}"
client_id_from = {{ file = "{client_id}" }}
client_secret_from = {{ file = "{client_secret}" }}
orgs = ["bench"]
"""


class Bench:
    """An org, a gateway behind a slow link, an app to rotate, and three providers to hand its token to."""

    def __init__(self, folder: Path, org: TimedOrg, gateway: TimedOrg, link: DelayedLink) -> None:
        self._folder, self._org, self._gateway, self._link = folder, org, gateway, link
        self.app_id = org.new_app("Rotated", token="the-first-token")
        self.providers = [gateway.new_app(f"Provider {number}") for number in range(3)]
        self._session = org.session()
        self._client_secret = gateway.session()
        self._config = folder / "config.toml"
        self._write_config()

    def _write_config(self) -> None:
        files = {
            "session": self._session,
            "client_id": "admin",
            "client_secret": self._client_secret,
        }
        paths = {}
        for name, secret in files.items():
            paths[name] = self._folder / name
            paths[name].write_text(f"{secret}\n")
            paths[name].chmod(0o600)
        config = _CONFIG.format(org=self._org.url, session=paths["session"])
        for number, provider in enumerate(self.providers):
            config += _TARGET.format(number=number, url=self._link.url, provider=provider, **paths)
        self._config.write_text(config)
        self._config.chmod(0o600)

    def console(self, targets: int) -> float:
        """Rotate with the console; returns the lock-out in milliseconds."""
        names = [f"gateway-{number}" for number in range(targets)]
        words = ["rotate", self.app_id, "--to", *names, "--yes", "--json"]
        self._run(sys.executable, "-m", "tui", "--config", str(self._config), *words)
        return self._lockout(targets)

    def script(self) -> float:
        """The same by hand."""
        self._by_hand("rotate")
        return self._lockout(1)

    def floor(self) -> float:
        """One write on an open connection: from its sending to the gateway's commit."""
        began = json.loads(self._by_hand("floor"))["began"]
        return (self._gateway.last_commit - float(began)) * 1000

    def _by_hand(self, mode: str) -> str:
        script = _HERE / "scripts" / "by_hand.py"
        org = [self._org.url, self._session, self.app_id]
        target = [self._link.url, self._client_secret, str(ROOT), self.providers[0]]
        return self._run(sys.executable, str(script), mode, *org, *target)

    def _run(self, *argv: str) -> str:
        home = {
            f"XDG_{kind}_HOME": str(self._folder / kind.lower())
            for kind in ("CONFIG", "DATA", "STATE")
        }
        environ = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(_HERE.parent),
            "LANG": "C.UTF-8",
            **home,
        }
        done = subprocess.run(
            argv, env=environ, capture_output=True, text=True, check=False, timeout=60
        )
        if done.returncode:
            raise SystemExit(f"{argv[1:4]} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def _lockout(self, targets: int) -> float:
        """The org's last commit is the token's; the gateway commits each target once after it."""
        died = self._org.last_commit
        written = [moment for moment in self._gateway.store.commits if moment > died]
        if len(written) < targets:
            raise SystemExit("the gateway did not commit after the org: nothing was measured")
        return (max(written) - died) * 1000


def lockout(folder: Path) -> Iterator[Figure]:
    """Measure, in turn and in one run."""
    folder.mkdir(exist_ok=True)
    with (
        TimedOrg(folder / "org.db") as org,
        TimedOrg(folder / "gateway.db") as gateway,
        DelayedLink(gateway.port) as link,
    ):
        bench = Bench(folder, org, gateway, link)
        bench.console(3)
        one = Figure(
            f"Lock-out of a rotation over a link with {DELAY * 1000:.0f} ms of delay", "ms"
        )
        three = Figure("Lock-out of a rotation to three targets over that link", "ms")
        for _ in range(ROUNDS):
            one.add("console", bench.console(1))
            one.add("one write on an open connection", bench.floor())
            one.add("script of plain httpx calls", bench.script())
            three.add("console", bench.console(3))
        three.add("console, one target", *one.values["console"])
    one.against("one write on an open connection", ALLOWED_OVER_FLOOR, "the write alone")
    script = one.of("script of plain httpx calls")
    one.goal(f"≤ 1/{TIMES_SHORTER} of the script", script / TIMES_SHORTER)
    three.against("console, one target", ALLOWED_FOR_THREE, "one target")
    yield one
    yield three


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="cac-lockout-") as folder:
        print(printed(list(lockout(Path(folder))), machine()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
