"""Credits held and subjects taught: what is known about a teacher before she applies."""
