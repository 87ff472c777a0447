"""Readers for text, workbooks, HTML, XML, JSON and zips, by content rather than file name, in constant memory.

`parts` opens a path (each file of a zip), `grids` yields the tables of a part as rows of text, `tables` finds the header of
each. Every row is passed on, or reported as `Fault` or `Skipped`.
"""

from ingest.reading.archives import Part, parts
from ingest.reading.grid import Grid
from ingest.reading.grids import grids
from ingest.reading.headers import Layout
from ingest.reading.positions import Fault, Skipped
from ingest.reading.tables import Table, tables

__all__ = ["Fault", "Grid", "Layout", "Part", "Skipped", "Table", "grids", "parts", "tables"]
