"""The process that reads files of workspaces: foreign files never reach the parsers of the server's own process.

It takes one order after another (JSON lines), within a limit on memory; the server ends it when an order takes too long.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
import traceback
from typing import TYPE_CHECKING, Any

import orjson

from api.jobs.child import die_with_the_server
from api.workspaces.order import Order, order_of

if TYPE_CHECKING:
    from ingest.session import LoadReport

MOST_MEMORY = 4 << 30
SHOWN = 100
"""Number of rejected rows in an answer."""


def main() -> None:
    """Answer orders from stdin until it is closed."""
    die_with_the_server()
    limit_memory()
    warm()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # stray prints must not reach the server
    for line in sys.stdin.buffer:
        answers.write(orjson.dumps(answer(order_of(orjson.loads(line)))) + b"\n")
        answers.flush()


def warm() -> None:
    """Import what the first order needs, so that it is answered at once."""
    from ingest.adapters import adapters

    adapters()
    for name in ("api.workspaces.previewing", "graph.stores.embedded", "python_calamine"):
        importlib.import_module(name)
    gc.freeze()  # what stays is not looked through again at each collection


def limit_memory() -> None:
    """Limit the memory of this process, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def answer(order: Order) -> dict[str, Any]:
    """Carry out an order: `found`, or why it was `refused`, or a `fault` of the program."""
    from graph.errors import SojaeError
    from ingest.session import LoadRefused, TookNothing

    try:
        return {"found": TASKS[order.task](order)}
    except TookNothing as nothing:
        return {"refused": told(str(nothing), order), "report": described(nothing.report, order)}
    except (LoadRefused, SojaeError) as error:
        return {"refused": told(str(error), order)}
    except MemoryError:
        return {"refused": f"the files need more memory than {MOST_MEMORY >> 30} GiB: use a part of them"}
    except RecursionError:
        return {"refused": "the file is nested too deeply: check that it is what its name says"}
    except Exception:  # the server logs it, and the next order is answered
        return {"fault": traceback.format_exc()}


def told(message: str, order: Order) -> str:
    """Remove the folder of the workspace from a message."""
    return message.replace(f"{order.folder}{os.sep}", "").replace(order.folder, "the upload")


def read(order: Order) -> dict[str, Any]:
    """Read the files into a store of their own.

    Returns:
        `origin`, `mapping` (None for origins without one), `options`, `report` and `proposal` (None unless for tables).
    """
    from api.workspaces.previewing import proposal_for
    from api.workspaces.read_ahead import taken
    from ingest.looking import chosen, look_at

    origin, mapping = chosen(order.paths, order.origin, order.mapping)
    found = taken(order, origin, mapping) or look_at(
        order.paths, order.store, origin=origin, mapping=mapping, options=order.options
    )
    return {
        "origin": found.origin,
        "mapping": found.mapping,
        "options": found.options,
        "report": described(found.report, order),
        "proposal": proposal_for(found.origin, order),
    }


def described(report: LoadReport, order: Order) -> dict[str, Any]:
    """Return a load report with its first rejected rows."""
    rejects = [
        {"file": r.file, "line": r.line, "field": r.field, "rule": r.rule, "remedy": r.remedy}
        for r in report.rejects[:SHOWN]
    ]
    text = orjson.dumps(
        {**report.as_dict(), "rejects_file": None, "rejects": rejects}, option=orjson.OPT_NON_STR_KEYS
    ).decode()
    return orjson.loads(told(text, order))  # type: ignore[no-any-return]


def propose(order: Order) -> dict[str, Any]:
    """Tell how the files are recognised (`api.workspaces.previewing`)."""
    from api.workspaces.previewing import propose

    return told_whole(propose(order), order)


def preview(order: Order) -> dict[str, Any]:
    """Tell what the first rows would become (`api.workspaces.previewing`)."""
    from api.workspaces.previewing import preview

    return told_whole(preview(order), order)


def told_whole(answer: dict[str, Any], order: Order) -> dict[str, Any]:
    """Remove the folder of the workspace from an answer."""
    text = orjson.dumps(answer, option=orjson.OPT_NON_STR_KEYS).decode()
    return orjson.loads(told(text, order))  # type: ignore[no-any-return]


def propose_given(order: Order) -> dict[str, Any]:
    """Tell how a table is read with what a person gives (`api.workspaces.previewing`)."""
    from api.workspaces.previewing import propose_given

    return told_whole(propose_given(order), order)


TASKS = {"read": read, "propose": propose, "propose_given": propose_given, "preview": preview}
