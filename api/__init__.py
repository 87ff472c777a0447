"""The HTTP interface: the API under `/api/v1`, pages, health."""
