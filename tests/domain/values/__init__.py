"""Kroner, credits, school years and semesters."""
