"""Pages that exist only where log-in-as is on."""
