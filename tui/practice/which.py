"""Which practice org a database holds. Every first use gives the same org Id: file and first moment tell them apart."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

_BUSY_SECONDS = 0.2


def which(database: Path) -> tuple[str, ...] | None:
    """What this org has in common with no other, nor with itself after a reset; None where that is unknown."""
    try:
        status = database.stat()
        connection = sqlite3.connect(
            f"file:{quote(str(database.absolute()))}?mode=ro", uri=True, timeout=_BUSY_SECONDS
        )
        try:
            found = connection.execute("SELECT id, created FROM org").fetchone()
        finally:
            connection.close()
    except (sqlite3.Error, OSError):
        return None
    place = (status.st_dev, status.st_ino)
    return tuple(map(str, (*found, *place))) if found is not None else None
