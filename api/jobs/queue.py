"""The queue of jobs: submit, find, cancel and remove them, within limits.

The folder may be shared by servers on one store. The one that has locked it runs the jobs; the others show what its files say,
and take over when it ends.
"""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.deps import LIMITS
from api.errors import Problem
from api.jobs.folder import Folder
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
SECONDS_BETWEEN_RECORDS = 0.5
"""How often the progress of a job is written for other servers."""
SOON = 30.0
"""Seconds to wait for the end of a process."""


class Queue:
    """All jobs of a server. Changes need the lock `changed`; a Job is immutable, so that readers need no lock."""

    def __init__(self, path: Path | None) -> None:
        self.changed = threading.Condition()
        self.trouble = "The jobs have not been read yet: try again in a second."
        self.folder: Folder | None = None
        self.runs = False
        self.running: tuple[str, Process] | None = None
        self._path = path
        self._own: tempfile.TemporaryDirectory[str] | None = None
        self._jobs: dict[str, Job] = {}
        self._seen: dict[str, tuple[int, int] | None] = {}
        self._shown = 0.0

    def open(self) -> bool:
        """Open the folder and read its jobs; return whether that succeeded. `runs` says whether they are run here."""
        if self._path is None and self._own is None:
            self._own = tempfile.TemporaryDirectory(prefix="sojae-jobs-")
        folder = Folder(self._path or Path(self._own.name if self._own else ""))
        try:
            runs = folder.open()
            found = folder.read() if runs else []
        except OSError as error:
            folder.close()
            trouble = f"Jobs cannot be stored ({error.strerror}): set SOJAE_JOBS to another folder."
            if trouble != self.trouble:
                LOG.warning("%s (%s)", trouble, folder.path)
            self.trouble = trouble
            return False
        with self.changed:
            self.folder = folder
            if runs:
                self._begin_to_run(found)
            else:
                LOG.info("another server runs the jobs of %s", folder.path)
                self._follow(folder)
        return True

    def _begin_to_run(self, found: list[Job]) -> None:
        """Run the jobs of the folder from now on; those cancelled before are still listed."""
        self.runs = True
        self._jobs = {key: job for key, job in self._jobs.items() if job.state is State.CANCELLED}
        self._seen = {}
        for job in found:
            self._find(job)
        self.bound()

    def keep_up(self) -> None:
        """Take up what other servers have changed in the folder, or take over from the one that ran the jobs.

        Raises:
            OSError: the folder cannot be read at the moment.
        """
        with self.changed:
            folder = self.folder
            if folder is None:
                return
            if self.runs:
                self._serve_others(folder)
            elif folder.open():
                LOG.info("this server now runs the jobs of %s", folder.path)
                self._begin_to_run(folder.read())
            else:
                self._follow(folder)
            self.changed.notify_all()

    def _serve_others(self, folder: Folder) -> None:
        """Queue what other servers have submitted, and remove what they have marked."""
        present, marked = folder.listed()
        for key in present - self._jobs.keys():
            self._take_up(folder, key)
        for key in marked:
            if key in self._jobs and key in present:
                self.remove(key)
            folder.unmark(key)

    def _take_up(self, folder: Folder, key: str) -> None:
        """Queue a job that another server has submitted; one that is no longer valid is looked at once."""
        if key not in self._seen and (job := folder.found(key)) is not None:
            self._find(job)
            if key not in self._jobs:
                self._seen[key] = None

    def _follow(self, folder: Folder) -> None:
        """Show the jobs that another server runs: one that is gone before it ended was cancelled."""
        present, marked = folder.listed()
        for key in present:
            self._follow_one(folder, key)
        for key, job in list(self._jobs.items()):
            if job.ended and (key in marked or (key not in present and job.state is not State.CANCELLED)):
                del self._jobs[key]
            elif not job.ended and key not in present:
                self._jobs[key] = replace(job, state=State.CANCELLED, finished=now(), partial=None)
        self._seen = {key: written for key, written in self._seen.items() if key in present}
        cancelled = [key for key, job in self._jobs.items() if job.state is State.CANCELLED]
        for key in cancelled[: -LIMITS["jobs_kept"]]:
            del self._jobs[key]

    def _follow_one(self, folder: Folder, key: str) -> None:
        """Read the record of a job if it has been written since."""
        written = folder.changed(key)
        if written is not None and (key not in self._jobs or self._seen.get(key) != written):
            job = folder.found(key)
            if job is not None and fault_of(job) is None and not (job.ended and folder.is_marked(key)):
                self._jobs[key] = job
            self._seen[key] = written

    def close(self) -> None:
        """Close the folder."""
        if self.folder is not None:
            self.folder.close()
        self.runs = False
        if self._own is not None:
            self._own.cleanup()
        self.folder = self._own = None

    def _find(self, job: Job) -> None:
        """Add a job from the folder: a queued or running one is queued again, unless it was cut off too often."""
        if (fault := fault_of(job)) is not None:
            LOG.warning("job %s is skipped: it is no longer valid: %s", job.id, fault)
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

    def show(self, job: Job) -> None:
        """Replace a job whose progress has changed; write it for other servers now and then."""
        self.put(job, keep=False)
        if time.monotonic() - self._shown >= SECONDS_BETWEEN_RECORDS:
            self._shown = time.monotonic()
            with suppress(OSError):  # the next record or the result may have room
                self.usable().write(job, lasting=False)

    def submit(self, view: View, kind: Kind, parameters: Parameters) -> tuple[Job, bool]:
        """Submit a job; return it and whether it is new, or the same job on the same content.

        Raises:
            Problem: the queue is full, or jobs cannot be stored (503).
        """
        given, version = as_given(parameters), view.snapshot.graph_version
        with self.changed:
            if not self.runs:
                self._follow(self.usable())
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
        folder = self.usable()
        if not self.runs or key not in self._jobs:
            with self.changed:
                (self._take_up if self.runs else self._follow_one)(folder, key)
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
            if not self.runs:
                return self._let_remove(job, folder)
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

    def _let_remove(self, job: Job, folder: Folder) -> Job | None:
        """Let the server that runs the jobs remove one; return it if it was cancelled."""
        folder.mark(job)
        if job.ended:
            self._jobs.pop(job.id, None)
            return None
        self.changed.wait_for(lambda: job.id not in self._jobs or self._jobs[job.id].ended, SOON)
        found = self._jobs.get(job.id)
        return found if found is not None and found.state is State.CANCELLED else None

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


def fault_of(job: Job) -> Exception | None:
    """Return why a job is no longer valid: this version of the program may lack its kind or a parameter."""
    try:
        kinds()[job.kind].read(job.parameters)
    except (KeyError, QueryError) as error:
        return error
    return None
