"""What the app screen says of an app beside its token."""

from tui.domain.app_metadata import AppMetadata
from tui.domain.connected_app import AppKind
from tui.domain.secret import MASK, Secret
from tui.presentation.actions import KEYS
from tui.presentation.app_words import children_words, metadata_rows

LOCAL = AppMetadata(
    AppKind.LOCAL,
    api_name="Partner_Gateway",
    consumer_key=Secret("3MVG9-key"),
    callback_urls=("https://a.example/cb", "https://b.example/cb"),
    scopes=("Api",),
)


def test_the_consumer_key_is_masked_until_it_is_asked_for() -> None:
    masked, shown = (dict(metadata_rows(LOCAL, KEYS, shows_key=shows)) for shows in (False, True))
    assert masked["Consumer key"] == f"{MASK}  (i shows it)"
    assert shown["Consumer key"] == "3MVG9-key"


def test_what_the_metadata_does_not_say_has_no_row() -> None:
    assert [label for label, _ in metadata_rows(LOCAL, KEYS, shows_key=False)] == [
        "Kind",
        "API name",
        "Consumer key",
        "Callback URLs",
        "OAuth scopes",
    ]
    assert metadata_rows(None, KEYS, shows_key=True) == []


def test_an_app_without_metadata_says_why() -> None:
    metadata = AppMetadata(AppKind.UNKNOWN, why="2 apps are called so.")
    assert metadata_rows(metadata, KEYS, shows_key=False) == [
        ("Kind", "not known. 2 apps are called so.")
    ]


def test_known_children_are_counted_and_the_newest_named() -> None:
    assert children_words(["a", "b"]) == "2 known: a, b"
    assert children_words(list("abcde")) == "5 known: c, d, e and 2 more"
    assert children_words([]) == ""
