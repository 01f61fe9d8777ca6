"""Pages on who may act for an organisation: the same at every desk that has them (see urls.role_urls)."""
