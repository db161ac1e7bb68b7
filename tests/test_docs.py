"""What the docs say is what the code does: commands, keys, settings, exit codes, links; and nothing that leaks."""

import argparse
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from docs import make_reference
from docs.reading_texts import error_classes, texts
from tui.cli.arguments import parser
from tui.exit_codes import ExitCode
from tui.presentation.actions import ACTIONS, Action
from tui.presentation.key_names import key_name

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.svg"))
README = (ROOT / "README.md").read_text(encoding="utf-8")

INSTALL = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/connected-apps"
TEST = 'python3 -m venv .venv && .venv/bin/pip install -e ".[dev]" && .venv/bin/pytest'


def doc(name: str) -> str:
    """A page of `docs/`."""
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def rows(page: str) -> Iterator[list[str]]:
    """The cells of every table row of a page."""
    for line in page.splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def relative(path: Path) -> str:
    """The path as it is named in a test's id."""
    return str(path.relative_to(ROOT))


# -- README -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [INSTALL, TEST])
def test_readme_has_the_command_alone_in_its_block(command: str) -> None:
    assert f"\n```sh\n{command}\n```\n" in README


def test_ci_runs_the_test_command_of_readme() -> None:
    assert f"\n{TEST}\n" in (ROOT / ".ci" / "run").read_text()


def test_readme_opens_with_a_picture_before_the_first_command() -> None:
    assert README.index("](docs/pictures/") < README.index(INSTALL)


# -- links ------------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """What a link into the page can name, as forges make it of its headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in kept}


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if link.startswith("https://"):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.is_file(), link
        assert target.is_relative_to(ROOT), link
        assert not anchor or anchor in anchors(target), link


def test_readme_and_the_index_lead_to_the_pages() -> None:
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert {name for name in pages if f"]({name})" not in doc("README")} == set()
    assert "(docs/README.md)" in README


def test_every_page_and_picture_is_linked() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    for path in [*(ROOT / "docs").glob("*.md"), *PICTURES]:
        assert path.name in text, path.name


# -- keys, commands, codes --------------------------------------------------------------------------


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_key_is_documented(action: Action) -> None:
    keys = " ".join(cells[0] for cells in rows(doc("keys"))).replace("`", "").split()
    assert set(map(key_name, action.keys)) <= set(keys)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_the_page_of_keys_says_what_the_help_says(action: Action) -> None:
    page = doc("keys").replace("`", "")
    assert action.help.rstrip(".") in page


def commands(made: argparse.ArgumentParser, words: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every command with its options, the whole command line being the empty one."""
    options = {each for action in made._actions for each in action.option_strings}
    yield words, {option for option in options if option.startswith("--")} - {"--help"}
    for action in made._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from commands(inner, f"{words} {name}".strip())


GROUPS = {"token", "practice-org", "config"}
EVERYWHERE = {"--org", "--config", "--read-only", "--log-file"}
"""Told once for all commands."""


@pytest.mark.parametrize(
    ("words", "options"), [each for each in commands(parser()) if each[0] not in GROUPS]
)
def test_every_command_and_option_is_in_readme(words: str, options: set[str]) -> None:
    if not words:
        assert all(f"`{option}" in README for option in options)
        return
    spoken = [code for cells in rows(README) for code in re.findall(r"`([^`]+)`", cells[0])]
    (usage,) = [code for code in spoken if code == words or code.startswith(f"{words} ")]
    assert set(re.findall(r"--[a-z-]+", usage)) == options - EVERYWHERE


def test_every_exit_code_has_one_row() -> None:
    codes = [int(cells[0]) for cells in rows(doc("exit-codes")) if cells[0].isdigit()]
    assert codes == sorted(ExitCode)


def test_codes_of_later_versions_are_marked() -> None:
    reserved = {
        int(cells[0]) for cells in rows(doc("exit-codes")) if cells[1].startswith("reserved")
    }
    used = {
        ExitCode[name]
        for module in (ROOT / "tui").rglob("*.py")
        for name in re.findall(r"\bExitCode\.([A-Z_]+)", module.read_text(encoding="utf-8"))
    }
    assert reserved == set(ExitCode) - used


# -- configuration ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", make_reference.PAGES, ids=relative)
def test_what_is_made_from_the_code_is_of_this_code(page: Path) -> None:
    told = page.read_text(encoding="utf-8")
    if make_reference.renewed(told) != told:
        pytest.fail(
            f"{page.name} is not of this code; renew it with `{make_reference.COMMAND}`",
            pytrace=False,
        )


def test_every_key_has_a_meaning_and_an_example() -> None:
    made = [
        row for name in ("top", "orgs", "targets", "secrets", "labels") for row in reference(name)
    ]
    assert len(made) > 40
    assert [row for row in made if not all(row)] == []


def reference(name: str) -> list[list[str]]:
    """The rows of one table of keys, without its head."""
    return list(rows(make_reference.keys(name)))[2:]


def test_every_argument_of_a_command_is_explained() -> None:
    assert "| None |" not in make_reference.commands() + make_reference.everywhere()


# -- architecture -----------------------------------------------------------------------------------


def test_contributing_names_every_contract_and_dependency() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    told = (ROOT / "CONTRIBUTING.md").read_text()
    for contract in project["tool"]["importlinter"]["contracts"]:
        assert f"- *{contract['name']}*\n" in told
    needed = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
    ]
    names = [re.split(r"[<>=\[]", each)[0] for each in needed]
    assert {cells[0] for cells in rows(told)} >= set(names)


# -- nothing that leaks -----------------------------------------------------------------------------

MACHINE = re.compile(r"/(?:root|work|home|Users|tmp)(?:/|\b(?=[\s\"'`<&]))")
REGISTRY = re.compile(r"pypi|npmjs|pythonhosted|artifactory|devpi|nexus", re.IGNORECASE)
OPEN_HOSTS = {"127.0.0.1", "localhost", "www.w3.org"}
"""Beside hosts under .example, which nobody can own."""


def told_files() -> list[Path]:
    """Every page and picture that is in the repository, or in the tree where there is no repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "*.md", "*.svg"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    tracked = [ROOT / name for name in listed.stdout.split("\0") if name]
    return sorted({path for path in (*tracked, *PAGES, *PICTURES) if path.is_file()})


@pytest.mark.parametrize("path", told_files(), ids=relative)
def test_no_path_of_a_machine_and_no_registry(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not MACHINE.search(text)
    assert not REGISTRY.search(text)


def test_there_are_pictures() -> None:
    assert {"table", "search", "app", "revealed", "regenerate"} <= {each.stem for each in PICTURES}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.stem)
def test_a_picture_fetches_nothing(picture: Path) -> None:
    svg = picture.read_text(encoding="utf-8")
    hosts = set(re.findall(r"(?:https?:)?//([A-Za-z0-9.-]+)", svg))
    assert {host for host in hosts if not host.endswith(".example")} <= OPEN_HOSTS
    assert not re.search(r"@font-face|@import|<script|<image|href=|url\((?!#)", svg)


def test_the_token_in_a_picture_is_plainly_an_example() -> None:
    shown = [each for each in PICTURES if "hides&#160;itself" in each.read_text(encoding="utf-8")]
    assert shown
    for picture in shown:
        assert "EXAMPLE.of.a.practice.token" in picture.read_text(encoding="utf-8")


# -- troubleshooting --------------------------------------------------------------------------------


def told_messages() -> list[str]:
    """What the page quotes: the first cells of the tables under “it says”."""
    page = doc("troubleshooting")
    tables = [part.partition("\n\n")[0] for part in page.split("| it says |")[1:]]
    found = [row[0] for table in tables for row in rows(table)]
    return [message for message in found if message != "---"]


@cache
def said_in_the_code() -> tuple[tuple[str, str], ...]:
    """Every text, with its kind of error; what is put in stands as `…`."""
    return tuple((re.sub(r"\{[^{}]*\}", "…", text.words), text.error) for text in texts())


def quoted(message: str) -> list[str]:
    """The kinds of error whose words the message is, or begins with; empty for a text that is no error's."""
    return [error for words, error in said_in_the_code() if message.rstrip(".") in words]


def test_every_quoted_message_is_said_by_the_code() -> None:
    assert len(told_messages()) > 80
    assert [message for message in told_messages() if not quoted(message)] == []


def test_every_kind_of_error_is_told_of() -> None:
    told = {error for message in told_messages() for error in quoted(message)}
    assert error_classes() - {"ConsoleError", "OrgError"} <= told
