"""Access tokens that Maskinporten gives to systems: which organisation comes, and what it may do."""
