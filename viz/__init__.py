"""What the eye sees: colours, positions, scenes, pages."""
