"""`config.example.toml` documents every key, loads as it stands, and loads with every setting switched on."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.config.conftest import Write
from tui.config.load import load
from tui.config.model import Config
from tui.config.schema import ORG_KEYS, SECRET_KEYS, TOP_KEYS, Key
from tui.config.secret_source import CommandSource, EnvSource, FileSource, KeyringSource
from tui.config.target_model import TargetKind
from tui.config.targets import TARGET_KEYS

EXAMPLE = (Path(__file__).parents[2] / "config.example.toml").read_text(encoding="utf-8")
SWITCHED_ON = re.sub(r"^#(?=[\w\[])", "", EXAMPLE, flags=re.MULTILINE)


def test_it_loads_where_nothing_is_set_up(write: Write) -> None:
    config = load(write(EXAMPLE), {})
    assert list(config.orgs) == ["practice", "rehearsal"]
    assert isinstance(config.orgs["rehearsal"].access_token_from, CommandSource)


def test_its_top_settings_are_the_defaults(write: Write) -> None:
    config, plain = load(write(EXAMPLE), {}), Config()
    for key in TOP_KEYS:
        assert key.name in {"orgs", "targets"} or getattr(config, key.name) == getattr(
            plain, key.name
        )


def test_it_loads_with_every_setting_switched_on(write: Write) -> None:
    orgs = load(write(SWITCHED_ON), {}).orgs
    kinds = {type(org.access_token_from) for org in orgs.values()}
    assert kinds == {CommandSource, EnvSource, FileSource, KeyringSource, type(None)}


def _tables() -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]], list[Any]]:
    top = tomllib.loads(SWITCHED_ON)
    orgs, targets = list(top["orgs"].values()), list(top["targets"].values())
    secrets = [
        value
        for table in (*orgs, *targets)
        for key, value in table.items()
        if key.endswith("_from")
    ]
    return top, orgs, secrets, targets


@pytest.mark.parametrize(
    ("keys", "level"), [(TOP_KEYS, 0), (ORG_KEYS, 1), (SECRET_KEYS, 2), (TARGET_KEYS, 3)]
)
def test_it_has_every_key_and_nothing_else(keys: tuple[Key, ...], level: int) -> None:
    top, *rest = _tables()
    tables = [[top], *rest][level]
    assert {name for table in tables for name in table} == {key.name for key in keys}


def test_it_has_a_target_of_every_kind(write: Write) -> None:
    targets = load(write(SWITCHED_ON), {}).targets
    assert {target.kind for target in targets.values()} == set(TargetKind)
