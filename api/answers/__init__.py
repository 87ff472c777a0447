"""Answers as the contract's JSON, made from a view; the API, the command line and notebooks give the same ones."""
