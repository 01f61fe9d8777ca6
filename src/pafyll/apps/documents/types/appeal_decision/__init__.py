"""To the party: how the appeal ended, why, what it costs, and whether anything more can be done."""
