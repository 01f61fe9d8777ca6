"""To the politicians: the administration's proposal, what it builds on, and where every figure comes from."""
