"""Places where admins sit, built of real parts: sshd on loopback, tmux, screen, mosh, an X display."""

import base64
import os
import re
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.conftest import Machine
from tests.e2e.terminal import COMMAND, Terminal

WIDE = (220, 30)
APP = "Fleet Tracking"
"""An app of the practice org that has a token from the beginning."""

OSC52 = re.compile(rb"\x1b\]52;[^;\x07\x1b]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")


def need(*programs: str) -> None:
    """Skip where one of them is not installed."""
    for program in programs:
        if shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin") is None:
            pytest.skip(f"{program} is not installed")


def copied(terminal: Terminal) -> list[str]:
    """What the outermost terminal was told to put on its clipboard, in order."""
    return [base64.b64decode(each).decode() for each in OSC52.findall(terminal.raw)]


class Place:
    """A machine with an app whose token is known, and the ways to it."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.token = machine.reveal(APP)
        self.copying = [str(COMMAND), "token", "copy", APP]
        self._script = machine.home / "remote.sh"
        exports = "".join(
            f"export {name}={shlex.quote(value)}\n"
            for name, value in machine.environ.items()
            if name != "TERM"
        )
        self._script.write_text(f'{exports}exec "$@"\n')

    @property
    def environ(self) -> dict[str, str]:
        return self.machine.environ

    def remote(self, *words: str) -> list[str]:
        """The words as a command at the far end of an SSH, in the machine's folders."""
        return ["sh", str(self._script), *words]

    def terminal(self, argv: Sequence[str], **more: str) -> Terminal:
        """The outermost terminal."""
        return Terminal(list(argv), environ=self.environ | more, size=WIDE, cwd=self.machine.home)

    # -- tmux ------------------------------------------------------------------------------------

    def tmux(self, name: str, inside: Sequence[str], *lines: str) -> list[str]:
        """tmux with a server of its own, set by these lines, with one program in it."""
        conf = self.machine.home / f"{name}.conf"
        conf.write_text("".join(f"{line}\n" for line in lines))
        held = f"{shlex.join(inside)}; sleep 30"  # what it says stays on the screen
        return [*self._server(name), "-f", str(conf), "new-session", held]

    def _server(self, name: str) -> list[str]:
        return ["tmux", "-S", str(self.machine.home / f"{name}.sock")]

    def ask_tmux(self, name: str, *words: str) -> str:
        """What the server of that name answers."""
        done = subprocess.run(
            [*self._server(name), *words],
            env=self.environ, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout

    @contextmanager
    def tmux_servers(self, *names: str) -> Iterator[None]:
        """Servers that are ended with the test."""
        try:
            yield
        finally:
            for name in names:
                self.ask_tmux(name, "kill-server")

    def in_buffers(self, name: str) -> str:
        """Everything that the buffers of the server hold."""
        names = self.ask_tmux(name, "list-buffers", "-F", "#{buffer_name}").split()
        return "".join(self.ask_tmux(name, "show-buffer", "-b", each) for each in names)

    # -- screen ----------------------------------------------------------------------------------

    def screen_environ(self) -> dict[str, str]:
        folder = self.machine.home / "screens"
        folder.mkdir(mode=0o700, exist_ok=True)
        return {"SCREENDIR": str(folder)}


class Sshd:
    """An SSH server on loopback, with keys of its own."""

    def __init__(self, folder: Path) -> None:
        need("sshd", "ssh", "ssh-keygen")
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self._folder = folder
        folder.mkdir(mode=0o700)
        for name in ("host", "me"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)],
                check=True,
            )
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        (folder / "sshd_config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host'}\n"
            f"AuthorizedKeysFile {folder / 'me.pub'}\nStrictModes no\nUsePAM no\n"
            f"PidFile {folder / 'pid'}\nPermitRootLogin yes\nPrintMotd no\nPrintLastLog no\n"
        )
        sshd = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
        assert sshd is not None
        self._process = subprocess.Popen(
            [sshd, "-D", "-e", "-f", str(folder / "sshd_config")],
            stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._await()

    def _await(self) -> None:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        self.stop()
        pytest.skip("sshd does not start here")

    @property
    def options(self) -> list[str]:
        """What ssh needs to get in."""
        return [
            "-F", "none", "-p", str(self.port), "-i", str(self._folder / "me"), "-o", "LogLevel=ERROR",
            "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
        ]  # fmt: skip

    def ssh(self, inside: Sequence[str]) -> list[str]:
        """A command at the far end, with a terminal."""
        return ["ssh", "-tt", *self.options, "127.0.0.1", shlex.join(inside)]

    def mosh(self, inside: Sequence[str]) -> list[str]:
        """The same over mosh."""
        return [
            "mosh", "--ssh", shlex.join(["ssh", *self.options]), "--family=inet", "--bind-server=any",
            "--server", "env LANG=C.UTF-8 mosh-server", "127.0.0.1", "--", *inside,
        ]  # fmt: skip

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=10)
