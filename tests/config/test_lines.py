"""The line of a key, in every way that TOML can write one."""

import tomllib
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.config.lines import key_lines

TEXT = '''# a comment = 1
top = "a [not.a.table] # and no comment"
"quoted key" = \'\'\'
[no.table]
\'\'\'
a.b . "c\\u0041" = """
x = 1
quotes \\""" ""\"""
after = 2024-01-01 10:00:00  # a date with a blank

[ orgs . acme ]   # a table
inline = { one = 1, two = { deep = [1, [2, "]"]] }, "t#ree" = 3 }
many = [
  1, # one ]
  { kind = "in an array" },
]
last = true
[[list]]
kind = 1
[orgs]
late = 1
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("quoted key",), 3),
        (("a",), 6),
        (("a", "b", "cA"), 6),
        (("after",), 9),
        (("orgs",), 11),
        (("orgs", "acme"), 11),
        (("orgs", "acme", "inline", "one"), 12),
        (("orgs", "acme", "inline", "two", "deep"), 12),
        (("orgs", "acme", "inline", "t#ree"), 12),
        (("orgs", "acme", "many"), 13),
        (("orgs", "acme", "last"), 17),
        (("list",), 18),
        (("orgs", "late"), 21),
    ],
)
def test_a_key_is_found_on_its_line(path: tuple[str, ...], line: int) -> None:
    assert key_lines(TEXT)[path] == line


def test_what_is_no_key_is_not_found() -> None:
    assert tomllib.loads(TEXT)
    lines = key_lines(TEXT)
    for path in [("no",), ("x",), ("orgs", "acme", "many", "kind"), ("list", "kind")]:
        assert path not in lines


def test_what_stands_before_the_point_where_it_is_lost_is_kept() -> None:
    assert key_lines("a = 1\nb = {\n= c") == {("a",): 1, ("b",): 2}


def _paths(table: dict[str, Any], above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, value in table.items():
        found.append((*above, name))
        if isinstance(value, dict):
            found += _paths(value, (*above, name))
    return found


_VALUES = st.recursive(
    st.booleans() | st.integers(-9, 9) | st.text(max_size=8) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=5), _VALUES, max_size=4), st.booleans())
def test_every_key_of_any_file_is_found(table: dict[str, Any], multiline: bool) -> None:
    text = tomli_w.dumps(table, multiline_strings=multiline)
    lines = key_lines(text)
    assert [path for path in _paths(tomllib.loads(text)) if path not in lines] == []
    assert all(1 <= line <= text.count("\n") for line in lines.values())
