"""Networks as files of other tools tell them: their grammars, and what becomes of nodes and edges."""
