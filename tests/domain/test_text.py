"""Text from outside can neither act on the terminal nor mislead its reader."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.text import fold, printable, shortened

_DEFAULT_IGNORABLE = (
    *(0x00AD, 0x034F, 0x061C, 0x3164, 0xFEFF, 0xFFA0),
    *range(0x115F, 0x1161),
    *range(0x17B4, 0x17B6),
    *range(0x180B, 0x1810),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFFF0, 0xFFF9),
    *range(0x1BCA0, 0x1BCA4),
    *range(0x1D173, 0x1D17B),
    *range(0xE0000, 0xE0100),
)
"""Unicode's Default_Ignorable_Code_Point, drawn as nothing; the variation selectors have a test of their own."""

anything = st.text(alphabet=st.characters(), max_size=30)
"""Lone surrogates and unassigned code points included."""


@given(anything)
def test_nothing_unprintable_is_left(text: str) -> None:
    assert printable(text).isprintable()


@given(anything)
def test_what_is_printable_stays_as_it_is(text: str) -> None:
    assert printable(printable(text)) == printable(text)


@given(anything)
def test_whatever_is_changed_is_named_by_its_code_point(text: str) -> None:
    shown = printable(text)
    for char in text:
        assert char in shown or f"<U+{ord(char):04X}>" in shown


@given(st.text(alphabet=st.characters(categories=["L", "N"], max_codepoint=0x10FF), max_size=30))
def test_letters_and_digits_stay_as_they_are(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Acme – Partner (EU) <v2> [/] 100 %",
        "Ελληνικά",
        "Кириллица",
        "עברית",
        "العربية",
        "हिन्दी क्षेत्र",
        "ภาษาไทย ที่นี่",
        "Tiếng Việt",
        "Tie\u0302\u0301ng Vie\u0323\u0302t",
        "日本語 アプリ",
        "한국어",
        "Zürich 🚀 naïve",
    ],
)
def test_ordinary_text_of_any_script_is_unchanged(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b]0;x\x07b", "a<U+001B>]0;x<U+0007>b"),
        ("a\x9b2Jb", "a<U+009B>2Jb"),
        ("a\r\nb\tc", "a<U+000D><U+000A>b<U+0009>c"),
        ("a\x00\x7f", "a<U+0000><U+007F>"),
        ("exe\u202egpj", "exe<U+202E>gpj"),
        ("a\u2066b\u2069", "a<U+2066>b<U+2069>"),
        ("a\u200bb\ufeff", "a<U+200B>b<U+FEFF>"),
        ("a\u00a0b", "a<U+00A0>b"),
        ("a\u2028b", "a<U+2028>b"),
        ("\ue000\U000f0000", "<U+E000><U+F0000>"),
        ("\ud800", "<U+D800>"),
        ("\U000e0041", "<U+E0041>"),
        ("a\u3164b\u2800", "a<U+3164>b<U+2800>"),
    ],
)
def test_what_could_act_or_deceive_is_made_visible(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u0301a", "<U+0301>a"),
        (" \u0301a", " <U+0301>a"),
        ("\x1b\u0301", "<U+001B><U+0301>"),
        ("a\u0301\u0302\u0303", "a\u0301\u0302\u0303"),
        ("a\u0301\u0302\u0303\u0304\u0305b", "a\u0301\u0302\u0303<U+0304><U+0305>b"),
        ("a\u0301b\u0301", "a\u0301b\u0301"),
    ],
)
def test_marks_are_drawn_on_a_base_and_in_small_piles(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_no_character_is_drawn_as_nothing() -> None:
    assert [hex(code) for code in _DEFAULT_IGNORABLE if printable(f"a{chr(code)}").isalpha()] == []


def test_variation_selectors_are_not_drawn_as_nothing() -> None:
    selectors = [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
    assert [hex(code) for code in selectors if chr(code) in printable(f"a{chr(code)}")] == []


def test_a_mark_does_not_stand_on_what_was_made_visible() -> None:
    assert printable("a\u034f\u0301") == "a<U+034F><U+0301>"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Acme", "acme"),
        ("Zürich", "zurich"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("Ωμέγα", "ωμεγα"),
        ("Ё", "е"),
        ("ﬁn", "fin"),
        ("Ａｃｍｅ", "acme"),
        ("", ""),
    ],
)
def test_folding_ignores_case_and_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=20))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(fold(composed)) == fold(fold(apart))


@pytest.mark.parametrize("text", ["ℌ", "ℛest", "𝐀𝐜𝐦𝐞", "㎒", "№"])
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


_PIECE = re.compile(r"<U\+[0-9A-F]{4,6}>|.", re.DOTALL)
_LEFT_OUT = re.compile(r"(.*)… \(\+([0-9,]+) characters\)", re.DOTALL)

long = st.text(alphabet=st.sampled_from("ab<U+20D>\u200d\ufe0f\ue000\U000e0041🏳"), max_size=120)
"""Much that has a stand-in, and much that looks like a part of one."""


@given(long.map(printable), st.integers(0, 200))
def test_what_is_shortened_has_each_stand_in_whole_or_not_at_all(text: str, most: int) -> None:
    short = shortened(text, most)
    if len(text) <= most:
        assert short == text
        return
    found = _LEFT_OUT.fullmatch(short)
    assert found is not None
    kept, left_out = found[1], int(found[2].replace(",", ""))
    assert text.startswith(kept)
    assert len(kept) + left_out == len(text)
    assert _PIECE.findall(kept) == _PIECE.findall(text)[: len(_PIECE.findall(kept))]
    assert len(short) <= max(most, 24)
    assert len(kept) > most - 24 - len("<U+10FFFF>")


@pytest.mark.parametrize(
    ("most", "shown"),
    [
        (24 + 1, "🏳… (+61 characters)"),
        (24 + 8, "🏳… (+61 characters)"),
        (24 + 9, "🏳<U+FE0F>… (+53 characters)"),
        (24 + 11, "🏳<U+FE0F>… (+53 characters)"),
        (3, "… (+62 characters)"),
    ],
)
def test_a_stand_in_is_not_cut(most: int, shown: str) -> None:
    text = printable("🏳\ufe0f\u200d" + "x" * 45)
    assert shortened(text, most) == shown


def test_what_only_begins_like_a_stand_in_is_cut_where_the_room_ends() -> None:
    assert shortened("a <U+20 b" + "x" * 60, 24 + 6) == "a <U+2… (+63 characters)"
