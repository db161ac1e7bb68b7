"""What is wrong in a file that is valid TOML: file, line, key, and what was expected; never the value."""

import pytest

from tests.config.conftest import Write
from tests.config.test_load import SERVED, refused


def test_an_unknown_key_is_refused_with_file_line_and_nearest_key(write: Write) -> None:
    path = write('mouse = true\nclipbord = "auto"')
    error = refused(path)
    assert error.what == f"{path}, line 2: clipbord is not a key of this version."
    assert error.hint == "The nearest key is clipboard."


def test_an_unknown_key_like_no_other_is_refused_with_all_keys(write: Write) -> None:
    assert "default_org, mouse" in refused(write("xyzzy = 1")).hint


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (SERVED + 'login = "admin@acme.example"', "line 7: orgs.rehearsal.login"),
        (SERVED.replace("{ env", "{ vault"), "line 5: orgs.rehearsal.access_token_from.vault"),
    ],
)
def test_keys_of_other_versions_are_unknown_keys(write: Write, text: str, key: str) -> None:
    assert f"{key} is not a key of this version" in refused(write(text)).what


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('mouse = "yes"', "true or false, not this text"),
        ("read_only = 1", "true or false, not this number"),
        ("reveal_seconds = true", "a whole number of seconds from 0 to 3600, not a switch"),
        ("reveal_seconds = 3601", "from 0 to 3600, not this number"),
        ("clipboard_seconds = -1", "from 0 to 3600, not this number"),
        ("clipboard_seconds = 4.5", "from 0 to 3600, not a fraction"),
        ('theme = ""', "must be the name of a theme"),
        ("theme = true", "the name of a theme, not a switch"),
        ('theme = "\\u001b[31m"', "must be the name of a theme"),
        ("default_org = 2026-11-23", "a text of visible characters, not a date or time"),
        ("orgs = 3", "tables such as [orgs.acme], not this number"),
        ("orgs.acme = []", "must be a table, not an empty one"),
        ('clipboard = "sytem"', 'must be "auto" or "tmux" or "osc52" or "system" or "none"'),
    ],
)
def test_a_wrong_value_is_told_what_was_expected(write: Write, text: str, expected: str) -> None:
    what = refused(write(text)).what
    assert "line 1: " in what
    assert expected in what


def test_a_misspelt_choice_is_told_the_nearest(write: Write) -> None:
    assert refused(write('clipboard = "sytem"')).hint == 'The nearest is "system".'


def test_a_theme_that_is_not_there_is_told_the_nearest_or_ours(write: Write) -> None:
    assert refused(write('theme = "consol-light"')).hint.startswith(
        'The nearest is "console-light".'
    )
    assert "console-contrast" in refused(write('theme = "?"')).hint


def test_a_default_org_that_is_not_there_is_told_the_nearest(write: Write) -> None:
    error = refused(write('default_org = "rehersal"\n' + SERVED))
    assert "line 1: default_org names an org" in error.what
    assert error.hint == "The nearest is rehearsal."


@pytest.mark.parametrize("key", ["kind", "instance_url", "access_token_from"])
def test_a_served_org_needs_its_keys(write: Write, key: str) -> None:
    lines = [line for line in SERVED.splitlines() if not line.startswith(f"{key} ")]
    error = refused(write("\n".join(lines)))
    assert f"line 2: orgs.rehearsal has no {key}." in error.what
    assert error.hint.startswith("Add ")


def test_an_org_without_any_way_to_a_session_is_told_both(write: Write) -> None:
    error = refused(write('[orgs.acme]\nkind = "salesforce"'))
    assert "line 1: orgs.acme has no username." in error.what
    assert "instance_url and access_token_from" in error.hint


@pytest.mark.parametrize(
    "line", ['instance_url = "http://127.0.0.1"', 'access_token_from = { env = "X" }']
)
def test_a_username_stands_alone(write: Write, line: str) -> None:
    text = f'[orgs.acme]\nkind = "salesforce"\nusername = "a@b.example"\n{line}'
    assert "stands beside username" in refused(write(text)).what


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('instance_url = "http://127.0.0.1:1"', "salesforce"),
        ('access_token_from = { env = "X" }', "salesforce"),
        ('ca_file = "/etc/ca.pem"', "salesforce"),
    ],
)
def test_a_practice_org_takes_no_key_of_the_other_kind(write: Write, line: str, kind: str) -> None:
    what = refused(write(f'[orgs.mine]\nkind = "practice"\n{line}')).what
    assert f'belongs to orgs of kind "{kind}"' in what


def test_a_served_org_takes_no_user(write: Write) -> None:
    what = refused(write(SERVED + 'user = "admin"')).what
    assert 'orgs.rehearsal.user belongs to orgs of kind "practice"' in what


def test_the_practice_org_cannot_become_another(write: Write) -> None:
    error = refused(write(SERVED.replace("rehearsal", "practice")))
    assert "orgs.practice.kind must be" in error.what


def test_an_address_elsewhere_is_refused_with_its_line(write: Write) -> None:
    text = SERVED.replace("http://127.0.0.1:8765", "https://orgs.example")
    what = refused(write(text)).what
    assert "line 4: orgs.rehearsal.instance_url is neither on this machine nor" in what
    assert "orgs.example" not in what


@pytest.mark.parametrize(
    "source",
    [
        "{}",
        '{ env = "A", file = "/a" }',
        '{ env = "A", command = ["a"] }',
        "{ command = [] }",
        '{ command = "pass show acme" }',
        '{ command = ["pass", 3] }',
        '{ command = [" "] }',
        '{ command = ["a\\u0000b"] }',
        '{ file = "session" }',
        '{ file = "~ada/session" }',
        '{ env = "" }',
        '{ keyring = "acme" }',
        '{ keyring = ["acme"] }',
        '{ keyring = ["", "admin"] }',
        '{ keyring = ["acme", "admin", "more"] }',
    ],
)
def test_a_source_that_names_nothing_usable_is_refused(write: Write, source: str) -> None:
    error = refused(write(SERVED.replace('{ env = "SESSION" }', source)))
    assert "line 5: orgs.rehearsal.access_token_from" in error.what


def test_a_secret_in_the_file_is_refused_and_not_repeated(write: Write) -> None:
    secret = "00D5f000000abcd!AQ0AQHjustLooksLikeOne"
    error = refused(write(SERVED.replace('{ env = "SESSION" }', f'"{secret}"')))
    assert secret not in error.what + error.hint
    assert "A secret never stands in the file" in error.hint


def test_no_value_is_ever_repeated(write: Write) -> None:
    error = refused(write(SERVED.replace("setup-page", "00Dsecret")))
    assert "00Dsecret" not in error.what + error.hint


@pytest.mark.parametrize("name", ["", "\\u202Eemca", "\\u001b[31m"])
def test_an_org_name_that_cannot_be_typed_is_refused_printably(write: Write, name: str) -> None:
    what = refused(write(f'[orgs."{name}"]\nkind = "practice"')).what
    assert "is not a name that can be typed" in what
    assert what.isprintable()
