"""To the recipient of an award of a collective scheme: how much, for what, how it is paid, and what it must do."""
