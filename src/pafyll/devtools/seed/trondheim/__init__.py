"""The case of Trondheim 2011: what the public case paper says, as data, and a world with invented people around it."""
