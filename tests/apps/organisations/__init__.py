"""Who may act for whom, and when."""
