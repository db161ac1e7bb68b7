"""The table: find an app by keys, know what is going on, and lose nothing when the org does not answer."""

import asyncio

import pytest
from textual.geometry import Region
from textual.strip import Strip

from tests.consoles import console, meant, opened, pressed, running, shown
from tests.fakes import PRODUCTION, FakeClock, FakeOrg, FakeTarget, generation, make_app
from tui.errors import SessionError, UnreachableError
from tui.widgets.apps_table import AppsTable
from tui.widgets.search_box import SearchBox


def make_org(count: int = 30, **more: object) -> FakeOrg:
    apps = [make_app(number) for number in range(count)]
    return FakeOrg(apps, **more)  # type: ignore[arg-type]


async def test_it_shows_the_apps_where_we_are_and_as_whom() -> None:
    org = FakeOrg([make_app(1, "Billing")], trail=[generation("Billing", 21)])
    app = console(org)
    async with running(app):
        text = shown(app)
    assert "practice org" in text
    assert "admin@practice.example" in text
    assert "Billing" in text
    assert "● 3 weeks ago" in text
    assert "1 connected app, read at" in text


async def test_what_the_org_says_of_itself_may_come_after_the_list() -> None:
    org = FakeOrg()
    for call in ("org", "user", "permissions"):
        org.gates[call] = asyncio.Event()
    app = console(org)
    async with running(app) as pilot:
        assert "admin@practice.example" not in shown(app)
        for gate in org.gates.values():
            gate.set()
        await pressed(pilot)
        assert "admin@practice.example" in shown(app)
        assert "practice-org seed" in shown(app)


async def test_typing_filters_at_once_and_says_how_many() -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await pressed(pilot, "slash", "0", "0", "7")
        text = shown(app)
        assert "App 007" in text
        assert "App 008" not in text
        assert "1 of 30" in text


async def test_letters_go_to_the_search_while_it_has_the_focus() -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await pressed(pilot, "slash", "q", "g", "s")
        assert app.screen.query_one(SearchBox).value == "qgs"
        assert app.is_running


@pytest.mark.parametrize("key", ["enter", "down"])
async def test_enter_and_down_give_the_focus_to_the_table(key: str) -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await pressed(pilot, "slash", "a", key)
        assert isinstance(app.screen.focused, AppsTable)
        assert app.screen.query_one(SearchBox).value == "a"


async def test_escape_in_the_search_brings_everything_back() -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await pressed(pilot, "slash", "x", "escape")
        assert "App 000" in shown(app)
        assert isinstance(app.screen.focused, AppsTable)


async def test_no_hit_says_what_was_searched_for() -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await pressed(pilot, "slash", "x", "y", "z")
        assert "No connected app matches “xyz”." in shown(app)


async def test_an_empty_practice_org_says_how_to_fill_it() -> None:
    app = console(FakeOrg())
    async with running(app):
        assert "practice-org seed" in shown(app)


async def test_an_empty_real_org_does_not_speak_of_practice() -> None:
    app = console(FakeOrg(org=PRODUCTION))
    async with running(app):
        assert "App Manager" in shown(app)
        assert "practice-org" not in shown(app)


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (["j", "j"], 2),
        (["down", "k"], 0),
        (["end"], 29),
        (["end", "home"], 0),
        (["pagedown"], 17),
        (["pagedown", "pageup"], 0),
        (["up"], 0),
    ],
)
async def test_moving(keys: list[str], row: int) -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await pressed(pilot, *keys)
        assert app.screen.query_one(AppsTable).row == row


async def test_the_cursor_stays_on_its_app_when_the_list_changes() -> None:
    org = make_org(10)
    app = console(org)
    async with running(app) as pilot:
        await pressed(pilot, "j", "j", "j")
        org.apps.insert(0, make_app(99, "AAA first"))
        await pressed(pilot, "f5")
        assert app.screen.query_one(AppsTable).row == 4


async def test_an_unreachable_org_says_so_and_f5_tries_again() -> None:
    org = make_org(3)
    org.fail["app_pages"] = UnreachableError("The org does not answer.", hint="Is the link up?")
    app = console(org)
    async with running(app) as pilot:
        text = shown(app)
        assert "The org does not answer. Is the link up?" in text
        assert "F5 tries again. o opens another org." in text
        assert "connected-apps doctor --org practice" in text
        org.fail.clear()
        await pressed(pilot, "f5")
        assert "App 000" in shown(app)


async def test_a_failed_load_is_the_last_word_also_where_the_org_itself_fails_after_it() -> None:
    org = make_org(3)
    org.fail["app_pages"] = org.fail["org"] = UnreachableError("The org does not answer.")
    org.gates["org"] = asyncio.Event()
    app = console(org)
    async with running(app) as pilot:
        app.saying("Trying again in 4 s (4 of 4).")
        org.gates["org"].set()
        await pressed(pilot)
        assert "The list could not be loaded.\n" in shown(app)
        assert "Trying again" not in shown(app)


async def test_a_list_that_broke_off_says_how_much_is_missing() -> None:
    org = make_org(5)
    org.page_size = 2
    org.fail["page 2"] = SessionError("The session has expired.")
    app = console(org)
    async with running(app, (110, 30)):
        text = shown(app)
        assert "2 of the first 2 of 5" in text
        assert "The session has expired. F5 asks again." in text


async def test_a_failed_refresh_keeps_the_list() -> None:
    org = make_org(3)
    app = console(org)
    async with running(app) as pilot:
        org.fail["app_pages"] = UnreachableError("The org does not answer.")
        await pressed(pilot, "f5")
        assert "App 000" in shown(app)
        assert "The org does not answer." in shown(app)


async def test_it_can_be_used_while_pages_still_arrive() -> None:
    org = make_org(30, page_size=10)
    org.gates["page 2"] = asyncio.Event()
    app = console(org)
    async with running(app) as pilot:
        assert "loading 10 of 30" in shown(app)
        await pressed(pilot, "slash", "0", "0", "5")
        assert "App 005" in shown(app)
        org.gates["page 2"].set()
        await pressed(pilot, "backspace")
        assert "10 of 30" in shown(app)


async def test_the_first_rows_are_painted_before_the_next_page_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    painted: list[str] = []
    render = AppsTable.render_lines

    def watched(table: AppsTable, crop: Region) -> list[Strip]:
        lines = render(table, crop)
        painted.extend(line.text for line in lines)
        return lines

    class Watched(FakeOrg):
        async def _pass(self, call: str) -> None:
            if call == "page 2":
                assert any(self.apps[0].name in line for line in painted)
            await super()._pass(call)

    monkeypatch.setattr(AppsTable, "render_lines", watched)
    org = Watched([make_app(number) for number in range(4)], page_size=2)
    app = console(org)
    async with running(app):
        assert org.reached["page 2"].is_set()
        assert "4 connected apps, read at" in shown(app)


async def test_ages_are_those_of_the_moment_at_which_one_searches() -> None:
    clock = FakeClock()
    apps = [make_app(1, "Billing Sync"), make_app(2, "Billing Bridge")]
    app = console(FakeOrg(apps, trail=[generation(apps[0].name, 1)]), clock=clock)
    async with running(app) as pilot:
        assert "1 day ago" in shown(app)
        await pressed(pilot, "slash", "b")
        clock.advance(3 * 24 * 3600)
        await pressed(pilot, "i")
        assert "4 days ago" in shown(app)


async def test_what_is_found_by_a_trail_that_has_just_come_shows_it() -> None:
    clock = FakeClock()
    org = make_org(30, page_size=10, trail=[generation("App 005", 3, "Zoe Quill")])
    for call in ("generations", "page 2", "page 3"):
        org.gates[call] = asyncio.Event()
    app = console(org, clock=clock)
    async with running(app) as pilot:
        await pressed(pilot, "slash")
        org.gates["generations"].set()
        await org.reached["generations"].wait()
        org.gates["page 2"].set()  # so soon after the first page the list is not shown again
        await pressed(pilot, *"qu")
        assert "No connected app" in shown(app)
        clock.advance(0.5)
        await pressed(pilot, "i")
        row = next(line for line in shown(app).splitlines() if "App 005" in line)
        assert "3 days ago" in row


async def test_sorting_by_the_dialog_turns_round() -> None:
    app = console(make_org(5))
    async with running(app) as pilot:
        await opened(pilot, "s")
        await pressed(pilot, "enter")
        assert "Name ↓" in shown(app)
        assert shown(app).index("App 004") < shown(app).index("App 000")


async def test_after_the_first_load_it_says_how_to_go_on_and_after_another_it_does_not() -> None:
    app = console(make_org(3))
    async with running(app) as pilot:
        assert "/ searches, Enter opens an app." in shown(app)
        await pressed(pilot, "f5")
        assert "3 connected apps, read at" in shown(app)
        assert "/ searches" not in shown(app)


@pytest.mark.parametrize(
    ("tokens", "words"),
    [
        ({}, "No target has had the new token of “App 000” from here. h hands it over."),
        ({make_app(0).id: "old"}, "new token of “App 000” from here, and its old one is"),
    ],
)
async def test_an_app_left_with_a_token_that_no_target_has_says_what_is_left_to_do(
    tokens: dict[str, str], words: str
) -> None:
    app = console(make_org(3, tokens=tokens), targets=[FakeTarget("gateway")])
    async with running(app) as pilot:
        await pressed(pilot, "enter")
        await opened(pilot, "g")
        await meant(pilot, "y" if tokens else "enter")
        await pressed(pilot, "backspace")
        assert words in shown(app)


async def test_the_first_letter_of_another_search_takes_the_place_of_the_one_before() -> None:
    app = console(make_org(12))
    async with running(app) as pilot:
        await pressed(pilot, "slash", *"00", "enter", "slash", *"11")
        assert app.screen.query_one(SearchBox).value == "11"
        await pressed(pilot, "enter", "slash", "right", *"0")
        assert app.screen.query_one(SearchBox).value == "110"


async def test_a_click_on_a_heading_sorts() -> None:
    app = console(make_org(5))
    async with running(app, (120, 30)) as pilot:
        await pilot.click(AppsTable, offset=(62, 0))
        await pressed(pilot)
        assert app.order.column.value != "name"


async def test_a_second_click_on_the_row_opens_it() -> None:
    app = console(make_org(5))
    async with running(app) as pilot:
        await pilot.click(AppsTable, offset=(5, 2))
        await pressed(pilot)
        assert app.screen.query_one(AppsTable).row == 1
        await pilot.click(AppsTable, offset=(5, 2))
        await pressed(pilot)
        assert "› App 001" in shown(app)


@pytest.mark.parametrize("key", ["r", "c", "C", "g"])
async def test_token_keys_on_the_table_change_nothing_and_say_why(key: str) -> None:
    org = make_org(3)
    app = console(org)
    async with running(app) as pilot:
        await pressed(pilot, key)
        assert "Open the app first (Enter)." in shown(app)
    assert org.posts == []


async def test_a_missing_permission_is_said_at_once() -> None:
    app = console(make_org(3, may_manage=False))
    async with running(app):
        assert "lacks the permission Manage Connected Apps" in shown(app)
        assert "System Permissions" in shown(app)


async def test_production_is_said_in_words() -> None:
    app = console(make_org(3, org=PRODUCTION))
    async with running(app):
        assert "PRODUCTION" in shown(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 50), (200, 60)])
async def test_every_size_shows_name_token_and_keys(size: tuple[int, int]) -> None:
    app = console(make_org())
    async with running(app, size):
        text = shown(app)
    assert "App 000" in text
    assert "· unknown" in text
    assert "q Quit" in text
    assert max(map(len, text.splitlines())) <= size[0]


async def test_too_small_a_terminal_says_so_and_comes_back() -> None:
    app = console(make_org())
    async with running(app, (59, 19)) as pilot:
        assert "This terminal is 59×19. The console needs 60×20." in shown(app)
        await pilot.resize_terminal(80, 24)
        await pressed(pilot)
        assert "App 000" in shown(app)


async def test_resizing_keeps_the_place() -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await pressed(pilot, "end")
        await pilot.resize_terminal(100, 40)
        await pressed(pilot)
        assert app.screen.query_one(AppsTable).row == 29
        assert "App 029" in shown(app)


async def test_help_names_every_key_and_closes() -> None:
    app = console(make_org())
    async with running(app, (100, 50)) as pilot:
        await opened(pilot, "question_mark")
        assert "Search by name, Id or people" in shown(app)
        assert "Not now: Open the app first" in shown(app)
        await pressed(pilot, "escape")
        assert not app.screen.is_modal


async def test_the_palette_offers_the_acts_and_no_screenshot() -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await pressed(pilot, "ctrl+p")
        await pilot.pause(0.1)
        text = shown(app)
        assert "Search  /" in text
        assert "creenshot" not in text
        await pressed(pilot, "escape")


async def test_q_leaves_and_closes_the_connection() -> None:
    org = make_org()
    app = console(org)
    async with running(app) as pilot:
        await pressed(pilot, "q")
    assert org.closed


async def test_idle_nothing_is_repainted() -> None:
    clock = FakeClock()
    app = console(make_org(), clock=clock)
    async with running(app) as pilot:
        table = app.screen.query_one(AppsTable)
        before = list(table._lines)
        clock.advance(3600)
        await pressed(pilot)
        assert table._lines == before


async def test_escape_on_the_table_clears_the_search() -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await pressed(pilot, "slash", "0", "0", "7", "enter")
        assert "App 008" not in shown(app)
        await pressed(pilot, "escape")
        assert "App 008" in shown(app)


async def test_escape_stops_a_load_and_keeps_what_is_there() -> None:
    org = make_org(30, page_size=10)
    org.gates["page 2"] = asyncio.Event()
    app = console(org)
    async with running(app) as pilot:
        await pressed(pilot, "escape")
        text = shown(app)
        assert "Loading was stopped. F5 loads the list again." in text
        assert "App 005" in text


async def test_while_something_is_typed_the_bar_shows_the_keys_of_the_search() -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await pressed(pilot, "slash", "a")
        assert "Enter To the table" in shown(app)
        await pressed(pilot, "enter")
        assert "Enter Open" in shown(app)
