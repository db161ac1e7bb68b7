"""Puts the stand-in for `sf` into a folder of its own."""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

SESSION = "00D000000000001!CANARY.session.of.sf"


def login(username: str, url: str, *, session: str = SESSION, **more: object) -> dict[str, Any]:
    """A login as `sf org list` has it."""
    return {
        "username": username,
        "alias": username.partition("@")[0],
        "orgId": "00D000000000001EAA",
        "instanceUrl": url,
        "group": "other",
        "session": session,
        **more,
    }


class FakeSf:
    """The command, its state and what was asked of it."""

    def __init__(self, folder: Path, *logins: dict[str, Any]) -> None:
        self._folder = folder
        folder.mkdir()
        self._state: dict[str, Any] = {
            "face": "",
            "logins": list(logins),
            "version": "2.140.1",
            "node": 22,
        }
        program = folder / "sf"
        shutil.copy(Path(__file__).with_name("sf.py"), program)
        first, _, rest = program.read_text().partition("\n")
        assert first.startswith("#!")
        program.write_text(f"#!{sys.executable}\n{rest}")
        program.chmod(0o755)
        self.set()

    def set(self, **more: object) -> None:
        """Change how it behaves."""
        self._state |= more
        (self._folder / "sf.json").write_text(json.dumps(self._state))

    def renew(self, username: str, session: str) -> None:
        """From now on the login's session is this one."""
        for each in self._state["logins"]:
            if each["username"] == username:
                each["session"] = session
        self.set()

    @property
    def environ(self) -> dict[str, str]:
        """An environment in which `sf` is found, and nothing else is."""
        return {"PATH": f"{self._folder}{os.pathsep}/usr/bin{os.pathsep}/bin"}

    @property
    def calls(self) -> list[dict[str, Any]]:
        """What it was started with."""
        path = self._folder / "calls"
        lines = path.read_text().splitlines() if path.exists() else []
        return [json.loads(line) for line in lines]

    @property
    def asked(self) -> list[str]:
        """The commands, by their first words."""
        return [
            " ".join(word for word in call["argv"] if not word.startswith("-"))
            for call in self.calls
        ]
