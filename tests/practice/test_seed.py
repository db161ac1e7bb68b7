"""The first-use content, and filling the org."""

import time
from collections import Counter

import pytest

from tests.practice.orgs import Org
from tui.practice.audit import GENERATION, RETENTION_SECONDS
from tui.practice.seed import add_app, seed


def names(org: Org, where: str = "1") -> list[str]:
    with org.store.read() as connection:
        return [row[0] for row in connection.execute(f"SELECT name FROM apps WHERE {where}")]


def test_some_apps_have_a_token_and_some_have_none(org: Org) -> None:
    with_token = set(names(org, "key IN (SELECT app FROM tokens)"))
    assert 15 <= len(with_token) <= org.count("apps") - 15


def test_exactly_one_name_is_borne_twice(org: Org) -> None:
    twice = [name for name, count in Counter(names(org)).items() if count > 1]
    assert twice == ["Partner Portal"]


def test_a_packaged_app_has_no_token(org: Org) -> None:
    packaged = names(org, "origin = 'installed'")
    assert packaged
    assert set(packaged).isdisjoint(names(org, "key IN (SELECT app FROM tokens)"))


def test_names_come_in_several_scripts(org: Org) -> None:
    letters = "".join(names(org))
    assert all(low <= max(c for c in letters if low <= c <= high) <= high for low, high in (
        ("\u0370", "\u03ff"), ("\u0400", "\u04ff"), ("\u0590", "\u06ff"), ("\u3040", "\u9fff"),
    ))  # fmt: skip


def test_ages_run_from_days_to_years(org: Org) -> None:
    now = org.store.clock()
    with org.store.read() as connection:
        oldest, youngest = connection.execute(
            "SELECT min(created), max(created) FROM apps"
        ).fetchone()
    assert now - oldest > 5 * 365 * 86_400
    assert 0 < now - youngest < 14 * 86_400


def test_the_trail_is_no_older_than_salesforce_keeps_it(org: Org) -> None:
    with org.store.read() as connection:
        oldest = connection.execute("SELECT min(created) FROM audit").fetchone()[0]
        old_tokens = connection.execute(
            "SELECT count(*) FROM tokens WHERE made < ?", (org.store.clock() - RETENTION_SECONDS,)
        ).fetchone()[0]
    assert oldest > org.store.clock() - RETENTION_SECONDS
    assert old_tokens > 0


def test_the_three_ids_of_an_app_tell_nothing_of_each_other(org: Org) -> None:
    with org.store.read() as connection:
        rows = connection.execute("SELECT id, setup_id, consumer_id FROM apps").fetchall()
    assert all(len({text[3:] for text in row}) == 3 for row in rows)
    assert {tuple(text[:3] for text in row) for row in rows} == {("0H4", "06P", "0Ci")}


def test_seeding_brings_the_org_to_a_number(org: Org) -> None:
    there = org.count("apps")
    assert seed(org.store, apps=300) == 300 - there
    assert org.count("apps") == 300
    assert seed(org.store, apps=100) == 0
    assert seed(org.store, apps=310) == 10


def test_seeded_apps_vary_and_their_names_do_not_repeat(org: Org) -> None:
    seed(org.store, apps=1_000)
    found = names(org, "name <> 'Partner Portal'")
    assert len(set(found)) == len(found)
    assert len({name.rpartition(" ")[0] for name in found}) > 400


def test_seeded_tokens_have_their_rows_in_the_trail(org: Org) -> None:
    seed(org.store, apps=1_000)
    with org.store.read() as connection:
        unexplained = connection.execute(
            "SELECT count(*) FROM tokens t JOIN apps a ON a.key = t.app WHERE a.key > 42 AND t.made > ? AND NOT EXISTS"
            " (SELECT 1 FROM audit d WHERE d.action = ? AND d.display LIKE '%app ' || a.name)",
            (org.store.clock() - RETENTION_SECONDS, GENERATION),
        ).fetchone()[0]
    assert unexplained == 0


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "\x00\x1b]52;c;\x07\r\n", "x" * 5_000, "[/]", "\u202e\u200b", ""],
)
def test_the_store_takes_any_name(org: Org, name: str) -> None:
    add_app(org.store, name)
    assert names(org, "key = (SELECT max(key) FROM apps)") == [name]


def test_half_a_character_becomes_a_replacement(org: Org) -> None:
    add_app(org.store, "a\ud800b")
    assert names(org, "key = (SELECT max(key) FROM apps)") == ["a\ufffdb"]


@pytest.mark.soak
def test_a_hundred_thousand_apps_take_seconds(org: Org, capsys: pytest.CaptureFixture[str]) -> None:
    started = time.perf_counter()
    seed(org.store, apps=100_000)
    took = time.perf_counter() - started
    with capsys.disabled():
        print(f"\nseeding to 100,000 apps: {took:.1f} s")
    assert org.count("apps") == 100_000
    assert took < 45
