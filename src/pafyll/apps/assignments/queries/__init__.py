"""What is read of assignments."""
