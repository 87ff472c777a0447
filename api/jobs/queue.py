"""The queue of jobs: submit, find, cancel and remove them, within limits."""

from __future__ import annotations

import logging
import tempfile
import threading
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.deps import LIMITS
from api.errors import Problem
from api.jobs.folder import Folder, Taken
from api.jobs.job import State, new_job, now
from api.jobs.kinds import as_given, kinds
from queries.errors import QueryError

if TYPE_CHECKING:
    from api.jobs.job import Job
    from api.jobs.kinds import Kind
    from api.jobs.process import Process
    from queries.parameters import Parameters
    from queries.view import View

LOG = logging.getLogger("sojae.jobs")
MOST_ATTEMPTS = 3
"""Number of attempts at a job that was cut off: it may be the cause."""
SOON = 30.0
"""Seconds to wait for the end of a process."""


class Queue:
    """All jobs of a server. Changes need the lock `changed`; a Job is immutable, so that readers need no lock."""

    def __init__(self, path: Path | None) -> None:
        self.changed = threading.Condition()
        self.trouble = "The jobs have not been read yet: try again in a second."
        self.folder: Folder | None = None
        self.running: tuple[str, Process] | None = None
        self._path = path
        self._own: tempfile.TemporaryDirectory[str] | None = None
        self._jobs: dict[str, Job] = {}

    def open(self) -> bool:
        """Open the folder and read its jobs; return whether that succeeded."""
        if self._path is None and self._own is None:
            self._own = tempfile.TemporaryDirectory(prefix="sojae-jobs-")
        folder = Folder(self._path or Path(self._own.name if self._own else ""))
        try:
            folder.open()
            found = folder.read()
        except OSError as error:
            folder.close()
            trouble = (
                "Another server runs the jobs of this store: use that one, or set SOJAE_JOBS to another folder."
                if isinstance(error, Taken)
                else f"Jobs cannot be stored ({error.strerror}): set SOJAE_JOBS to another folder."
            )
            if trouble != self.trouble:
                LOG.warning("%s (%s)", trouble, folder.path)
            self.trouble = trouble
            return False
        with self.changed:
            self.folder = folder
            for job in found:
                self._find(job)
            self.bound()
        return True

    def close(self) -> None:
        """Close the folder."""
        if self.folder is not None:
            self.folder.close()
        if self._own is not None:
            self._own.cleanup()
        self.folder = self._own = None

    def _find(self, job: Job) -> None:
        """Add a job from the folder: a queued or running one is queued again, unless it was cut off too often."""
        try:
            kinds()[job.kind].read(job.parameters)
        except (KeyError, QueryError) as error:
            LOG.warning("job %s is skipped: it is no longer valid: %s", job.id, error)
            return
        if job.state is State.RUNNING and job.attempts >= MOST_ATTEMPTS:
            detail = f"The server stopped {job.attempts} times while this job ran: make the job smaller."
            self.put(job.failed(Problem("job-failed", "Job failed", 500, detail)))
        elif job.state in {State.QUEUED, State.RUNNING}:
            self.put(replace(job, state=State.QUEUED, started=None, progress=None, partial=None))
        else:
            self._jobs[job.id] = job

    def usable(self) -> Folder:
        """Return the folder.

        Raises:
            Problem: there is no folder (503).
        """
        if self.folder is None:
            raise Problem(
                "jobs-unavailable", "Jobs unavailable", 503, self.trouble, headers={"Retry-After": "5"}
            )
        return self.folder

    def put(self, job: Job, *, keep: bool = True) -> Job:
        """Replace a job; also write it to the folder if `keep`."""
        if keep:
            self.usable().write(job)
        self._jobs[job.id] = job
        return job

    def submit(self, view: View, kind: Kind, parameters: Parameters) -> tuple[Job, bool]:
        """Submit a job; return it and whether it is new, or the same job on the same content.

        Raises:
            Problem: the queue is full, or jobs cannot be stored (503).
        """
        given, version = as_given(parameters), view.snapshot.graph_version
        with self.changed:
            self.usable()
            for job in self.all():
                if job.asks(kind.name, given) and job.stands_for(version):
                    return job, False
            if self.counts()[State.QUEUED] >= LIMITS["jobs_queued"]:
                detail = f"{LIMITS['jobs_queued']} jobs are queued already: try again later, or cancel one."
                raise Problem("queue-full", "Queue full", 503, detail, headers={"Retry-After": "30"})
            try:
                job = self.put(new_job(kind.name, given, version))
            except OSError as error:
                LOG.warning("a job cannot be stored: %s", error)
                detail = f"The job cannot be stored ({error.strerror}): contact the operator of this server."
                raise Problem("jobs-unavailable", "Jobs unavailable", 503, detail) from error
            self.changed.notify_all()
            return job, True

    def all(self) -> list[Job]:
        """Return all jobs, latest first."""
        return sorted(self._jobs.values(), key=lambda job: (job.created, job.id), reverse=True)

    def get(self, key: str) -> Job:
        """Find a job.

        Raises:
            Problem: no job has the id (404), or jobs cannot be stored (503).
        """
        self.usable()
        found = self.find(key)
        if found is None:
            detail = f"No job has the id “{key[:120]}”: it was removed or never existed. See /api/v1/jobs."
            raise Problem("unknown-job", "Unknown job", 404, detail)
        return found

    def find(self, key: str) -> Job | None:
        """Find a job; None if it is gone."""
        return self._jobs.get(key)

    def remove(self, key: str) -> Job | None:
        """Cancel a queued or running job and return it; remove an ended one and return None.

        A cancelled job leaves no files; it is listed until it is removed or the server restarts.

        Raises:
            Problem: no job has the id (404).
        """
        with self.changed:
            job, folder = self.get(key), self.usable()
            if job.ended:
                del self._jobs[key]
                folder.drop(job)
                return None
            job = self.put(replace(job, state=State.CANCELLED, finished=now(), partial=None), keep=False)
            if self.running is not None and self.running[0] == key:
                self.running[1].end()
                self.changed.wait_for(lambda: self.running is None or self.running[0] != key, SOON)
            folder.drop(job)
            self.bound()
            return job

    def next(self) -> Job | None:
        """Return the oldest queued job."""
        return next((job for job in reversed(self.all()) if job.state is State.QUEUED), None)

    def counts(self) -> Counter[State]:
        """Count the jobs by state."""
        return Counter(job.state for job in list(self._jobs.values()))

    def bound(self) -> None:
        """Remove the jobs that ended longest ago while there are too many or their results are too large."""
        ended = sorted((job for job in self._jobs.values() if job.ended), key=lambda job: job.finished or "")
        room = sum(job.size or 0 for job in ended)
        for number, job in enumerate(ended[:-1]):
            if len(ended) - number <= LIMITS["jobs_kept"] and room <= LIMITS["jobs_bytes"]:
                return
            del self._jobs[job.id]
            self.usable().drop(job)
            room -= job.size or 0

    def as_dict(self, job: Job) -> dict[str, Any]:
        """Return the description of a job for clients."""
        return job.as_dict(kinds()[job.kind].address(job.parameters))
