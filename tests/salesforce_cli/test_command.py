"""What is made of the `sf` command's answers, and of its failures."""

import os
from pathlib import Path

import pytest

from tests.salesforce_cli.fake_sf import SESSION, FakeSf, login
from tui.domain.login import Login
from tui.domain.secret import Secret
from tui.errors import OrgError, SessionError, UnreachableError
from tui.programs import Answer
from tui.salesforce_cli import SalesforceCli

ANA = "ana@acme.example"
URL = "https://acme.my.salesforce.com"
ODD = "o'ne; $(touch x)@acme.example"


@pytest.fixture
def sf(tmp_path: Path) -> FakeSf:
    return FakeSf(
        tmp_path / "bin",
        login(ANA, URL),
        login("uat@acme.example", URL, group="sandboxes", isSandbox=True),
        login("s@acme.example", URL, group="scratchOrgs", isScratch=True, isDevHub=False),
        login(ODD, URL),
    )


async def failure(sf: FakeSf, face: str) -> OrgError:
    sf.set(face=face)
    with pytest.raises(OrgError) as caught:
        await SalesforceCli(sf.environ).access_token(ANA)
    error = caught.value
    assert "CANARY" not in f"{error.what}{error.hint}{error!r}"
    assert error.__cause__ is None
    assert error.hint or (isinstance(error, SessionError) and error.renew)
    return error


async def test_the_logins_are_listed_each_once_and_fast(sf: FakeSf) -> None:
    found = await SalesforceCli(sf.environ).logins()
    assert [each.username for each in found][:2] == [ANA, ODD]
    assert found[0] == Login(ANA, "ana", "00D000000000001EAA", URL)
    kinds = {each.name: (each.is_sandbox, each.is_scratch) for each in found}
    assert (kinds["uat"], kinds["s"]) == ((True, False), (False, True))
    assert "--skip-connection-status" in sf.calls[0]["argv"]


async def test_a_session_comes_from_the_command_that_is_made_for_it(sf: FakeSf) -> None:
    assert await SalesforceCli(sf.environ).access_token(ANA) == Secret(SESSION)
    assert sf.asked == [f"org auth show-access-token {ANA}"]


async def test_an_older_sf_shows_it_with_the_org(sf: FakeSf) -> None:
    sf.set(face="old")
    assert await SalesforceCli(sf.environ).access_token(ANA) == Secret(SESSION)
    assert (await SalesforceCli(sf.environ).display(ANA)).session == Secret(SESSION)


async def test_a_newer_one_hides_it_there(sf: FakeSf) -> None:
    shown = await SalesforceCli(sf.environ).display(ANA)
    assert (shown.login.instance_url, shown.session) == (URL, None)


async def test_a_redacted_session_is_refused_with_what_to_update(sf: FakeSf) -> None:
    error = await failure(sf, "redacts")
    assert "hides the session id" in error.what
    assert "sf update" in error.hint


async def test_warnings_around_the_answer_are_no_part_of_it(sf: FakeSf) -> None:
    sf.set(face="warns")
    assert await SalesforceCli(sf.environ).access_token(ANA) == Secret(SESSION)


async def test_arguments_are_a_list_and_there_is_no_input(sf: FakeSf) -> None:
    await SalesforceCli(sf.environ | {"SF_OWN": "kept"}).access_token(ODD)
    (call,) = sf.calls
    assert call["argv"][-3:] == ["--target-org", ODD, "--json"]
    assert call["stdin"] == ""
    assert "SF_OWN" in call["environ"]


async def test_opening_a_page_says_nothing_of_the_one_time_address(
    sf: FakeSf, capfd: pytest.CaptureFixture[str]
) -> None:
    await SalesforceCli(sf.environ).open_page(ANA, "/lightning/setup/home")
    assert sf.calls[0]["argv"][-2:] == ["--path", "/lightning/setup/home"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("face", "words"),
    [
        ("cannot renew", f"cannot renew the login {ANA} (RefreshTokenAuthError)"),
        ("no node", "ended with status 127 and no answer"),
        ("old node", "ended with status 1 and no answer"),
        ("unknown error", f"refuses to answer for the login {ANA}"),
        ("no JSON", "and no answer"),
    ],
)
async def test_a_failure_is_told_in_words_and_nothing_of_its_output(
    sf: FakeSf, face: str, words: str
) -> None:
    error = await failure(sf, face)
    assert isinstance(error, SessionError)
    assert words in error.what


async def test_a_login_that_is_not_there_is_told_how_to_log_in(sf: FakeSf) -> None:
    with pytest.raises(SessionError, match=r"does not know the login eve@acme\.example") as caught:
        await SalesforceCli(sf.environ).access_token("eve@acme.example")
    assert caught.value.renew == "In a shell: sf org login web as eve@acme.example"


async def test_without_sf_it_is_told_what_to_install_and_what_else_there_is(tmp_path: Path) -> None:
    with pytest.raises(SessionError, match="not found in PATH") as caught:
        await SalesforceCli({"PATH": str(tmp_path)}).logins()
    assert "access_token_from" in caught.value.hint


async def test_a_file_that_is_no_program_is_told(sf: FakeSf, tmp_path: Path) -> None:
    (tmp_path / "bin" / "sf").write_text("no program")
    with pytest.raises(SessionError, match="cannot be started"):
        await SalesforceCli(sf.environ).logins()


async def test_one_that_hangs_is_stopped(sf: FakeSf) -> None:
    async def impatient(*_: object, **__: object) -> Answer:
        raise TimeoutError

    with pytest.raises(UnreachableError, match="no answer within 60 s"):
        await SalesforceCli(sf.environ, run=impatient).logins()


@pytest.mark.parametrize(("version", "node", "words"), [("2.140.1", 22, "2.140.1 on Node 22")])
async def test_it_says_its_version(sf: FakeSf, version: str, node: int, words: str) -> None:
    sf.set(version=version, node=node)
    assert (await SalesforceCli(sf.environ).version()).words == words


async def test_a_username_is_never_taken_for_an_option(sf: FakeSf) -> None:
    with pytest.raises(SessionError, match="hyphen"):
        await SalesforceCli(sf.environ).display("--url-only")
    assert sf.calls == []


def test_the_stand_in_is_a_program(sf: FakeSf) -> None:
    assert os.access(Path(sf.environ["PATH"].split(os.pathsep)[0]) / "sf", os.X_OK)
