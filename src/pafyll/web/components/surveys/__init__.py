"""Surveys at the desks of those who ask, the pages on which people answer, and the results."""
