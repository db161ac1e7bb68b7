"""`token generate`, `regenerate` and `reveal`, without a terminal."""

import hashlib
import re

from tests.cli.conftest import CommandLine
from tests.cli.served_org import ServedOrg

FINGERPRINT_AND_TIME = re.compile(r"[0-9a-f]{8}  \d{4}-\d\d-\d\d \d\d:\d\d UTC\n")


def fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:8]


def test_generate_prints_fingerprint_and_time(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("To generate")
    said = cli("token", "generate", "To generate")
    token = org.token(app_id)
    assert FINGERPRINT_AND_TIME.fullmatch(said.out)
    assert said.out.startswith(fingerprint(token))
    assert "Generated: To generate" in said.err
    assert token not in said.out + said.err


def test_generate_as_json(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("To generate as JSON")
    said = cli("token", "generate", app_id, "--json")
    made = said.document
    assert (made["id"], made["name"]) == (app_id, "To generate as JSON")
    assert made["fingerprint"] == fingerprint(org.token(app_id))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", made["at"])


def test_regenerate_replaces_the_token(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("To regenerate", token="the-old-one")
    said = cli("token", "regenerate", "To regenerate", "--yes")
    token = org.token(app_id)
    assert token != "the-old-one"
    assert said.out.startswith(fingerprint(token))
    assert "the old token is dead" in said.err
    assert token not in said.out + said.err


def test_regenerate_as_json(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("To regenerate as JSON", token="the-old-one")
    made = cli("token", "regenerate", app_id, "--yes", "--json").document
    assert made["fingerprint"] == fingerprint(org.token(app_id)) != fingerprint("the-old-one")


def test_the_right_name_beside_yes_is_welcome_anywhere(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Named twice", token="the-old-one")
    cli("token", "regenerate", app_id, "--yes", "--name", "Named twice")
    assert org.token(app_id) != "the-old-one"


def test_in_production_yes_needs_the_name_beside_it(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("In production", token="the-old-one")
    org.face.production = True
    said = cli("token", "regenerate", app_id, "--yes", code=2)
    assert "production" in said.err
    assert org.token(app_id) == "the-old-one"
    cli("token", "regenerate", app_id, "--yes", "--name", "In production")
    assert org.token(app_id) != "the-old-one"


def test_reveal_prints_the_token_alone(cli: CommandLine, org: ServedOrg) -> None:
    org.new_app("To reveal", token="the-value-itself")
    said = cli("token", "reveal", "To reveal")
    assert (said.out, said.err) == ("the-value-itself\n", "")
