"""What may be done with surveys."""
