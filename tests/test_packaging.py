"""What is shipped: the sdist, the wheel made from it, and that the wheel works where no checkout is."""

import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from email import message_from_bytes
from importlib.metadata import distribution, requires
from importlib.util import find_spec
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.e2e.terminal import Terminal, environment
from tui import __version__

pytestmark = pytest.mark.soak  # two builds and an installation
ROOT = Path(__file__).resolve().parent.parent
NAME = f"connected_apps_console-{__version__}"


def build(kind: str, source: Path, out: Path) -> Path:
    """Build an sdist or a wheel; returns the one file that was made."""
    isolated = find_spec("hatchling") is None
    argv = [sys.executable, "-m", "build", f"--{kind}", "--outdir", str(out), str(source)]
    done = subprocess.run(
        argv if isolated else [*argv, "--no-isolation"], capture_output=True, text=True, check=False
    )
    if isolated and re.search("No matching distribution|ConnectionError", done.stdout):
        pytest.skip("hatchling is neither installed nor to be had from a package index")
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = out.iterdir()
    return made


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("source")
    with tarfile.open(sdist) as archive:
        archive.extractall(source, filter="data")
    return build("wheel", source / NAME, tmp_path_factory.mktemp("wheel"))


def needed_by(wheel: Path) -> set[str]:
    """The names of the distributions that the wheel asks for, and of those that these ask for."""
    with zipfile.ZipFile(wheel) as archive:
        metadata = message_from_bytes(archive.read(f"{NAME}.dist-info/METADATA"))
    pending = asked_for(metadata.get_all("Requires-Dist", []), {""})
    found = {str(each): each.name for each in pending}
    for each in pending:  # grows meanwhile
        for more in asked_for(requires(each.name) or [], {"", *each.extras}):
            if str(more) not in found:
                found[str(more)] = more.name
                pending.append(more)
    return set(found.values())


def asked_for(texts: list[str], extras: set[str]) -> list[Requirement]:
    """Those requirements that hold on this machine with these extras."""
    asked = map(Requirement, texts)
    return [
        each
        for each in asked
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in extras)
    ]


def lend(names: set[str], folder: Path) -> None:
    """Put the installed distributions of those names into a folder."""
    for name in names:
        for file in distribution(name).files or ():
            link = folder / file.parts[0]
            if file.parts[0] != ".." and not link.is_symlink():
                link.symlink_to(Path(str(distribution(name).locate_file(file.parts[0]))))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment that the wheel is installed in.

    What the wheel asks for is lent by this environment, and nothing else of it: an undeclared dependency is missed.
    """
    home = tmp_path_factory.mktemp("environment")
    venv.create(home / "venv", with_pip=False, symlinks=True)
    (site,) = (home / "venv" / "lib").glob("python*/site-packages")
    lent = home / "lent"
    lent.mkdir()
    lend(needed_by(wheel), lent)
    (site / "lent.pth").write_text(f"{lent}\n")
    programs = home / "venv" / "bin"
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python")]
    subprocess.run(
        [*pip, "install", "--no-index", "--no-compile", str(wheel)],
        env=environment(home, PIP_CONFIG_FILE="/dev/null"),
        check=True,
        capture_output=True,
    )
    return programs


def run(program: Path, *words: str, home: Path) -> str:
    done = subprocess.run(
        [program, *words],
        env=environment(home),
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_sdist_holds_what_a_packager_needs(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.removeprefix(f"{NAME}/") for name in archive.getnames()}
    assert {
        "LICENSE",
        "README.md",
        "config.example.toml",
        "constraints.txt",
        "pyproject.toml",
        "styles/app.tcss",
        "tests/conftest.py",
        "docs/exit-codes.md",
        "tui/py.typed",
    } <= names
    parts = {part for name in names for part in name.split("/")}
    assert not parts & {"node_modules", "__pycache__", "build", "dist", ".peers", ".venv"}


def test_the_wheel_holds_the_package_and_its_sheets_alone(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    sheets = {f"tui/styles/{path.name}" for path in (ROOT / "styles").glob("*.tcss")}
    modules = {str(path.relative_to(ROOT)) for path in (ROOT / "tui").rglob("*.py")}
    assert sheets | modules | {"tui/py.typed"} == {
        name for name in names if name.startswith("tui/")
    }
    assert {name.split("/")[0] for name in names} == {"tui", f"{NAME}.dist-info"}
    assert f"{NAME}.dist-info/licenses/LICENSE" in names


def test_it_runs_where_no_checkout_is(installed: Path, folders: Path) -> None:
    where = run(installed / "python", "-c", "import tui; print(tui.__file__)", home=folders)
    assert Path(where.strip()).is_relative_to(installed.parent)
    command = installed / "connected-apps"
    assert run(command, "--version", home=folders) == f"connected-apps {__version__}\n"
    assert "Fleet Tracking" in run(command, "list", home=folders)
    assert "Fleet Tracking" in run(installed / "python", "-m", "tui", "list", home=folders)


def test_the_console_runs_where_no_checkout_is(installed: Path, folders: Path) -> None:
    command = installed / "connected-apps"
    with Terminal([str(command)], environ=environment(folders), cwd=folders) as terminal:
        terminal.wait("connected apps, read at")
        terminal.press("/fleet track\r\r")
        terminal.wait("A token exists")
        terminal.press("q")
        assert terminal.wait_end() == 0
