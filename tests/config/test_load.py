"""Which file is read, what a good one gives, and how a bad one is refused."""

import os
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.config.conftest import Write
from tui.config.load import load
from tui.config.model import ClipboardMode, Config, OrgConfig, OrgType, TokenAccess
from tui.config.secret_source import CommandSource, EnvSource, FileSource, KeyringSource
from tui.errors import ConfigError

SERVED = """
[orgs.rehearsal]
kind = "salesforce"
instance_url = "http://127.0.0.1:8765"
access_token_from = { env = "SESSION" }
tokens = "setup-page"
"""


def refused(path: Path) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        load(path, {})
    return caught.value


def test_no_file_means_the_practice_org_alone() -> None:
    config = load(None, {})
    assert config == Config()
    assert config.org() == OrgConfig("practice", OrgType.PRACTICE, user="admin")


def test_the_file_in_the_platforms_place_is_read(folders: Path) -> None:
    folder = folders / "config" / "connected-apps"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("reveal_seconds = 12")
    assert load(None, {}).reveal_seconds == 12


def test_the_variable_names_the_file(write: Write) -> None:
    path = write("mouse = true")
    config = load(None, {"CONNECTED_APPS_CONFIG": str(path)})
    assert (config.mouse, config.source) == (True, path)


def test_the_option_goes_before_the_variable(write: Write) -> None:
    config = load(write("clipboard_seconds = 7"), {"CONNECTED_APPS_CONFIG": "/nowhere"})
    assert config.clipboard_seconds == 7


def test_a_missing_file_of_the_option_is_an_error(tmp_path: Path) -> None:
    error = refused(tmp_path / "other.toml")
    assert "other.toml" in error.what
    assert "--config" in error.hint


def test_a_missing_file_of_the_variable_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(None, {"CONNECTED_APPS_CONFIG": str(tmp_path / "gone.toml")})
    assert "$CONNECTED_APPS_CONFIG" in caught.value.hint


def test_a_dangling_link_in_the_platforms_place_is_an_error(folders: Path) -> None:
    folder = folders / "config" / "connected-apps"
    folder.mkdir(parents=True)
    (folder / "config.toml").symlink_to("gone.toml")
    with pytest.raises(ConfigError):
        load(None, {})


def test_every_top_key_arrives(write: Write) -> None:
    text = """
    default_org = "other"
    mouse = false
    read_only = true
    theme = "nord"
    reveal_seconds = 0
    clipboard = "osc52"
    clipboard_seconds = 3600
    orgs.other.kind = "practice"
    """
    config = load(write(text), {})
    assert (config.default_org, config.mouse, config.read_only) == ("other", False, True)
    assert (config.theme, config.clipboard) == ("nord", ClipboardMode.OSC52)
    assert (config.reveal_seconds, config.clipboard_seconds) == (0, 3600)


def test_a_served_org_arrives(write: Write) -> None:
    text = SERVED + 'read_only = true\nreveal = false\nclipboard = "none"\nca_file = "/etc/ca.pem"'
    org = load(write(text), {}).orgs["rehearsal"]
    assert org == OrgConfig(
        "rehearsal",
        OrgType.SALESFORCE,
        instance_url="http://127.0.0.1:8765",
        access_token_from=EnvSource("SESSION"),
        tokens=TokenAccess.SETUP_PAGE,
        read_only=True,
        reveal=False,
        clipboard=ClipboardMode.NONE,
        ca_file=Path("/etc/ca.pem"),
    )


def test_an_org_says_when_its_tokens_are_due(write: Write) -> None:
    text = SERVED + 'max_age = 90\nmax_age_of = { "0H4000000000001AAA" = 30 }'
    org = load(write(text), {}).orgs["rehearsal"]
    assert (org.max_age, dict(org.max_age_of or {})) == (90, {"0H4000000000001AAA": 30})


def test_an_org_of_sf_is_guided_unless_it_says_otherwise(write: Write) -> None:
    text = '[orgs.acme]\nkind = "salesforce"\nusername = "admin@acme.example"'
    org = load(write(text), {}).orgs["acme"]
    assert (org.username, org.instance_url, org.guided) == ("admin@acme.example", None, True)
    assert not load(write(f'{text}\ntokens = "setup-page"'), {}).orgs["acme"].guided


def test_a_host_elsewhere_is_taken_where_the_file_allows_it(write: Write) -> None:
    text = SERVED.replace("http://127.0.0.1:8765", "https://orgs.example")
    org = load(write(text + "allow_host = true"), {}).orgs["rehearsal"]
    assert org.instance_url == "https://orgs.example"


def test_a_keyring_entry_arrives_and_is_not_opened(write: Write) -> None:
    text = SERVED.replace('{ env = "SESSION" }', '{ keyring = ["acme-session", "ada"] }')
    org = load(write(text), {}).orgs["rehearsal"]
    assert org.access_token_from == KeyringSource("acme-session", "ada")


@pytest.mark.parametrize(("text", "named"), [("", False), ('default_org = "practice"', True)])
def test_it_is_known_whether_the_file_names_the_default_org(
    write: Write, text: str, named: bool
) -> None:
    assert load(write(text), {}).default_is_set is named


def test_the_practice_org_is_there_beside_others(write: Write) -> None:
    assert list(load(write(SERVED), {}).orgs) == ["practice", "rehearsal"]


def test_the_practice_org_can_be_set_up_without_its_kind(write: Write) -> None:
    org = load(write('[orgs.practice]\nuser = "support"'), {}).org("practice")
    assert (org.kind, org.user) == (OrgType.PRACTICE, "support")


def test_the_orgs_cannot_be_changed(write: Write) -> None:
    assert isinstance(load(write(SERVED), {}).orgs, MappingProxyType)
    assert isinstance(Config().orgs, MappingProxyType)


def test_a_home_folder_is_the_environments(write: Write) -> None:
    text = SERVED.replace('{ env = "SESSION" }', '{ file = "~/session" }')
    org = load(write(text), {"HOME": "/home/ada"}).orgs["rehearsal"]
    assert org.access_token_from == FileSource(Path("/home/ada/session"))


def test_loading_runs_no_command(write: Write, tmp_path: Path) -> None:
    trace = tmp_path / "ran"
    text = SERVED.replace('{ env = "SESSION" }', f'{{ command = ["touch", "{trace}"] }}')
    org = load(write(text), dict(os.environ)).orgs["rehearsal"]
    assert org.access_token_from == CommandSource(("touch", str(trace)))
    assert not trace.exists()


def test_a_byte_order_mark_is_no_part_of_the_text(write: Write) -> None:
    assert load(write("\ufeffmouse = true"), {}).mouse is True


def test_text_that_is_not_utf8_is_refused_with_its_line(write: Write) -> None:
    path = write("")
    path.write_bytes(b'mouse = true\ntheme = "\xff"\n')
    assert "line 2: the text is not UTF-8" in refused(path).what


def test_a_folder_is_refused_in_words(tmp_path: Path) -> None:
    assert "cannot be read: Is a directory" in refused(tmp_path).what


def test_a_named_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "is not a file" in refused(pipe).what


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("mouse = true\ntheme = ", "line 2, column 9"),
        ('mouse = true\ntheme = "x', "line 2, column 11"),
        ("mouse = true\r\n  what?", "line 2, column 7"),
    ],
)
def test_a_syntax_error_says_line_and_column(write: Write, text: str, place: str) -> None:
    what = refused(write(text)).what
    assert f"{place}: not valid TOML: " in what


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "9" * 5000, "#" * 1_100_000])
def test_monstrous_text_is_refused_in_words(write: Write, text: str) -> None:
    assert "config.toml" in refused(write(text)).what


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode(errors="ignore")))
def test_whatever_stands_in_the_file_gives_a_configuration_or_words(
    write: Write, content: bytes
) -> None:
    path = write("")
    path.write_bytes(content)
    orgs, words = [], ""
    try:
        orgs = list(load(path, {}).orgs)
    except ConfigError as error:
        words = error.what
    assert ("practice" in orgs) != words.startswith(str(path))
    assert words.isprintable()
