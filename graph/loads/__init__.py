"""Loads into a store: upsert and sweep, undo log, rollback."""
