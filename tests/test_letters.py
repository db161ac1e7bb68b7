"""Signs and letters of a terminal: every sign of ours has an ASCII form of the same width, and nothing fails."""

import re
import unicodedata
from pathlib import Path

import pytest
from rich.cells import cell_len

from tui import letters
from tui.letters import SIGNS, Letters, of_terminal

ROOT = Path(__file__).resolve().parent.parent / "tui"
DRAWN = sorted(
    path
    for folder in ("app.py", "presentation", "screens", "widgets", "cli", "services", "errors.py")
    for path in ([ROOT / folder] if folder.endswith(".py") else (ROOT / folder).rglob("*.py"))
)


@pytest.mark.parametrize("sign", SIGNS)
def test_an_ascii_form_is_as_wide_as_its_sign(sign: str) -> None:
    assert SIGNS[sign].isascii()
    assert len(SIGNS[sign]) == cell_len(sign)


def test_every_sign_that_is_drawn_has_an_ascii_form() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in DRAWN)
    signs = {char for char in text if not char.isascii() and unicodedata.category(char)[0] in "SP"}
    assert {each for each in signs if not "\u2500" <= each <= "\u257f"} <= set(SIGNS)


@pytest.mark.parametrize(
    ("encoding", "text", "shown"),
    [
        ("ascii", "● 2 weeks ago…", "* 2 weeks ago~"),
        ("ascii", "café 森直", "caf? ????"),
        ("ascii", "╭─┼│", "+-+|"),
        ("iso8859-1", "café · ●", "café · *"),
        ("utf-8", "● café 森直", "● café 森直"),
    ],
)
def test_cells_keep_their_width(encoding: str, text: str, shown: str) -> None:
    assert Letters(encoding).cells(text) == shown
    assert cell_len(shown) == cell_len(text)


def test_a_letter_with_its_mark_is_one_where_the_encoding_has_it() -> None:
    assert Letters("iso8859-1").cell("e\u0301", 1) == "é"
    assert Letters("ascii").cell("e\u0301", 1) == "?"


def test_words_name_what_they_cannot_show() -> None:
    assert Letters("ascii").words("Asking… → café 森") == "Asking... -> caf<U+00E9> <U+68EE>"
    assert Letters("iso8859-1").words("“cafe\u0301”") == '"café"'


@pytest.mark.parametrize(
    ("environ", "stream", "encoding"),
    [
        ({"LANG": "en_US.UTF-8"}, "utf-8", "utf-8"),
        ({}, "utf-8", "utf-8"),
        ({"LC_ALL": "C"}, "utf-8", "ascii"),
        ({"LC_ALL": "POSIX", "LANG": "C.UTF-8"}, "utf-8", "ascii"),
        ({"LANG": "C"}, "utf-8", "ascii"),
        ({"LC_CTYPE": "UTF-8", "LANG": "C"}, "utf-8", "utf-8"),
        ({"LC_ALL": "en_US.ISO-8859-1"}, "iso8859-1", "iso8859-1"),
        ({"LC_ALL": "en_US.ISO-8859-1"}, "utf-8", "ascii"),
        ({"LC_ALL": "tlh.KLINGON"}, "utf-8", "ascii"),
        ({"LC_ALL": "x.\udcff"}, "utf-8", "ascii"),
        ({"LC_ALL": "x.hex"}, "utf-8", "ascii"),
        ({"LC_ALL": "C", "PYTHONIOENCODING": "utf-8"}, "utf-8", "utf-8"),
        ({"LANG": "C.UTF-8"}, None, "ascii"),
    ],
    ids=str,
)
def test_the_locale_decides(environ: dict[str, str], stream: str | None, encoding: str) -> None:
    assert of_terminal(environ, stream).encoding == encoding


def test_the_configuration_outranks_it() -> None:
    assert of_terminal({"LC_ALL": "C"}, "utf-8", ascii_only=False).all
    assert not of_terminal({"LANG": "C.UTF-8"}, "utf-8", ascii_only=True).all


@pytest.mark.parametrize(("locale", "typed"), [("C.UTF-8", "utf-8"), ("C", "ascii")])
def test_what_is_drawn_in_ascii_is_typed_in_the_locale(locale: str, typed: str) -> None:
    assert of_terminal({"LC_ALL": locale}, "utf-8", ascii_only=True).typed == typed


def test_no_sign_is_missing_from_the_stylesheets() -> None:
    sheets = (ROOT.parent / "styles").glob("*.tcss")
    assert not re.search(r"[^\x00-\x7f]", "".join(sheet.read_text() for sheet in sheets))


def test_each_letter_is_measured_once_however_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[str] = []
    measure = letters._is_narrow

    def measuring(char: str) -> bool:
        measured.append(char)
        return measure(char)

    monkeypatch.setattr(letters, "_NARROW", set())
    monkeypatch.setattr(letters, "_OTHERS", set())
    monkeypatch.setattr(letters, "_is_narrow", measuring)
    for _ in range(2):
        assert letters.are_narrow("Zürich")
        assert not letters.are_narrow("Zürich 請求 🇨🇭")
    assert letters.are_narrow("ürich")
    assert len(measured) == len(set(measured)) <= len(set("Zürich 請求🇨🇭"))
