"""A notice to everybody, and parts that are closed for a while. Both lie in a file, so that no database is needed."""
