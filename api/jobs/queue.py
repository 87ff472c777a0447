"""The queue: what is asked for, found again and removed; how many jobs wait, and how much is kept of those that ended."""

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
"""How often a job is begun that was cut off each time: it may be what cuts off."""
SOON = 30.0
"""Seconds that the end of a process may take."""


class Queue:
    """All jobs of a server. Whoever changes one holds `changed`; a job itself never changes, so that readers need not."""

    def __init__(self, path: Path | None) -> None:
        self.changed = threading.Condition()
        self.trouble = "The jobs have not been read yet: ask again in a second."
        self.folder: Folder | None = None
        self.running: tuple[str, Process] | None = None
        self._path = path
        self._own: tempfile.TemporaryDirectory[str] | None = None
        self._jobs: dict[str, Job] = {}

    def open(self) -> bool:
        """Take the folder and find again what is in it; tell whether that went well."""
        if self._path is None and self._own is None:
            self._own = tempfile.TemporaryDirectory(prefix="sojae-jobs-")
        folder = Folder(self._path or Path(self._own.name if self._own else ""))
        try:
            folder.open()
            found = folder.read()
        except OSError as error:
            folder.close()
            trouble = (
                "Another server runs the jobs of this store: ask that one, or give this one a folder of its own by SOJAE_JOBS."
                if isinstance(error, Taken)
                else f"Jobs cannot be kept ({error.strerror}): give this server another folder by SOJAE_JOBS."
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
        """Leave the folder to others."""
        if self.folder is not None:
            self.folder.close()
        if self._own is not None:
            self._own.cleanup()
        self.folder = self._own = None

    def _find(self, job: Job) -> None:
        """Take up a job that was found: what waited or ran waits again, unless it was cut off too often."""
        try:
            kinds()[job.kind].read(job.parameters)
        except (KeyError, QueryError) as error:
            LOG.warning("job %s is passed over: it cannot be asked for now: %s", job.id, error)
            return
        if job.state is State.RUNNING and job.attempts >= MOST_ATTEMPTS:
            detail = f"The server ended {job.attempts} times while this ran: ask for less."
            self.put(job.failed(Problem("job-failed", "Job failed", 500, detail)))
        elif job.state in {State.QUEUED, State.RUNNING}:
            self.put(replace(job, state=State.QUEUED, started=None, progress=None, partial=None))
        else:
            self._jobs[job.id] = job

    def usable(self) -> Folder:
        """Give the folder.

        Raises:
            Problem: there is none (503).
        """
        if self.folder is None:
            raise Problem(
                "jobs-unavailable", "Jobs unavailable", 503, self.trouble, headers={"Retry-After": "5"}
            )
        return self.folder

    def put(self, job: Job, *, keep: bool = True) -> Job:
        """Let a job be as it is given; write it to the folder too, unless it is only of passing interest."""
        if keep:
            self.usable().write(job)
        self._jobs[job.id] = job
        return job

    def submit(self, view: View, kind: Kind, parameters: Parameters) -> tuple[Job, bool]:
        """Ask for a job; tell whether it is new, or one that asks the same on the same content.

        Raises:
            Problem: too many wait already, or nothing can be kept (503).
        """
        asked, version = as_given(parameters), view.snapshot.graph_version
        with self.changed:
            self.usable()
            for job in self.all():
                if job.asks(kind.name, asked) and job.stands_for(version):
                    return job, False
            if self.counts()[State.QUEUED] >= LIMITS["jobs_queued"]:
                detail = f"{LIMITS['jobs_queued']} jobs wait already: ask again later, or cancel one."
                raise Problem("queue-full", "Queue full", 503, detail, headers={"Retry-After": "30"})
            try:
                job = self.put(new_job(kind.name, asked, version))
            except OSError as error:
                LOG.warning("a job cannot be kept: %s", error)
                detail = f"The job cannot be kept ({error.strerror}): ask whoever runs this server."
                raise Problem("jobs-unavailable", "Jobs unavailable", 503, detail) from error
            self.changed.notify_all()
            return job, True

    def all(self) -> list[Job]:
        """Give every job, the latest first."""
        return sorted(self._jobs.values(), key=lambda job: (job.created, job.id), reverse=True)

    def get(self, key: str) -> Job:
        """Find a job.

        Raises:
            Problem: none has the id (404), or none can be kept (503).
        """
        self.usable()
        found = self.find(key)
        if found is None:
            detail = f"No job has the id “{key[:120]}”: it was removed, or never was. See /api/v1/jobs."
            raise Problem("unknown-job", "Unknown job", 404, detail)
        return found

    def find(self, key: str) -> Job | None:
        """Find a job, if it is still there."""
        return self._jobs.get(key)

    def remove(self, key: str) -> Job | None:
        """Cancel a job that waits or runs, and give it; remove one that has ended.

        A cancelled job leaves nothing in the folder; it is told about until it is removed or the server restarts.

        Raises:
            Problem: none has the id (404).
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
        """Give the job that waits longest."""
        return next((job for job in reversed(self.all()) if job.state is State.QUEUED), None)

    def counts(self) -> Counter[State]:
        """Count the jobs by state."""
        return Counter(job.state for job in list(self._jobs.values()))

    def bound(self) -> None:
        """Remove those that ended longest ago, while there are too many or their results take too much room."""
        ended = sorted((job for job in self._jobs.values() if job.ended), key=lambda job: job.finished or "")
        room = sum(job.size or 0 for job in ended)
        for number, job in enumerate(ended[:-1]):
            if len(ended) - number <= LIMITS["jobs_kept"] and room <= LIMITS["jobs_bytes"]:
                return
            del self._jobs[job.id]
            self.usable().drop(job)
            room -= job.size or 0

    def as_dict(self, job: Job) -> dict[str, Any]:
        """Give what is told about a job."""
        return job.as_dict(kinds()[job.kind].address(job.parameters))
