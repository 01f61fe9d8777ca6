"""To the party: the appeal takes longer than a month, why, and when the answer can be expected."""
