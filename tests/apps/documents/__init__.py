"""Documents: what they say, that they can be read by everyone, and that they are kept as they were sent."""
