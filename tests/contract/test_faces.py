"""Every face of the Setup page against every act of the driver: what it says, and what reaches the org.

The table in `docs/setup-page-driver.md` is compared row by row. Where it is to be written anew:

FACE_TABLE=/tmp/faces pytest -n 0 tests/contract/test_faces.py; cat /tmp/faces
"""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest
import pytest_asyncio

from tests.contract.face_orgs import CASES, Case, Wardrobe, wardrobe
from tests.faults.orgs import App
from tests.test_docs import doc, rows
from tests.transport.sweep import assert_clean
from tui.client.session import SessionExpiredError
from tui.domain.connected_app import TokenState
from tui.domain.rehearsal import Rehearsal
from tui.domain.token import TokenReading
from tui.errors import (
    Obstacle,
    OrgError,
    OutcomeUnknownError,
    SessionError,
    UnexpectedAnswerError,
)
from tui.practice.face_words import GERMAN

pytestmark = pytest.mark.asyncio(loop_scope="module")

Act = Callable[[Wardrobe, App], Awaitable[TokenReading]]


async def read(worn: Wardrobe, app: App) -> TokenReading:
    return await worn.client.read(app.id)


async def generate(worn: Wardrobe, app: App) -> TokenReading:
    return await worn.client.generate(app.id)


async def regenerate(worn: Wardrobe, app: App) -> TokenReading:
    assert app.token is not None
    return await worn.client.regenerate(app.id, replacing=app.token.mark)


async def outcome(worn: Wardrobe, act: Act, *, has_token: bool) -> str:
    """What the act said, after everything was checked that must hold whatever it said."""
    app = worn.org.new_app(has_token=has_token)
    worn.posts.clear()
    try:
        reading = await act(worn, app)
    except OrgError as error:
        check_refusal(worn, app, error)
        return words_of(error)
    now = worn.org.token(app)
    assert reading.token is None or reading.token.expose() == now
    assert len(worn.posts) == worn.org.generations(app) == (0 if act is read else 1)
    return "done" if reading.state is not TokenState.UNKNOWN else "unknown"


def check_refusal(worn: Wardrobe, app: App, error: OrgError) -> None:
    """A refusal changed nothing and sent nothing; where the outcome is unknown one POST was sent. No secret is told."""
    before = app.token.expose() if app.token else None
    lost = isinstance(error, OutcomeUnknownError)
    assert lost or worn.org.token(app) == before
    assert len(worn.posts) == lost
    assert worn.org.generations(app) <= len(worn.posts)
    assert error.what
    assert error.hint
    assert_clean(error, *worn.org.sessions, *([before] if before else []))


def words_of(error: OrgError) -> str:
    if isinstance(error, UnexpectedAnswerError):
        assert error.obstacle is not None, error.what
        return f"refused: {error.obstacle}"
    return {OutcomeUnknownError: "outcome unknown", SessionExpiredError: "session expired"}[
        type(error)
    ]


def note(cells: list[str]) -> None:
    named = os.environ.get("FACE_TABLE")
    if named:
        with Path(named).open("a") as file:
            file.write(f"| {' | '.join(cells)} |\n")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def worn(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Wardrobe]:
    async with wardrobe(tmp_path_factory.mktemp("faces") / "data" / "practice.db") as made:
        yield made


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_what_the_driver_does_with_each_face(worn: Wardrobe, case: Case) -> None:
    worn.wear(case)
    cells = [
        f"`{case.face.name}`{case.name.removeprefix(case.face.name)}",
        case.face.about,
        await outcome(worn, read, has_token=True),
        await outcome(worn, generate, has_token=False),
        await outcome(worn, regenerate, has_token=True),
    ]
    note(cells)
    (told,) = [row for row in rows(doc("setup-page-driver")) if row[0] == cells[0]]
    assert told == cells


async def test_the_docs_tell_of_no_other_face() -> None:
    told = [row[0] for row in rows(doc("setup-page-driver")) if row[0].startswith("`")]
    assert told == [f"`{case.face.name}`{case.name.removeprefix(case.face.name)}" for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_a_rehearsal_posts_nothing_and_is_ready_just_where_a_press_is_sent(
    worn: Wardrobe, case: Case
) -> None:
    worn.wear(case)
    app = worn.org.new_app(has_token=True)
    found: Rehearsal | None = None
    with suppress(SessionError):
        found = await worn.client.rehearse(app.id)
    assert worn.posts == []
    assert app.token is not None
    assert app.token.expose() not in repr(found)
    with suppress(OrgError):
        await regenerate(worn, app)
    assert (found is not None and found.is_ready) == (len(worn.posts) == 1)


async def test_a_rehearsal_tells_what_it_went_by(worn: Wardrobe) -> None:
    (german,) = [case for case in CASES if case.name == "german, its labels configured"]
    worn.wear(german)
    found = await worn.client.rehearse(worn.org.new_app(has_token=True).id)
    assert (found.section, found.button) == (GERMAN.section, GERMAN.regenerate)
    assert (found.state, found.language, found.layout) == (TokenState.PRESENT, "de", "headings")
    assert (found.hides_value, found.carries_state, found.missing) == (True, True, ())


async def test_a_rehearsal_in_unknown_words_tells_which_words_there_are(worn: Wardrobe) -> None:
    (german,) = [case for case in CASES if case.name == "german"]
    worn.wear(german)
    found = await worn.client.rehearse(worn.org.new_app(has_token=False).id)
    assert found.obstacle is Obstacle.LANGUAGE
    assert GERMAN.section in found.headings
    assert GERMAN.generate in found.buttons
