"""Who may do what with money, payments and changes: one module for each."""
