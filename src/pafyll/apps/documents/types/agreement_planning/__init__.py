"""Planning and development before a project: what is prepared, at what cost, and what it binds to."""
