"""Pairs of tables: lists of nodes and lists of edges, in files or in sheets, recognised by their headings."""
