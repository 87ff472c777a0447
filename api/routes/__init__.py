"""Routes, one resource per file; the application mounts `all.ROUTERS` under `/api/v1`."""
