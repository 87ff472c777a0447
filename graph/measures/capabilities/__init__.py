"""Capabilities: which organisations develop or use what, by sector, place or organisation, and how surely a row is specialised.

Location quotients are shrunk and have an interval; proximity, density, fitness and complexity follow the published definitions;
what might come next is shown only where a hold-out test shows that relatedness predicts it.
"""
