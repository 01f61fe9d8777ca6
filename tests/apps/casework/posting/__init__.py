"""A mail server that lets the one who writes to it be killed, and the settings that write to it."""
