"""Workspaces: files that a client looks at without loading them; each is an ecosystem of its own, in memory for some hours."""
