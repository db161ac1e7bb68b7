"""Bodies under a cap that counts decoded bytes."""

import gzip
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.transport.decoding import BodyEncodingError, BodyReader, BodyTooLargeError


def _read(chunks: list[bytes], encoding: str = "", limit: int = 1000) -> bytes:
    reader = BodyReader(encoding, limit)
    for chunk in chunks:
        reader.feed(chunk)
    return reader.finish()


@given(st.binary(max_size=3000), st.integers(1, 50), st.sampled_from(["", "identity", "GZIP"]))
def test_a_body_comes_back_whatever_its_chunks(body: bytes, size: int, encoding: str) -> None:
    sent = gzip.compress(body) if encoding == "GZIP" else body
    chunks = [sent[i : i + size] for i in range(0, len(sent), size)]
    assert _read(chunks, encoding, 3000) == body


def test_the_limit_is_exact() -> None:
    assert len(_read([b"x" * 1000])) == 1000
    with pytest.raises(BodyTooLargeError):
        _read([b"x" * 1001])


def test_a_compressed_bomb_is_refused_before_it_fills_the_memory() -> None:
    bomb = gzip.compress(b"\0" * 20_000_000, mtime=0)
    tracemalloc.start()
    try:
        with pytest.raises(BodyTooLargeError):
            _read([bomb], "gzip", 1_000_000)
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


WHOLE = gzip.compress(b"x" * 500, mtime=0)


@pytest.mark.parametrize(
    "sent",
    [b"no gzip at all", WHOLE[:-9], WHOLE + b"trailing"],
    ids=["other", "cut", "trailing"],
)
def test_damaged_gzip_is_refused(sent: bytes) -> None:
    with pytest.raises(BodyEncodingError):
        _read([sent], "gzip")


def test_a_coding_that_was_not_asked_for_is_refused() -> None:
    with pytest.raises(BodyEncodingError):
        _read([b"x"], "br")


def test_an_empty_body_needs_no_gzip_header() -> None:
    assert _read([], "gzip") == b""
