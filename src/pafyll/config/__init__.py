"""Settings, urls and what runs when."""
