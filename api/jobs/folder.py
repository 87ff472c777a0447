"""The folder of jobs: a subfolder for each job with its record, partial result and result, each written atomically."""

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
RECORD, PARTIAL, RESULT, UNFINISHED = "job.json", "partial.json", "result", "result.unfinished"


class Taken(OSError):
    """Another server uses the folder."""


class Folder:
    """The folder of one server's jobs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: IO[bytes] | None = None

    def open(self) -> None:
        """Make and lock the folder.

        Raises:
            OSError: it cannot be made or written, or another server uses it.
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
        """Unlock the folder."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def read(self) -> list[Job]:
        """Read all jobs, in the order in which they were submitted; remove unfinished results.

        A job that cannot be read is logged, left in place and skipped.
        """
        found: list[Job] = []
        for place in sorted(self.path.iterdir()):
            if not ID.fullmatch(place.name):
                continue
            try:
                job = read_job((place / RECORD).read_bytes())
                if job.id != place.name:
                    raise ValueError(f"it belongs to the job {job.id}")
                if job.state is State.DONE and self.result(job).stat().st_size != job.size:
                    raise ValueError("its result is incomplete")
                (place / UNFINISHED).unlink(missing_ok=True)
            except (OSError, ValueError) as error:
                LOG.warning("%s is skipped: %s: repair or remove the folder", place, error)
                continue
            found.append(job)
        return sorted(found, key=lambda job: (job.created, job.id))

    def write(self, job: Job) -> None:
        """Write the record of a job."""
        (self.path / job.id).mkdir(exist_ok=True)
        write_whole(self.path / job.id / RECORD, job.written())

    def write_partial(self, job: Job, content: bytes) -> None:
        """Write a partial result, replacing the previous one."""
        write_whole(self.partial(job), content)

    def partial(self, job: Job) -> Path:
        """Return the file of the partial result."""
        return self.path / job.id / PARTIAL

    def result(self, job: Job) -> Path:
        """Return the file of the result."""
        return self.path / job.id / RESULT

    def begin_result(self, job: Job) -> Path:
        """Make the file for the result: a process writes only to an existing file."""
        place = self.path / job.id / UNFINISHED
        place.unlink(missing_ok=True)  # an orphaned process may still have it open
        place.touch()
        return place

    def finish_result(self, job: Job) -> int:
        """Rename the finished file to the result; return its size in bytes."""
        (self.path / job.id / UNFINISHED).replace(self.result(job))
        self.partial(job).unlink(missing_ok=True)
        return self.result(job).stat().st_size

    def drop_result(self, job: Job) -> None:
        """Remove an unfinished result."""
        (self.path / job.id / UNFINISHED).unlink(missing_ok=True)

    def drop(self, job: Job) -> None:
        """Remove all files of a job."""
        shutil.rmtree(self.path / job.id, ignore_errors=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a temporary file, sync it to disk, then rename it."""
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def take(lock: IO[bytes]) -> None:
    """Lock a file until it is closed or the process ends.

    Raises:
        Taken: another process has locked it.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Taken(f"{lock.name}: another server uses it") from None
