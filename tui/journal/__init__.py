"""The console's own record of what it changed: append-only JSON lines in the state folder.

An intent is on disk before its request leaves, an outcome after the answer. Each act holds a lock file while its
process lives; the kernel lets go of it when the process dies, however it dies. So an intent without an outcome whose
lock is free is unfinished, and one whose lock is held is a living console's own business.

Several consoles append at once, one line in one write under one lock. A line that a crash tore is closed by the next
writer and passed over by readers. At a megabyte the file is set aside under a dated name; nothing is ever deleted.
No secret comes here: tokens are their fingerprints.
"""

from tui.journal.file import FileJournal, HeldAct

__all__ = ["FileJournal", "HeldAct"]
