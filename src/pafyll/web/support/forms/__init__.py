"""What each form asks for, as values."""
