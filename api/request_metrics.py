"""Metrics and access log of requests."""

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
"""Number of buffered lines from which they are written at once."""
BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0)


class Seen(NamedTuple):
    """An answered request."""

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
    """Counts requests, and writes their lines to the log in batches, since one at a time is slow."""

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
        """Count and buffer one request."""
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
        """Write buffered lines."""
        waiting, self._waiting = self._waiting, []
        if waiting and self._write is not None:
            with suppress(OSError):  # a log that cannot be written must not stop answers
                self._write("".join(map(self._line, waiting)))

    async def keep_writing(self) -> None:
        """Write buffered lines at intervals, and at the end."""
        try:
            while True:
                await asyncio.sleep(SECONDS_BETWEEN_WRITES)
                self.flush()
        finally:
            self.flush()

    def exposition(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        return generate_latest(self.registry)


def text_line(seen: Seen) -> str:
    """Format a request as text."""
    moment = datetime.fromtimestamp(seen.at, UTC).strftime("%H:%M:%S")
    return (
        f"{moment} {seen.method} {seen.path} {seen.status} {seen.seconds * 1000:.1f} ms {seen.size} B"
        f" {seen.client} {seen.request_id}\n"
    )


def json_line(seen: Seen) -> str:
    """Format a request as JSON."""
    moment = datetime.fromtimestamp(seen.at, UTC).isoformat(timespec="milliseconds")
    entry = {
        "time": moment, "level": "INFO", "logger": "sojae.access", "method": seen.method, "path": seen.path,
        "route": seen.route, "status": seen.status, "ms": round(seen.seconds * 1000, 3), "bytes": seen.size,
        "client": seen.client, "request_id": seen.request_id,
    }  # fmt: skip
    return orjson.dumps(entry).decode() + "\n"


class Waiting:
    """Metrics of jobs and of the thread that runs them."""

    def __init__(self, counts: Callable[[], Mapping[State, int]], worker: Worker) -> None:
        self._counts, self._worker = counts, worker

    def collect(self) -> Iterator[Metric]:
        """Yield the present values."""
        counts = self._counts()
        jobs = GaugeMetricFamily("sojae_jobs", "Stored jobs by state", labels=("state",))
        for state in State:
            jobs.add_metric([state], counts.get(state, 0))
        yield jobs
        yield GaugeMetricFamily(
            "sojae_jobs_running", "1 if the thread that runs jobs is alive", float(self._worker.alive)
        )
        yield CounterMetricFamily(
            "sojae_jobs_faults", "Errors in the thread that runs jobs", self._worker.faults
        )


class Served:
    """Metrics of the graph that is served."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving

    def collect(self) -> Iterator[Metric]:
        """Yield the present values."""
        view = self._serving.view
        yield GaugeMetricFamily("sojae_ready", "1 if a complete graph is served", float(self._serving.ready))
        yield GaugeMetricFamily(
            "sojae_following", "1 if the store is checked for changes", float(self._serving.following)
        )
        yield GaugeMetricFamily(
            "sojae_store_age_seconds",
            "Seconds since the last successful check of the store",
            self._serving.age,
        )
        faults = CounterMetricFamily("sojae_store_faults", "Failed checks of the store", labels=("kind",))
        for kind, count in sorted(self._serving.faults.items()):
            faults.add_metric([kind], count)
        yield faults
        yield GaugeMetricFamily("sojae_refreshes", "Graph versions read since the start", self._serving.taken)
        yield GaugeMetricFamily(
            "sojae_refresh_seconds", "Seconds to read the latest graph version", self._serving.seconds
        )
        if view is not None:
            records = GaugeMetricFamily("sojae_records", "Open records served", labels=("type",))
            for name, count in view.snapshot.counts.items():
                records.add_metric([name], count)
            yield records
            version = {"version": view.snapshot.graph_version}
            yield InfoMetricFamily("sojae_graph", "The graph that is served", version)
