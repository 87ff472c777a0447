"""Every router under `/api/v1`; a new question is mounted automatically, another resource needs one file and one line here."""

from __future__ import annotations

from api.routes import (
    briefs,
    export,
    following,
    jobs,
    loads,
    neighbourhoods,
    page,
    questions,
    records,
    resolve,
    review,
    root,
    scenarios,
    scene,
    sets,
    workspaces,
    writing,
)

ROUTERS = (
    neighbourhoods.direct,  # first, since most calls are for it and routers are searched in order
    root.router,
    records.lists,
    following.router,
    questions.router,  # programmes/evaluation before programmes/{id}
    records.router,
    neighbourhoods.router,
    resolve.router,
    scenarios.router,
    sets.router,
    scene.router,
    export.router,
    briefs.router,
    jobs.router,
    page.router,
    loads.router,
    review.router,
    writing.router,
    workspaces.router,
)
