"""Who may see and do what with schemes and forums: one module for each."""
