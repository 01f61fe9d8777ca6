"""To a recipient: the decision on a change of its award, with grounds and how to appeal."""
