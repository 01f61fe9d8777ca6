"""To the party: the appeal has come, what happens to it, and when she will hear more."""
