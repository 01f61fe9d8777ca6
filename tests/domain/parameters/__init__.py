"""Dated values with unit and source."""
