"""The command line: results on stdout, progress and log on stderr; exit 0 done, 1 refused or failed, 2 wrong usage."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import orjson
import typer

from api import answers
from api.errors import Problem
from api.serving import View
from graph.network import Period
from graph.schema import nearest
from graph.search import Search
from graph.snapshot import Snapshot
from graph.store import Store, StoreError
from graph.vocabulary import SECTORS, Kind, Layer, Predicate
from graph.walk import Filter
from ingest.adapters import OriginError
from ingest.load import LoadRefused, load
from sojae.settings import Settings, SettingsError, read_settings
from sojae.stores import store_from
from viz.export import FORMATS
from viz.page import page
from viz.scene import Scene, scene

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Sojae (소재): who works with whom in materials."
)
StoreUrl = Annotated[str | None, typer.Option("--store", help="address of the store; default: SOJAE_STORE")]
Json = Annotated[bool, typer.Option("--json", help="print exactly one JSON value")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="only relations that hold on this day")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=10000)]


def main() -> None:
    """Run a command; what is refused becomes one clear line and exit 1."""
    try:
        app()
    except Problem as problem:
        fail(problem.detail)
    except (StoreError, SettingsError, OriginError, LoadRefused, ValueError) as error:
        fail(str(error))


def fail(message: str) -> NoReturn:
    """Say why on stderr and end with 1."""
    print(f"sojae: {message}", file=sys.stderr)
    raise SystemExit(1)


def opened(url: str | None) -> tuple[Settings, Store]:
    """Open the store that an option or the settings name."""
    settings = read_settings()
    return settings, store_from(settings, url)


def view_of(url: str | None) -> View:
    """Read the whole graph."""
    _, store = opened(url)
    snapshot = Snapshot(store)
    return View(snapshot, Search(snapshot), store)


def show(body: bytes, *, as_json: bool, lines: Any) -> None:
    """Print an answer as JSON, or as lines for people."""
    if as_json:
        sys.stdout.buffer.write(body + b"\n")
        sys.stdout.flush()
    else:
        for line in lines(orjson.loads(body)):
            print(line)


@app.command("load")
def load_command(
    origin: Annotated[str, typer.Argument(help="where the facts come from, for instance daegu")],
    paths: Annotated[list[Path] | None, typer.Argument(help="what to read; none: the bundled data")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="tell the difference, write nothing")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="stop at the first row that breaks a rule")
    ] = False,
    rejects: Annotated[Path | None, typer.Option("--rejects", help="where rejected rows are written")] = None,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Load what an origin says; the same input twice changes nothing."""
    _, target = opened(store)
    target.prepare()
    terminal = sys.stderr.isatty()

    def progress(done: int, total: int) -> None:
        if terminal:
            end = "\n" if done >= total else ""
            print(f"\r{done:,} of {max(done, total):,} rows", end=end, file=sys.stderr, flush=True)

    report = load(
        target, origin, paths or (), dry_run=dry_run, strict=strict, rejects_to=rejects, progress=progress
    )
    for reject in report.rejects[:10]:
        print(
            f"{reject.file}, line {reject.line}, {reject.field}: {reject.rule}: {reject.remedy}",
            file=sys.stderr,
        )
    if report.rejected > 10:
        print(f"… and {report.rejected - 10} more rows rejected (--rejects FILE keeps all)", file=sys.stderr)

    def lines(body: dict[str, Any]) -> list[str]:
        words = ("read", "new", "changed", "unchanged", "closed")
        sums = ", ".join(f"{word} {sum(body[word].values()):,}" for word in words)
        prefix = "would be: " if body["dry_run"] else ""
        return [f"{prefix}{sums}, rejected {body['rejected']:,}", f"graph version {body['graph_version']}"]

    show(orjson.dumps(report.as_dict()), as_json=json, lines=lines)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="address to listen on")] = None,
    port: Annotated[int | None, typer.Option(help="port to listen on")] = None,
) -> None:
    """Serve the API and pages."""
    from granian import Granian
    from granian.constants import Interfaces

    settings = read_settings()
    where, at = host or settings.host, settings.port if port is None else port
    print(f"Sojae: http://{where}:{at} (the API: /api/v1/)", file=sys.stderr)
    Granian("sojae.asgi:app", address=where, port=at, interface=Interfaces.ASGI, log_enabled=False).serve()


@app.command()
def status(store: StoreUrl = None, json: Json = False) -> None:
    """Tell the store, its engine, the graph version, counts and the last loads."""
    _, target = opened(store)
    revision = target.revision()
    view = view_of(store)
    codes = view.snapshot.relations.predicate.tolist()
    body = {
        "store": target.address,
        "engine": target.engine,
        "engine_version": target.engine_version(),
        "graph_version": revision.graph_version,
        "unfinished_load": revision.unfinished.id if revision.unfinished else None,
        "counts": answers.counts_of(view),
        "predicates": {str(p): codes.count(i) for i, p in enumerate(Predicate)},
        "loads": [
            {"id": e.id, "origin": e.origin, "started": e.started, "finished": e.finished}
            for e in target.loads()
        ],
    }

    def lines(answer: dict[str, Any]) -> list[str]:
        head = [
            f"{answer['store']} ({answer['engine']} {answer['engine_version']})",
            f"graph version {answer['graph_version']}",
        ]
        if answer["unfinished_load"]:
            head.append(f"unfinished load {answer['unfinished_load']}: load its origin again to complete it")
        counts = [f"{n:>8,} {kind}" for kind, n in (answer["counts"] | answer["predicates"]).items()]
        return [*head, *counts, *(f"load {entry['id']}" for entry in answer["loads"])]

    show(orjson.dumps(body), as_json=json, lines=lines)


@app.command()
def search(
    text: str, kind: Kind | None = None, limit: Limit = 10, store: StoreUrl = None, json: Json = False
) -> None:
    """Find nodes by any of their names."""
    body = answers.search_answer(view_of(store), text, kind=kind, limit=limit)
    show(
        body,
        as_json=json,
        lines=lambda a: [
            f"{r['node']['id']}\t{r['node']['name_ko']}\t{r['node']['name_en']}\t{r['match']}"
            for r in a["results"]
        ],
    )


@app.command()
def neighbourhood(
    id: str,
    depth: Annotated[int, typer.Option(min=1, max=3)] = 1,
    predicates: Annotated[str | None, typer.Option(help="comma-separated")] = None,
    kinds: Annotated[str | None, typer.Option(help="comma-separated")] = None,
    as_of: AsOf = None,
    limit: Limit = 100,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Give the nodes around a node and the relations that lead to them."""
    chosen = Filter(
        frozenset(map(Predicate, predicates.split(","))) if predicates else None,
        frozenset(map(Kind, kinds.split(","))) if kinds else None,
        period=Period(as_of),
    )
    body = answers.neighbourhood_answer(view_of(store), id, depth=depth, chosen=chosen, limit=limit)
    show(
        body,
        as_json=json,
        lines=lambda a: [
            f"{r['subject']}\t{r['predicate']}\t{r['object']}\t{r['start'] or ''}" for r in a["relations"]
        ],
    )


@app.command()
def paths(
    source: str,
    target: str,
    k: Annotated[int, typer.Option(min=1, max=20)] = 3,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Give the k shortest ways between two nodes."""
    body = answers.paths_answer(view_of(store), source, target, k=k)
    show(body, as_json=json, lines=lambda a: [" – ".join(path["nodes"]) for path in a["paths"]] or ["no way"])


@app.command()
def measure(
    name: str,
    parameters: Annotated[
        list[str] | None, typer.Argument(help="parameters of the measure, as name=value")
    ] = None,
    layer: Layer = Layer.DIRECT,
    as_of: AsOf = None,
    limit: Limit = 20,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Rank nodes by a measure of the registry."""
    given = dict(word.partition("=")[::2] for word in parameters or ())
    view = view_of(store)
    body = answers.measure_answer(view, answers.ranking(view, name, layer, Period(as_of), given), limit=limit)
    show(
        body, as_json=json, lines=lambda a: [f"{v['rank']}\t{v['id']}\t{v['value']:.6g}" for v in a["values"]]
    )


@app.command()
def measures(json: Json = False) -> None:
    """List every measure with its unit and definition."""
    body = answers.measures_answer()
    show(
        body,
        as_json=json,
        lines=lambda a: [
            f"{m['name']}\t{m['unit']}\t{m['definition'].splitlines()[0]}" for m in a["results"]
        ],
    )


@app.command()
def communities(
    layer: Layer = Layer.DIRECT,
    resolution: Annotated[float, typer.Option(min=0.01, max=100)] = 1.0,
    seed: Annotated[int, typer.Option(min=0)] = 0,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Find groups that are more tied inside than chance would have it."""
    body = answers.communities_answer(view_of(store), layer, Period(), resolution=resolution, seed=seed)
    show(
        body,
        as_json=json,
        lines=lambda a: [
            f"{c['id']}\t{c['size']}\t{c['label_ko']}\t{', '.join(c['members'][:5])}"
            for c in a["communities"]
        ],
    )


def drawn(
    view: View,
    layer: Layer | None,
    around: str | None,
    depth: int,
    as_of: str | None,
    since: str | None,
    sectors: str | None,
) -> Scene:
    """Make the scene that options ask for."""
    if around is not None:
        answers.node_number(view, around)
    chosen = set(sectors.split(",")) if sectors else None
    for sector in chosen or ():
        if sector not in SECTORS:
            fail(f"“{sector}” is no sector: {nearest(sector, SECTORS)}")
    return scene(
        view.snapshot, layer=layer, around=around, depth=depth, period=Period(as_of, since), sectors=chosen
    )


def write(out: Path, content: bytes, what: Scene) -> None:
    """Write a file and say what is in it."""
    try:
        out.write_bytes(content)
    except OSError as error:
        fail(f"{out}: {error.strerror}: choose another file")
    print(f"{out}: {len(what.nodes):,} nodes, {len(what.ties):,} ties", file=sys.stderr)


Around = Annotated[str | None, typer.Option(help="id of the node in the middle")]
Depth = Annotated[int, typer.Option(min=1, max=3)]
Since = Annotated[str | None, typer.Option("--since", help="only relations that start on or after this date")]
SectorWords = Annotated[str | None, typer.Option(help="comma-separated sectors")]


@app.command()
def export(
    format: Annotated[str, typer.Argument(help="json, csv (a zip) or graphml")],
    out: Annotated[Path, typer.Argument(help="file to write")],
    layer: Layer | None = None,
    around: Around = None,
    depth: Depth = 1,
    as_of: AsOf = None,
    since: Since = None,
    sectors: SectorWords = None,
    store: StoreUrl = None,
) -> None:
    """Write the filtered graph as a file."""
    if format not in FORMATS:
        fail(f"“{format}” is no format: {nearest(format, FORMATS)}")
    view = view_of(store)
    what = drawn(view, layer, around, depth, as_of, since, sectors)
    write(out, FORMATS[format].write(what, view.snapshot), what)


@app.command("page")
def page_command(
    out: Annotated[Path, typer.Argument(help="HTML file to write")],
    layer: Layer | None = None,
    around: Around = None,
    depth: Depth = 1,
    as_of: AsOf = None,
    since: Since = None,
    sectors: SectorWords = None,
    language: Annotated[str, typer.Option(help="ko or en")] = "ko",
    store: StoreUrl = None,
) -> None:
    """Write a stand-alone page that opens without a network."""
    if language not in {"ko", "en"}:
        fail(f"“{language}” is no language here: use ko or en")
    view = view_of(store)
    what = drawn(view, layer, around, depth, as_of, since, sectors)
    write(out, page(what, view.snapshot, language=language).encode(), what)


if __name__ == "__main__":
    main()
