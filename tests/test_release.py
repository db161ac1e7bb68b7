"""What a release says of itself: version, changelog, Pythons, licences, the recording."""

import importlib.util
import json
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pyte
import pytest
from packaging.requirements import Requirement

from docs.make_licences import ACCEPTED, PAGE, refused
from tui import __version__

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
KINDS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
CAST = (ROOT / "docs" / "recording.cast").read_text(encoding="utf-8").splitlines()


def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_changelog_begins_with_this_version() -> None:
    newest = re.search(r"^## \[(.+?)\] - (unreleased|\d{4}-\d\d-\d\d)$", CHANGELOG, re.MULTILINE)
    assert newest is not None
    assert newest[1] == __version__


def test_the_parts_of_a_version_stand_in_the_order_of_keep_a_changelog() -> None:
    for version in re.split(r"^## ", CHANGELOG, flags=re.MULTILINE)[1:]:
        kinds = [KINDS.index(kind) for kind in re.findall(r"^### (.+)$", version, re.MULTILINE)]
        assert kinds == sorted(kinds)


def test_the_classifiers_name_the_pythons_that_are_tested() -> None:
    told = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    tried = re.search(
        r"^for version in (.+); do$", (ROOT / ".ci" / "pythons").read_text(), re.MULTILINE
    )
    assert tried is not None
    assert told == tried[1].split()
    assert PROJECT["requires-python"] == f">={told[0]}"


def test_the_page_of_licences_has_every_dependency_and_no_unknown_licence() -> None:
    rows = re.findall(r"^\| (\S+) \| (\S+) \| <", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    names = {name.replace("_", "-").casefold() for name, _ in rows}
    assert {Requirement(each).name for each in PROJECT["dependencies"]} <= names
    assert {licence for _, licence in rows} <= set(ACCEPTED.values())


def test_a_licence_that_nobody_has_looked_at_is_refused() -> None:
    assert refused([{"Name": "fine", "License": "MIT"}]) == []
    packages = [
        {"Name": "copyleft", "License": "GPL-3.0"},
        {"Name": "silent", "License": "UNKNOWN"},
    ]
    assert refused(packages) == ["copyleft: GPL-3.0", "silent: UNKNOWN"]


@pytest.mark.parametrize(
    ("dependencies", "code", "words"),
    [
        ([{"name": "a", "version": "1", "vulns": [{"id": "CVE-1"}]}], 1, "a 1: CVE-1"),
        ([{"name": "a", "skip_reason": "not found"}], 0, "could not be reached"),
        ([], 0, "could not be reached"),
        ([{"name": "a", "version": "1", "vulns": []}], 0, "no known vulnerability"),
    ],
)
def test_an_audit_fails_for_a_vulnerability_and_never_for_want_of_a_network(
    dependencies: list[dict[str, object]], code: int, words: str
) -> None:
    ended, said = audit().verdict(dependencies)
    assert ended == code
    assert words in said


def test_the_recording_plays_to_the_end() -> None:
    header = json.loads(CAST[0])
    assert (header["version"], header["width"], header["height"]) == (2, 80, 24)
    screen = pyte.Screen(80, 24)
    stream = pyte.Stream(screen)
    before = 0.0
    for at, kind, data in map(json.loads, CAST[1:]):
        assert kind == "o"
        assert at >= before
        before = at
        stream.feed(data)
    assert "The gateway registered" in "\n".join(screen.display)


def test_the_recording_shows_no_token_and_no_place() -> None:
    screen = pyte.Screen(80, 24)
    stream = pyte.Stream(screen)
    for _, _, data in map(json.loads, CAST[1:]):
        stream.feed(data)
        shown = "\n".join(screen.display)
        assert not re.search(r"[\w!.~+/=-]{40,}", shown)
        assert not re.search(r"/(?:home|root|tmp|work)/", shown)


def test_the_picture_of_the_recording_fetches_nothing() -> None:
    svg = (ROOT / "docs" / "recording.svg").read_text(encoding="utf-8")
    assert "prefers-reduced-motion" in svg
    assert not re.search(r"<script|@import|@font-face|url\(|href=\"(?!#)", svg)
