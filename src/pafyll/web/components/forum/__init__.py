"""The pages of a collaboration forum, the same at every desk whose people sit in one."""
