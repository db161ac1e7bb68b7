"""Child apps are known as far as this session saw them made."""

from tui.services.children import KnownChildren


def test_children_are_known_of_the_app_whose_token_registered_them() -> None:
    known = KnownChildren()
    known.add("parent", "First client")
    known.add("other", "Somebody else's")
    known.add("parent", "Second client")
    assert known.of("parent") == ("First client", "Second client")
    assert known.of("childless") == ()
