"""To whoever pays for an assignment: the price, line by line, and what one day costs."""
