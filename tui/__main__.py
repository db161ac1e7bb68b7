"""`python -m tui` is the installed command under another name."""

import sys

from tui.cli import main

sys.exit(main())
