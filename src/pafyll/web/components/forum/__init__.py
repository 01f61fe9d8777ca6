"""The pages of a cooperation forum, the same at every desk whose people sit in one."""
