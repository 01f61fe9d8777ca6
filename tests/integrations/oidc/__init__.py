"""OpenID Connect: tokens, levels, and what Feide says."""
