"""Which organisations are one: keys, names with a place, scored candidates, and a queue for what is doubtful."""

from ingest.resolution.organisations import Body, Name, Number
from ingest.resolution.settling import settle

__all__ = ["Body", "Name", "Number", "settle"]
