"""Outside systems: what they say, and what happens when they do not."""
