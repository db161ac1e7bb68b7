"""`list` and `show`."""

import json
import re

import pytest
from rich.cells import cell_len

from tests.cli.conftest import CommandLine
from tests.cli.served_org import ServedOrg
from tui.domain.text import fold
from tui.exit_codes import ExitCode

ROW = {"id", "name", "kind", "token"}


def test_list_prints_a_row_for_each_app_in_order_of_name(cli: CommandLine) -> None:
    heading, *rows = cli("list").out.splitlines()
    documents = cli("list", "--json").document
    assert re.split(r" {2,}", heading)[:2] == ["Name", "Token"]
    assert len(rows) == len(documents) > 40
    assert all(row.startswith(app["name"]) for row, app in zip(rows, documents, strict=True))
    names = [fold(app["name"]) for app in documents]
    assert names == sorted(names)


def test_list_as_json(cli: CommandLine) -> None:
    said = cli("list", "--json")
    assert said.err == ""
    assert said.out.endswith("]\n")
    for app in said.document:
        assert set(app) >= ROW
        assert app["kind"] in {"local", "child", "installed", "unknown"}
        assert app["token"] in {"none", "present", "unknown"}


def test_list_never_says_none_without_having_read_a_page(cli: CommandLine) -> None:
    assert {app["token"] for app in cli("list", "--json").document} == {"present", "unknown"}


def test_search_narrows_the_list(cli: CommandLine) -> None:
    names = [app["name"] for app in cli("list", "--search", "INTAKE order", "--json").document]
    assert names == ["Order Intake (Americas)", "Order Intake (APAC)", "Order Intake (EU)"]


def test_nothing_found_is_no_failure(cli: CommandLine) -> None:
    said = cli("list", "--search", "no such thing", "--json")
    assert said.document == []
    assert "No connected app matches" in cli("list", "--search", "no such thing").err


def test_columns_stand_under_their_headings_after_wide_letters(cli: CommandLine) -> None:
    lines = cli("list", "--search", "森").out.splitlines()
    assert any(line.startswith("顧客ポータル") for line in lines)
    assert len({cell_len(line[: line.rindex("  ")]) for line in lines}) == 1


def test_show_tells_the_state_and_never_the_token(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Shown", token="a-token-nobody-may-see-here")
    said = cli("show", "Shown")
    assert app_id in said.out
    assert "A token exists" in said.out
    assert re.search(r"Fingerprint +[0-9a-f]{8}\n", said.out)
    assert "a-token-nobody" not in said.out + said.err


def test_show_as_json(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Shown as JSON")
    said = cli("show", app_id, "--json")
    shown = said.document
    assert said.err == ""
    assert (shown["id"], shown["name"], shown["token"]) == (app_id, "Shown as JSON", "none")
    assert shown["fingerprint"] is None
    assert shown["registration_url"] == f"{org.url}/services/oauth2/register"
    assert shown["org"]["kind"] == "developer edition"


def test_show_takes_15_characters_of_an_id(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("By fifteen")
    assert cli("show", app_id[:15], "--json").document["id"] == app_id


def test_show_knows_who_generated_when(cli: CommandLine) -> None:
    shown = cli("show", "Partner API Gateway", "--json").document
    assert (shown["token"], shown["generated_by"]) == ("present", "Hana Okafor")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", shown["generated_at"])
    assert "12 days ago by Hana Okafor" in cli("show", "Partner API Gateway").out


@pytest.mark.parametrize("words", [["list"], ["show", "顧客ポータル"]], ids=" ".join)
def test_letters_of_every_script_are_printed_as_they_are(
    cli: CommandLine, words: list[str]
) -> None:
    said = cli(*words, "--json")
    assert "顧客ポータル" in said.out
    assert "顧客ポータル" in cli(*words).out
    assert json.loads(said.out)


def test_due_lists_what_is_older_than_it_may_be(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Fresh", token="made-now")
    everything = cli("list", "--json").document
    aged = [app["id"] for app in everything if app["generated_at"] and app["id"] != app_id]
    days = f'max_age = 1\nmax_age_of = {{ "{aged[0]}" = 3650 }}\n'
    cli.config.write_text(cli.config.read_text().replace("[orgs.support]", f"{days}[orgs.support]"))
    due = [app["id"] for app in cli("list", "--due", "--json").document]
    assert app_id not in due
    assert aged[0] not in due
    assert set(due) <= set(aged)
    assert due


def test_due_without_a_limit_is_a_matter_of_configuration(cli: CommandLine) -> None:
    said = cli("list", "--due", code=ExitCode.CONFIGURATION)
    assert "Set max_age" in said.err
