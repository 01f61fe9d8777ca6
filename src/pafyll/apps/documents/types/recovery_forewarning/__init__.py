"""To an owner: money may be demanded back, why, and by when it may comment (fvl. § 16)."""
