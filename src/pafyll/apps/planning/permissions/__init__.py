"""Who may do what with staff, files of staff, plans and budgets: one module for each."""
