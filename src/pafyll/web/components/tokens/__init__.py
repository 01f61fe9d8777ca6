"""Pages on keys for other systems: the same at every desk that has them (see urls.token_urls)."""
