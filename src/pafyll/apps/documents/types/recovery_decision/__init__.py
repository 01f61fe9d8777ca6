"""To an owner: the decision on recovery, with grounds and how to appeal."""
