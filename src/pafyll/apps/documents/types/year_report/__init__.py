"""To everybody: what a release of figures says of the country, a county or an owner, and what it does not."""
