"""Tools for people, not tests."""
