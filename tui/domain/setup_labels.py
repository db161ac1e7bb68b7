"""The words by which the token's section of a Setup page is recognised, in the language that the page is shown in.

Only the English words are known: Salesforce documents them. Those of another language are configured, as they stand on
the page.
"""

from collections.abc import Iterable
from dataclasses import dataclass

_COLONS = ":\uff1a"


@dataclass(frozen=True, slots=True)
class SetupLabels:
    """Labels of the section's heading and of its two buttons. They are compared as a whole, case included.

    Raises:
        ValueError: a label is empty, or stands for both buttons.
    """

    section: frozenset[str]
    generate: frozenset[str]
    regenerate: frozenset[str]

    def __post_init__(self) -> None:
        if not all(label and label == plain(label) for label in self.all):
            raise ValueError("a label is empty or is not as it is compared")
        if self.generate & self.regenerate:
            raise ValueError("a label stands for both Generate and Regenerate")

    @property
    def all(self) -> frozenset[str]:
        """Every label."""
        return self.section | self.generate | self.regenerate

    def and_also(
        self,
        *,
        section: Iterable[str] = (),
        generate: Iterable[str] = (),
        regenerate: Iterable[str] = (),
    ) -> "SetupLabels":
        """These labels and further ones, as somebody has written them down.

        Raises:
            ValueError: a label is empty, or stands for both buttons.
        """
        return SetupLabels(
            self.section | set(map(plain, section)),
            self.generate | set(map(plain, generate)),
            self.regenerate | set(map(plain, regenerate)),
        )


def plain(label: str) -> str:
    """A label as it is compared: white space collapsed, without the colon that some layouts add."""
    return " ".join(label.split()).rstrip(_COLONS).rstrip()


ENGLISH = SetupLabels(
    section=frozenset({"Initial Access Token for Dynamic Client Registration"}),
    generate=frozenset({"Generate"}),
    regenerate=frozenset({"Regenerate"}),
)
"""[documented] in Salesforce Help."""
