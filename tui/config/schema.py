"""Every key of the configuration file: name, shape, default and one sentence of documentation.

Parsing, the hint at a misspelt key, the test of `config.example.toml` and the reference page all come from
these tables.
"""

from dataclasses import dataclass
from enum import StrEnum

from tui.config.model import ClipboardMode, OrgType, TokenAccess

MAX_SECONDS = 3600


class Shape(StrEnum):
    """What the value of a key looks like; the value is how an error message says it."""

    TEXT = "a text of visible characters"
    SWITCH = "true or false"
    SECONDS = f"a whole number of seconds from 0 to {MAX_SECONDS}"
    CHOICE = "one of its choices"
    URL = 'an address such as "http://127.0.0.1:8765"'
    FILE = 'a path that is absolute or begins with "~/"'
    COMMAND = 'a list of texts such as ["pass", "show", "acme"]'
    SECRET = 'a table such as { env = "NAME" }'
    ORGS = "tables such as [orgs.acme]"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of one table."""

    name: str
    shape: Shape
    doc: str
    default: object = None
    """The value where the file says nothing; None has the meaning that `doc` gives it."""
    choices: type[StrEnum] | None = None
    only: OrgType | None = None
    """The kind of org that the key belongs to; None for every kind."""
    required: tuple[OrgType, ...] = ()
    """The kinds of org in which the key must stand."""


TOP_KEYS = (
    Key("default_org", Shape.TEXT, "The org that is opened when --org names none.", "practice"),
    Key("mouse", Shape.SWITCH, "Whether the mouse works; unset: off over SSH, on locally."),
    Key("read_only", Shape.SWITCH, "Refuse generate and regenerate in every org.", False),
    Key("theme", Shape.TEXT, "The colours: console, or one of Textual's themes; unset: console."),
    Key(
        "reveal_seconds",
        Shape.SECONDS,
        "A revealed token hides itself after this time; 0: no timer, other reasons to hide stay.",
        30,
    ),
    Key(
        "clipboard",
        Shape.CHOICE,
        "Where a copied token goes: the system clipboard, the terminal's own (osc52), or nowhere.",
        ClipboardMode.AUTO,
        choices=ClipboardMode,
    ),
    Key(
        "clipboard_seconds",
        Shape.SECONDS,
        "A copied token is taken off the clipboard after this time; 0: no timer.",
        45,
    ),
    Key("orgs", Shape.ORGS, 'The orgs by name; "practice" always exists.'),
)

ORG_KEYS = (
    Key(
        "kind",
        Shape.CHOICE,
        "The local practice org, or an org reached as Salesforce is.",
        choices=OrgType,
        required=tuple(OrgType),
    ),
    Key(
        "user",
        Shape.TEXT,
        "The user of the practice org whose session is taken.",
        "admin",
        only=OrgType.PRACTICE,
    ),
    Key(
        "instance_url",
        Shape.URL,
        "Where the org is: https, or http on this machine; in this version on this machine only.",
        only=OrgType.SALESFORCE,
        required=(OrgType.SALESFORCE,),
    ),
    Key(
        "access_token_from",
        Shape.SECRET,
        "Where the session id comes from; it never stands in the file.",
        only=OrgType.SALESFORCE,
        required=(OrgType.SALESFORCE,),
    ),
    Key(
        "tokens",
        Shape.CHOICE,
        "How tokens are seen and made: every act reads and proves the Setup page first.",
        choices=TokenAccess,
        required=(OrgType.SALESFORCE,),
    ),
    Key("read_only", Shape.SWITCH, "Refuse generate and regenerate in this org.", False),
    Key("reveal", Shape.SWITCH, "False: a token is never shown, only copied.", True),
    Key(
        "clipboard",
        Shape.CHOICE,
        "As the key of the same name above, for this org; unset: that one.",
        choices=ClipboardMode,
    ),
    Key(
        "ca_file",
        Shape.FILE,
        "Certificates (PEM) that are trusted for this org beside the system's.",
        only=OrgType.SALESFORCE,
    ),
)

SECRET_KEYS = (
    Key("env", Shape.TEXT, "The environment variable that holds the secret."),
    Key(
        "command",
        Shape.COMMAND,
        "The program, with its arguments, that prints the secret as one line; no shell, 10 s.",
    ),
    Key("file", Shape.FILE, "The file that holds the secret as one line; its mode must be 0600."),
)
