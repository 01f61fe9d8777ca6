"""The principal's desk: statements on the teachers' applications."""
