"""The command line in this process, over one served practice org for each module."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.cli.served_org import ServedOrg
from tui.cli import main

_ORG = """
[orgs.{name}]
kind = "salesforce"
instance_url = "{url}"
access_token_from = {{ file = "{session}" }}
tokens = "setup-page"
{more}
"""


class Said(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


class CommandLine:
    """Runs commands in this process. Nobody can be asked, and nothing may touch a clipboard."""

    def __init__(self, home: Path, org: ServedOrg, capsys: pytest.CaptureFixture[str]) -> None:
        self.config = home / "config.toml"
        self._capsys = capsys
        self._home = home
        self.config.write_text('default_org = "main"\nclipboard = "none"\n')
        self.config.chmod(0o600)
        with socket.create_server(("127.0.0.1", 0)) as free:
            nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
        self._add("main", org.url, org.session())
        self._add("support", org.url, org.session("support"))
        self._add("expired", org.url, "00D000000000001!gone")
        self._add("offline", nobody, "00D000000000001!x")
        self._add("locked", org.url, org.session(), "read_only = true")
        self._add("secretive", org.url, org.session(), "reveal = false")

    def _add(self, name: str, url: str, session_id: str, more: str = "") -> None:
        session = self._home / f"session-of-{name}"
        session.write_text(f"{session_id}\n")
        session.chmod(0o600)
        entry = _ORG.format(name=name, url=url, session=session, more=more)
        self.config.write_text(self.config.read_text() + entry)

    def __call__(self, *words: str, org: str = "main", code: int = 0) -> Said:
        """Run a command; it must end with `code`. Without `org` the words say which, or the configuration."""
        options = ["--config", str(self.config), *(["--org", org] if org else [])]
        ended = main([*options, *words])
        out, err = self._capsys.readouterr()
        assert ended == code, err
        return Said(ended, out, err)


@pytest.fixture(scope="module")
def whole_org(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedOrg]:
    served = ServedOrg(tmp_path_factory.mktemp("org") / "practice.db")
    yield served
    served.close()


@pytest.fixture
def org(whole_org: ServedOrg) -> ServedOrg:
    whole_org.face.reset()
    return whole_org


@pytest.fixture
def cli(folders: Path, org: ServedOrg, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(folders, org, capsys)
