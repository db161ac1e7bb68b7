"""Ways to a clipboard, each an implementation of `tui.ports.Clipboard`; `choose` picks one.

Knows no screen and no org.
"""

from tui.clipboard.choose import choose

__all__ = ["choose"]
