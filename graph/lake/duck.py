"""DuckDB: one machine, out of core; the engine unless another is asked for."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.extras import needs
from graph.lake.errors import LakeError, first_line
from graph.lake.schema import RENAMED, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from graph.lake.folder import Folder

SIZE = re.compile(r"\d+(\.\d+)?\s*([KMGT]i?)?B", re.IGNORECASE)


class Duck:
    """See `Engine`."""

    name, unnest = "duckdb", "unnest"

    def __init__(
        self,
        folder: Folder,
        *,
        memory: str | None = None,
        scratch: str | None = None,
        threads: int | None = None,
    ) -> None:
        needs("duckdb", extra="lake", purpose="A lake")
        import duckdb

        if memory is not None and not SIZE.fullmatch(memory.strip()):
            raise LakeError(f"“{memory[:40]}” is not an amount of memory: write for instance 4GB")
        self._memory = memory
        try:
            self._scratch = Path(tempfile.mkdtemp(prefix="sojae-lake-", dir=scratch))
        except OSError as error:
            raise LakeError(f"{scratch}: {error.strerror}: choose another folder with --scratch") from None
        self._connection: Any = duckdb.connect(":memory:")
        settings: dict[str, object] = {
            "temp_directory": str(self._scratch),
            "preserve_insertion_order": False,
            **({"memory_limit": memory.strip()} if memory else {}),
            **({"threads": threads} if threads else {}),
        }
        for key, value in settings.items():
            self._run(f"SET {key} = {literal(value)}")
        for table in TABLES:
            path = folder.path(table)
            files = path if path.endswith(".parquet") else f"{path}/**/*.parquet"
            renamed = [f'"{old}" AS {new}' for old, new in RENAMED.items() if old in folder.columns[table]]
            rename = f" RENAME ({', '.join(renamed)})" if renamed else ""
            self.view(
                table,
                f"SELECT *{rename} FROM read_parquet({literal(files)}, hive_partitioning = true, hive_types_autocast = false)",
            )

    def view(self, name: str, text: str) -> None:
        """See Engine."""
        self._run(f"CREATE OR REPLACE TEMP VIEW {name} AS {text}")

    def keep(self, name: str, text: str) -> None:
        """See Engine."""
        self._run(f"CREATE OR REPLACE TEMP TABLE {name} AS {text}")

    def drop(self, name: str) -> None:
        """See Engine."""
        self._run(f"DROP TABLE IF EXISTS {name}")

    def rows(self, text: str) -> list[tuple[Any, ...]]:
        """See Engine."""
        found: list[tuple[Any, ...]] = self._run(text, lambda answer: answer.fetchall())
        return found

    def columns(self, text: str) -> dict[str, npt.NDArray[np.int64]]:
        """See Engine."""
        found = self._run(text, lambda answer: answer.fetchnumpy())
        return {name: np.asarray(values).astype(np.int64) for name, values in found.items()}

    def write(self, text: str, address: str, by: str | None = None) -> None:
        """See Engine."""
        parts = f", PARTITION_BY ({by})" if by else ", PER_THREAD_OUTPUT true"
        found = [name for name, *_ in self.rows(f"DESCRIBE {text}")]
        renamed = [f'{new} AS "{old}"' for old, new in RENAMED.items() if new in found]
        if renamed:
            text = f"SELECT * RENAME ({', '.join(renamed)}) FROM ({text})"
        self._run(f"COPY ({text}) TO {literal(address)} (FORMAT parquet, COMPRESSION zstd{parts})")

    def close(self) -> None:
        """See Engine."""
        self._connection.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _run(self, text: str, taken: Callable[[Any], Any] = lambda _: None) -> Any:
        import duckdb

        try:
            return taken(self._connection.execute(text))
        except duckdb.OutOfMemoryException:
            given = f"{self._memory} are" if self._memory else "the memory of this machine is"
            raise LakeError(
                f"{given} too little for this lake: give more with --memory, or more room with --scratch"
            ) from None
        except duckdb.Error as error:
            raise LakeError(f"DuckDB: {first_line(error)}") from None


def literal(value: object) -> str:
    """Write a value as SQL."""
    if isinstance(value, bool | int):
        return str(value).lower()
    return "'" + str(value).replace("'", "''") + "'"
