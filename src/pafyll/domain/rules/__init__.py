"""Rules that answer yes or no with a reason and a law: subjects, eligibility, approval."""
