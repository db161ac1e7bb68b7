"""A secret is seen only where it is exposed on purpose."""

import copy
import dataclasses
import hashlib
import json
import pickle
import traceback
from collections.abc import Callable
from dataclasses import replace

import pytest

from tui.domain.secret import MASK, Secret

VALUE = "00D5f000000abcd!AQ0AQH.token"
SECRET = Secret(VALUE)


@dataclasses.dataclass(frozen=True)
class Holder:
    secret: Secret


@pytest.mark.parametrize(
    "shown",
    [
        str(SECRET),
        repr(SECRET),
        f"{SECRET}",
        f"{SECRET!r:>40}",
        f"{SECRET:>40}",
        "%s %r" % (SECRET, SECRET),  # noqa: UP031 - the old way to format is a way as well
        str([SECRET]),
        repr(Holder(SECRET)),
        str({"token": SECRET}),
    ],
)
def test_no_way_of_printing_shows_the_value(shown: str) -> None:
    assert VALUE not in shown
    assert MASK in shown


def test_expose_is_the_one_way_out() -> None:
    assert SECRET.expose() == VALUE


def test_the_mask_does_not_tell_the_length() -> None:
    assert str(Secret("a")) == str(Secret("a" * 500)) == str(Secret(""))


def test_a_traceback_with_locals_shows_the_mask() -> None:
    def fail(secret: Secret) -> None:
        raise RuntimeError(f"cannot use {secret}")

    with pytest.raises(RuntimeError) as caught:
        fail(SECRET)
    report = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    text = "".join(report.format())
    assert "secret = Secret(" in text
    assert f"{VALUE!r}" not in text.replace(f"VALUE = {VALUE!r}", "")


@pytest.mark.parametrize(
    "leave", [pickle.dumps, copy.copy, copy.deepcopy, json.dumps, vars, iter, len]
)
def test_a_secret_cannot_be_taken_apart(leave: Callable[[object], object]) -> None:
    with pytest.raises(TypeError) as caught:
        leave(SECRET)
    assert VALUE not in str(caught.value)


def test_asdict_of_its_holder_is_refused() -> None:
    with pytest.raises(TypeError, match="neither pickled nor copied"):
        dataclasses.asdict(Holder(SECRET))


def test_equality_is_judged_on_the_whole_value() -> None:
    assert Secret(VALUE) == SECRET
    assert Secret(VALUE + " ") != SECRET
    assert len({Secret(VALUE), SECRET, Secret("é"), Secret("")}) == 3


def test_a_secret_is_never_equal_to_its_text() -> None:
    assert SECRET != VALUE
    assert SECRET not in [VALUE, VALUE.encode()]


def test_the_fingerprint_is_the_beginning_of_sha256() -> None:
    assert SECRET.fingerprint == hashlib.sha256(VALUE.encode()).hexdigest()[:8]
    assert Secret("").fingerprint == "e3b0c442"


def test_only_an_empty_secret_is_false() -> None:
    assert SECRET
    assert not Secret("")


def test_a_mark_tells_values_apart_whose_fingerprints_are_alike() -> None:
    mark = Secret("one").mark
    assert mark == Secret("one").mark
    assert mark != replace(Secret("two").mark, fingerprint=mark.fingerprint)


def test_a_mark_shows_its_fingerprint_alone() -> None:
    mark = Secret("one").mark
    assert repr(mark) == f"Mark(fingerprint='{Secret('one').fingerprint}')"
