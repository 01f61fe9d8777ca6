"""Each command shows its plan first, carries it out on request, and does nothing new the second time."""
