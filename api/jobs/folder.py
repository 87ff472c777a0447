"""Where jobs are kept: a folder a job, with what was asked, the partial result and the result; each written whole or not."""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
from typing import IO, TYPE_CHECKING

from api.jobs.job import State, read_job

if TYPE_CHECKING:
    from pathlib import Path

    from api.jobs.job import Job

LOG = logging.getLogger("sojae.jobs")
ID = re.compile(r"[0-9a-f]{16}")
ASKED, PARTIAL, RESULT, UNFINISHED = "job.json", "partial.json", "result", "result.unfinished"


class Taken(OSError):
    """Another server has the folder."""


class Folder:
    """The folder of one server's jobs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: IO[bytes] | None = None

    def open(self) -> None:
        """Make the folder and keep other servers out of it.

        Raises:
            OSError: it cannot be made or written, or another server has it.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        lock = (self.path / "lock").open("ab")
        try:
            take(lock)
        except OSError:
            lock.close()
            raise
        self._lock = lock

    def close(self) -> None:
        """Let others have it."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def read(self) -> list[Job]:
        """Give the jobs found, in the order in which they were asked for; clear away what was cut off.

        What cannot be read is told in the log, left where it is, and passed over.
        """
        found: list[Job] = []
        for place in sorted(self.path.iterdir()):
            if not ID.fullmatch(place.name):
                continue
            try:
                job = read_job((place / ASKED).read_bytes())
                if job.id != place.name:
                    raise ValueError(f"it is of the job {job.id}")
                if job.state is State.DONE and self.result(job).stat().st_size != job.size:
                    raise ValueError("its result is not whole")
                (place / UNFINISHED).unlink(missing_ok=True)
            except (OSError, ValueError) as error:
                LOG.warning("%s is passed over: %s: mend it or remove the folder", place, error)
                continue
            found.append(job)
        return sorted(found, key=lambda job: (job.created, job.id))

    def write(self, job: Job) -> None:
        """Keep what is known of a job."""
        (self.path / job.id).mkdir(exist_ok=True)
        write_whole(self.path / job.id / ASKED, job.written())

    def write_partial(self, job: Job, content: bytes) -> None:
        """Keep a partial result in place of the one before."""
        write_whole(self.partial(job), content)

    def partial(self, job: Job) -> Path:
        """Name the file of the partial result."""
        return self.path / job.id / PARTIAL

    def result(self, job: Job) -> Path:
        """Name the file of the result."""
        return self.path / job.id / RESULT

    def begin_result(self, job: Job) -> Path:
        """Make the file that the result is written to: only a file that is there is written to by a process left over."""
        place = self.path / job.id / UNFINISHED
        place.unlink(missing_ok=True)  # a process left over may still hold it
        place.touch()
        return place

    def finish_result(self, job: Job) -> int:
        """Let what was written be the result; give its size in bytes."""
        (self.path / job.id / UNFINISHED).replace(self.result(job))
        self.partial(job).unlink(missing_ok=True)
        return self.result(job).stat().st_size

    def drop_result(self, job: Job) -> None:
        """Remove what was written of a result."""
        (self.path / job.id / UNFINISHED).unlink(missing_ok=True)

    def drop(self, job: Job) -> None:
        """Remove all that is kept of a job."""
        shutil.rmtree(self.path / job.id, ignore_errors=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write beside, make sure it is on the disk, then rename."""
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def take(lock: IO[bytes]) -> None:
    """Lock a file until it is closed; a process that dies lets it go.

    Raises:
        Taken: another process has it.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Taken(f"{lock.name}: another server has it") from None
