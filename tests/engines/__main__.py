"""Brings what the tests need onto this machine before they run side by side: Neo4j's jars, Java, Spark, Chromium, fonts."""

from __future__ import annotations

import sys

from tests.engines import chromium, neo4j_server, spark_cluster

if __name__ == "__main__":
    for bring, missing in (
        (chromium.korean_font, chromium.Missing),
        (neo4j_server.jars, neo4j_server.Missing),
        (chromium.find, chromium.Missing),
        (spark_cluster.package, spark_cluster.Missing),
    ):
        try:
            bring()
        except missing as reason:  # each test that needs it says so again
            print(f"sojae: {reason}", file=sys.stderr)
