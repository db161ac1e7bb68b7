"""The recipes of the docs: each loads as it stands, and the one for AWS is run against a simulator."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.conftest import Write
from tests.targets.errands import TOKEN, FakeWaits, errand
from tui.config.load import load
from tui.config.target_model import CommandConfig
from tui.domain.handover import Held
from tui.domain.secret import Secret
from tui.errors import TargetError
from tui.ports import OpenTarget
from tui.targets.make import make_target

PAGE = (Path(__file__).parents[2] / "docs" / "targets.md").read_text(encoding="utf-8")
RECIPES = {
    re.findall(r"\[targets\.([\w-]+)\]", block)[0]: block
    for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
}
BIN = Path(sys.executable).parent
MOTO, AWS = BIN / "moto_server", BIN / "aws"


@pytest.fixture(name="write")
def write_file(tmp_path: Path) -> Write:
    """Writes a configuration file and returns its path."""

    def write_it(text: str) -> Path:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
        return path

    return write_it


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_loads_as_it_stands(write: Write, name: str) -> None:
    config = load(write(RECIPES[name]), {}).targets[name]
    assert make_target(config, {}, FakeWaits()).card.name == name


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_passes_the_value_on_standard_input_alone(write: Write, name: str) -> None:
    settings = load(write(RECIPES[name]), {}).targets[name].settings
    if isinstance(settings, CommandConfig) and settings.verify is not None:
        assert "cat" in settings.verify[-1]
        assert not re.search(r"echo|export|=\$\(cat\)", settings.verify[-1])


@pytest.fixture(scope="module")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A moto server's address."""
    if not (MOTO.is_file() and AWS.is_file()):
        pytest.skip('needs moto and the AWS command line: pip install -e ".[foreign]"')
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [MOTO, "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.soak
async def test_aws_takes_the_token_and_keeps_the_one_before(
    write: Write, simulator: str, tmp_path: Path
) -> None:
    environ = {
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "AWS_ENDPOINT_URL": simulator,
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_PROFILE": "default",
    }
    folder = tmp_path / ".aws"
    folder.mkdir()
    (folder / "credentials").write_text("[default]\naws_access_key_id=x\naws_secret_access_key=y\n")

    def aws(*words: str) -> str:
        done = subprocess.run(
            [AWS, "secretsmanager", *words, "--output", "text"],
            env=environ, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout.strip()

    recipe = RECIPES["aws"].replace('_REGION"]', '_REGION", "AWS_ENDPOINT_URL"]')
    config = load(write(recipe + 'orgs = ["practice"]'), {}).targets["aws"]

    async def opened() -> OpenTarget:
        return await make_target(config, environ, FakeWaits()).open(errand())

    with pytest.raises(TargetError, match="ended with status"):
        await (await opened()).put(TOKEN)  # there is no such secret yet
    aws("create-secret", "--name", "gateway/salesforce", "--secret-string", "old")
    way = await opened()
    assert await way.held(TOKEN) is Held.ANOTHER
    version = await way.put(TOKEN)
    assert re.fullmatch(r"[0-9a-f-]{36}", version)
    assert await way.held(TOKEN) is Held.THIS
    assert await way.held(Secret("another")) is Held.ANOTHER
    assert shutil.which("aws", path=environ["PATH"])
    get = ("get-secret-value", "--secret-id", "gateway/salesforce", "--query", "SecretString")
    assert aws(*get, "--version-stage", "AWSPREVIOUS") == "old"
    assert aws(*get) == TOKEN.expose()
