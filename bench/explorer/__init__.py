"""The explorer in a browser beside sigma alone and pyvis: first frame, panning, freezes, search, slider."""
