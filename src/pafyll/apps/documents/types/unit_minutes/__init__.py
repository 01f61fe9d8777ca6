"""Of a department's meeting: what was decided, why, and who was considered."""
