"""Signing messages to other systems, and sending them where they may go."""
