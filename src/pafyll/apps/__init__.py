"""The records: what is kept, what may be done with it, and how it is listed. One line of apps, bottom first."""
