"""Every router under `/api/v1`; a new resource is one file and one line here."""

from __future__ import annotations

from api.routes import (
    aggregate,
    changes,
    communities,
    export,
    jobs,
    measures,
    neighbourhoods,
    page,
    paths,
    places,
    records,
    resolve,
    root,
    scene,
    search,
    sectors,
    structure,
    writing,
)

ROUTERS = (
    neighbourhoods.direct,  # first, since most calls are for it and routers are asked in turn
    root.router,
    search.router,
    records.lists,
    records.router,
    neighbourhoods.router,
    paths.router,
    aggregate.router,
    changes.router,
    resolve.router,
    measures.router,
    communities.router,
    sectors.router,
    places.router,
    structure.router,
    scene.router,
    export.router,
    jobs.router,
    page.router,
    writing.router,
)
