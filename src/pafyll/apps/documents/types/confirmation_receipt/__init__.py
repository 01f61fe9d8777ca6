"""To an owner: whom it confirmed, for which semester, and the kroner that follow."""
