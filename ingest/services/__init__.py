"""Web services: the client, saved responses, and their parsing."""
