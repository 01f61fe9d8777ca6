"""Money for collective development."""
