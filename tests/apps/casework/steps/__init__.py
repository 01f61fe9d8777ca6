"""Two kinds of job that a worker can be killed in: one saves step by step, the other all at once."""
