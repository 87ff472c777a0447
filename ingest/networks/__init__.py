"""Network files of other tools: their formats, and the conversion of nodes and edges."""
