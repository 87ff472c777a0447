"""Files read by what they are, never by their names: text, workbooks, HTML, XML, JSON, zips; in flat memory, nothing guessed.

`parts` opens a path (a zip gives each of its files), `grids` gives the tables of a part as rows of text, `tables` finds the
header in each. Every row under way is given on, or told as `Fault` or `Skipped`: none is lost silently.
"""

from ingest.reading.archives import Part, parts
from ingest.reading.grid import Grid
from ingest.reading.grids import grids
from ingest.reading.headers import Layout
from ingest.reading.places import Fault, Skipped
from ingest.reading.tables import Table, tables

__all__ = ["Fault", "Grid", "Layout", "Part", "Skipped", "Table", "grids", "parts", "tables"]
