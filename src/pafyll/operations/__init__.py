"""Running it: backup and the way back, whether what is stored is whole, and what is done every night."""
