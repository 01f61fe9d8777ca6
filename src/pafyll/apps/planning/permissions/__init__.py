"""What may be done with plans, budgets and qualifications, and why not."""
