"""What the network hears: the API under `/api/v1`, pages, health."""
