"""Money for collective development after the recommendation: awarded, paid in parts, reported, left over."""
