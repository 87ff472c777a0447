"""The knowledge graph: vocabulary, model, schema, store, snapshot, network and measures."""
