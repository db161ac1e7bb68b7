"""The state that a Setup page carries in hidden fields, and that a button press must bring back unchanged.

It is kept in the page alone: what it says is signed with a key of the database, so that every process of the
org accepts it and nobody can make one. It is bound to a session, an app and a time, and it names the controls
of its page, whose numbers differ each time, as a Visualforce page's do. [seen]
"""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

LIFE_SECONDS: Final = 30 * 60

STATE: Final = "com.salesforce.visualforce.ViewState"
VERSION: Final = "com.salesforce.visualforce.ViewStateVersion"
MAC: Final = "com.salesforce.visualforce.ViewStateMAC"
CSRF: Final = "com.salesforce.visualforce.ViewStateCSRF"
FIELDS: Final = (STATE, VERSION, MAC, CSRF)

_FORMAT: Final = "202611230000000000"


class StateRefusedError(Exception):
    """The state that came with a button press is not one this org gave to this page; the text says why."""


@dataclass(frozen=True, slots=True)
class Page:
    """Whose page it is: what a state is bound to."""

    session: bytes
    app: str
    """`06P…`"""


@dataclass(frozen=True, slots=True)
class Controls:
    """The generated names of a page's form and buttons."""

    form: str
    manage: str
    edit: str
    delete: str
    consumer: str
    token: str

    @classmethod
    def of(cls, nonce: str) -> "Controls":
        """Name the controls of the page that bears the nonce."""
        number = int(nonce[:8], 16)
        outer, inner = number % 89 + 2, number // 89 % 971 + 20
        form = f"j_id0:j_id{outer}"
        block = f"{form}:j_id{inner}"
        return cls(
            form=form,
            manage=f"{block}:j_id{inner + 1}:manage",
            edit=f"{block}:j_id{inner + 1}:edit",
            delete=f"{block}:j_id{inner + 1}:j_id{inner + 4}",
            consumer=f"{block}:j_id{inner + 9}:j_id{inner + 12}",
            token=f"{block}:j_id{inner + 23}:j_id{inner + 26}:j_id{inner + 27}",
        )


def other_names(nonce: str) -> Controls:
    """Name the controls in quite another way, as a release may."""
    controls = (f"pg{nonce[:4]}:c{number}" for number in range(5))
    return Controls(f"pg{nonce[:4]}", *controls)


def issue(
    key: bytes, page: Page, *, at: int, names: Callable[[str], Controls] = Controls.of
) -> tuple[dict[str, str], Controls]:
    """Return the hidden fields of a page shown `at` a time, and the names of its controls."""
    nonce = secrets.token_hex(8)
    content = {"app": page.app, "session": page.session.hex(), "issued": at, "nonce": nonce}
    state = "i:" + base64.b64encode(json.dumps(content).encode()).decode()
    fields = {
        STATE: state,
        VERSION: _FORMAT,
        MAC: _sign(key, "mac", _FORMAT, state),
        CSRF: _sign(key, "csrf", page.session.hex(), page.app, nonce),
    }
    return fields, names(nonce)


def accept(
    key: bytes,
    page: Page,
    form: Mapping[str, str],
    *,
    at: int,
    names: Callable[[str], Controls] = Controls.of,
) -> Controls:
    """Check the hidden fields of a press and return the names of its page's controls.

    Raises:
        StateRefusedError: one is missing, forged, too old, or of another page.
    """
    if any(not form.get(name) for name in FIELDS):
        raise StateRefusedError("The page is incomplete. Refresh it and try again.")
    if not _same(form[MAC], _sign(key, "mac", form[VERSION], form[STATE])):
        raise StateRefusedError("The page could not be verified. Refresh it and try again.")
    content = _content(form[STATE])
    nonce = str(content["nonce"])
    if not _same(form[CSRF], _sign(key, "csrf", page.session.hex(), page.app, nonce)):
        raise StateRefusedError("The page you submitted was invalid for your session.")
    if not 0 <= at - int(str(content["issued"])) < LIFE_SECONDS:
        raise StateRefusedError("The page has expired. Refresh it and try again.")
    if content["session"] != page.session.hex() or content["app"] != page.app:
        raise StateRefusedError("The page you submitted was invalid for your session.")
    return names(nonce)


def _content(state: str) -> dict[str, object]:
    # Only reached with a true signature: what cannot be read is not a state of this program's
    # format.
    try:
        content = json.loads(base64.b64decode(state.removeprefix("i:"), validate=True))
    except (binascii.Error, ValueError):
        raise StateRefusedError(
            "The page is of another version. Refresh it and try again."
        ) from None
    return dict(content)


def _sign(key: bytes, *parts: str) -> str:
    # Lengths first, so that no two lists of parts make the same text.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    mac = hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    return "AGV" + base64.b64encode(mac).decode()


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode())
