"""To a recipient: the decision on recovery of an award, with grounds and how to appeal."""
