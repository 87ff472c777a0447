"""Jobs, for computations too long for one call: they wait in a queue, run in their own process and are kept in a folder."""
