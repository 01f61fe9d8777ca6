"""Commands that show their plan first, carry it out on request, and do nothing new the second time."""
