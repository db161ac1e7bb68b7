"""The lines that frame a screen: what they say, and what is dropped where there is no room."""

import pytest
from rich.cells import cell_len

from tests.fakes import PRACTICE, PRODUCTION
from tests.widgets.stage import Stage
from tui.domain.org import Org, OrgKind
from tui.widgets.bars import Mood, StatusLine, TitleBar


async def title_at(width: int, org: Org | None, **parts: str) -> str:
    bar = TitleBar()
    app = Stage(bar)
    async with app.run_test(size=(width, 3)) as pilot:
        bar.show(org, "acme-uat")
        for name, value in parts.items():
            setattr(bar, name, value)
        await pilot.pause()
        return app.lines[0]


async def test_the_title_says_where_one_is() -> None:
    line = await title_at(100, PRODUCTION, place="顧客ポータル", aside="Ana Souza")
    assert line.startswith(
        " Connected Apps   PRODUCTION  Acme  acme.my.salesforce.com › 顧客ポータル "
    )
    assert line.rstrip().endswith("Ana Souza")
    assert cell_len(line) == 100


async def test_until_an_org_has_named_itself_the_title_has_the_name_it_was_opened_by() -> None:
    assert (await title_at(80, None)).startswith(" Connected Apps   acme-uat ")


@pytest.mark.parametrize("kind", OrgKind)
async def test_every_kind_of_org_has_a_word_and_a_host_but_the_practice_org(kind: OrgKind) -> None:
    line = await title_at(80, PRODUCTION._replace(kind=kind))
    assert kind.value in line.lower()
    assert ("acme.my.salesforce.com" in line) is (kind is not OrgKind.PRACTICE)


@pytest.mark.parametrize("width", [20, 40, 60])
async def test_what_may_be_cut_goes_first(width: int) -> None:
    org = PRODUCTION._replace(kind=OrgKind.SANDBOX)
    line = await title_at(width, org, place="長い名前" * 9, aside="Ana Souza")
    assert "Ana Souza" not in line
    assert line.startswith(" sandbox  Acme")
    assert line.rstrip().endswith("…")
    assert cell_len(line) == width


async def test_a_long_name_leaves_room_for_the_host() -> None:
    line = await title_at(120, PRODUCTION._replace(name="長い名前" * 20))
    assert "acme.my.salesforce.com" in line


@pytest.mark.parametrize("name", ["[red]x[/red]", "[/]", "[@click=app.quit]quit[/]"])
async def test_a_name_is_no_markup(name: str) -> None:
    assert f"› {name} " in await title_at(80, PRACTICE, place=name)


@pytest.mark.parametrize(("mood", "sign"), [(Mood.GOOD, "✓ "), (Mood.BAD, "✗ "), (Mood.PLAIN, "")])
async def test_the_status_line_has_a_sign_for_what_its_colour_says(mood: Mood, sign: str) -> None:
    status = StatusLine()
    app = Stage(status)
    async with app.run_test(size=(80, 3)) as pilot:
        status.say("[b]Done[/b].", mood)
        await pilot.pause()
        assert app.lines[0].rstrip() == f"{sign}[b]Done[/b]."
