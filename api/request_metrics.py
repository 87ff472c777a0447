"""What is known about requests afterwards: counts and times for Prometheus, and a line each for the log."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import orjson
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily

from api.jobs.job import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from prometheus_client import Metric

    from api.jobs.worker import Worker
    from api.serving import Serving

SECONDS_BETWEEN_WRITES = 0.2
MOST_WAITING = 10_000
"""Lines that may wait to be written; a program that logs more in a moment writes them at once."""
BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0)


class Seen(NamedTuple):
    """One request that was answered."""

    at: float
    method: str
    path: str
    route: str
    status: int
    seconds: float
    size: int
    client: str
    request_id: str


class Watch:
    """Counts every request, and hands its line to `write` a moment later, together with others: one at a time is slow."""

    def __init__(
        self, serving: Serving, write: Callable[[str], object] | None, *, as_json: bool = False
    ) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "sojae_requests", "Requests answered", ("route", "method", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "sojae_request_seconds",
            "Seconds until the last byte",
            ("route",),
            registry=self.registry,
            buckets=BUCKETS,
        )
        self.registry.register(Served(serving))
        self._counters: dict[tuple[str, str, int], tuple[Callable[[], None], Callable[[float], None]]] = {}
        self._write, self._line = write, json_line if as_json else text_line
        self._waiting: list[Seen] = []

    def note(self, seen: Seen) -> None:
        """Take in one request."""
        key = (seen.route, seen.method, seen.status)
        counters = self._counters.get(key)
        if counters is None:
            counted = self._requests.labels(seen.route, seen.method, str(seen.status))
            counters = self._counters[key] = (counted.inc, self._seconds.labels(seen.route).observe)
        counters[0]()
        counters[1](seen.seconds)
        if self._write is not None:
            self._waiting.append(seen)
            if len(self._waiting) > MOST_WAITING:
                self.flush()

    def flush(self) -> None:
        """Write what waits."""
        waiting, self._waiting = self._waiting, []
        if waiting and self._write is not None:
            with suppress(OSError):  # a log that cannot be written must not stop answers
                self._write("".join(map(self._line, waiting)))

    async def keep_writing(self) -> None:
        """Write what waits, again and again, and once more at the end."""
        try:
            while True:
                await asyncio.sleep(SECONDS_BETWEEN_WRITES)
                self.flush()
        finally:
            self.flush()

    def exposition(self) -> bytes:
        """Give everything in Prometheus' text format."""
        return generate_latest(self.registry)


def text_line(seen: Seen) -> str:
    """Write a request for people."""
    moment = datetime.fromtimestamp(seen.at, UTC).strftime("%H:%M:%S")
    return (
        f"{moment} {seen.method} {seen.path} {seen.status} {seen.seconds * 1000:.1f} ms {seen.size} B"
        f" {seen.client} {seen.request_id}\n"
    )


def json_line(seen: Seen) -> str:
    """Write a request for machines."""
    moment = datetime.fromtimestamp(seen.at, UTC).isoformat(timespec="milliseconds")
    told = {
        "time": moment, "level": "INFO", "logger": "sojae.access", "method": seen.method, "path": seen.path,
        "route": seen.route, "status": seen.status, "ms": round(seen.seconds * 1000, 3), "bytes": seen.size,
        "client": seen.client, "request_id": seen.request_id,
    }  # fmt: skip
    return orjson.dumps(told).decode() + "\n"


class Waiting:
    """Tells Prometheus how many jobs there are, and whether somebody runs them."""

    def __init__(self, counts: Callable[[], Mapping[State, int]], worker: Worker) -> None:
        self._counts, self._worker = counts, worker

    def collect(self) -> Iterator[Metric]:
        """Give what is so at this moment."""
        counts = self._counts()
        jobs = GaugeMetricFamily("sojae_jobs", "Jobs that are kept, by state", labels=("state",))
        for state in State:
            jobs.add_metric([state], counts.get(state, 0))
        yield jobs
        yield GaugeMetricFamily(
            "sojae_jobs_running", "1 if the thread that runs jobs lives", float(self._worker.alive)
        )
        yield CounterMetricFamily(
            "sojae_jobs_faults", "Faults that the thread that runs jobs has survived", self._worker.faults
        )


class Served:
    """Tells Prometheus what graph is served."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving

    def collect(self) -> Iterator[Metric]:
        """Give what is so at this moment."""
        view = self._serving.view
        yield GaugeMetricFamily("sojae_ready", "1 if a whole graph is served", float(self._serving.ready))
        yield GaugeMetricFamily(
            "sojae_following", "1 if the store is looked at", float(self._serving.following)
        )
        yield GaugeMetricFamily(
            "sojae_store_age_seconds", "Seconds since the last good look at the store", self._serving.age
        )
        faults = CounterMetricFamily("sojae_store_faults", "Looks at the store that failed", labels=("kind",))
        for kind, count in sorted(self._serving.faults.items()):
            faults.add_metric([kind], count)
        yield faults
        yield GaugeMetricFamily(
            "sojae_refreshes", "Graph versions taken since the start", self._serving.taken
        )
        yield GaugeMetricFamily(
            "sojae_refresh_seconds", "Seconds that taking the last one took", self._serving.seconds
        )
        if view is not None:
            records = GaugeMetricFamily("sojae_records", "Open records served", labels=("type",))
            for name, count in view.snapshot.counts.items():
                records.add_metric([name], count)
            yield records
            version = {"version": view.snapshot.graph_version}
            yield InfoMetricFamily("sojae_graph", "The graph that is served", version)
