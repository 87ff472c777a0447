"""Questions about a graph, one per file: parameters, typed results, and errors independent of HTTP."""
