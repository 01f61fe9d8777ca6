"""Commands for the server."""
