"""Entity resolution: blocking keys, comparison of names and facts, match weights, and a queue of pairs that need review."""

from ingest.resolution.organisations import Name, Number, OrganisationRecord
from ingest.resolution.settling import settle

__all__ = ["Name", "Number", "OrganisationRecord", "settle"]
