"""Shapes of answers for the OpenAPI document; the answers are encoded from records, not through these."""
