"""What is read of figures."""
