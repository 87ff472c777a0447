"""The lake: a graph as a folder of Parquet, and answers counted from it by a query engine where it is too large for memory.

One SQL text runs on DuckDB (one machine, out of core) and on Apache Spark (a cluster); what is left to compute is small, and the same
functions compute it as for a graph in memory.
"""
