"""Every key of the configuration file: name, shape, default and one sentence of documentation.

Parsing, the hint at a misspelt key, the test of `config.example.toml` and the reference page all come from
these tables.
"""

from dataclasses import dataclass
from enum import StrEnum

from tui.config.model import ClipboardMode, OrgType, TokenAccess
from tui.domain.org import PRACTICE_PORT

MAX_SECONDS = 3600
MAX_DAYS = 3650


class Shape(StrEnum):
    """What the value of a key looks like; the value is how an error message says it."""

    TEXT = "a text of visible characters"
    SWITCH = "true or false"
    SECONDS = f"a whole number of seconds from 0 to {MAX_SECONDS}"
    CHOICE = "one of its choices"
    URL = f'an address such as "http://127.0.0.1:{PRACTICE_PORT}"'
    FILE = 'a path that is absolute or begins with "~/"'
    COMMAND = 'a list of texts such as ["pass", "show", "acme"]'
    SECRET = 'a table such as { env = "NAME" }'
    ENTRY = 'a service and a user such as ["acme-session", "admin"]'
    SERVER = 'an address such as "https://vault.example:8200"'
    TEXTS = 'a list of texts such as ["acme"]'
    LABELS = 'a table such as { generate = "Generieren" }'
    DAYS = f"a whole number of days from 1 to {MAX_DAYS}"
    DAYS_OF = 'a table such as { "0H4000000000001AAA" = 30 }'
    ORGS = "tables such as [orgs.acme]"
    TARGETS = "tables such as [targets.gateway]"


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
    required: tuple[StrEnum, ...] = ()
    """The kinds of org or target in which the key must stand."""


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
    Key("targets", Shape.TARGETS, "Where tokens can be handed over to, by name."),
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
        "username",
        Shape.TEXT,
        "A login that the sf command knows; it gives address and session.",
        only=OrgType.SALESFORCE,
    ),
    Key(
        "instance_url",
        Shape.URL,
        "Instead of username: where the org is, at Salesforce or on this machine.",
        only=OrgType.SALESFORCE,
    ),
    Key(
        "access_token_from",
        Shape.SECRET,
        "Beside instance_url: where the session id comes from; it never stands in the file.",
        only=OrgType.SALESFORCE,
    ),
    Key(
        "allow_host",
        Shape.SWITCH,
        "Take an instance_url elsewhere too; the session is sent there.",
        False,
        only=OrgType.SALESFORCE,
    ),
    Key(
        "tokens",
        Shape.CHOICE,
        "How tokens are seen and made: by a person in the browser, or by the console on the Setup page.",
        TokenAccess.GUIDED,
        choices=TokenAccess,
        only=OrgType.SALESFORCE,
    ),
    Key(
        "labels",
        Shape.LABELS,
        "With setup-page, where Setup is not in English: heading and buttons of the token's section.",
        only=OrgType.SALESFORCE,
    ),
    Key("read_only", Shape.SWITCH, "Refuse generate and regenerate in this org.", False),
    Key("reveal", Shape.SWITCH, "False: a token is never shown, only copied.", True),
    Key("max_age", Shape.DAYS, "A token older than so many days is due for rotation; unset: none."),
    Key("max_age_of", Shape.DAYS_OF, "The same for single connected apps, by their Ids."),
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
    Key("keyring", Shape.ENTRY, "The entry of the system's keyring, by service and user."),
)

LABEL_KEYS = (
    Key("section", Shape.TEXT, "The heading of the token's section, as it stands on the page."),
    Key("generate", Shape.TEXT, "The button of an app without a token."),
    Key("regenerate", Shape.TEXT, "The button of an app with one."),
)
