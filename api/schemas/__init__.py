"""The shapes of answers, for the OpenAPI document; answers themselves are encoded from records, not through these."""
