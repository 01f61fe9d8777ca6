"""PostgreSQL as Django's database, told before each statement on whose behalf it reads (ADR 35)."""
