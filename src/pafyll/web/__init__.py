"""The rooms: one desk per kind of person. Pages read queries and call services; no rules live here."""
