"""A university's assignments: inquiries, competence, teams, prices, gates and evaluation."""
