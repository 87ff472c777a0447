"""One resource a file; `all.ROUTERS` is what the application mounts under `/api/v1`."""
