"""SQLite as Django's database, which puts each question into SQLite's own form once and not each time."""
