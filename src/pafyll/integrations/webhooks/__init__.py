"""Telling other systems: signed as Standard Webhooks 1.0.0, and sent only to addresses that are public."""
