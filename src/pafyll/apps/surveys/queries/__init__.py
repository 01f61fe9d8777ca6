"""What is known of surveys, never more than was promised."""
