"""What is done with plans, budgets and staff."""
