"""What a doctor makes of what was found out."""

from dataclasses import replace

import pytest

from tests.fakes import PRODUCTION, FakeOrg, generation, make_app
from tui.domain.connected_app import TokenState
from tui.domain.rehearsal import Rehearsal
from tui.domain.token import Generation
from tui.errors import PermissionMissingError, SessionError
from tui.services.doctor import Finding, Level, OrgDoctor, page_finding
from tui.services.doctor_machine import TerminalFacts, sf_version, terminal

READY = Rehearsal(
    "0H4", TokenState.NONE, "Section", "Generate", hides_value=True, carries_state=True
)


class FakeRealOrg(FakeOrg):
    """An org whose version and Setup page can be looked at."""

    rehearsed: str | None = None

    async def api_version(self) -> int:
        await self._pass("api_version")
        return 67

    async def rehearse(self, app_id: str) -> Rehearsal:
        self.rehearsed = app_id
        return replace(READY, app_id=app_id)


async def examined(org: FakeRealOrg, *, guided: bool = False) -> dict[str, Finding]:
    return {each.check: each async for each in OrgDoctor(org, guided=guided).findings()}


async def test_the_first_app_stands_for_the_page_of_all() -> None:
    org = FakeRealOrg([make_app(1), make_app(2)], org=PRODUCTION)
    found = await examined(org)
    assert {each.level for each in found.values()} == {Level.OK}
    assert org.rehearsed == make_app(1).id


async def test_without_a_session_nothing_else_is_tried() -> None:
    org = FakeRealOrg([make_app(1)])
    org.fail["user"] = SessionError("Expired.", hint="Log in.")
    found = await examined(org)
    assert list(found) == ["api version", "session"]
    assert found["session"].todo == "Log in."


async def test_a_refusal_of_one_interface_leaves_the_others() -> None:
    org = FakeRealOrg([make_app(1)])
    org.fail["generations"] = PermissionMissingError(
        "No trail for you.", status=400, code="INVALID_TYPE"
    )
    found = await examined(org)
    assert found["audit trail"].facts == {
        "error": "PermissionMissingError",
        "status": 400,
        "code": "INVALID_TYPE",
    }
    assert found["setup page"].level is Level.OK


async def test_a_trail_in_other_words_is_told_and_counted() -> None:
    foreign = Generation(generation("x", 1).at, "Ana", None)
    found = await examined(FakeRealOrg([make_app(1)], trail=[generation("App 001", 1), foreign]))
    assert found["audit trail"].level is Level.WARN
    assert found["audit trail"].facts == {"generations": 2, "in_unknown_words": 1}


def test_a_page_that_is_recognised_is_recommended_to_guided_orgs_alone() -> None:
    assert 'tokens = "setup-page"' in page_finding(READY, guided=True).todo
    assert page_finding(READY, guided=False).todo == ""


def test_a_page_that_is_not_recognised_is_no_reason_to_change_over() -> None:
    seen = replace(READY, missing=("There are two sections.",))
    found = page_finding(seen, guided=True)
    assert (found.level, found.words) == (Level.WARN, "There are two sections.")
    assert "Stay with" in found.todo


def test_the_facts_of_a_page_hold_none_of_its_words() -> None:
    seen = replace(
        READY, section="CANARY", button="CANARY", headings=("CANARY",), buttons=("CANARY",)
    )
    assert "CANARY" not in str(page_finding(seen, guided=True).facts)


def facts(
    columns: int = 80, lines: int = 24, encoding: str = "utf-8", **environ: str
) -> TerminalFacts:
    return TerminalFacts(True, columns, lines, encoding, {"TERM": "xterm-256color", **environ})


def test_a_good_terminal_is_good() -> None:
    assert {finding.level for finding in terminal(facts())} == {Level.OK}


@pytest.mark.parametrize(
    ("seen", "level", "words"),
    [
        (facts(TERM="dumb"), Level.FAIL, "TERM is empty or dumb"),
        (facts(columns=59), Level.WARN, "59×24, and the console needs 60×20"),
        (facts(encoding="ascii"), Level.WARN, "The encoding is ascii"),
        (facts(NO_COLOR="1"), Level.OK, "no colours (NO_COLOR)"),
        (facts(COLORTERM="truecolor"), Level.OK, "all colours"),
        (facts(TMUX="/t", SSH_TTY="/dev/pts/1"), Level.OK, "Inside SSH, tmux."),
        (replace(facts(), there=False), Level.WARN, "There is none"),
    ],
)
def test_what_gets_in_the_way_is_told(seen: TerminalFacts, level: Level, words: str) -> None:
    assert any(finding.level is level and words in finding.words for finding in terminal(seen))


@pytest.mark.parametrize(
    ("cli", "node", "level"),
    [
        ((2, 136, 8), 22, Level.OK),
        ((2, 136, 7), 22, Level.WARN),
        ((3, 0, 0), 24, Level.OK),
        ((2, 140, 0), 18, Level.WARN),
    ],
)
def test_an_old_sf_and_an_old_node_are_told(
    cli: tuple[int, int, int], node: int, level: Level
) -> None:
    assert sf_version(cli, node, "x").level is level
