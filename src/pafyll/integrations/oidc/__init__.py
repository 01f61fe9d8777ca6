"""OpenID Connect: ID-porten, Feide and others like them. Values in, values out; it knows no users."""
