"""What is shown of what is kept, for whom."""
