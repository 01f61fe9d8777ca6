"""Rounds, applications, statements, ranking, allocation runs and their results."""
