"""A token is taken out of what a program prints, however it is written."""

import base64
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.targets.errands import TOKEN
from tui.domain.secret import Secret
from tui.targets.scrub import BLOT, scrubbed

_VALUE = TOKEN.expose()
_B64 = base64.b64encode(_VALUE.encode()).decode()


@pytest.mark.parametrize(
    "written",
    [
        _VALUE,
        f"Bearer {_VALUE}",
        quote(_VALUE, safe=""),
        quote(_VALUE, safe="").lower(),
        _B64,
        base64.urlsafe_b64encode(_VALUE.encode()).decode(),
        base64.b64encode(f"Bearer {_VALUE}".encode()).decode(),
        base64.b64encode(f"admin:{_VALUE}".encode()).decode(),
        base64.b64encode(f"me:{_VALUE}\n".encode()).decode(),
        _VALUE.encode().hex(),
        _VALUE.encode().hex().upper(),
    ],
)
def test_a_token_is_taken_out_in_every_form(written: str) -> None:
    text = scrubbed(f"stored {written} as version 7", TOKEN)
    kept = text.removeprefix("stored ").removesuffix(" as version 7")
    assert len(kept) < len(text)
    assert (
        len(kept) <= 12
    )  # what stands before the token in the same text, and the last letter of base64


def test_a_token_that_is_wrapped_or_cut_leaves_no_long_piece() -> None:
    wrapped = "\n".join(_B64[at : at + 20] for at in range(0, len(_B64), 20))
    text = scrubbed(wrapped + "\n" + _VALUE[:15], TOKEN)
    assert max(len(piece) for piece in text.replace("\n", BLOT).split(BLOT)) < 8


def test_what_is_not_the_token_stays() -> None:
    text = "arn:aws:secretsmanager:eu-1:111122223333:secret:gateway-AbCdEf version 7f1c9a52"
    assert scrubbed(text, TOKEN) == text


def test_a_short_secret_is_taken_out_as_a_whole() -> None:
    assert scrubbed("it is abc, not abd", Secret("abc")) == "it is …, not abd"


@given(st.text(min_size=8, max_size=60), st.text(max_size=30), st.text(max_size=30))
def test_no_text_around_it_hides_a_token(value: str, before: str, behind: str) -> None:
    assert value not in scrubbed(f"{before}{value}{behind}", Secret(value))
