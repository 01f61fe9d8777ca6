"""To the applicant: what was received, when, and what happens next."""
