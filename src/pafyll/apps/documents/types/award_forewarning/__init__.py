"""To a recipient: money of an award may be demanded back, why, and by when it may comment (fvl. § 16)."""
