"""What can be no token is refused in a sentence that does not quote it."""

import pytest

from tui.domain.guided import paste_problem
from tui.domain.secret import Secret


@pytest.mark.parametrize(
    ("pasted", "why"),
    [
        ("tok3n-value\ufffd[31m", "cannot be read"),
        ("tok3n-value\x00", "cannot be seen"),
        ("tok3n-value\x9b31m", "cannot be seen"),
        ("tok3n\nvalue", "more than one line"),
        ("tok3n-value-0123456789", ""),
    ],
)
def test_a_paste_with_anything_but_letters_is_refused(pasted: str, why: str) -> None:
    problem = paste_problem(Secret(pasted))
    assert why in problem
    assert bool(problem) == bool(why)
    assert "tok3n" not in problem
