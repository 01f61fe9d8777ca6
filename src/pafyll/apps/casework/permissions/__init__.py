"""Who may do what with appeals and with political cases: one module for each."""
