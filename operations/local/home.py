"""Where one copy of the system keeps what is its own: `.local`, or what KANAF_HOME names."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from operations.failure import Failure

PROJECT = Path(__file__).resolve().parent.parent.parent
"""The folder that holds the packages: processes run from here."""

TEMPORARY = "test-"
"""How folders of systems that exist for a test alone begin."""

_NOT_OURS = (TEMPORARY, "compose")  # within `.local`: what other commands keep there
_LONGEST_SOCKET = 107 - len(".4194304")
"""A socket path holds 107 bytes; supervisord first binds to the path plus its process id."""


@dataclass(frozen=True)
class Home:
    """The data folder of one copy and the paths within it."""

    path: Path

    @classmethod
    def find(cls, variables: Mapping[str, str] | None = None) -> Home:
        """KANAF_HOME, else `.local` beside the packages."""
        named = (os.environ if variables is None else variables).get("KANAF_HOME")
        return cls(Path(named).absolute() if named else PROJECT / ".local")

    @property
    def is_default(self) -> bool:
        """Whether this is the clone's own system, not one beside it (such as a test's)."""
        return self.path == PROJECT / ".local"

    @property
    def secrets(self) -> Path:
        return self.path / "secrets"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def broker(self) -> Path:
        return self.path / "broker"

    @property
    def database(self) -> Path:
        return self.path / "database"

    @property
    def sinks(self) -> Path:
        return self.path / "sinks.sqlite"

    @property
    def provider(self) -> Path:
        """What was paid at the local payment provider."""
        return self.path / "provider.sqlite"

    @property
    def providers(self) -> Path:
        """The public keys of payment providers."""
        return self.path / "providers"

    @property
    def clock(self) -> Path:
        return self.path / "clock.json"

    @property
    def ports(self) -> Path:
        return self.path / "ports.json"

    @property
    def servers(self) -> Path:
        return self.path / "servers.json"

    @property
    def supervisor(self) -> Path:
        return self.path / "supervisor.conf"

    @property
    def socket(self) -> Path:
        """supervisord's socket; beside the data, or in a short folder when that is too long."""
        beside = self.path / "supervisor.sock"
        if len(os.fsencode(beside)) <= _LONGEST_SOCKET:
            return beside
        name = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:16]
        return runtime_folder() / f"{name}.sock"

    def make(self) -> None:
        """Make the folders. Raises `Failure` when they cannot be written."""
        try:
            for folder in (self.path, self.secrets, self.logs, self.broker, self.database):
                folder.mkdir(parents=True, exist_ok=True)
            self.path.chmod(0o700)
            self.secrets.chmod(0o700)
            self.socket.parent.mkdir(exist_ok=True)
            with tempfile.TemporaryFile(dir=self.path):
                pass
        except OSError as error:
            raise Failure(
                f"{self.path} cannot be written: {error.strerror}",
                f"chown -R $(id -un) {self.path}, or name another folder with KANAF_HOME",
            ) from error

    def contents(self) -> list[Path]:
        """What belongs to this copy in its folder."""
        if not self.path.exists():
            return []
        return [each for each in self.path.iterdir() if not each.name.startswith(_NOT_OURS)]

    @contextlib.contextmanager
    def locked(self, say: Callable[[str], None], *, wait_seconds: float = 300) -> Iterator[None]:
        """Keep other `kanaf` commands from changing this copy meanwhile; they wait their turn."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("a+") as lock:
            until = time.monotonic() + wait_seconds
            while not _taken(lock.fileno()):
                if time.monotonic() > until:
                    raise Failure(
                        f"another kanaf command has been at work on {self.path} for long",
                        f"see who holds it: fuser -v {self.path / 'lock'}",
                    )
                say("waiting for another kanaf command on this copy")
                time.sleep(0.1)
            yield


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def runtime_folder() -> Path:
    """A short folder of this user's for what cannot stand under a long path.

    Raises `Failure` when somebody else made it.
    """
    folder = Path(tempfile.gettempdir()) / f"kanaf-{os.getuid()}"
    if len(os.fsencode(folder)) > 60:
        folder = Path("/tmp") / f"kanaf-{os.getuid()}"  # noqa: S108  (checked just below)
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise Failure(f"{folder} belongs to another user", f"rm -r {folder}, or set TMPDIR")
    folder.chmod(0o700)
    return folder


def write_atomically(file: Path, text: str, *, mode: int = 0o600) -> None:
    """Replace a file's contents in one step: a reader sees the old or the new, whole."""
    with _written_beside(file, text, mode) as new:
        new.replace(file)


def write_once(file: Path, text: str) -> None:
    """Make the file unless somebody made it first; then theirs stays. Only its owner reads it."""
    with _written_beside(file, text, 0o600) as new, contextlib.suppress(FileExistsError):
        file.hardlink_to(new)


@contextlib.contextmanager
def _written_beside(file: Path, text: str, mode: int) -> Iterator[Path]:
    """The text in a file of its own in the same folder; removed unless it was moved away."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(mode)
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
