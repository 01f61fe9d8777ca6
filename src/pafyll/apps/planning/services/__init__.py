"""What is done with staff, qualifications, deviations, plans and budgets."""
