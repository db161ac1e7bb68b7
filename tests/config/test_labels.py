"""Labels of a Setup page in another language, in the configuration."""

import pytest

from tests.config.conftest import Write
from tui.config.load import load
from tui.errors import ConfigError

ORG = '[orgs.acme]\nkind = "salesforce"\nusername = "ada@acme.example"\n'


def test_labels_stand_beside_the_english_ones(write: Write) -> None:
    text = f'{ORG}labels = {{ generate = "生成", section = "初期トークン:" }}'
    labels = load(write(text), {}).orgs["acme"].labels
    assert labels is not None
    assert labels.generate == {"Generate", "生成"}
    assert "初期トークン" in labels.section
    assert load(write(ORG), {}).orgs["acme"].labels is None


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ("{}", "must be a table"),
        ('"Generieren"', "must be a table"),
        ('{ generates = "x" }', "nearest key is generate"),
        ('{ generate = "" }', "labels.generate"),
        ('{ generate = "Regenerate" }', "stands for both"),
        ('{ section = ":" }', "empty"),
    ],
)
def test_labels_that_cannot_be_used_are_refused_with_their_place(
    write: Write, labels: str, said: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        load(write(f"{ORG}labels = {labels}"), {})
    assert said in f"{raised.value.what} {raised.value.hint}"
    assert "labels" in raised.value.what
