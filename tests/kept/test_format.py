"""The kept list as bytes: what goes in comes out, and what is not whole or not ours is nothing."""

import json
from pathlib import Path

import pytest

from tests.fakes import generation, kept_list, make_app
from tui.domain.kept import KeptList
from tui.kept.format import decode, encode

KEPT = kept_list(
    [make_app(1, "Billing"), make_app(2, "顧客ポータル", modified_by="Zoë")],
    trail=[generation("Billing", 2)],
)


def whole(kept: KeptList) -> bytes:
    """The file's content."""
    return b"".join(encode(kept))


def changed(line: int, **values: object) -> bytes:
    """The list with values of one line replaced."""
    lines = whole(KEPT).splitlines()
    lines[line] = json.dumps({**json.loads(lines[line]), **values}).encode()
    return b"\n".join(lines)


def with_column(column: int, value: object) -> bytes:
    """The list with one column of its apps replaced."""
    lines = whole(KEPT).splitlines()
    apps = json.loads(lines[2])
    apps[column] = value
    lines[2] = json.dumps(apps).encode()
    return b"\n".join(lines)


def test_what_is_kept_comes_back() -> None:
    assert decode(whole(KEPT)) == KEPT


def test_more_apps_than_one_line_holds_come_back() -> None:
    many = kept_list([make_app(number) for number in range(2500)])
    content = whole(many)
    assert decode(content) == many
    assert len(content.splitlines()) == 5


def test_more_generations_than_one_line_holds_come_back() -> None:
    many = kept_list([make_app(1, "A")], trail=[generation("A", days) for days in range(2500)])
    assert decode(whole(many)) == many
    assert len(whole(many).splitlines()) == 6


def test_a_list_of_no_apps_comes_back() -> None:
    assert decode(whole(kept_list([]))) == kept_list([])


def test_a_file_of_version_1_is_read() -> None:
    released = (Path(__file__).parent / "version_1.jsonl").read_bytes()
    found = decode(released)
    assert found is not None
    assert found.apps.names == ["Billing", "Straße & Söhne", "顧客ポータル"]
    assert [found.apps.people[by] for by in found.apps.changed_by] == ["Priya", "", "Zoë"]
    assert (found.org_id, found.sign) == ("00D000000000001AAA", ("ana@acme.example", "https://a"))
    assert [(row.app_name, row.by, row.at.year) for row in found.trail] == [
        ("Billing", "Ana Souza", 2026)
    ]


def test_only_names_times_and_ids_are_written() -> None:
    by_id = generation("Billing", 2)._replace(by_id="005000000000009AAA", delegate="Eve")
    head, told, apps, trail = map(json.loads, whole(KEPT._replace(trail=[by_id])).splitlines())
    assert head.keys() == {"v", "org", "user", "sign", "read_at", "apps", "trail"}
    assert told.keys() == {"people"}
    assert len(apps) == 6
    assert [len(row) for row in trail["trail"]] == [3]


def test_what_was_tampered_with_is_printable_again() -> None:
    evil = "\x1b]0;pwned\x07\u202eBilling"
    found = decode(with_column(1, [evil, "Fine"]))
    assert found is not None
    assert found.apps.names[0].isprintable()
    assert "<U+001B>" in found.apps.names[0]
    assert "<U+202E>" in found.apps.names[0]


@pytest.mark.parametrize("kept", range(0, len(whole(KEPT)) - 1, 7))
def test_a_list_cut_short_is_nothing(kept: int) -> None:
    assert decode(whole(KEPT)[:kept]) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\n{}",
        b"[" * 100_000,
        b"null\nnull",
        changed(0, v=2),
        changed(0, apps=3),
        changed(0, org=5),
        changed(0, read_at="yesterday"),
        changed(0, read_at=1e300),
        changed(0, sign=[1]),
        changed(1, people=["A"]),
        changed(0, trail=2),
        changed(3, trail=[[1, "A"]]),
        changed(3, trail=[[-1e12, "A", "B"]]),
        with_column(0, ["short", "0H4000000000002AAA"]),
        with_column(0, ["0H4000000000002AAA", "0H4000000000002AAA"]),
        with_column(0, ["0H4'0000000002 AAA", "0H4000000000001AAA"]),
        with_column(1, ["one name"]),
        with_column(1, [None, "B"]),
        with_column(2, [float("nan"), 1]),
        with_column(2, [True, 1]),
        with_column(3, [0, 99]),
        with_column(3, [0, -1]),
    ],
)
def test_what_is_not_a_sound_list_of_this_version_is_nothing(content: bytes) -> None:
    assert decode(content) is None
