"""One load: read → check → upsert → sweep, under one load id, with a report."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from graph import repair
from graph.licences import BUNDLED, licence_of, usual
from graph.loads.undo_log import recording
from graph.schema import SCHEMA_VERSION
from graph.store import Load
from graph.vocabulary import DATA
from ingest.adapters import adapters
from ingest.history import ALL, last_standing
from ingest.identity import settle_identities, settle_within
from ingest.origin import OriginError
from ingest.rejects import write_rejects
from ingest.runs import ended, new_run
from ingest.session import LoadRefused, LoadReport, Session, TookNothing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graph.loads.undo_log import Recording
    from graph.store import Store
    from ingest.adapters import Adapter
    from ingest.identity import Settled
    from ingest.origin import Row
    from ingest.session import Progress

CHUNK = 1 << 20
LICENCE, MOST_LETTERS = "licence", 200


def load(
    store: Store,
    origin: str,
    paths: Sequence[Path] = (),
    *,
    options: Mapping[str, str] | None = None,
    dry_run: bool = False,
    strict: bool = False,
    rejects_to: Path | None = None,
    rejects_in: Path | None = None,
    now: datetime | None = None,
    progress: Progress = lambda _done, _total, _stage: None,
    seen: Callable[[Row], None] | None = None,
) -> LoadReport:
    """Load an origin; loading the same input twice changes and writes nothing.

    Args:
        store: a prepared store.
        origin: the name of an adapter.
        paths: input of the adapter; none means its bundled data, if it has any.
        options: options that the adapter declares (`map` for `table`), and for any origin `licence`, the licence of the
            data.
        dry_run: report the changes and write nothing.
        strict: raise at the first row that breaks a rule instead of rejecting it.
        rejects_to: file for rejected rows, with place, rule and remedy.
        rejects_in: folder for them if no file is given: a file for each load.
        now: time of the load; records are closed on its day.
        progress: called with rows done, lines in all, and the stage.
        seen: called with each accepted record (`ingest.preview`); then the input is read even if it was loaded before.

    Raises:
        OriginError: the origin or an option is unknown, or files are missing or of another kind.
        TookNothing: no row gives a record; nothing is written or closed.
        LoadRefused: `strict`, and a row breaks a rule.
        StoreError: the store cannot be written.
    """
    adapter = find(origin)
    own_options, licence = checked_options(adapter, options or {})
    files = adapter.fetch(own_options) if adapter.fetch and not paths else adapter.files(paths)
    began, moment = time.perf_counter(), now or datetime.now(UTC)
    stamp, lines = fingerprint(adapter, files, own_options)
    origin = adapter.origin(own_options)
    run = new_run(origin, moment, input_digest=stamp)
    last = last_standing(store, origin)
    if licence is None and last is not None and last.input_digest == stamp:
        licence = licence_of(last)  # the same files, even in another place
    licence = licence or usual_licence(adapter, files, last)
    retold = last is not None and licence != licence_of(last)
    if (
        not retold
        and seen is None
        and (same := unchanged_report(store, run, last, dry_run=dry_run, began=began)) is not None
    ):
        if rejects_to is not None and rejects_to.exists():
            write_rejects(rejects_to, ())
        return same if dry_run else with_identities(same, settle_identities(store, now=moment), began)
    run = continued(store, run)
    rejects_file = rejects_to or (rejects_in and rejects_in / f"{run.id.replace(':', '-')}.csv")
    with recording(store, run, keep=not dry_run, whole=strict) as writer:
        session = Session(writer, run, f"{moment:%Y-%m-%d}", strict=strict, seen=seen)
        session.remember(store)
        session.take(adapter.read(files, own_options), progress, lines)
        report = session.report(
            dry_run=dry_run, rejects_file=rejects_file, began=began, kept=bool(session.took)
        )
        report = replace(report, licence=licence)
        if not session.took:
            raise TookNothing(report, session.held)
        if dry_run:
            return report
        written = session.upsert.wrote or writer.resumed or retold
        return finished(store, writer, run, report, written=written, began=began)


def finished(
    store: Store, writer: Recording, run: Load, report: LoadReport, *, written: bool, began: float
) -> LoadReport:
    """Run the resolution, and make its result and the load visible at once."""
    settled, loads = settle_within(store, writer, run, written=written)
    report = with_identities(report, settled, began)
    loads = [*([ended(run, report.as_dict())] if written else []), *loads]
    if loads:
        writer.finish(*loads)
    return report


def continued(store: Store, run: Load) -> Load:
    """Continue an interrupted load of the same origin under its id, which its records have."""
    cut_off = store.revision().unfinished
    return replace(run, id=cut_off.id) if cut_off is not None and cut_off.origin == run.origin else run


def with_identities(report: LoadReport, settled: Settled, began: float) -> LoadReport:
    """Add the result of the resolution to a report."""
    return replace(
        report,
        graph_version=settled.graph_version or report.graph_version,
        identity=settled.as_dict(),
        seconds=round(time.perf_counter() - began, 3),
    )


def find(origin: str) -> Adapter:
    """Find an adapter by its name."""
    from graph.near import nearest

    known = adapters()
    if origin not in known:
        raise OriginError(
            f"Unknown origin “{origin}”: {nearest(origin, known, '`sojae load --help` lists the origins')}"
        )
    return known[origin]


def checked_options(adapter: Adapter, options: Mapping[str, str]) -> tuple[Mapping[str, str], str | None]:
    """Return an adapter's options and the licence, if given; refuse unknown options."""
    from graph.near import nearest

    own_options = dict(options)
    licence = own_options.pop(LICENCE, None)
    for name in own_options:
        if name not in adapter.options:
            known = [*adapter.options, LICENCE]
            raise OriginError(f"`{adapter.name}` has no option “{name}”: {nearest(name, known)}")
    if licence is not None and (not licence.isprintable() or not 0 < len(licence.strip()) <= MOST_LETTERS):
        raise OriginError(
            f"licence: one line of 1 to {MOST_LETTERS} characters is required: give its name, for instance CC BY 4.0"
        )
    return own_options, licence and licence.strip()


def usual_licence(adapter: Adapter, files: Sequence[Path], last: Load | None) -> str:
    """Return the default licence: of the bundled data, else as given before, else of the origin."""
    if adapter.name == "daegu" and is_bundled(files):
        return BUNDLED
    before = None if last is None else last.report.get("licence")
    return str(before) if before and before != BUNDLED else usual(adapter.name)


def is_bundled(files: Sequence[Path]) -> bool:
    """Return whether files are bundled data."""
    return all(file.resolve().is_relative_to(DATA.resolve()) for file in files)


def fingerprint(adapter: Adapter, files: Sequence[Path], options: Mapping[str, str]) -> tuple[str, int]:
    """Hash the input, including files given as options, and count its lines."""
    state = blake2b(f"{adapter.name}\0{SCHEMA_VERSION}".encode(), digest_size=16)
    for name, value in sorted(options.items()):
        if adapter.options[name].aside:
            continue
        if adapter.options[name].file:
            count_into(state, Path(value))
        else:
            state.update(f"\0{name}\0{value}\0".encode())
    lines = sum(count_into(state, path) for path in files)
    return state.hexdigest(), lines


def count_into(state: blake2b, path: Path) -> int:
    """Hash one file and count its lines."""
    lines = 0
    try:
        state.update(f"\0{path.name}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                state.update(chunk)
                lines += chunk.count(b"\n")
    except OSError as error:
        raise OriginError(f"{path}: {error.strerror}: check that the file is readable") from error
    return lines


def unchanged_report(
    store: Store, run: Load, last: Load | None, *, dry_run: bool, began: float
) -> LoadReport | None:
    """Return a report at once if the origin's last load read exactly this input, completely and without rejects."""
    revision = store.revision()
    if (
        last is None
        or last.input_digest != run.input_digest
        or last.report["rejected"]
        or revision.unfinished
        or damaged_since(store, last)
    ):
        return None
    read = cast("dict[str, int]", last.report["read"])
    recognised = cast("list[dict[str, Any]]", last.report.get("recognised", []))
    nothing = dict.fromkeys(read, 0)
    return LoadReport(
        run.id, run.origin, dry_run, read, nothing, nothing, read, nothing, 0, None, revision.graph_version,
        round(time.perf_counter() - began, 3), cast("int", last.report.get("skipped", 0)), tuple(recognised), licence=licence_of(last),
    )  # fmt: skip


def damaged_since(store: Store, last: Load) -> bool:
    """Return whether texts of an origin were lost to damage since its last load, so that its input must be read again."""
    if not store.loads(1, repair.ORIGIN):
        return False
    later = takewhile(lambda load: load.id != last.id, store.loads(ALL))
    return any(
        load.origin == repair.ORIGIN and last.origin in cast("list[str]", load.report["repeat"])
        for load in later
    )


__all__ = ["LoadRefused", "LoadReport", "TookNothing", "load"]
