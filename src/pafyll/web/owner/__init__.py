"""The school owner's desk: approving, ranking, adding applications, results."""
