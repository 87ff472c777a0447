"""The thread that runs one job after another, and receives the messages of their processes."""

from __future__ import annotations

import base64
import logging
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from api.deps import LIMITS
from api.errors import Problem, problem_of
from api.jobs.child import Order
from api.jobs.job import State, now
from api.jobs.kinds import kinds
from api.jobs.process import Process
from queries.errors import QueryError
from queries.limits import JOB

if TYPE_CHECKING:
    from api.jobs.job import Job
    from api.jobs.queue import Queue
    from api.serving import Serving
    from queries.view import View

LOG = logging.getLogger("sojae.jobs")
SECONDS_BETWEEN_LOOKS = 1.0


class Worker:
    """Runs the jobs of a queue on the view that is served when each starts."""

    def __init__(self, serving: Serving, queue: Queue) -> None:
        self._serving, self._queue, self._closing = serving, queue, False
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._neighbour = threading.Thread(target=self._keep_up, name="shared jobs", daemon=True)
        self._closed = threading.Event()
        self.faults = 0

    @property
    def alive(self) -> bool:
        """Whether the thread runs, or is closed on purpose."""
        return self._closing or self._thread.is_alive()

    @property
    def state(self) -> str:
        """Whether jobs are available: `ready`, or the reason why not."""
        return "ready" if self._queue.folder is not None else self._queue.trouble

    def start(self) -> None:
        """Open the folder and start the thread."""
        self._queue.open()
        self._thread.start()
        self._neighbour.start()

    def close(self) -> None:
        """Stop at once: a running job is ended, and queued again at the next start."""
        self._closed.set()
        with self._queue.changed:
            self._closing = True
            if self._queue.running is not None:
                self._queue.running[1].end()
            self._queue.changed.notify_all()
        for thread in (self._thread, self._neighbour):
            if thread.ident is not None:
                thread.join()
        self._queue.close()

    def _keep_up(self) -> None:
        """Keep up with other servers on the folder until the server closes, whatever error is raised."""
        while not self._closed.wait(SECONDS_BETWEEN_LOOKS / 4):
            try:
                self._queue.keep_up()
            except OSError as error:
                LOG.debug("the folder of jobs cannot be read now: %s", error)
            except Exception:  # the thread must live on
                self.faults += 1
                LOG.exception("the thread that shares jobs continues")

    def _work(self) -> None:
        """Run jobs until the server closes, whatever error one raises."""
        while not self._closing:
            try:
                if (begun := self._wait()) is not None:
                    self._run(*begun)
            except BaseException:  # not even SystemExit may end this thread alone
                self.faults += 1
                LOG.exception("the thread that runs jobs continues")
                time.sleep(SECONDS_BETWEEN_LOOKS)

    def _wait(self) -> tuple[Job, View] | None:
        """Wait for the next job and mark it as running; return it and its view, or None when closing."""
        queue = self._queue
        while not self._closing:
            if queue.folder is None:
                queue.open()
            with queue.changed:
                view, job = self._serving.view, queue.next() if queue.runs else None
                if view is not None and job is not None:
                    begun = replace(
                        job,
                        state=State.RUNNING,
                        started=now(),
                        graph_version=view.snapshot.graph_version,
                        attempts=job.attempts + 1,
                    )
                    return queue.put(begun, keep=False), view
                if not self._closing:
                    queue.changed.wait(SECONDS_BETWEEN_LOOKS)
        return None

    def _run(self, job: Job, view: View) -> None:
        """Run a job; in any case it ends or is queued again."""
        try:
            last = self._compute(job, view)
        except Problem as problem:
            last = {"problem": problem.as_dict(job.path)}
        except QueryError as error:
            last = {"problem": problem_of(error, in_job=True).as_dict(job.path)}
        except OSError as error:
            LOG.warning("job %s: %s", job.id, error)
            last = {"cut_off": f"it could not be stored: {error.strerror}"}
        except Exception:  # the thread must live on for the other jobs
            LOG.exception("job %s", job.id)
            last = {"fault": ""}
        queue = self._queue
        with queue.changed:
            queue.running = None
            now_so = queue.find(job.id)
            if now_so is not None and now_so.state is State.RUNNING:
                self._end(now_so, last)
            queue.changed.notify_all()

    def _compute(self, job: Job, view: View) -> dict[str, Any]:
        """Run the process of a job; return its last message."""
        queue, kind = self._queue, kinds()[job.kind]
        parameters, folder = kind.read(job.parameters), queue.usable()
        kind.admit(replace(view, bounds=JOB), parameters)
        with queue.changed:
            now_so = queue.find(job.id)
            if now_so is None or now_so.state is not State.RUNNING:
                return {}  # cancelled or removed in the meantime
            queue.put(job)
            place = folder.begin_result(job)
            process = Process()
            queue.running = (job.id, process)
            if self._closing:
                process.end()
        last: dict[str, Any] = {}
        order = Order(job.kind, job.parameters, view.snapshot, str(place), LIMITS["jobs_bytes"])
        for line in process.lines(order):
            last = line
            self._receive(job.id, line)
        return last if last.keys() & {"done", "problem", "cut_off", "fault"} else {"code": process.code()}

    def _receive(self, key: str, line: dict[str, Any]) -> None:
        """Receive a message before the end."""
        queue = self._queue
        with queue.changed:
            job = queue.find(key)
            if job is None or job.state is not State.RUNNING:
                return
            if "progress" in line:
                queue.show(replace(job, progress=line["progress"]))
            elif "partial" in line:
                queue.usable().write_partial(job, base64.b64decode(line["content"]))
                queue.put(replace(job, partial=line["partial"]))

    def _end(self, job: Job, last: dict[str, Any]) -> None:
        """Store how a job ended."""
        queue = self._queue
        folder = queue.usable()
        try:
            if "done" in last:
                kind = kinds()[job.kind]
                media_type, disposition = kind.sent_as(kind.read(job.parameters))
                size = folder.finish_result(job)
                queue.put(
                    replace(
                        job, state=State.DONE, finished=now(), partial=None, progress=whole(job.progress, size),
                        media_type=media_type, disposition=disposition, size=size,
                    )
                )  # fmt: skip
            else:
                folder.drop_result(job)
                queue.put(self._again(job) if self._closing else ended(job, last))
            queue.bound()
        except OSError as error:
            LOG.warning("job %s: %s", job.id, error)
            detail = (
                f"The result could not be stored ({error.strerror}): contact the operator of this server."
            )
            queue.put(job.failed(Problem("job-failed", "Job failed", 500, detail)), keep=False)

    def _again(self, job: Job) -> Job:
        """Queue a job again that was ended because the server stops."""
        return replace(job, state=State.QUEUED, started=None, attempts=job.attempts - 1)


def whole(progress: dict[str, Any] | None, size: int) -> dict[str, Any] | None:
    """Return the progress of a finished job: complete, in bytes if the total was unknown."""
    if progress is None:
        return None
    total = size if progress["total"] is None else progress["total"]
    return {**progress, "done": total, "total": total}


def ended(job: Job, last: dict[str, Any]) -> Job:
    """Return the job as failed, by the last message of its process."""
    if "problem" in last:
        error = {**last["problem"], "instance": job.path}
        return replace(job, state=State.FAILED, finished=now(), error=error)
    if "fault" in last:
        LOG.error("job %s: %s", job.id, last["fault"])
        detail = "Internal error; the server's log has it under the job's id."
        return job.failed(Problem("internal", "Internal error", 500, detail))
    code = last.get("code", 0)
    reason = last.get("cut_off") or (
        f"its process was ended by signal {-code}, as happens where memory runs out"
        if code < 0
        else f"its process ended with code {code}; see the server's log"
    )
    return job.failed(Problem("job-failed", "Job failed", 500, f"It was cut off: {reason}."))
