"""Tokens from an issuer that the tests run, which can fail."""
