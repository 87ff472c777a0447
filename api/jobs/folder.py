"""The folder of jobs: a subfolder for each job with its record, partial result and result, each written atomically.

Servers on one store share it: one of them runs the jobs, the others read and submit jobs, and mark those to be removed.
"""

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
UNWANTED = ".unwanted"
"""Ending of the file that marks a job to be removed by the server that runs the jobs."""


class Taken(OSError):
    """Another server uses the folder."""


class Folder:
    """The folder of the jobs of a store."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: IO[bytes] | None = None

    def open(self) -> bool:
        """Make and lock the folder; return False if another server has locked it, which then runs the jobs.

        Raises:
            OSError: it cannot be made or written.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        lock = (self.path / "lock").open("ab")
        try:
            take(lock)
        except Taken:
            lock.close()
            return False
        except OSError:
            lock.close()
            raise
        self._lock = lock
        return True

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
                job = self._read(place)
                (place / UNFINISHED).unlink(missing_ok=True)
            except (OSError, ValueError) as error:
                LOG.warning("%s is skipped: %s: repair or remove the folder", place, error)
                continue
            found.append(job)
        return sorted(found, key=lambda job: (job.created, job.id))

    def _read(self, place: Path) -> Job:
        job = read_job((place / RECORD).read_bytes())
        if job.id != place.name:
            raise ValueError(f"it belongs to the job {job.id}")
        if job.state is State.DONE and self.result(job).stat().st_size != job.size:
            raise ValueError("its result is incomplete")
        return job

    def found(self, key: str) -> Job | None:
        """Read the job with this id; None if there is none, or none that can be read (yet)."""
        if not ID.fullmatch(key):
            return None
        try:
            return self._read(self.path / key)
        except (OSError, ValueError):
            return None

    def listed(self) -> tuple[set[str], set[str]]:
        """Return the ids of all jobs, and of those marked to be removed."""
        names = {entry.name for entry in os.scandir(self.path)}
        marked = {name.removesuffix(UNWANTED) for name in names if name.endswith(UNWANTED)}
        return {name for name in names if ID.fullmatch(name)}, marked

    def mark(self, job: Job) -> None:
        """Mark a job to be removed."""
        (self.path / f"{job.id}{UNWANTED}").touch()

    def is_marked(self, key: str) -> bool:
        """Return whether a job is marked to be removed."""
        return (self.path / f"{key}{UNWANTED}").exists()

    def unmark(self, key: str) -> None:
        """Remove the mark of a job."""
        (self.path / f"{key}{UNWANTED}").unlink(missing_ok=True)

    def changed(self, key: str) -> tuple[int, int] | None:
        """Return what changes with each record written; None if there is no record."""
        try:
            stat = (self.path / key / RECORD).stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_ino

    def write(self, job: Job, *, lasting: bool = True) -> None:
        """Write the record of a job; one that is soon written again need not outlast a power cut."""
        (self.path / job.id).mkdir(exist_ok=True)
        write_whole(self.path / job.id / RECORD, job.written(), lasting=lasting)

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


def write_whole(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Write a temporary file, sync it to disk if it is to last, then rename it."""
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        file.write(content)
        if lasting:
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
