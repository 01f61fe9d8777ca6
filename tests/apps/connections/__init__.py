"""Addresses that are told when something happens."""
