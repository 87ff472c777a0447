"""What can be asked of a graph: one question a file, its parameters, its typed answer, and errors that know no HTTP."""
