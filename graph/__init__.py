"""What is known: vocabulary, model, schema, store, snapshot, network and measures."""
