"""From the configuration to targets: what their cards say, and what making them costs."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.targets.errands import FakeWaits
from tui.config.load import load
from tui.domain.handover import ValueForm
from tui.errors import PreflightError
from tui.ports import ConfiguredTarget
from tui.targets.make import make_target

FILE = """
[orgs.acme]
kind = "salesforce"
username = "admin@acme.example"

[targets.partner]
kind = "anypoint"
provider = "7b6a"
client_id_from = { env = "ID" }
client_secret_from = { env = "SECRET" }
orgs = ["acme"]
apps = ["0H4Qy00000000001AA"]

[targets.store]
kind = "vault"
url = "http://127.0.0.1:8200/behind/"
path = "/gateway/salesforce"
key = "authorization"
value = "header"
namespace = "team/"
token_from = { env = "TOKEN" }

[targets.script]
kind = "command"
command = ["store-token", "--profile", "gateway"]
"""


@pytest.fixture
def targets(tmp_path: Path) -> dict[str, ConfiguredTarget]:
    path = tmp_path / "config.toml"
    path.write_text(FILE)
    path.chmod(0o600)
    config = load(path, {})
    return {name: make_target(each, {}, FakeWaits()) for name, each in config.targets.items()}


@pytest.mark.parametrize(
    ("name", "kind", "where", "form"),
    [
        ("partner", "anypoint", "anypoint.mulesoft.com: client provider 7b6a", ValueForm.HEADER),
        ("store", "vault", "127.0.0.1:8200: team/secret/gateway/salesforce, key authorization",
         ValueForm.HEADER),
        ("script", "command", "program store-token", ValueForm.TOKEN),
    ],
)  # fmt: skip
def test_a_card_says_what_the_file_says(
    targets: dict[str, ConfiguredTarget], name: str, kind: str, where: str, form: ValueForm
) -> None:
    card = targets[name].card
    assert (card.name, card.kind, card.where, card.form) == (name, kind, where, form)
    assert card.cannot_check


def test_the_binding_is_the_files(targets: dict[str, ConfiguredTarget]) -> None:
    partner, store = targets["partner"].card.binding, targets["store"].card.binding
    assert (partner.orgs, partner.apps, partner.loopback) == (
        ("acme",),
        ("0H4Qy00000000001AA",),
        False,
    )
    assert (store.orgs, store.apps, store.loopback) == ((), (), True)


@pytest.mark.parametrize("name", ["partner", "store"])
async def test_a_secret_that_cannot_be_had_fails_the_preflight(
    targets: dict[str, ConfiguredTarget], name: str
) -> None:
    with pytest.raises(PreflightError, match="is not set, or empty"):
        await targets[name].check()


def test_listing_targets_loads_no_http_library() -> None:
    script = "import sys, tui.targets.make, tui.targets.practice_gateway; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert not {"httpx", "starlette", "textual"} & set(done.stdout.split())
