"""What loads do to a store: upsert and sweep, the undo log, and taking a load back."""
