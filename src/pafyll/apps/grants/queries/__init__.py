"""What there is to read about money."""
