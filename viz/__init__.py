"""Pictures and files: colours, positions, scenes, the stand-alone page and file formats."""
