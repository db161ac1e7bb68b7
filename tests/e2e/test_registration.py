"""A client that nobody here wrote registers itself with the token: npm oauth4webapi against the served practice org."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Machine, Served

FOREIGN = Path(__file__).parent.parent / "foreign"

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not (FOREIGN / "node_modules" / "oauth4webapi").is_dir(),
    reason="needs node and: npm install --prefix tests/foreign --no-package-lock",
)


def register(url: str, token: str, name: str) -> dict[str, Any]:
    told = {
        "issuer": url,
        "token": token,
        "metadata": {
            "client_name": name,
            "redirect_uris": ["https://client.example/callback"],
            "grant_types": ["authorization_code", "refresh_token"],
            "response_types": ["code"],
        },
    }
    done = subprocess.run(
        ["node", "register.mjs"],
        cwd=FOREIGN,
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_it_registers_until_the_token_is_regenerated(machine: Machine, served: Served) -> None:
    app = machine.app_with("present")["name"]
    first = machine.reveal(app)
    with machine.console() as terminal:
        terminal.wait("connected apps, read at")
        client = register(served.url, first, "Warehouse robot 7")
        assert client["client_id"]
        assert isinstance(client["scopes"], list)
        terminal.press("/", *"Warehouse robot")
        terminal.wait("No connected app matches")
        terminal.press("enter", "f5")
        terminal.wait("Warehouse robot 7")

    machine.run("token", "regenerate", app, "--yes")
    second = machine.reveal(app)
    refused = register(served.url, first, "Warehouse robot 8")
    assert (refused["status"], refused["error"]) == (401, "invalid_token")
    assert register(served.url, second, "Warehouse robot 9")["client_id"]
    names = [each["name"] for each in machine.json("list", "--search", "warehouse robot")]
    assert names == ["Warehouse robot 7", "Warehouse robot 9"]


def test_a_served_practice_org_can_be_taken_as_a_real_one(machine: Machine, served: Served) -> None:
    app = machine.app_with("none")["name"]
    config = machine.home / "config.toml"
    config.write_text(
        f"""
        default_org = "rehearsal"
        [orgs.rehearsal]
        kind = "salesforce"
        instance_url = "{served.url}"
        access_token_from = {{ command = ["connected-apps", "practice-org", "session"] }}
        tokens = "setup-page"
        """
    )
    config.chmod(0o600)
    options = ("--config", str(config))
    machine.run(*options, "token", "generate", app)
    shown = json.loads(machine.run(*options, "show", app, "--json"))
    assert shown["token"] == "present"
    assert shown["registration_url"] == f"{served.url}/services/oauth2/register"
    assert shown["org"]["kind"] == "developer edition"


def test_the_served_org_ends_at_ctrl_c(served: Served) -> None:
    import signal

    assert served.stop(signal.SIGINT) == 0
