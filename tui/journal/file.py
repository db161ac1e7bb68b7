"""The files of the journal, and the locks of the acts that are under way."""

import fcntl
import os
import pwd
import socket
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from tui import log
from tui.domain.acts import (
    Author,
    Deed,
    Intent,
    JournalEntry,
    Outcome,
    Subject,
    Upshot,
    kept_name,
)
from tui.domain.org import Org, User
from tui.domain.text import printable
from tui.errors import JournalError, NotRecordedError
from tui.journal.lines import parsed, written
from tui.paths import private_folder

ROTATE_BYTES = 1024 * 1024
_LOCK_SECONDS = 5.0


class HeldAct:
    """An act that this process has begun; see `tui.ports.OpenAct`."""

    def __init__(self, journal: "FileJournal", intent: Intent, lock: int, path: Path) -> None:
        self._journal = journal
        self._lock: int | None = lock
        self._path = path
        self._final = False
        self.intent = intent

    def note(self, upshot: Upshot) -> None:
        """See `tui.ports.OpenAct.note`."""
        if self._lock is not None:
            now, act_id = self._journal.now(), self.intent.act_id
            self._record(Outcome(**asdict(upshot), act_id=act_id, at=now))

    def end(self, upshot: Upshot) -> None:
        """See `tui.ports.OpenAct.end`."""
        try:
            self.note(upshot)
        finally:
            self.let_go()

    def let_go(self) -> None:
        """Hold the act no longer. Its lock file stays while somebody may take the act up again."""
        lock, self._lock = self._lock, None
        if lock is None:
            return
        if self._final:
            self._path.unlink(missing_ok=True)
        os.close(lock)

    def _record(self, outcome: Outcome) -> None:
        self._journal.append(outcome)
        log.act(self.intent.deed, outcome.result)
        self._final = outcome.final


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

    def begin(self, deed: Deed, org: Org, user: User, subject: Subject) -> HeldAct:
        """See `tui.ports.Journal.begin`."""
        intent = Intent(
            act_id=uuid.uuid4().hex,
            at=self.now(),
            deed=deed,
            org_id=org.org_id,
            org_name=org.name,
            origin=org.instance_url if org.registration_url else "inside the console",
            app_id=subject.app_id,
            app_name=kept_name(subject.app_name),
            author=self._author(user),
            replacing=subject.replacing,
            last_row=subject.last_row,
            targets=subject.targets,
            guided=subject.guided,
        )
        with _in_words():
            lock, path = self._take(intent.act_id, new=True)
        try:
            self.append(intent)
        except NotRecordedError:
            path.unlink(missing_ok=True)
            os.close(lock)
            raise
        log.act(deed, "begun")
        return HeldAct(self, intent, lock, path)

    def resume(self, intent: Intent) -> HeldAct | None:
        """See `tui.ports.Journal.resume`."""
        with _in_words():
            try:
                lock, path = self._take(intent.act_id, new=False)
            except BlockingIOError:
                return None
        held = HeldAct(self, intent, lock, path)
        if self._is_final(intent):  # somebody ended it while the lock was being taken
            path.unlink(missing_ok=True)
            held.let_go()
            return None
        return held

    def _is_final(self, intent: Intent) -> bool:
        return any(
            entry.outcome is not None and entry.outcome.final
            for entry in self.entries()
            if entry.intent.act_id == intent.act_id
        )

    def person(self) -> str:
        """See `tui.ports.Journal.person`."""
        sudo_user = printable(self.environ.get("SUDO_USER", ""))
        became = f" (sudo from {sudo_user})" if sudo_user else ""
        return f"{_os_user()}{became} on {printable(socket.gethostname())}"

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
            user_id=user.user_id,
        )

    # -- reading -----------------------------------------------------------------------------------

    def entries(self) -> list[JournalEntry]:
        """See `tui.ports.Journal.entries`."""
        intents: dict[str, Intent] = {}
        outcomes: dict[str, Outcome] = {}
        for line in self._lines():
            record = parsed(line)
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
        """Whether a living process holds the act; one that has come to its end is nobody's."""
        if outcome is not None and outcome.final:
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

    def append(self, record: Intent | Outcome) -> None:
        """Put one line on disk.

        Raises:
            NotRecordedError: it is not there, or it is not certain that it is.
        """
        line = written(record)
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
