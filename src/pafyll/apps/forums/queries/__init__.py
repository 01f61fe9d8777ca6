"""What there is to read about schemes and forums."""
