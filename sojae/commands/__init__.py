"""Commands by purpose; each module has an `app`, which the command line combines."""
