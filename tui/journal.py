"""The console's own record of what it changed: append-only JSON lines in the state folder.

An intent is on disk before its request leaves, an outcome after the answer. Each act holds a lock file while its
process lives; the kernel lets go of it when the process dies, however it dies. So an intent without an outcome whose
lock is free is unfinished, and one whose lock is held is a living console's own business.

Several consoles append at once, one line in one write under one lock. A line that a crash tore is closed by the next
writer and passed over by readers. At a megabyte the file is set aside under a dated name; nothing is ever deleted.
No secret comes here: tokens are their fingerprints.
"""

import fcntl
import json
import os
import pwd
import socket
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tui.domain.acts import Author, Deed, Intent, JournalEntry, Outcome, Result
from tui.domain.org import Org, User
from tui.domain.text import printable, shortened
from tui.errors import JournalError, NotRecordedError
from tui.paths import private_folder

VERSION = 1
ROTATE_BYTES = 1024 * 1024
_LOCK_SECONDS = 5.0
_NAME_MOST = 200


class HeldAct:
    """An act that this process has begun; see `tui.ports.OpenAct`."""

    def __init__(self, journal: "FileJournal", intent: Intent, lock: int, path: Path) -> None:
        self._journal = journal
        self._lock: int | None = lock
        self._path = path
        self.intent = intent

    def end(self, result: Result, *, fingerprint: str | None = None, words: str = "") -> None:
        """Record what came of the act, and let go of it.

        Raises:
            NotRecordedError: it cannot be recorded; the act counts as unfinished once this process has ended.
        """
        if self._lock is None:
            return
        at = self._journal.now()
        outcome = Outcome(self.intent.act_id, at, result, fingerprint, words)
        self._journal.append("outcome", asdict(outcome))
        lock, self._lock = self._lock, None
        self._path.unlink(missing_ok=True)
        os.close(lock)


@dataclass(frozen=True, slots=True)
class FileJournal:
    """The journal in one folder.

    Args:
        folder: made when it is needed, the user's alone.
        now: the time of day, in UTC.
        environ: where SUDO_USER is looked up.
        started: when this process started.
    """

    folder: Path
    now: Callable[[], datetime]
    environ: Mapping[str, str]
    started: datetime

    @property
    def file(self) -> Path:
        """The file that is written now."""
        return self.folder / "journal.jsonl"

    # -- acts --------------------------------------------------------------------------------------

    def begin(
        self,
        deed: Deed,
        org: Org,
        user: User,
        *,
        app_id: str,
        app_name: str,
        replacing: str | None,
        last_row: datetime | None,
    ) -> HeldAct:
        """See `tui.ports.Journal.begin`."""
        intent = Intent(
            act_id=uuid.uuid4().hex,
            at=self.now(),
            deed=deed,
            org_id=org.org_id,
            org_name=org.name,
            origin=org.instance_url if org.registration_url else "inside the console",
            app_id=app_id,
            app_name=shortened(app_name, _NAME_MOST),
            author=self._author(user),
            replacing=replacing,
            last_row=last_row,
        )
        with _in_words():
            lock, path = self._take(intent.act_id, new=True)
        try:
            self.append("intent", asdict(intent))
        except NotRecordedError:
            path.unlink(missing_ok=True)
            os.close(lock)
            raise
        return HeldAct(self, intent, lock, path)

    def resume(self, intent: Intent) -> HeldAct | None:
        """See `tui.ports.Journal.resume`."""
        with _in_words():
            try:
                lock, path = self._take(intent.act_id, new=False)
            except BlockingIOError:
                return None
        held = HeldAct(self, intent, lock, path)
        for entry in self.entries():
            if entry.intent.act_id == intent.act_id and entry.outcome is not None:
                if entry.outcome.result is Result.UNKNOWN:
                    return held
                path.unlink(missing_ok=True)
                os.close(lock)  # somebody looked it up while the lock was being taken
                return None
        return held

    def _take(self, act_id: str, *, new: bool) -> tuple[int, Path]:
        path = private_folder(self.folder / "acts") / f"{act_id}.lock"
        lock = os.open(path, os.O_CREAT | os.O_RDWR | (os.O_EXCL if new else 0), 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
            raise
        return lock, path

    def _author(self, user: User) -> Author:
        return Author(
            username=user.username,
            name=user.name,
            host=printable(socket.gethostname()),
            os_user=_os_user(),
            sudo_user=printable(self.environ.get("SUDO_USER", "")),
            pid=os.getpid(),
            process_started=self.started,
        )

    # -- reading -----------------------------------------------------------------------------------

    def entries(self) -> list[JournalEntry]:
        """See `tui.ports.Journal.entries`."""
        intents: dict[str, Intent] = {}
        outcomes: dict[str, Outcome] = {}
        for line in self._lines():
            record = _parsed(line)
            if isinstance(record, Intent):
                intents.setdefault(record.act_id, record)
            elif isinstance(record, Outcome):
                outcomes[record.act_id] = record
        return [
            JournalEntry(intent, outcome, running=self._is_held(intent, outcome))
            for intent in intents.values()
            for outcome in (outcomes.get(intent.act_id),)
        ]

    def _is_held(self, intent: Intent, outcome: Outcome | None) -> bool:
        """Whether a living process holds the act; only an open act can be held."""
        if outcome is not None and outcome.result is not Result.UNKNOWN:
            return False
        try:
            lock = os.open(self.folder / "acts" / f"{intent.act_id}.lock", os.O_RDWR)
        except OSError:
            return False
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)  # two that look at once are no holder
        except OSError:
            return True
        finally:
            os.close(lock)
        return False

    def _lines(self) -> Iterator[str]:
        try:
            files = sorted(self.folder.glob("journal-*.jsonl"))
            for file in [*files, *([self.file] if self.file.exists() else [])]:
                yield from file.read_text(encoding="utf-8", errors="replace").split("\n")
        except OSError as error:
            raise JournalError(
                f"The journal in {self.folder} cannot be read: {error.strerror}.",
                hint="Make the folder and its files readable for you alone again.",
            ) from None

    # -- writing -----------------------------------------------------------------------------------

    def append(self, kind: str, record: dict[str, Any]) -> None:
        """Put one line on disk.

        Raises:
            NotRecordedError: it is not there, or it is not certain that it is.
        """
        line = json.dumps({"v": VERSION, "kind": kind, **record}, default=_text)
        with _in_words(), self._writing():
            self._set_aside_when_large()
            new = not self.file.exists()
            descriptor = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                _write_whole(descriptor, f"{_gap(descriptor)}{line}\n".encode())
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            if new:
                _sync_folder(self.folder)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        lock = os.open(private_folder(self.folder) / "journal.lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            deadline = time.monotonic() + _LOCK_SECONDS
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        raise TimeoutError(0, "another console keeps it locked") from None
                    time.sleep(0.01)
            yield
        finally:
            os.close(lock)

    def _set_aside_when_large(self) -> None:
        with suppress(FileNotFoundError):
            if self.file.stat().st_size >= ROTATE_BYTES:
                stamp = self.now().strftime("%Y%m%dT%H%M%S%fZ")
                self.file.rename(self.folder / f"journal-{stamp}.jsonl")


def _os_user() -> str:
    """Who this process is to the machine, whatever the environment claims."""
    try:
        return printable(pwd.getpwuid(os.getuid()).pw_name)
    except KeyError:  # containers run under numbers without a name
        return f"uid {os.getuid()}"


def _gap(descriptor: int) -> str:
    """A newline where the last line was torn, so that it does not spoil the next."""
    size = os.fstat(descriptor).st_size
    return "\n" if size and os.pread(descriptor, 1, size - 1) != b"\n" else ""


def _write_whole(descriptor: int, data: bytes) -> None:
    written = os.write(descriptor, data)
    if written != len(data):
        raise OSError(0, "the disk took only a part of the line")


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except BlockingIOError:
        raise
    except OSError as error:
        raise NotRecordedError(
            f"The journal cannot be written: {error.strerror or 'the disk refused it'}.",
            hint="Nothing is sent without a record. Make room in the state folder, or make it writable.",
        ) from None


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the journal")


def _parsed(line: str) -> Intent | Outcome | None:
    """The record of a line; None for a torn one, or one of a later version that lacks what this one needs."""
    try:
        raw = json.loads(line)
        if raw["kind"] == "intent":
            return _intent(raw)
        if raw["kind"] == "outcome":
            return Outcome(
                raw["act_id"],
                _time(raw["at"]),
                Result(raw["result"]),
                raw["fingerprint"],
                raw["words"],
            )
    except (ValueError, KeyError, TypeError):
        return None
    return None


def _intent(raw: Mapping[str, Any]) -> Intent:
    author = {key: raw["author"][key] for key in Author.__slots__}
    values = {
        key: raw[key] for key in Intent.__slots__ if key not in ("author", "at", "deed", "last_row")
    }
    return Intent(
        **values,
        at=_time(raw["at"]),
        deed=Deed(raw["deed"]),
        author=replace(Author(**author), process_started=_time(author["process_started"])),
        last_row=_time(raw["last_row"]) if raw["last_row"] else None,
    )


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at
