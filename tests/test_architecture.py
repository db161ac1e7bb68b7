"""The rules that a machine can hold: who may import whom, how long a module may be, what a sheet may select."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tui.cli.arguments import parser
from tui.exit_codes import ExitCode
from tui.presentation.actions import ACTIONS, Action, Scope
from tui.screens.app_detail import AppScreen
from tui.screens.apps import AppsScreen
from tui.screens.base import ConsoleScreen
from tui.screens.rotation import RotationScreen
from tui.screens.several import BulkScreen

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "tui").rglob("*.py"))
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [LINT_IMPORTS, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_a_screen_that_imports_httpx_breaks_a_contract(tmp_path: Path) -> None:
    copy_tree(ROOT / "tui", tmp_path / "tui")
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    screen = tmp_path / "tui" / "screens" / "help.py"
    screen.write_text(f"import httpx\n{screen.read_text()}")
    done = subprocess.run(
        [LINT_IMPORTS, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
    )  # fmt: skip
    assert done.returncode == 1
    assert "Only transport knows httpx BROKEN" in done.stdout


def copy_tree(source: Path, target: Path) -> None:
    for path in source.rglob("*.py"):
        copied = target / path.relative_to(source)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_bytes(path.read_bytes())


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_short_and_say_what_they_own(module: Path) -> None:
    text = module.read_text()
    assert text.count("\n") <= 400
    if text.strip():
        assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize(
    "sheet", sorted((ROOT / "styles").glob("*.tcss")), ids=lambda path: path.name
)
def test_a_screens_sheet_selects_only_inside_its_screen(sheet: Path) -> None:
    """Textual applies a screen's sheet to the whole app and keeps it after the screen is gone."""
    if sheet.name == "app.tcss":
        return
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    depth, owners, current = 0, [], ""
    for char in rules:
        if char == "{":
            if depth == 0:
                owners.append(current.strip())
            depth, current = depth + 1, ""
        elif char == "}":
            depth, current = depth - 1, ""
        else:
            current += char
    assert len(owners) == 1
    assert re.fullmatch(r"[A-Z][A-Za-z]+(, [A-Z][A-Za-z]+)*", owners[0])


def test_sheets_use_theme_colours_only() -> None:
    for sheet in (ROOT / "styles").glob("*.tcss"):
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?=\s*[;%])", sheet.read_text()), sheet.name


MIXED = re.compile(r"\$[a-z-]+ (?!0%)\d+%|\"dim|dim\"|text-style: [a-z ]*dim|opacity:")
"""A colour of which nobody knows how it is told from its ground, and which 16 colours do not have."""


@pytest.mark.parametrize(
    "source",
    [
        *(ROOT / "styles").glob("*.tcss"),
        *(ROOT / "tui/screens").glob("*.py"),
        *(ROOT / "tui/widgets").glob("*.py"),
    ],
    ids=lambda path: path.name,
)
def test_no_colour_is_mixed(source: Path) -> None:
    assert MIXED.findall(source.read_text()) == []


SCREENS: dict[Scope, list[type[ConsoleScreen]]] = {
    Scope.APPS: [AppsScreen],
    Scope.APP: [AppScreen],
    Scope.ROTATION: [RotationScreen],
    Scope.SEVERAL: [BulkScreen],
}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_act_of_the_registry_is_done_somewhere(action: Action) -> None:
    for screen in [screen for scope in action.scope.screens for screen in SCREENS[scope]]:
        if screen is AppsScreen and action.id.startswith("token."):
            continue  # on the table these only say "open the app first"
        assert hasattr(screen, f"act_{action.id.replace('.', '_')}")


COMMANDS = [
    [], ["list"], ["show", "x"], ["token", "generate", "x"], ["token", "regenerate", "x"],
    ["token", "reveal", "x"], ["token", "copy", "x"], ["practice-org", "serve"],
    ["practice-org", "seed", "--apps", "1"], ["practice-org", "reset"], ["practice-org", "session"],
    ["config", "check"], ["config", "path"], ["targets"], ["orgs"], ["doctor"],
]  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_names_a_function_that_is_there(words: list[str]) -> None:
    from importlib import import_module

    module, _, function = parser().parse_args(words).run.partition(":")
    assert callable(getattr(import_module(f"tui.cli.{module}"), function))


HEAVY = {"textual", "rich", "httpx", "selectolax", "starlette", "uvicorn", "sqlite3"}
LIGHT = [
    ["--version"],
    ["--help"],
    ["list", "--help"],
    ["config", "path"],
    ["config", "check"],
    ["nonsense"],
]


@pytest.mark.parametrize("words", LIGHT, ids=" ".join)
def test_light_commands_import_nothing_heavy(words: list[str]) -> None:
    imported, _ = imported_by(words)
    assert not imported & (HEAVY | {"asyncio", "ssl"})


@pytest.mark.parametrize("command", [[], ["list"], ["token", "reveal", "x"]], ids=" ".join)
def test_a_configuration_error_imports_nothing_heavy(tmp_path: Path, command: list[str]) -> None:
    broken = tmp_path / "config.toml"
    broken.write_text("defualt_org = 1\n")
    imported, code = imported_by(["--config", str(broken), *command])
    assert not imported & HEAVY
    assert code == ExitCode.CONFIGURATION


def imported_by(words: list[str]) -> tuple[set[str], int]:
    script = (
        "import sys; from tui.cli import main; code = main(sys.argv[1:]);"
        "print(f'\\nended: {code:d}', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, check=True
    )
    code, *modules = done.stdout.rpartition("ended:")[2].split()
    return set(modules), int(code)
