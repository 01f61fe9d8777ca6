"""Collaboration forums: schemes by year, who sits in the forum, its meetings and decisions, and the long-term plan."""
