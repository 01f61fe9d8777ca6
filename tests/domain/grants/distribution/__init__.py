"""The rules of sharing money out."""
