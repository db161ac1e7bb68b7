"""`Set-Cookie` of one answer, read far enough for a client that speaks to a single origin (RFC 6265 §5.2).

Domain, path and flags are not looked at: a cookie goes back to the origin that set it and to nobody else.
"""

import re

from tui.domain.secret import Secret

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}")
_VALUE = re.compile(r"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e\"]{0,4096}")


def parse_set_cookie(header: str) -> tuple[str, Secret | None] | None:
    """Return the cookie's name and value; None as the value where it is to be forgotten, None for what is no cookie."""
    pair, *attributes = header.split(";")
    name, separator, value = pair.partition("=")
    name, value = name.strip(), value.strip()
    if not separator or not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
        return None
    if not value or any(_ends_now(attribute) for attribute in attributes):
        return name, None
    return name, Secret(value)


def _ends_now(attribute: str) -> bool:
    name, _, value = attribute.partition("=")
    if name.strip().lower() == "max-age":
        return value.strip() == "0" or value.strip().startswith("-")
    return name.strip().lower() == "expires" and "1970" in value
