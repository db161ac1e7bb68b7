"""A token is found in what a program prints, however it is written."""

import base64
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.targets.errands import TOKEN
from tui.domain.secret import Secret
from tui.targets.scrub import reveals

_VALUE = TOKEN.expose()
_BYTES = _VALUE.encode()
_B64 = base64.b64encode(_BYTES).decode()


@pytest.mark.parametrize(
    "written",
    [
        _VALUE,
        _VALUE.upper(),
        _VALUE[::-1],
        " ".join(_VALUE),
        "\n".join(_VALUE[at : at + 5] for at in range(0, len(_VALUE), 5)),
        _VALUE[9:21],
        quote(_VALUE, safe=""),
        quote(_VALUE, safe="").lower(),
        _B64,
        _B64[::-1],
        "\n".join(_B64[at : at + 6] for at in range(0, len(_B64), 6)),
        base64.urlsafe_b64encode(_BYTES).decode(),
        *(base64.b64encode(b"x" * at + _BYTES + b"\n").decode() for at in range(3)),
        *(base64.b32encode(b"x" * at + _BYTES + b"\n").decode() for at in range(5)),
        _BYTES.hex(),
        _BYTES.hex(" ").upper(),
        _BYTES.hex("-", 4),
        _VALUE.encode("utf-16").decode("utf-8", errors="replace"),
    ],
)
def test_a_token_is_found_in_every_form(written: str) -> None:
    assert reveals(f"stored {written} as version 7", TOKEN)


def test_what_is_not_the_token_is_not_taken_for_it() -> None:
    text = "arn:aws:secretsmanager:eu-1:111122223333:secret:gateway-AbCdEf version 7f1c9a52"
    assert not reveals(text, TOKEN)


def test_a_short_secret_is_found_as_a_whole() -> None:
    assert reveals("it is a b-C", Secret("abc"))
    assert not reveals("it is abd", Secret("abc"))


@given(st.text(min_size=8, max_size=60), st.text(max_size=30), st.text(max_size=30))
def test_no_text_around_it_hides_a_token(value: str, before: str, behind: str) -> None:
    assert reveals(f"{before}{value}{behind}", Secret(value))
