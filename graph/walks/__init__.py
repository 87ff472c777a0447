"""Walks over the relations of a snapshot: neighbourhoods, ranked walks and paths."""
