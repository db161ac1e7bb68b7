"""The HTTP library, without the command line that it brings along.

Where `rich` and `click` are installed httpx imports them, and `pygments` with them, for its own command: more than a
third of what importing it takes. It does without where that module is missing.
"""

import sys
from typing import cast

_COMMAND = "httpx._main"

if "httpx" not in sys.modules:
    _modules = cast("dict[str, object]", sys.modules)
    _modules[_COMMAND] = (
        None  # an import of it fails, as httpx expects where its extra is not installed
    )
    try:
        import httpx
    finally:
        del _modules[_COMMAND]
else:
    import httpx

__all__ = ["httpx"]
