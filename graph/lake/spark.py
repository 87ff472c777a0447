"""Apache Spark: a cluster, or one process here; imported only when it is asked for. No Python runs on the workers."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from graph.extras import needs
from graph.lake.errors import LakeError, first_line
from graph.lake.schema import RENAMED, TABLES

if TYPE_CHECKING:
    from collections.abc import Generator

    import numpy.typing as npt

    from graph.lake.folder import Folder

OTHER_MASTERS = re.compile(r"local(\[[^\]]+\])?|yarn|k8s://\S+")
ROWS_OF_A_PART = 2_000_000
FEWEST, MOST = 2, 2_000
PATIENCE = 5.0
QUIET = """rootLogger.level = error
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.filter.level.type = ThresholdFilter
appender.stderr.filter.level.level = fatal
"""
"""What Spark logs beside answers: nothing but what ends it; errors come back as exceptions."""


class Spark:
    """See `Engine`. A session that runs already (a managed notebook) is used, and left running."""

    name, unnest = "spark", "explode"

    def __init__(
        self,
        folder: Folder,
        *,
        master: str | None = None,
        memory: str | None = None,
        scratch: str | None = None,
    ) -> None:
        needs("pyspark", extra="spark", purpose="The engine Spark")
        from pyspark.sql import SparkSession  # pyright: ignore[reportMissingImports]

        running: Any = SparkSession.getActiveSession()
        self._own = running is None
        self._kept: dict[str, Any] = {}
        self._scratch: Path | None = None
        self._session: Any = running
        if running is None:
            find_java()
            reach(master)
            try:
                self._scratch = Path(tempfile.mkdtemp(prefix="sojae-lake-", dir=scratch))
            except OSError as error:
                raise LakeError(
                    f"{scratch}: {error.strerror}: choose another folder with --scratch"
                ) from None
            self._session = self._started(folder, master, memory, self._scratch)
        elif master is not None and running.conf.get("spark.master") != master:
            raise LakeError(
                f"{master}: Spark runs in this process with the master {running.conf.get('spark.master')}: stop it, or leave out the master"
            )
        with self._said():
            for table in TABLES:
                frame = self._session.read.parquet(folder.path(table))
                for old, new in RENAMED.items():
                    frame = frame.withColumnRenamed(old, new)
                frame.createOrReplaceTempView(table)

    def _started(self, folder: Folder, master: str | None, memory: str | None, scratch: Path) -> Any:
        from pyspark.sql import SparkSession  # pyright: ignore[reportMissingImports]

        log = scratch / "log4j2.properties"
        log.write_text(QUIET)
        parts = min(max(sum(folder.rows.values()) // ROWS_OF_A_PART, FEWEST), MOST)
        settings = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.shuffle.partitions": str(parts),
            "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
            "spark.sql.autoBroadcastJoinThreshold": str(8 * 2**20),
            "spark.local.dir": str(scratch),
            "spark.sql.warehouse.dir": str(scratch / "warehouse"),
            "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile=file:{log}",
            **({"spark.executor.memory": memory} if memory else {}),
        }
        if master is None or is_here(urlsplit(master).hostname):
            settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
        builder: Any = SparkSession.builder
        builder = builder.appName("sojae lake").master(master or "local[*]")
        for key, value in settings.items():
            builder = builder.config(key, value)
        with self._said(), to_file(scratch / "spark.log"):
            return builder.getOrCreate()

    def view(self, name: str, text: str) -> None:
        """See Engine."""
        with self._said():
            self._session.sql(text).createOrReplaceTempView(name)

    def keep(self, name: str, text: str) -> None:
        """See Engine."""
        from pyspark import StorageLevel  # pyright: ignore[reportMissingImports]

        self.drop(name)
        with self._said():
            frame = self._session.sql(text).persist(StorageLevel.MEMORY_AND_DISK)
            frame.createOrReplaceTempView(name)
        self._kept[name] = frame

    def drop(self, name: str) -> None:
        """See Engine."""
        if name in self._kept:
            with self._said():
                self._kept.pop(name).unpersist()
                self._session.catalog.dropTempView(name)

    def rows(self, text: str) -> list[tuple[Any, ...]]:
        """See Engine."""
        with self._said():
            return [tuple(row) for row in self._session.sql(text).collect()]

    def columns(self, text: str) -> dict[str, npt.NDArray[np.int64]]:
        """See Engine."""
        with self._said():
            found = self._session.sql(text).toArrow()
        return {name: found.column(name).to_numpy().astype(np.int64) for name in found.column_names}

    def write(self, text: str, address: str, by: str | None = None) -> None:
        """See Engine."""
        with self._said():
            frame = self._session.sql(text)
            for old, new in RENAMED.items():
                frame = frame.withColumnRenamed(new, old)
            writer = frame.write.option("compression", "zstd")
            (writer.partitionBy(by) if by else writer).parquet(address)

    def close(self) -> None:
        """See Engine."""
        for name in list(self._kept):
            self.drop(name)
        if self._own:
            self._session.stop()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)

    @contextmanager
    def _said(self) -> Generator[None]:
        """Say in one line what Spark says in a hundred."""
        from py4j.protocol import Py4JError  # pyright: ignore[reportMissingImports]
        from pyspark.errors import PySparkException  # pyright: ignore[reportMissingImports]

        try:
            with warnings.catch_warnings():
                warnings.simplefilter(
                    "ignore", FutureWarning
                )  # of a version of pandas that nothing here uses
                yield
        except (PySparkException, Py4JError, ConnectionError) as error:
            text = str(error)
            if "OutOfMemoryError" in text or "Unable to acquire" in text:
                raise LakeError(
                    "Spark: an executor has too little memory: give it more with --memory"
                ) from None
            raise LakeError(f"Spark: {reason(text) or first_line(error)}") from None


@contextmanager
def to_file(log: Path) -> Generator[None]:
    """Let the Java process that is started here write what it says into a file instead of the terminal."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with log.open("ab") as out:
            os.dup2(out.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def reason(text: str) -> str:
    """Find the line of a long message that says what failed."""
    causes = [line for line in text.splitlines() if line.startswith("Caused by: ")]
    return causes[-1].removeprefix("Caused by: ")[:300] if causes else ""


def find_java() -> None:
    """Refuse to start without Java, where Spark would print a page.

    Raises:
        LakeError: there is none.
    """
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java") is None and not (home and (Path(home) / "bin" / "java").is_file()):
        raise LakeError(
            "Spark needs Java 17 or newer, which is not installed: install it, or use the engine duckdb"
        )


def reach(master: str | None) -> None:
    """Refuse a master that does not answer, to which Spark would go on calling for minutes.

    Raises:
        LakeError: nobody answers, or the address has another form.
    """
    if master is None or not master.startswith("spark://"):
        if master is not None and not OTHER_MASTERS.fullmatch(master):
            raise LakeError(
                f"“{master[:80]}” is not a master: write spark://HOST:7077, k8s://…, yarn or local[2]"
            )
        return
    for one in master.removeprefix("spark://").split(","):
        parts = urlsplit(f"spark://{one}")
        try:
            with socket.create_connection((parts.hostname or "", parts.port or 7077), timeout=PATIENCE):
                return
        except (OSError, ValueError):
            continue
    raise LakeError(f"{master}: nobody answers there: is the master running, and is this its address?")


def is_here(host: str | None) -> bool:
    """Return whether a host is this machine's loopback."""
    return host is None or host == "localhost" or host.startswith("127.")
