"""Owners, schools, providers and authorities; people, employment, roles and delegation."""
