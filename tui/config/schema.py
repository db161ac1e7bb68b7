"""Every key of the configuration file: name, shape, default and what it means, in Markdown.

Parsing, the hint at a misspelt key, the test of `config.example.toml` and the tables of `docs/configuration.md`
(`docs/make_reference.py`) all come from these tables.
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
    THEME = "the name of a theme"
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
    KEYS = 'a table such as { "token.copy" = "f6" }'


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
    Key("default_org", Shape.TEXT, "The org that is opened when `--org` names none.", "practice"),
    Key("mouse", Shape.SWITCH, "Whether the mouse works. Unset: off over SSH, on locally."),
    Key(
        "ascii",
        Shape.SWITCH,
        "Whether only ASCII is drawn and printed. Unset: by the locale; see"
        " [accessibility](accessibility.md).",
    ),
    Key(
        "read_only",
        Shape.SWITCH,
        "Refuse generate, regenerate and hand-over in every org; `--read-only` does it for one run.",
        False,
    ),
    Key(
        "theme",
        Shape.THEME,
        "The colours to begin in; [themes](themes.md) has the names. Unset: those chosen last.",
    ),
    Key(
        "reveal_seconds",
        Shape.SECONDS,
        "A revealed token hides itself after this time. 0: no timer; it still hides when its"
        " screen is left or covered and when the terminal loses the focus.",
        30,
    ),
    Key(
        "clipboard",
        Shape.CHOICE,
        "Where a copied token goes; see below.",
        ClipboardMode.AUTO,
        choices=ClipboardMode,
    ),
    Key(
        "clipboard_seconds",
        Shape.SECONDS,
        "A copied token is taken off the clipboard after this time. 0: no timer; leaving the"
        " console still clears it.",
        45,
    ),
    Key(
        "keys",
        Shape.KEYS,
        "Other keys for acts, by the acts' ids: one key or a list. See"
        " [keys](keys.md#keys-of-your-own).",
    ),
    Key("orgs", Shape.ORGS, "The orgs, by name. The org `practice` always exists."),
    Key("targets", Shape.TARGETS, "Where tokens can be handed over to, by name; see below."),
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
        "The user whose session is taken, `admin` or `support`.",
        "admin",
        only=OrgType.PRACTICE,
    ),
    Key(
        "username",
        Shape.TEXT,
        "A login that the `sf` command knows, by username or alias. It gives address and session.",
        only=OrgType.SALESFORCE,
    ),
    Key(
        "instance_url",
        Shape.URL,
        "Instead of `username`: where the org is. https below one of Salesforce's domains for"
        " orgs, or http on this machine.",
        only=OrgType.SALESFORCE,
    ),
    Key(
        "access_token_from",
        Shape.SECRET,
        "Beside `instance_url`: where the session id comes from; see below.",
        only=OrgType.SALESFORCE,
    ),
    Key(
        "allow_host",
        Shape.SWITCH,
        "Take an `instance_url` elsewhere too. The session is sent there.",
        False,
        only=OrgType.SALESFORCE,
    ),
    Key(
        "tokens",
        Shape.CHOICE,
        "You press the button in your browser and paste the token; or the console reads the app's"
        " Setup page, proves it, and presses the button.",
        TokenAccess.GUIDED,
        choices=TokenAccess,
        only=OrgType.SALESFORCE,
    ),
    Key(
        "labels",
        Shape.LABELS,
        "With `setup-page`, where Setup is not in English: `section`, `generate` and"
        " `regenerate`, the words of the token's section as they stand on the page.",
        only=OrgType.SALESFORCE,
    ),
    Key("read_only", Shape.SWITCH, "Refuse generate, regenerate and hand-over in this org.", False),
    Key("reveal", Shape.SWITCH, "False: a token of this org is never shown, only copied.", True),
    Key(
        "keep_list",
        Shape.SWITCH,
        "The list of connected apps is kept for the next start, to be shown while the org is asked;"
        " no token is in it. False: none is kept, and one that was is removed. See"
        " [security](security.md#the-list-that-is-kept).",
        True,
    ),
    Key(
        "max_age",
        Shape.DAYS,
        "A token older than so many days is due: `list --due`, and `d` on the table. Unset: none"
        " is.",
    ),
    Key(
        "max_age_of",
        Shape.DAYS_OF,
        "The same for single connected apps, by their Ids; it outranks `max_age`.",
    ),
    Key(
        "clipboard",
        Shape.CHOICE,
        "As above, for this org alone. Unset: what is set above.",
        choices=ClipboardMode,
    ),
    Key(
        "ca_file",
        Shape.FILE,
        "Certificates (PEM) to trust for this org. Certificates are always verified.",
        only=OrgType.SALESFORCE,
    ),
)

SECRET_KEYS = (
    Key("env", Shape.TEXT, "The environment variable that holds the secret."),
    Key(
        "command",
        Shape.COMMAND,
        "The program, with its arguments, that prints the secret as one line.",
    ),
    Key(
        "file",
        Shape.FILE,
        "The file that holds the secret as its one line. Mode 0600, and your own or root's.",
    ),
    Key(
        "keyring",
        Shape.ENTRY,
        "The entry of the system's keyring. It needs the package's extra `keyring`.",
    ),
)

LABEL_KEYS = (
    Key("section", Shape.TEXT, "The heading of the token's section, as it stands on the page."),
    Key("generate", Shape.TEXT, "The button of an app without a token."),
    Key("regenerate", Shape.TEXT, "The button of an app with one."),
)
