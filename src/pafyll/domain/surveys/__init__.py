"""Surveys: how few answers may be shown, when people are asked, and the same questions in two languages."""
