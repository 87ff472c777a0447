"""What the eye sees: colours, positions, scenes, the stand-alone page and the file formats."""
